"""What the law of sight answers about the one who asks: facts to show and to decide by, never a filter of rights."""

from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import DateField, DateTimeField
from django.db.models.expressions import RawSQL

# For `id__in=`: the cases that the asker works on, those that the asker leads, also in a colleague's place.
MINE = RawSQL("SELECT case_id FROM law.mine", ())
LED = RawSQL("SELECT case_id FROM law.led", ())
# The asker's membership, and those of the colleagues that the asker stands in for.
SEATS = RawSQL("SELECT unnest(law.asking_memberships())", ())
# When the asker's next meeting around each case is, and the nearest day of what is agreed; for who manages the unit
# what the law tells of the unit's. As columns of a list of cases (`next_step` says them), so that it costs no read.
AHEAD = {
    "meets_at": RawSQL(  # nosec B611  no parameter at all
        """(SELECT min(at) FROM (
  SELECT starts_at AS at FROM coordination_meeting m
   WHERE m.case_id = cases_case.id AND m.state = 'BOOKED' AND statement_timestamp() < m.ends_at
  UNION ALL SELECT meets_at FROM law.managed g WHERE g.case_id = cases_case.id) ahead)""",
        [],
        DateTimeField(),
    ),
    "due_on": RawSQL(  # nosec B611  no parameter at all
        """(SELECT min(due_on) FROM (
  SELECT due_on FROM coordination_measure d WHERE d.case_id = cases_case.id AND d.state = 'OPEN'
  UNION ALL SELECT due_on FROM law.managed g WHERE g.case_id = cases_case.id) ahead)""",
        [],
        DateField(),
    ),
}


def would_open(child: UUID, born_on: date | None) -> bool:
    """Whether something that closed when the child came of age would open again if that were the birthday."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM law.grown_out WHERE child_id = %s AND NOT law.outgrown(given_at, %s::date))",
            [child, born_on],
        )
        return cursor.fetchone()[0]


def open_here(children: list[UUID]) -> dict[UUID, tuple[UUID, UUID]]:
    """Which of the children have an open case in the unit whose signals the asker takes in: child → (case, lead)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT child_id, case_id, lead_id FROM law.open_here WHERE child_id = ANY (%s)", [list(children)]
        )
        return {child: (case, lead) for child, case, lead in cursor.fetchall()}
