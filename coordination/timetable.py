"""Who is busy then? Pure questions about intervals; never why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone, localtime

WEEKEND = 5  # the first weekday that is none


@dataclass(frozen=True, order=True)
class Span:
    """From and to; the end is not part of it, so that two meetings in a row do not clash."""

    starts_at: datetime
    ends_at: datetime

    def meets(self, other: Span) -> bool:
        """Whether the two share a moment."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def busy_within(span: Span, busy: Iterable[Span]) -> list[Span]:
    """The busy times that touch the span, whole, in order; those that touch or overlap each other made into one."""
    found: list[Span] = []
    for one in sorted(other for other in busy if other.meets(span)):
        if found and one.starts_at <= found[-1].ends_at:
            found[-1] = Span(found[-1].starts_at, max(found[-1].ends_at, one.ends_at))
        else:
            found.append(one)
    return found


def is_outside_hours(span: Span, hours: dict) -> bool:
    """Whether any of the span lies outside working hours: `{"1": ["08:00", "16:30"]}`, Monday is 1.

    Of somebody who has said nothing of their hours nothing is known.
    """
    if not hours:
        return False
    begins, ends = localtime(span.starts_at), localtime(span.ends_at)
    day = hours.get(str(begins.isoweekday()))
    if day is None or begins.date() != ends.date():
        return True
    opens, closes = (time.fromisoformat(clock) for clock in day)
    return begins.time() < opens or ends.time() > closes


def next_working_day(today: date) -> date:
    """The first weekday after today."""
    day = today + timedelta(days=1)
    while day.weekday() >= WEEKEND:
        day += timedelta(days=1)
    return day


def at(day: date, clock: time) -> datetime:
    """A day and a time of day as a moment in Stockholm."""
    return datetime.combine(day, clock, get_current_timezone())
