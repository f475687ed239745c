"""When a period typed in whole days begins and ends."""

from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone, localdate, localtime, now


def begins(day: date | None) -> datetime:
    """The start of a day; today and no day at all begin this second."""
    return now() if day is None or day == localdate() else _midnight(day)


def ends(day: date | None) -> datetime | None:
    """The end of a day that is itself included; no day, no end."""
    return None if day is None else _midnight(day + timedelta(days=1))


def last_day(moment: datetime | None) -> date | None:
    """The last day that a period ending at this moment includes."""
    return None if moment is None else localtime(moment - timedelta(seconds=1)).date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=get_current_timezone())


def day_of(day: date) -> tuple[datetime, datetime]:
    """When a day begins and ends, summer time or not."""
    return _midnight(day), _midnight(day + timedelta(days=1))


def month_of(day: date) -> tuple[datetime, datetime]:
    """When a day's month begins and ends."""
    first = day.replace(day=1)
    return _midnight(first), _midnight((first + timedelta(days=32)).replace(day=1))


def month_before(day: date) -> date:
    """The first day of the month before a day's own."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)
