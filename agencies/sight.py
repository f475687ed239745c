"""What the law of sight answers about those who work here: facts to show, never a filter of rights."""

from django.db.models import CharField
from django.db.models.expressions import RawSQL

# As a column of the log: the colleague in whose place a line was written, for those who may know it; else nothing.
STOOD_FOR = RawSQL(  # nosec B611  no parameter at all
    """COALESCE((SELECT w.name FROM law.stood_for s JOIN agencies_membership m ON m.id = s.membership_id
  JOIN agencies_worker w ON w.id = m.worker_id WHERE s.line_id = access_trail.id), '')""",
    [],
    CharField(),
)
