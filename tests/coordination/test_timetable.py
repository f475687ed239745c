"""Who is busy then is a question of intervals: a shared moment clashes, two in a row do not, and nobody says why."""

import itertools
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coordination.timetable import Span, busy_within, is_outside_hours, next_working_day

STOCKHOLM = ZoneInfo("Europe/Stockholm")
OFFICE = {str(day): ["08:00", "16:30"] for day in range(1, 6)}
TUESDAY = date(2026, 11, 24)


def span(begins: str, ends: str, day: date = TUESDAY) -> Span:
    """From and to on one day in Stockholm."""
    times = (datetime.combine(day, datetime.strptime(clock, "%H:%M").time(), STOCKHOLM) for clock in (begins, ends))  # noqa: DTZ007
    return Span(*times)


def test_two_meetings_in_a_row_do_not_clash():
    assert busy_within(span("10:00", "11:00"), [span("09:00", "10:00"), span("11:00", "12:00")]) == []


def test_what_touches_is_told_whole_and_once():
    busy = [span("10:30", "11:30"), span("09:00", "10:15"), span("10:15", "10:30"), span("13:00", "14:00")]

    assert busy_within(span("10:00", "11:00"), busy) == [span("09:00", "11:30")]


@pytest.mark.parametrize(
    ("begins", "ends", "outside"),
    [("08:00", "16:30", False), ("07:59", "09:00", True), ("16:00", "16:31", True), ("12:00", "13:00", False)],
)
def test_working_hours_include_their_edges(begins, ends, outside):
    assert is_outside_hours(span(begins, ends), OFFICE) is outside


def test_a_free_day_is_outside_and_hours_not_told_are_not():
    sunday = span("10:00", "11:00", date(2026, 11, 29))

    assert is_outside_hours(sunday, OFFICE)
    assert not is_outside_hours(sunday, {})


def test_the_clock_of_the_hours_is_stockholms_in_summer_too():
    july = span("08:00", "09:00", date(2026, 7, 1))

    assert not is_outside_hours(Span(july.starts_at.astimezone(ZoneInfo("UTC")), july.ends_at), OFFICE)


@pytest.mark.parametrize(("today", "expected"), [(24, 25), (27, 30), (28, 30), (29, 30)])
def test_the_next_working_day_is_no_weekend(today, expected):
    assert next_working_day(date(2026, 11, today)) == date(2026, 11, expected)


MINUTES = some.integers(0, 600)


@given(some.lists(some.tuples(MINUTES, some.integers(1, 90)), max_size=12), MINUTES, some.integers(1, 120))
def test_a_moment_is_busy_in_the_answer_just_when_somebody_is_busy(busy, begins, length):
    morning = datetime(2026, 11, 24, 8, tzinfo=STOCKHOLM)

    def at(minute, long):
        return Span(morning + timedelta(minutes=minute), morning + timedelta(minutes=minute + long))

    asked, spans = at(begins, length), [at(*one) for one in busy]
    found = busy_within(asked, spans)

    for minute in range(begins, begins + length):
        moment = at(minute, 1)
        assert any(moment.meets(one) for one in spans) == any(moment.meets(one) for one in found)
    assert all(one.ends_at < other.starts_at for one, other in itertools.pairwise(found))
