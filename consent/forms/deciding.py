"""What is decided about a consent that not everybody has said yes to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.grounds import LAWS, Ground
from look.forms import RadioCards, TextField


class DecideForm(forms.Form):
    """On which ground, about whose answer, and why. `answers` are those that are missing, a no or taken back."""

    ground = forms.ChoiceField(
        label=_("Vad beslutar ni?"),
        choices=Ground.choices,
        widget=RadioCards(helps={str(ground): law.lets for ground, law in LAWS.items()}),
        error_messages={"required": _("Välj vad ni beslutar.")},
    )
    answer = forms.ChoiceField(label=_("Vems svar gäller det?"), widget=RadioCards, required=False)
    reason = TextField(
        label=_("Varför?"),
        rows=3,
        max_length=2000,
        help_text=_("Skriv vad ni vet och hur ni har vägt det. Familjen kan be att få läsa."),
        error_messages={"required": _("Skriv skälet till beslutet.")},
    )

    def __init__(self, *args, answers, called, **kwargs):
        super().__init__(*args, **kwargs)
        self.answers = {str(answer.pk): answer for answer in answers}
        self.fields["answer"].choices = [
            (key, one.relative.name if one.relative else called) for key, one in self.answers.items()
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("ground") in (Ground.MATURE, Ground.ENDED):
            cleaned["answer"] = ""
        elif cleaned.get("ground") and not cleaned.get("answer"):
            self.add_error("answer", _("Välj vems svar det gäller."))
        return cleaned

    @property
    def ends(self) -> bool:
        """Whether the consent is to end."""
        return self.cleaned_data["ground"] == Ground.ENDED

    def chosen(self):
        """The action's keywords."""
        reason = {"reason": self.cleaned_data["reason"]}
        if self.ends:
            return reason
        return reason | {"ground": self.cleaned_data["ground"], "answer": self.answers.get(self.cleaned_data["answer"])}
