"""Which case is it, who is it about and whom does one call?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import FilteredRelation, Q
from django.http import Http404

from access.moved import Moved
from access.trail import saw
from cases.models import Case
from cases.queries import head as cases
from cases.sight import AHEAD, LED, MINE, SEATS
from coordination.queries import law
from coordination.queries.pulse import SEEN, pulse

ASKED = ("asked__to_membership__worker", "asked__to_membership__unit", "asked__asked_by__worker")


@dataclass(frozen=True)
class Head(cases.Head):
    """The head of a page that follows the case: `seen` is what the asker sees of it, as a token."""

    seen: str = ""
    changed_at: datetime | None = None


def worked_on(reference) -> Case:
    """A case that the asker works on and whose door is open; else Http404, whether hidden or absent.

    Raises Moved when the door has closed: the child's page says so to whoever worked on it.
    """
    case = find(reference)
    if case is None and law.lost(None, reference):
        raise Moved("coordination:case", reference)
    if case is None or not case.is_mine:
        raise Http404
    saw("coordination.case", [case], case=case.pk)
    return case


def head_of(actor, case, parts=None) -> Head:
    """The head of a case's pages, and whether anything has changed in it.

    `parts` are the Involvement rows that the asker sees, where the page has them at hand.
    """
    return Head(
        **vars(cases.head_of(actor, case, parts)),
        seen=getattr(case, "seen", None) or pulse(actor, case.reference),
        changed_at=getattr(case, "changed_at", None),
    )


def find(reference) -> Case | None:
    """A case that the asker knows of, with what its pages say of it; None when it is hidden or absent."""
    return (
        Case.objects.filter(reference=reference)
        .annotate(
            is_mine=Q(pk__in=MINE),
            is_led=Q(pk__in=LED),
            seen=SEEN,
            due_on=AHEAD["due_on"],
            changed_at=law.CHANGED,
            is_unrelied=law.UNRELIED,
            asked=_open_handover(),
        )
        .annotate(asks_me=Q(asked__to_membership__in=SEATS))
        .select_related("child", "unit__agency", "lead__worker", "lead__unit", "plan", *ASKED)
        .first()
    )


def _open_handover() -> FilteredRelation:
    """The question about taking over that waits: a case has at most one, by constraint."""
    return FilteredRelation("handovers", condition=Q(handovers__answered_at=None))
