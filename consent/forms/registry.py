"""What the registrar types: which case or day, which of what was found, and why."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.forms.emergency import REFERENCE
from look.forms import DayField, LineField, RadioCards, TextField
from look.once import OnceField


class SeekForm(forms.Form):
    """A case's number, a day, or both."""

    number = LineField(label=_("K-nummer"), max_length=12, required=False)
    day = DayField(label=_("Dagen då det kom"), required=False)

    def __init__(self, asked):
        super().__init__(asked if asked else None)

    def clean_number(self) -> str:
        """Give the reference in one way of writing it."""
        typed = self.cleaned_data["number"].strip().upper()
        named = REFERENCE.fullmatch(typed)
        if typed and not named:
            raise forms.ValidationError(_("Skriv ett K-nummer, som K-7QX4ABC."))
        return f"K-{named[1]}" if named else ""

    def clean(self):
        """One of them is needed: the registry is not leafed through."""
        typed = super().clean()
        if not self.errors and not typed.get("number") and not typed.get("day"):
            raise forms.ValidationError(_("Skriv ett K-nummer eller en dag."))
        return typed

    @property
    def asked(self) -> tuple:
        """The number and the day; nothing while the form is not whole."""
        whole = self.is_bound and self.is_valid()
        return (self.cleaned_data["number"], self.cleaned_data["day"]) if whole else ("", None)


class ProduceForm(forms.Form):
    """Which of what was found, and why it is taken out."""

    new_id = OnceField(salt="production")
    disclosure = forms.ChoiceField(
        label=_("Handling"), widget=RadioCards, error_messages={"required": _("Välj en handling.")}
    )
    reason = TextField(
        label=_("Varför tas den fram?"), rows=2, max_length=500,
        help_text=_("Till exempel vem som har begärt ut den, och diarienumret. Det sparas i loggen."),
        error_messages={"required": _("Skriv med några ord varför handlingen tas fram.")},
    )  # fmt: skip

    def __init__(self, data=None, *, found):
        super().__init__(data)
        self.fields["disclosure"].choices = [(str(one.disclosure), one.title) for one in found]
        self.fields["disclosure"].widget.helps = {str(one.disclosure): one.about for one in found}

    def clean_disclosure(self) -> UUID:
        """Give the id."""
        return UUID(self.cleaned_data["disclosure"])
