"""An answer that was waited for, and what is taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.age import no_needs_reason
from cases.kinds import Kind
from consent.forms.giving import SAID, ask_again_field, despite_no_field
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
        if not (answer.by_child and no_needs_reason(answer.consent.case.child)):
            del self.fields["despite_no"]
        self.fields["refused"].choices = lines

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("said") == Answer.Said.PARTLY and not cleaned.get("refused"):
            self.add_error("refused", _("Kryssa i det som svaret inte är ett ja till."))
        if "despite_no" in self.fields and cleaned.get("said") == Answer.Said.NO and not cleaned.get("despite_no"):
            self.add_error("despite_no", _("Skriv varför ni går vidare fast barnet säger nej."))
        return cleaned


class WithdrawForm(forms.Form):
    """What the family takes back, and who said so."""

    what = forms.ChoiceField(
        label=_("Vad tar familjen tillbaka?"),
        widget=RadioCards,
        error_messages={"required": _("Välj vad familjen tar tillbaka.")},
    )
    told_by = LineField(
        label=_("Vem har sagt det?"),
        max_length=120,
        error_messages={"required": _("Skriv vem i familjen som har sagt det.")},
    )

    def __init__(self, *args, units, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        self.fields["what"].choices = [
            ("all", _("Allt: ingen får berätta något längre")),
            *((key, _("Det som rör %(unit)s") % {"unit": unit.name}) for key, unit in self.units.items()),
            *((kind, _("Bara det här: %(kind)s") % {"kind": label}) for kind, label in kinds),
        ]

    def chosen(self):
        """The action's keywords: which unit (or None) and which kind (or "")."""
        what = self.cleaned_data["what"]
        return {
            "about_unit": self.units.get(what),
            "kind": what if what in Kind.values else "",
            "told_by": self.cleaned_data["told_by"],
        }
