"""The town's days count from the day of loading, whatever day that is."""

from datetime import date, datetime, timedelta

import pytest

from tests.town.clock import STOCKHOLM, Clock, turns_18


def at(*parts) -> datetime:
    return datetime(*parts, tzinfo=STOCKHOLM)


TUESDAY = Clock(at(2026, 11, 24, 7, 55))
SUNDAY = Clock(at(2026, 11, 22, 20, 10))


@pytest.mark.parametrize(
    ("clock", "days", "expected"),
    [
        (TUESDAY, -12, date(2026, 11, 12)),
        (TUESDAY, -3, date(2026, 11, 20)),  # a Saturday: the Friday before
        (TUESDAY, -2, date(2026, 11, 20)),
        (TUESDAY, 5, date(2026, 11, 30)),  # a Sunday: the Monday after
        (SUNDAY, 0, date(2026, 11, 22)),  # D itself stays
    ],
)
def test_no_day_of_work_falls_on_a_weekend(clock, days, expected):
    assert clock.day(days) == expected


def test_birthdays_and_the_ends_of_consents_do_not_move():
    assert TUESDAY.day(4, moves=False) == date(2026, 11, 28)
    assert TUESDAY.end_of(4).date() == date(2026, 11, 28)


def test_what_has_happened_is_never_later_than_now():
    assert TUESDAY.at(0, "15:00") < TUESDAY.moment
    assert TUESDAY.at(-1, "15:00").hour == 15


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(2026, 11, 24, 7, 55), at(2026, 11, 24, 8, 0)),
        (at(2026, 11, 24, 15, 30), at(2026, 11, 24, 16, 0)),
        (at(2026, 11, 24, 16, 5), at(2026, 11, 25, 10, 0)),
        (at(2026, 11, 27, 17, 0), at(2026, 11, 30, 10, 0)),  # a Friday evening: Monday
        (at(2026, 11, 22, 9, 0), at(2026, 11, 23, 10, 0)),
    ],
)
def test_there_is_always_a_meeting_to_open(moment, expected):
    assert Clock(moment).next_meeting() == expected


def test_an_answer_is_promised_by_friday():
    assert TUESDAY.friday() == date(2026, 11, 27)
    assert Clock(at(2026, 11, 27, 9)).friday() == date(2026, 12, 4)


def test_somebody_comes_of_age_on_every_coming_day():
    assert turns_18(date(2026, 12, 17)) == "200812172393"
    for later in range(0, 3600, 11):
        birthday = date(2026, 12, 1) + timedelta(days=later)
        born = turns_18(birthday)[:8]
        waited = birthday - date(int(born[:4]) + 18, int(born[4:6]), int(born[6:]))
        assert timedelta(days=-2) <= waited <= timedelta(0), birthday
