"""What the law of sight answers about the one who asks: facts to show and to decide by, never a filter of rights."""

from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

# For `id__in=`: the cases that the asker works on, those that the asker leads, also in a colleague's place.
MINE = RawSQL("SELECT case_id FROM law.mine", ())
LED = RawSQL("SELECT case_id FROM law.led", ())
# The asker's membership, and those of the colleagues that the asker stands in for.
SEATS = RawSQL("SELECT unnest(law.asking_memberships())", ())


def open_here(children: list[UUID]) -> dict[UUID, tuple[UUID, UUID]]:
    """Which of the children have an open case in the unit whose signals the asker takes in: child → (case, lead)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT child_id, case_id, lead_id FROM law.open_here WHERE child_id = ANY (%s)", [list(children)]
        )
        return {child: (case, lead) for child, case, lead in cursor.fetchall()}
