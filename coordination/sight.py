"""What does the law answer about who may do what in a plan: facts to decide by, never a filter of rights."""

from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

# For `id__in=`: invitations in the cases that the asker leads to a unit that the consent no longer covers.
UNCOVERED = RawSQL("SELECT invitation_id FROM law.uncovered", ())


def acquainted(case: UUID) -> set[tuple[UUID, UUID]]:
    """Which units may know of whom in a case that the asker leads: (who is known, who may know)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT from_unit_id, to_unit_id FROM law.acquainted WHERE case_id = %s", [case])
        return set(cursor.fetchall())
