"""Up to three days that would suit: those who ask for, and those who are asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.policies.circle import days_to_come
from look.forms import DayField

NAMES = ("day_1", "day_2", "day_3")


class Days(forms.Form):
    """Three days, each of which may be left empty."""

    day_1 = DayField(label=_("Första"), required=False)
    day_2 = DayField(label=_("Andra"), required=False)
    day_3 = DayField(label=_("Tredje"), required=False)

    def clean(self):
        """Each day is to come."""
        typed = super().clean()
        for name in NAMES:
            may = days_to_come([typed[name]] if typed.get(name) else [])
            if not may:
                self.add_error(name, may.reason)
        return typed

    @property
    def days(self) -> list:
        """The days typed, in order, each once."""
        return sorted({self.cleaned_data[name] for name in NAMES if self.cleaned_data.get(name)})

    @property
    def day_fields(self) -> list:
        """The three fields, for the template."""
        return [self[name] for name in NAMES]
