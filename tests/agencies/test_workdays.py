"""Working days as a Swedish calendar has them."""

from datetime import date

import pytest

from agencies.workdays import easter, is_workday, workday_after


@pytest.mark.parametrize(
    ("year", "day"), [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25))]
)
def test_easter_is_when_it_is(year, day):
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    "free",
    [
        "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-06-19", "2026-12-24",
        "2026-12-25", "2026-12-31", "2025-06-06", "2026-11-28", "2026-11-29",
    ],
)  # fmt: skip
def test_nobody_is_asked_to_work_then(free):
    assert not is_workday(date.fromisoformat(free))


@pytest.mark.parametrize(
    ("day", "after"),
    [
        ("2026-11-25", "2026-11-30"), ("2026-11-27", "2026-12-02"), ("2026-12-23", "2026-12-30"),
        ("2026-04-02", "2026-04-09"),
    ],
)  # fmt: skip
def test_the_third_working_day(day, after):
    assert workday_after(date.fromisoformat(day), 3) == date.fromisoformat(after)
