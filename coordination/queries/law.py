"""What does the law itself answer about the asker, beside the rows that it lets through?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, DateTimeField
from django.db.models.expressions import RawSQL
from django.http import Http404
from django.utils.timezone import localdate

from access.moved import Moved


@dataclass(frozen=True)
class Lost:
    """A case that the asker works on and whose door has been closed; `is_closed` when the work itself has ended."""

    case: UUID
    reference: str
    at: datetime
    is_closed: bool


@dataclass(frozen=True)
class Leave:
    """A time in which the asker is away (`is_mine`), or in the place of the other; nobody may be in the asker's."""

    other: str | None
    is_mine: bool
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Postponed:
    """A decision not to share yet that is to be looked at again: about a note of which kind, in which case."""

    pk: UUID
    reference: str
    kind: str
    look_again: datetime


@dataclass(frozen=True)
class PassedOn:
    """A visit that the log reviewer asks who manages the unit to look at: whose, and since when."""

    pk: UUID
    name: str
    at: datetime


@dataclass(frozen=True)
class Waiting:
    """What waits besides the asker's own rows: lost cases, changed consents, signals, other seats' things.

    `takes_signals`: whether somebody takes signals in for the asker's unit, so that one can be written here.
    """

    lost: list[Lost]
    changed: list[Lost]
    signals: list[datetime]
    elsewhere: dict[UUID, int]
    takes_signals: bool
    postponed: list[Postponed]
    withheld: list[Postponed]
    leaves: list[Leave]
    passed_on: list[PassedOn]


# One question for all that is said of the asker in a line or two: each is small, and the page needs them together.
WAITING = """
SELECT 'lost', case_id, reference, lost_at, is_closed, 0, '', NULL::timestamptz FROM law.lost
UNION ALL SELECT 'changed', case_id, reference, changed_at, false, 0, '', NULL FROM law.changed
UNION ALL SELECT 'signal', id, '', sent_at, false, 0, '', NULL FROM law.waiting
UNION ALL SELECT 'elsewhere', membership_id, '', NULL, false, waiting, '', NULL FROM law.elsewhere
UNION ALL SELECT 'unit', id, '', NULL, signals_to_id IS NOT NULL, 0, '', NULL
            FROM agencies_unit WHERE id = law.asking_unit()
UNION ALL SELECT 'passed on', p.sample_id, '', p.signed_at, false, 0, w.name, NULL
            FROM law.passed_on p JOIN agencies_worker w ON w.id = p.worker WHERE NOT p.is_answered
UNION ALL SELECT 'postponed', p.id, c.reference, p.look_again_on::timestamp AT TIME ZONE 'Europe/Stockholm', false, 0,
                 r.kind, NULL
            FROM consent_postponement p JOIN cases_case c ON c.id = p.case_id JOIN cases_record r ON r.id = p.record_id
           WHERE p.done_at IS NULL AND c.closed_at IS NULL AND p.look_again_on <= %(today)s
UNION ALL SELECT 'withheld', p.id, c.reference, p.look_again_on::timestamp AT TIME ZONE 'Europe/Stockholm', false, 0,
                 r.kind, NULL
            FROM consent_withholding p JOIN cases_case c ON c.id = p.case_id JOIN cases_record r ON r.id = p.record_id
           WHERE p.lifted_at IS NULL AND c.closed_at IS NULL AND p.look_again_on <= %(today)s
UNION ALL SELECT 'leave', s.id, '', s.starts_at, s.absent_id = law.asking_membership(), 0, w.name, s.ends_at
            FROM agencies_standin s
            LEFT JOIN agencies_membership m
              ON m.id = CASE WHEN s.absent_id = law.asking_membership() THEN s.stand_in_id ELSE s.absent_id END
            LEFT JOIN agencies_worker w ON w.id = m.worker_id
           WHERE law.asking_membership() IN (s.absent_id, s.stand_in_id) AND statement_timestamp() < s.ends_at
             AND s.starts_at <= statement_timestamp() + interval '21 days'
ORDER BY 4, 2
"""
ACQUAINTED = "SELECT from_unit_id, to_unit_id FROM law.acquainted WHERE case_id = %s"
# As a column of the case: when something that had been told to the asker's unit was taken back, of late.
CHANGED = RawSQL(
    "(SELECT changed_at FROM law.changed h WHERE h.case_id = cases_case.id"
    " AND h.changed_at > statement_timestamp() - interval '30 days')",
    [],
    DateTimeField(),
)
# As a column of the case: whether a consent that all have said yes to waits for the asker's unit to rely on it.
UNRELIED = RawSQL("EXISTS (SELECT FROM law.unrelied u WHERE u.case_id = cases_case.id)", [], BooleanField())  # nosec B611
LOST = "SELECT case_id, reference, lost_at, is_closed FROM law.lost WHERE reference = %s"


def waiting(actor) -> Waiting:
    """What the law tells this asker, in one read."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, {"today": localdate()})
        rows = cursor.fetchall()
    return Waiting(
        lost=[Lost(*row[1:5]) for row in rows if row[0] == "lost"],
        changed=[Lost(*row[1:5]) for row in rows if row[0] == "changed"],
        signals=[row[3] for row in rows if row[0] == "signal"],
        elsewhere={row[1]: row[5] for row in rows if row[0] == "elsewhere" and row[5]},
        takes_signals=any(row[4] for row in rows if row[0] == "unit"),
        postponed=[Postponed(row[1], row[2], row[6], row[3]) for row in rows if row[0] == "postponed"],
        withheld=[Postponed(row[1], row[2], row[6], row[3]) for row in rows if row[0] == "withheld"],
        leaves=[Leave(row[6], row[4], row[3], row[7]) for row in rows if row[0] == "leave"],
        passed_on=[PassedOn(row[1], row[6], row[3]) for row in rows if row[0] == "passed on"],
    )


def lost(actor, reference) -> Lost | None:
    """The case of this reference, when the asker works on it and its door has been closed."""
    with connection.cursor() as cursor:
        cursor.execute(LOST, [reference])
        row = cursor.fetchone()
    return Lost(*row) if row else None


def absent(pk) -> Http404:
    """What to raise for the page of a meeting or a measure that is not in sight.

    Whoever had it before a consent was changed is led to the child's page, which says so; for everybody else it is the
    404 of what has never been.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT reference FROM law.left_behind WHERE page_id = %s", [pk])
        row = cursor.fetchone()
    return Moved("coordination:case", row[0]) if row else Http404()


def kept_apart(actor, case, units) -> bool:
    """Whether two of these units may not know of each other: then no meeting holds both, and nobody says which."""
    others = {unit.pk for unit in units if unit is not None} - {actor.unit}
    if len(others) < 2:
        return False
    with connection.cursor() as cursor:
        cursor.execute(ACQUAINTED, [case.pk])
        known = set(cursor.fetchall())
    return any((one, two) not in known or (two, one) not in known for one, two in combinations(others, 2))
