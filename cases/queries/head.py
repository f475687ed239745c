"""Who is the page about and whom does one call? The head that stands over every page of a child."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from access.action import Verdict
from agencies.models import Membership, Unit
from cases.age import age
from cases.kinds import Kind
from cases.models import Case, Involvement
from cases.policies import may_write_record
from cases.policies.cases import leads
from cases.queries.cases import COLOURS, case, cases, stage_words
from cases.sight import LED, MINE

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
    call: Verdict
    can_assign: bool

    @property
    def reference(self) -> str:
        """The case's reference, for the addresses of its pages."""
        return self.case.reference


def headed(actor, reference: str) -> Case:
    """The case with what its head says of it and the asker; Http404 when it is not there or not seen."""
    return case(actor, reference, cases().annotate(is_mine=Q(pk__in=MINE), is_led=Q(pk__in=LED)))


def head_of(actor, case, parts=None) -> Head:
    """The head of a case's pages; the lead is named to those alone who may know of the lead's unit.

    `parts` are the Involvement rows that the asker sees, where the page has them at hand.
    """
    child = case.child
    lead, asks = _whom_to_call(actor, case, parts)
    is_led = leads(actor, case)
    joint = case.stage in JOINT or (case.is_closed and case.decision == Case.Decision.SEVERAL)
    return Head(
        case=case,
        name=child.name,
        called=_("barnet") if child.is_protected else child.called,
        age=age(child),
        is_own=case.unit_id == actor.unit,
        is_lead=is_led,
        is_me=case.lead_id == actor.membership,
        lead=lead,
        asks=asks,
        lead_word=_("samordnare") if joint else _("fasta kontakt"),
        stage=stage_words(case),
        stage_colour=COLOURS[case.stage],
        write=_may_write(actor, case, for_sharing=True),
        call=_may_write(actor, case, for_sharing=False),
        can_assign=is_led or actor.has("MANAGER"),
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


def _may_write(actor, case, *, for_sharing) -> Verdict:
    return may_write_record(
        actor, new_id=None, case=case, kind=Kind.AGREED, text="", source="", happened_at=None,
        by_phone=not for_sharing, for_sharing=for_sharing,
    )  # fmt: skip
