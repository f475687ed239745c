"""Whom does a unit's robot write to today, and with which numbers? From dates alone: it sees no child and no word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Max
from django.utils.timezone import localdate

from access.models import Outbox

BEFORE = 3  # days before, of what one does oneself
WEEK = 7  # days between two reminders of what is late, and how far back a lost morning is made up for
DUE = "SELECT worker_id, due_on, as_lead FROM law.due"
ENDING = "SELECT worker_id, ends_at FROM law.ending"
ENDS = (30, 7)  # days before its end that who leads is told of a consent


@dataclass(frozen=True)
class Digest:
    """How much is due for one worker, in all memberships: soon, today, late, and others' that the lead follows up.

    `consents` are those that end within a month and are not asked anew.
    """

    worker: UUID
    soon: int
    today: int
    late: int
    others: int
    consents: int = 0

    @property
    def numbers(self) -> dict[str, int]:
        """What the letter gets."""
        return {"soon": self.soon, "today": self.today, "late": self.late, "others": self.others} | (
            {"consents": self.consents} if self.consents else {}
        )


def digests(actor, on: date) -> list[Digest]:
    """Those who have a day of reminding since they were last written to, each with all that is due."""
    with connection.cursor() as cursor:
        cursor.execute(DUE)
        rows = cursor.fetchall()
        cursor.execute(ENDING)
        ends = cursor.fetchall()
    due: dict[UUID, list[tuple[date, bool]]] = {}
    for worker, due_on, as_lead in rows:
        due.setdefault(worker, []).append((due_on, as_lead))
    ending: dict[UUID, list[date]] = {}
    for worker, ends_at in ends:
        ending.setdefault(worker, []).append(localdate(ends_at - timedelta(seconds=1)))  # the last day
    workers = list(dict.fromkeys([*due, *ending]))
    last = _last_written(workers)
    found = []
    for worker in workers:
        things, days = due.get(worker, []), ending.get(worker, [])
        since = max(last.get(worker, date.min), on - timedelta(days=WEEK))
        if any(_reminders(*thing, on) > _reminders(*thing, since) for thing in things) or any(
            _endings(day, on) > _endings(day, since) for day in days
        ):
            found.append(_digest(worker, things, days, on))
    return found


def _endings(last_day: date, by: date) -> int:
    """How many days of reminding of a consent's end have come by then: a month before, and a week."""
    return sum((last_day - by).days <= before for before in ENDS)


def _reminders(due_on: date, as_lead: bool, by: date) -> int:
    """How many days of reminding have come by then: 3 days before, the day, one day late, and each week late.

    The lead hears of what others do only when it is late.
    """
    late = (by - due_on).days
    before = 0 if as_lead else (late >= -BEFORE) + (late >= 0)
    return before + (late >= 1) + max(late, 0) // WEEK


def _digest(worker, things, days, on) -> Digest:
    own = [due_on for due_on, as_lead in things if not as_lead]
    return Digest(
        worker,
        soon=sum(on < due_on <= on + timedelta(days=BEFORE) for due_on in own),
        today=own.count(on),
        late=sum(due_on < on for due_on in own),
        others=sum(due_on < on for due_on, as_lead in things if as_lead),
        consents=sum(on <= day <= on + timedelta(days=ENDS[0]) for day in days),
    )


def _last_written(workers) -> dict[UUID, date]:
    """The day of each one's last such letter, as the unit's own outbox knows it."""
    emails = dict(get_user_model().objects.filter(pk__in=workers).values_list("email", "pk"))
    letters = Outbox.objects.filter(template="digest", to__in=emails).values("to").annotate(at=Max("made_at"))
    return {emails[letter["to"]]: localdate(letter["at"]) for letter in letters}
