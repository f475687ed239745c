"""What is typed when a record is kept from a guardian."""

from datetime import timedelta

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from consent.models import Withholding
from consent.models.by_law import MOST
from consent.models.withheld import HELPS, SECTIONS
from look.forms import DayField, RadioCards, TextField

AGAIN = 90  # days until one usually looks again
EVERYBODY = "everybody"


class WithholdForm(forms.Form):
    """From whom, on which ground, why, and when to look again."""

    relative = forms.ChoiceField(
        label=_("Vem ska inte få se?"),
        widget=RadioCards,
        error_messages={"required": _("Välj vem som inte ska få se.")},
    )
    ground = forms.ChoiceField(
        label=_("På vilken grund?"),
        choices=Withholding.Ground.choices,
        widget=RadioCards,
        error_messages={"required": _("Välj grunden för beslutet.")},
    )
    reason = TextField(
        label=_("Varför?"),
        rows=4,
        max_length=MOST,
        help_text=_("Skriv vad ni vet och hur ni har vägt det. Bara er enhet läser skälet."),
        error_messages={"required": _("Skriv skälet till beslutet.")},
    )
    look_again_on = DayField(
        label=_("När ser ni på det igen?"),
        help_text=_("Den dagen står det på Min dag. Beslutet gäller tills ni tar tillbaka det."),
        error_messages={"required": _("Välj en dag då ni ser på det igen.")},
    )

    def __init__(self, *args, guardians, **kwargs):
        super().__init__(*args, **kwargs)
        self.guardians = {str(one.pk): one for one in guardians}
        named = [(key, one.name) for key, one in self.guardians.items()]
        self.fields["relative"].choices = [*named, (EVERYBODY, _("Ingen av vårdnadshavarna"))]
        self.fields["ground"].widget.helps = {str(one): f"{HELPS[one]} {SECTIONS[one]}" for one in SECTIONS}
        self.fields["look_again_on"].initial = localdate() + timedelta(days=AGAIN)

    def chosen(self):
        """The action's keywords."""
        words = {name: self.cleaned_data[name] for name in ("ground", "reason", "look_again_on")}
        return words | {"relative": self.guardians.get(self.cleaned_data["relative"])}
