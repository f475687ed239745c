"""When is D−12? Every day of the town counts from the day of loading, so the town never ages."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
BIRTH_NUMBERS = Path(__file__).with_name("birth_numbers.txt")
MAJORITY = 18


class Clock:
    """The town's days, seen from one moment of loading."""

    def __init__(self, moment: datetime):
        self.moment = moment.astimezone(STOCKHOLM)
        self.today = self.moment.date()

    def day(self, days: int, *, moves: bool = True) -> date:
        """D plus so many days; a past weekend is the Friday before and a coming one the Monday after.

        Birthdays and the ends of consents do not move.
        """
        found = self.today + timedelta(days=days)
        if not moves or days == 0 or found.weekday() < 5:
            return found
        return found - timedelta(days=found.weekday() - 4) if days < 0 else found + timedelta(days=7 - found.weekday())

    def at(self, days: int, clock: str = "09:00", *, moves: bool = True) -> datetime:
        """D plus so many days, at this time of day in Stockholm; what has happened is never later than now."""
        when = datetime.combine(self.day(days, moves=moves), time.fromisoformat(clock), STOCKHOLM)
        return min(when, self.moment - timedelta(minutes=1)) if days <= 0 else when

    def ago(self, minutes: int) -> datetime:
        """Just before the moment of loading."""
        return self.moment - timedelta(minutes=minutes)

    def end_of(self, days: int) -> datetime:
        """The last second of D plus so many days, unmoved: when a consent ends."""
        return datetime.combine(self.today + timedelta(days=days), time(23, 59, 59), STOCKHOLM)

    def start_of(self, days: int) -> datetime:
        """The first second of D plus so many days, unmoved: when somebody comes of age."""
        return datetime.combine(self.today + timedelta(days=days), time(0), STOCKHOLM)

    def friday(self) -> date:
        """The next Friday after today: by when whoever writes a signal today has an answer."""
        return self.today + timedelta(days=(4 - self.today.weekday()) % 7 or 7)

    def next_meeting(self) -> datetime:
        """The next half hour; after 16:00 and at weekends the next working day at 10:00."""
        begins = self.moment.replace(minute=0, second=0, microsecond=0) + timedelta(
            minutes=30 * (self.moment.minute // 30 + 1)
        )
        if self.moment.hour < 16 and self.today.weekday() < 5:
            return begins
        ahead = next(days for days in range(1, 4) if (self.today + timedelta(days=days)).weekday() < 5)
        return datetime.combine(self.today + timedelta(days=ahead), time(10), STOCKHOLM)


def turns_18(on: date) -> str:
    """The test series' first number of a boy who comes of age that day (the day after, where it has none)."""
    for later in range(60):
        day = on + timedelta(days=later)
        try:
            born = day.replace(year=day.year - MAJORITY)
        except ValueError:  # 29 February, and no such day eighteen years before
            continue
        last = _last_four(born)
        if last:
            return f"{born:%Y%m%d}{last}"
    raise LookupError(f"{BIRTH_NUMBERS.name} has nobody who comes of age after {on}.")


def _last_four(born: date) -> str:
    for line in BIRTH_NUMBERS.read_text(encoding="ascii").splitlines():
        if line.startswith(f"{born:%Y%m} "):
            found = line[7 + 4 * (born.day - 1) : 7 + 4 * born.day]
            return "" if found == "----" else found
    return ""
