"""Which case is it, who is it about and whom does one call?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import FilteredRelation, Q
from django.http import Http404
from django.utils.translation import gettext as _

from access.action import Verdict
from access.moved import Moved
from access.trail import saw
from agencies.models import Membership, Unit
from cases.age import age
from cases.kinds import Kind
from cases.models import Case, Involvement
from cases.policies import may_write_record
from cases.policies.cases import leads
from cases.queries import stage_words
from cases.queries.cases import COLOURS
from cases.sight import AHEAD, LED, MINE, SEATS
from coordination.queries import law
from coordination.queries.pulse import SEEN, pulse

ASKED = ("asked__to_membership__worker", "asked__to_membership__unit", "asked__asked_by__worker")
JOINT = {Case.Stage.MEETING, Case.Stage.PLAN, Case.Stage.REVIEW}


@dataclass(frozen=True)
class Head:
    """Who the page is about and whom to call: on every page of a case, and in its title."""

    case: Case
    name: str
    called: str
    age: int | None
    is_own: bool
    is_lead: bool
    is_me: bool
    lead: Membership | None
    asks: Unit | None
    lead_word: str
    stage: str
    stage_colour: str
    write: Verdict
    can_assign: bool
    seen: str
    changed_at: datetime | None

    @property
    def reference(self) -> str:
        """The case's reference, for the addresses of its pages."""
        return self.case.reference


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
    """The head of a case's pages; the lead is named to those alone who may know of the lead's unit.

    `parts` are the Involvement rows that the asker sees, where the page has them at hand.
    """
    child = case.child
    lead, asks = _whom_to_call(actor, case, parts)
    is_led = getattr(case, "is_led", None)
    is_led = leads(actor, case) if is_led is None else is_led
    called = _("barnet") if child.is_protected else child.called
    joint = case.stage in JOINT or (case.is_closed and case.decision == Case.Decision.SEVERAL)
    return Head(
        case=case,
        name=child.name,
        called=called,
        age=age(child),
        is_own=case.unit_id == actor.unit,
        is_lead=is_led,
        is_me=case.lead_id == actor.membership,
        lead=lead,
        asks=asks,
        lead_word=_("samordnare") if joint else _("fasta kontakt"),
        stage=stage_words(case),
        stage_colour=COLOURS[case.stage],
        write=_may_write(actor, case),
        can_assign=is_led or actor.has("MANAGER"),
        seen=getattr(case, "seen", None) or pulse(actor, case.reference),
        changed_at=getattr(case, "changed_at", None),
    )


def _whom_to_call(actor, case, parts) -> tuple[Membership | None, Unit | None]:
    """The lead; who may not know of the lead's unit calls the one that opened the case or, unknown too, that asked.

    A unit knows of itself, of the one that invited it and of those that the law shows it (practice.md 4.1).
    """
    if case.lead.unit_id == actor.unit:
        return case.lead, None
    if parts is None:
        going = Involvement.objects.filter(case=case, state__in=["INVITED", "ACTIVE"])
        parts = list(going.select_related("invited_by_unit"))
    asking = next((part.invited_by_unit for part in parts if part.unit_id == actor.unit), None)
    known = {actor.unit, *(part.unit_id for part in parts), asking.pk if asking else None}
    if case.lead.unit_id in known:
        return case.lead, None
    return None, case.unit if case.unit_id in known else asking


def _may_write(actor, case) -> Verdict:
    return may_write_record(
        actor, new_id=None, case=case, kind=Kind.AGREED, text="", source="", happened_at=None, by_phone=False,
        for_sharing=True,
    )  # fmt: skip


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
