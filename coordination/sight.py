"""What does the law answer about who may do what in a plan: facts to decide by, never a filter of rights."""

from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

# For `id__in=`: invitations in the cases that the asker leads to a unit that the consent no longer covers.
UNCOVERED = RawSQL("SELECT invitation_id FROM law.uncovered", ())
# Meetings that the lead is away from, for who manages the unit; and what somebody of it who has gone has left open.
ADRIFT = RawSQL("SELECT meeting_id FROM law.adrift", ())
TO_GIVE = RawSQL("SELECT measure_id FROM law.to_give", ())


def hands(case: UUID, unit: UUID) -> set[UUID]:
    """The memberships of those who work in a case in one unit, as far as the asker knows of the case."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT membership_id FROM law.hands WHERE case_id = %s AND unit_id = %s", [case, unit])
        return {membership for (membership,) in cursor.fetchall()}


def acquainted(case: UUID) -> set[tuple[UUID, UUID]]:
    """Which units may know of whom in a case that the asker leads: (who is known, who may know)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT from_unit_id, to_unit_id FROM law.acquainted WHERE case_id = %s", [case])
        return set(cursor.fetchall())
