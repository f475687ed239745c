"""An answer that was waited for, and what is taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.age import no_needs_reason
from cases.kinds import Kind
from consent.forms import others
from consent.forms.answering import SAID, ask_again_field, despite_no_field
from consent.forms.asked import interpreted_field, text_field
from consent.models import Answer
from look.forms import CheckboxCards, LineField, RadioCards


class AnswerForm(forms.Form):
    """An answer that was waited for."""

    said = forms.ChoiceField(
        label=_("Vad är svaret?"), choices=SAID[:3], widget=RadioCards, error_messages={"required": _("Välj svaret.")}
    )
    refused = forms.MultipleChoiceField(label=_("Det här är inte ett ja"), required=False, widget=CheckboxCards)
    words = LineField(label=_("Med egna ord"), required=False, max_length=300)

    despite_no = despite_no_field()
    ask_again_on = ask_again_field()

    def __init__(self, *args, answer, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"] = text_field(answer.relative)
        self.fields["interpreted_to"] = interpreted_field(answer.relative)
        if not (answer.by_child and no_needs_reason(answer.consent.case.child)):
            del self.fields["despite_no"]
        self.fields["refused"].choices = lines
        if answer.about_self:
            del self.fields["ask_again_on"]
            self.fields |= {"form": others.how_field(), "witness": others.witness_field()}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("said") == Answer.Said.PARTLY and not cleaned.get("refused"):
            self.add_error("refused", _("Kryssa i det som svaret inte är ett ja till."))
        is_no = cleaned.get("said") in Answer.NOT_WHOLE
        if "despite_no" in self.fields and is_no and not cleaned.get("despite_no"):
            self.add_error("despite_no", _("Skriv varför ni går vidare fast barnet säger nej."))
        if "form" in self.fields:
            for field, why in others.unclear(cleaned, "said", "form", "witness"):
                self.add_error(field, why)
        return cleaned


class WithdrawForm(forms.Form):
    """What is taken back, by everybody or by one of several, and who said so.

    `page` (consent.queries.WithdrawPage) has those whose yes can be taken back: none for a unit that does not see who
    has answered.
    """

    what = forms.ChoiceField(
        label=_("Vad tas tillbaka?"),
        widget=RadioCards,
        error_messages={"required": _("Välj vad familjen tar tillbaka.")},
    )
    who = forms.ChoiceField(
        label=_("Vem tar tillbaka sitt ja?"),
        widget=RadioCards(
            helps={
                "all": _("Samtycket är tillbakataget."),
                "one": _("Det som tas tillbaka stängs genast. Den som samordnar frågar de andra."),
            }
        ),
        error_messages={"required": _("Välj om det är alla som har svarat eller en av dem.")},
    )
    told_by = LineField(
        label=_("Vem har sagt det?"),
        max_length=120,
        error_messages={"required": _("Skriv vem i familjen som har sagt det.")},
    )

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        called = page.consent.case.child.called
        self.units = {str(unit.pk): unit for unit in page.units}
        self.answers = {str(answer.pk): answer for answer in page.answers}
        names = [(key, one.relative.name if one.relative else called) for key, one in self.answers.items()]
        one = [(key, _("Bara %(name)s") % {"name": name}) for key, name in names]
        self.fields["who"].choices = [("all", _("Alla som har sagt ja")), *(one or [("one", _("En av dem"))])]
        self.fields["what"].choices = [
            ("all", _("Allt: ingen får berätta något längre")),
            *((key, _("Det som rör %(unit)s") % {"unit": unit.name}) for key, unit in self.units.items()),
            *((kind, _("Bara det här: %(kind)s") % {"kind": label}) for kind, label in page.kinds),
        ]

    def chosen(self):
        """The action's keywords: which unit (or None), which kind (or ""), by one of several, and whose answer."""
        what, who = self.cleaned_data["what"], self.cleaned_data["who"]
        return {
            "about_unit": self.units.get(what),
            "kind": what if what in Kind.values else "",
            "told_by": self.cleaned_data["told_by"],
            "by_one": who != "all",
            "answer": self.answers.get(who),
        }
