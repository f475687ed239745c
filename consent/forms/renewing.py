"""Asking the family anew: a new last day, and how they answer."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from consent.forms.asked import HOW
from consent.models import Consent
from consent.terms import USUAL_MONTHS, months_later
from look.forms import DayField, LineField, RadioCards


class RenewForm(forms.Form):
    """What the old consent cannot tell; everything else is its own."""

    ends_on = DayField(
        label=_("Till och med"),
        help_text=_("Högst tolv månader."),
        error_messages={"required": _("Skriv till när det gäller."), "invalid": _("Skriv en dag som finns.")},
    )
    how = forms.ChoiceField(
        label=_("Hur svarar de?"),
        choices=HOW,
        widget=RadioCards,
        error_messages={"required": _("Välj hur familjen svarar.")},
    )
    witness = LineField(label=_("Vem är vittne?"), max_length=120, required=False)

    def __init__(self, *args, consent, **kwargs):
        usual = {
            "ends_on": months_later(localdate(), USUAL_MONTHS), "how": consent.form, "witness": consent.witness,
        }  # fmt: skip
        super().__init__(*args, initial=usual, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("how") == Consent.Form.ORAL and not cleaned.get("witness"):
            self.add_error("witness", _("Skriv vem som är vittne."))
        return cleaned

    def chosen(self):
        """The action's keywords."""
        typed = self.cleaned_data
        witness = typed["witness"] if typed["how"] == Consent.Form.ORAL else ""
        return {"ends_on": typed["ends_on"], "form": typed["how"], "witness": witness}
