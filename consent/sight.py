"""What the law answers about a number typed whole, an emergency opening and the registry: facts, never a filter."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import CharField
from django.db.models.expressions import RawSQL

# As a column of an opening: what its case is called. For `id__in=`: the openings that are the asker's to review.
REFERENCE = RawSQL(  # nosec B611  no parameter at all
    "(SELECT reference FROM law.opened o WHERE o.opening_id = consent_opening.id)", [], CharField()
)
REVIEWABLE = RawSQL("SELECT opening_id FROM law.reviewable", ())
CONTACTS = "SELECT DISTINCT worker_id, unit_id FROM law.emergency_contact WHERE case_id = %s"


def sought(number: str) -> UUID | None:
    """The case that a number typed whole names and that the asker's agency has a part in: of several the latest.

    The law is told the number for the rest of the transaction (consent/emergency.sql); it lists nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kring.sought', %s, true)", [number])
        cursor.execute(
            "SELECT case_id FROM law.sought_case ORDER BY closed_at DESC NULLS FIRST, opened_at DESC LIMIT 1"
        )
        row = cursor.fetchone()
    return row[0] if row else None


def shown_now(opening: UUID) -> tuple[UUID, UUID | None] | None:
    """The case of the asker's running opening, and its child where that may be named; None when it is over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_id, child_id FROM law.emergency WHERE opening_id = %s", [opening])
        return cursor.fetchone()


def contacts(case: UUID) -> list[tuple[UUID, UUID]]:
    """Who in the asker's agency works on the case that an opening shows: (worker, unit)."""
    with connection.cursor() as cursor:
        cursor.execute(CONTACTS, [case])
        return cursor.fetchall()


class Received(NamedTuple):
    """An act of showing something to the asker's agency, as its registrar finds it."""

    disclosure: UUID
    case: UUID
    reference: str
    disclosed_at: datetime
    unit: UUID
    to_unit: UUID
    kind: str


class Produced(NamedTuple):
    """What the asker has taken out and may read now."""

    record: UUID
    reference: str
    disclosed_at: datetime
    unit: UUID
    to_unit: UUID


def received(number: str, day: date | None) -> list[Received]:
    """What the asker's agency has been shown by others under a case's number or on a day, for its registrar."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('kring.sought', %s, true), set_config('kring.sought_day', %s, true)",
            [number, day.isoformat() if day else ""],
        )
        cursor.execute(
            "SELECT disclosure_id, case_id, reference, disclosed_at, unit_id, to_unit_id, kind FROM law.received"
            " ORDER BY disclosed_at DESC, disclosure_id LIMIT 200"
        )
        return [Received(*row) for row in cursor.fetchall()]


def produced(production: UUID) -> Produced | None:
    """What a production of the asker's is about; None when its time is over."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT record_id, reference, disclosed_at, unit_id, to_unit_id FROM law.produced WHERE production_id = %s",
            [production],
        )
        row = cursor.fetchone()
    return Produced(*row) if row else None
