"""What is typed to open a case that cannot wait, and to review it afterwards."""

from __future__ import annotations

import re

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases import identity
from consent import attempts
from consent.models import OpeningReview
from look.forms import LineField, RadioCards, TextField
from look.once import OnceField

REFERENCE = re.compile(r"K-?([0-9A-Z]{4,10})")


class OpenForm(forms.Form):
    """A number typed whole and why. Each form that is sent counts as one attempt, whatever comes of it."""

    new_id = OnceField(salt="opening")
    number = LineField(
        label=_("K-nummer eller personnummer"), max_length=30,
        help_text=_("Hela numret. Här går det inte att söka på namn."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Skriv hela numret.")},
    )  # fmt: skip
    reason = TextField(
        label=_("Varför kan det inte vänta?"), rows=3, max_length=500,
        help_text=_("Några ord. Den som leder enheten läser det. Skriv inte barnets namn."),
        error_messages={"required": _("Skriv med några ord varför det inte kan vänta.")},
    )  # fmt: skip

    def __init__(self, data=None, *, actor):
        super().__init__(data)
        self.actor = actor

    def clean_number(self) -> str:
        """Give the reference, or the identity number in twelve characters; what cannot be either is refused alike."""
        typed = self.cleaned_data["number"].strip().upper()
        if named := REFERENCE.fullmatch(typed):
            return f"K-{named[1]}"
        try:
            return identity.parse(typed, localdate()).number
        except identity.Fault:
            raise forms.ValidationError(
                _("Skriv ett K-nummer, som K-7QX4ABC, eller ett personnummer med tolv siffror.")
            ) from None

    def clean(self):
        """Count the attempt."""
        attempts.count(self.actor)
        return super().clean()


class ReviewForm(forms.Form):
    """What the reviewer has come to."""

    outcome = forms.ChoiceField(
        label=_("Vad har du kommit fram till?"), choices=OpeningReview.Outcome.choices, widget=RadioCards,
        error_messages={"required": _("Välj vad du har kommit fram till.")},
    )  # fmt: skip
    remark = TextField(
        label=_("Med några ord"), rows=3, max_length=500, help_text=_("Vem du har talat med och vad som sades."),
        error_messages={"required": _("Skriv några ord om vad du har kommit fram till.")},
    )  # fmt: skip
    withheld_because = TextField(
        label=_("Ska familjen inte se nödöppningen i sin logg? Skriv varför."), rows=2, max_length=500, required=False,
        help_text=_("Lämna tomt, så syns den. Skriv bara om något i lagen hindrar att de får veta, och vad."),
    )  # fmt: skip
