"""When somebody works, a row a day."""

from datetime import time

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agencies.policies.hours import LONGEST, length
from look.forms import ClockInput

DAYS = {str(number + 1): name for number, name in WEEKDAYS.items()}  # by ISO number: Monday is 1
STEP = 5  # minutes


class Clock(forms.TimeField):
    """A time of day on a whole five minutes, or none."""

    def __init__(self, label):
        super().__init__(
            label=label,
            required=False,
            widget=ClockInput({"step": STEP * 60}),
            error_messages={"invalid": gettext_lazy("Skriv klockslaget som 08:00.")},
        )

    def validate(self, value):
        """Refuse what lies between two fives."""
        super().validate(value)
        if value and (value.minute % STEP or value.second):
            raise forms.ValidationError(_("Skriv hela fem minuter, till exempel 08:05."), code="step")


class HoursForm(forms.Form):
    """From when until when, Monday to Sunday; a day without times is a day off."""

    def __init__(self, data=None, *, hours):
        initial = {f"{edge}_{day}": time.fromisoformat(at) for day, at in _edges(hours) for edge, at in at.items()}
        super().__init__(data, initial=initial)
        for day in DAYS:
            self.fields[f"from_{day}"] = Clock(pgettext_lazy("clock", "Från"))
            self.fields[f"to_{day}"] = Clock(pgettext_lazy("clock", "Till"))

    def rows(self):
        """Each day's name and its two fields, as the page draws them."""
        return [(capfirst(name), [self[f"from_{day}"], self[f"to_{day}"]]) for day, name in DAYS.items()]

    def clean(self):
        """Refuse half a day's times, an end that does not come after the start, and more hours than anybody works."""
        typed = super().clean()
        for day, name in DAYS.items():
            begins, ends = typed.get(f"from_{day}"), typed.get(f"to_{day}")
            if {f"from_{day}", f"to_{day}"} & self.errors.keys():
                continue
            if (begins is None) != (ends is None):
                where = f"from_{day}" if begins is None else f"to_{day}"
                self.add_error(where, _("%(day)s: skriv både från och till, eller inget.") % {"day": capfirst(name)})
            elif begins and ends <= begins:
                self.add_error(f"to_{day}", _("%(day)s: slutar före den börjar.") % {"day": capfirst(name)})
            elif begins and length(begins, ends) > LONGEST:
                self.add_error(f"to_{day}", _("%(day)s: högst tolv timmar.") % {"day": capfirst(name)})
        return typed

    @property
    def hours(self) -> dict[str, list[str]]:
        """As the row keeps them: `{"1": ["08:00", "16:30"]}`, no day that is off."""
        typed = self.cleaned_data
        return {
            day: [f"{typed[f'from_{day}']:%H:%M}", f"{typed[f'to_{day}']:%H:%M}"]
            for day in DAYS
            if typed[f"from_{day}"]
        }


def _edges(hours):
    return [(day, {"from": begins, "to": ends}) for day, (begins, ends) in hours.items()]
