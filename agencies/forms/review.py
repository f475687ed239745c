"""What a log reviewer asks for; it stands in the address, so nothing but ids and days."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.queries.keyset import read_before
from agencies.queries.review import Filter
from look.forms import DayField


class Asked(forms.Form):
    """Whose lines, of which day, and which kind. What cannot be read is not asked for."""

    person = forms.UUIDField(required=False)
    day = DayField(required=False, label=_("Dag"))
    only = forms.ChoiceField(required=False, choices=[("outside", ""), ("protected", ""), ("sample", "")])

    def asked(self) -> Filter:
        """The question as the query takes it."""
        self.is_valid()
        return Filter(
            person=self.cleaned_data.get("person"),
            day=self.cleaned_data.get("day"),
            only=self.cleaned_data.get("only", ""),
            before=read_before(self.data.get("before", "")),
        )
