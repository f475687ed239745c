"""What has been agreed around a child, how it goes, and who may say so?"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.timezone import localdate

from access.action import Verdict
from access.trail import saw
from agencies.models import Membership
from cases.models import Record
from cases.policies import may_close_case
from cases.policies.cases import leads as is_lead
from cases.policies.cases import works_on
from consent.queries import Paper, paper_for
from coordination import policies
from coordination.agreed import who_of
from coordination.models import Goal, Measure, Plan
from coordination.queries.goals import (
    Doing,
    GoalRows,
    doing_of,
    goals_of,
    known_units,
    measures_of,
    plan_of,
    title_of,
    worst_of,
)
from coordination.queries.head import Head, head_of, worked_on
from coordination.queries.law import absent
from coordination.queries.timeline import Entry, latest_voice
from coordination.sight import hands


@dataclass(frozen=True)
class PlanPage:
    """The plan as its asker may see it. `paper`: for whom it can be printed; `close`: may the asker end the work;
    `is_review_due`: its day has come.
    """

    head: Head
    plan: Plan | None
    title: str
    goals: list[GoalRows]
    minutes: list[Record]
    voice: Entry | None
    paper: Paper
    close: Verdict
    is_review_due: bool

    @property
    def can_print(self) -> bool:
        """Whether there is a goal for the paper: who reads none has nothing to give the family."""
        return self.plan is not None and any(goal.goal for goal in self.goals)


@dataclass(frozen=True)
class MeasurePage:
    """One thing that somebody does, and whether the asker says how it goes."""

    head: Head
    doing: Doing
    goal: Goal | None
    may: Verdict
    give: Verdict

    @property
    def measure(self) -> Measure:
        """The row itself."""
        return self.doing.measure


def plan_page(actor, reference) -> PlanPage:
    """The plan of a case that the asker works on; else Http404."""
    case = worked_on(reference)
    head = head_of(actor, case)
    plan = plan_of(case)
    leads = is_lead(actor, case)
    goals = goals_of(actor, case, leads)
    records = [goal.goal.record_id for goal in goals if goal.goal]
    records += [row.measure.record_id for goal in goals for row in goal.rows]
    minutes = list(
        Record.objects.filter(pk__in=set(records))
        .select_related("unit", "author__worker")
        .order_by("-happened_at", "id")
    )
    saw("coordination.plan", minutes, case=case.pk)
    return PlanPage(
        head=head,
        plan=plan,
        title=title_of(plan, head.called),
        goals=goals,
        minutes=minutes,
        voice=latest_voice(actor, case),
        paper=paper_for(case, ""),
        close=may_close_case(actor, case=case, changed="", remains="", words="", said_by=""),
        is_review_due=bool(plan and plan.follow_up_on and plan.follow_up_on <= localdate() and leads),
    )


@dataclass(frozen=True)
class GivingPage:
    """One thing that somebody else is to do: who does it now, and the colleagues who may."""

    measure: Measure
    colleagues: list[Membership]
    may: Verdict
    is_mine: bool  # whether the asker works on the case, and so came from its plan

    @property
    def who(self) -> str:
        """The name of who does it now."""
        return who_of(self.measure)

    @property
    def then(self) -> tuple[str, ...]:
        """Where one goes on: the plan, or the day of whoever manages the unit and does not work on the case."""
        return ("coordination:plan", self.measure.case.reference) if self.is_mine else ("coordination:today",)


def giving_page(actor, pk) -> GivingPage:
    """One measure for the lead, or for who manages the unit of somebody who has gone; else Http404."""
    measure = (
        Measure.objects.filter(pk=pk)
        .select_related("case__child", "case__lead", "responsible__worker", "responsible_unit")
        .first()
    )
    if measure is None:
        raise absent(pk)
    saw("coordination.plan", [measure], case=measure.case_id)
    may = policies.gives(actor, measure)
    there = hands(measure.case_id, measure.responsible_unit_id) - {measure.responsible_id} if may else set()
    colleagues = Membership.objects.filter(pk__in=there).select_related("worker").order_by("worker__name")
    return GivingPage(measure, list(colleagues), may, works_on(actor, measure.case))


def measure_page(actor, pk) -> MeasurePage:
    """One measure of a case that the asker works on; else Http404, whether hidden or absent, or as law.absent says."""
    reference = Measure.objects.filter(pk=pk).values_list("case__reference", flat=True).first()
    if reference is None:
        raise absent(pk)
    case = worked_on(reference)
    measures = list(measures_of(case))
    measure = next(one for one in measures if one.pk == pk)
    measure.case = case
    saw("coordination.plan", [measure], case=case.pk)
    doing = doing_of(actor, measure, known_units(actor, case), is_lead=False, worst=worst_of(measures))
    goal = Goal.objects.filter(pk=measure.goal_id).first()
    return MeasurePage(
        head_of(actor, case), doing, goal, policies.carries(actor, measure), policies.gives(actor, measure)
    )
