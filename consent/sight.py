"""What the law answers about a number typed whole, and about what an emergency opening shows: facts, never a filter."""

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
