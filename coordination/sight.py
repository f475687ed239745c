"""What does the law answer about who may do what in a plan: facts to decide by, never a filter of rights."""

from uuid import UUID

from django.db import connection


def acquainted(case: UUID) -> set[tuple[UUID, UUID]]:
    """Which units may know of whom in a case that the asker leads: (who is known, who may know)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT from_unit_id, to_unit_id FROM law.acquainted WHERE case_id = %s", [case])
        return set(cursor.fetchall())
