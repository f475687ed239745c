"""What is typed about somebody who is with for a part of a meeting only."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coordination.policies.bounds import PART_OUTSIDE, lies_within
from coordination.timetable import Span, at
from look.forms import CheckboxCards, ClockInput

BOTH = _("Skriv både från och till.")
MINUTE = timedelta(minutes=1)


def minutes(span: Span, begins, ends) -> tuple[int, int] | None:
    """Two times of day as (from, until) in minutes from the meeting's start; None when they are all of it."""
    day = localdate(span.starts_at)
    part = tuple((at(day, clock) - span.starts_at) // MINUTE for clock in (begins, ends))
    return None if part == (0, (span.ends_at - span.starts_at) // MINUTE) else part


class PartForm(forms.Form):
    """From when till when one person is with; nothing typed is the whole meeting."""

    begins = forms.TimeField(label=_("Från"), widget=ClockInput, required=False)
    ends = forms.TimeField(label=pgettext_lazy("klockan", "Till"), widget=ClockInput, required=False)

    def __init__(self, *args, invitation, **kwargs):
        meeting = invitation.meeting
        self.span = Span(meeting.starts_at, meeting.ends_at)
        if invitation.part_until is not None:
            begins, ends = map(localtime, invitation.time)
            kwargs["initial"] = {"begins": begins.time(), "ends": ends.time()}
        super().__init__(*args, **kwargs)

    def clean(self):
        """Both or none, and within the meeting."""
        typed = super().clean()
        begins, ends = typed.get("begins"), typed.get("ends")
        if not self.errors and bool(begins) != bool(ends):
            self.add_error("ends" if begins else "begins", BOTH)
        if not self.errors and not lies_within(self.part, self.span.starts_at, self.span.ends_at):
            self.add_error("ends", PART_OUTSIDE)
        return typed

    @property
    def part(self) -> tuple[int, int] | None:
        """What the action is given."""
        begins, ends = self.cleaned_data.get("begins"), self.cleaned_data.get("ends")
        return minutes(self.span, begins, ends) if begins and ends else None

    @property
    def done(self) -> str:
        """What is said when it is saved."""
        return _("Sparat. Bara den det gäller får veta det, och svarar på nytt.")


class Parts(forms.Form):
    """When a meeting is booked: who of them are with for a part only, and which."""

    part_of = forms.MultipleChoiceField(label=_("Vilka är med bara en stund?"), widget=CheckboxCards, required=False)
    part_begins = forms.TimeField(label=_("Från"), widget=ClockInput, required=False)
    part_ends = forms.TimeField(label=pgettext_lazy("klockan", "Till"), widget=ClockInput, required=False)

    def clean(self):
        """Who and when belong together, and the part lies within the meeting."""
        typed = super().clean()
        who, begins, ends = (typed.get(name) for name in ("part_of", "part_begins", "part_ends"))
        if (begins or ends) and not who and "part_of" not in self.errors:
            self.add_error("part_of", _("Välj vem det gäller."))
        for name, value in (("part_begins", begins), ("part_ends", ends)):
            if who and not value and name not in self.errors:
                self.add_error(name, BOTH)
        starts, stops = typed.get("starts_at"), typed.get("ends_at")
        if who and begins and ends and starts and stops and starts < stops:
            if not lies_within(minutes(Span(starts, stops), begins, ends), starts, stops):
                self.add_error("part_ends", PART_OUTSIDE)
        return typed

    @property
    def part(self) -> tuple[int, int] | None:
        """The part that was typed."""
        typed = self.cleaned_data
        if not typed["part_of"]:
            return None
        return minutes(Span(typed["starts_at"], typed["ends_at"]), typed["part_begins"], typed["part_ends"])
