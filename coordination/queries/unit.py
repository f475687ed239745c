"""How does a unit look to who manages it: which children, who has each, what comes next; not one text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import IntegerField
from django.db.models.expressions import RawSQL
from django.http import Http404

from access.trail import saw
from agencies.models import Membership
from cases.models import Case, Caseload, Involvement
from cases.queries import going_on, next_step, stage_words
from cases.queries.cases import COLOURS
from cases.sight import AHEAD
from consent.models import Opening
from consent.queries import of_unit
from coordination.queries import law

LATE = RawSQL("(SELECT late FROM law.managed g WHERE g.case_id = cases_case.id)", [], IntegerField())


@dataclass(frozen=True)
class UnitRow:
    """One of the unit's children: who has it here, and what comes next. `is_free` when nobody at work has it."""

    case: Case
    people: list[str]
    lead: str
    is_free: bool
    stage: str
    colour: str
    next_step: str
    late: int


@dataclass(frozen=True)
class UnitPage:
    """The unit's children, those without anybody first, since when signals wait, and emergency openings."""

    rows: list[UnitRow]
    signals: list[datetime]
    openings: list[Opening]

    @property
    def free(self) -> int:
        """How many children nobody has."""
        return sum(row.is_free for row in self.rows)

    @property
    def held(self) -> int:
        """How many children somebody has."""
        return len(self.rows) - self.free

    @property
    def late(self) -> int:
        """How many things that the unit has agreed to are late."""
        return sum(row.late for row in self.rows)


def unit_page(actor) -> UnitPage:
    """The unit's open cases for who manages it; Http404 for everybody else."""
    if not actor.has("MANAGER"):
        raise Http404
    active = Involvement.objects.filter(unit=actor.unit, state=Involvement.State.ACTIVE)
    cases = list(
        Case.objects.filter(closed_at=None, pk__in=active.values("case"))
        .annotate(**AHEAD, late=LATE)
        .select_related("child", "lead__worker", "lead__unit")
        .order_by("child__given_name", "child__family_name", "reference")
    )
    saw("coordination.unit", cases)
    at_work = set(Membership.objects.in_force().filter(unit=actor.unit).values_list("worker", flat=True))
    people: dict = {}
    for row in (
        Caseload.objects.filter(going_on(), content_object__in=cases, unit=actor.unit, user__in=at_work)
        .select_related("user")
        .order_by("user__name")
    ):
        people.setdefault(row.content_object_id, []).append(row.user.name)
    rows = [_row(actor, case, people.get(case.pk, [])) for case in cases]
    return UnitPage(sorted(rows, key=lambda row: not row.is_free), law.waiting(actor).signals, of_unit(actor))


def _row(actor, case, people) -> UnitRow:
    lead_left = case.lead.unit_id == actor.unit and not case.lead.is_in_force
    leads_here = case.lead.unit_id == actor.unit and not lead_left
    lead = case.lead.worker.name if leads_here else ""
    here = [lead, *(name for name in people if name != lead)] if lead else people
    return UnitRow(
        case=case,
        people=here,
        lead=lead,
        is_free=lead_left or not here,
        stage=stage_words(case),
        colour=COLOURS[case.stage],
        next_step=next_step(case),
        late=case.late or 0,
    )
