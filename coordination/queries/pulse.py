"""Has anything changed in what the asker may see of a case?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import TextField
from django.db.models.expressions import RawSQL

from cases.models import Case, Record
from coordination.models import Measure, Meeting
from coordination.queries import law

# A digest of what the asker's own policies let through: names of rows and their states, not one word of contents.
# As a column of the case, so that a page and its pulse cannot count in two ways, and the page needs no read more.
DIGEST = """
md5(concat_ws('/', cases_case.stage, cases_case.decision, cases_case.lead_id, cases_case.closed_at,
  (SELECT k.protected_code FROM cases_child k WHERE k.id = cases_case.child_id),
  (SELECT string_agg(r.id::text, ',' ORDER BY r.id) FROM cases_record r WHERE r.case_id = cases_case.id),
  (SELECT string_agg(concat(i.id, i.state, i.contact), ',' ORDER BY i.id)
     FROM cases_involvement i WHERE i.case_id = cases_case.id),
  (SELECT string_agg(concat(l.id, l.ends_at), ',' ORDER BY l.id)
     FROM cases_caseload l WHERE l.content_object_id = cases_case.id),
  (SELECT string_agg(concat(g.id, g.starts_at <= statement_timestamp(), g.relied_at, g.ends_at,
                            g.ends_at <= statement_timestamp()), ',' ORDER BY g.id)
     FROM consent_grant g WHERE g.case_id = cases_case.id),
  (SELECT string_agg(w.id::text, ',' ORDER BY w.id) FROM consent_withdrawal w WHERE w.case_id = cases_case.id),
  (SELECT string_agg(d.id::text, ',' ORDER BY d.id) FROM consent_disclosure d WHERE d.case_id = cases_case.id),
  (SELECT string_agg(concat(h.id, h.answered_at), ',' ORDER BY h.id)
     FROM cases_handover h WHERE h.case_id = cases_case.id),
  (SELECT string_agg(concat(s.id, s.answered_at), ',' ORDER BY s.id)
     FROM cases_concern s WHERE s.case_id = cases_case.id),
  (SELECT string_agg(concat(m.id, m.state, m.sequence), ',' ORDER BY m.id)
     FROM coordination_meeting m WHERE m.case_id = cases_case.id),
  (SELECT string_agg(concat(a.id, a.answered_at, a.revoked_at), ',' ORDER BY a.id)
     FROM coordination_invitation a WHERE a.case_id = cases_case.id)))
"""
SEEN = RawSQL(DIGEST, [], TextField())  # noqa: S611  # nosec B611  no parameter at all


def pulse(actor, reference) -> str:
    """A token that changes when what the actor may see of this case does; empty for the hidden and the absent."""
    seen = Case.objects.filter(reference=reference).annotate(seen=SEEN).values_list("seen", flat=True)
    return seen.first() or ""


SHOWN = {"record": Record, "measure": Measure, "meeting": Meeting}


def holds(actor, reference, shows="", at="") -> bool:
    """Whether a page about this case may stay open: it and what it shows are still in sight, and no mark came since.

    `at` is when the page was made, in seconds since 1970; one made within the mark's own seconds may hold the name yet.
    `shows` names that: the sort of thing and its id ("record:0b6f…"), or nothing where the page shows the case alone.
    """
    if law.lost(actor, reference) or not Case.objects.filter(reference=reference).exists():
        return False
    if at.isdecimal() and at.isascii() and len(at) <= 11:
        made = datetime.fromtimestamp(int(at), UTC) - timedelta(seconds=3)
        if Case.objects.filter(reference=reference, child__protected_at__gt=made).exists():
            return False
    sort, _colon, key = shows.partition(":")
    try:
        return sort not in SHOWN or SHOWN[sort].objects.filter(pk=UUID(key)).exists()
    except ValueError:
        return True
