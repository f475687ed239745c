"""What is done for each goal around a child, as the asker may know it?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from access.trail import saw
from cases.models import Case, Involvement
from cases.sight import SEATS
from coordination.models import Goal, Measure, Plan
from look.templatetags.look import possessive


@dataclass(frozen=True)
class Doing:
    """Who does what by when, and how it goes. `is_worst` marks the one that is most late: the only red one."""

    measure: Measure
    who: str
    unit: str
    unit_colour: str
    may_say: bool
    is_worst: bool = False

    @property
    def is_late(self) -> bool:
        """Open after its day."""
        measure = self.measure
        return measure.state == Measure.State.OPEN and measure.due_on is not None and measure.due_on < localdate()

    @property
    def state(self) -> str:
        """How it goes, in a word."""
        return _("försenat") if self.is_late else self.measure.get_state_display()

    @property
    def colour(self) -> str:
        """The colour of that word."""
        if self.is_late:
            return "danger" if self.is_worst else "warning"
        return {"OPEN": "info", "DONE": "success", "DROPPED": "neutral"}[self.measure.state]


@dataclass
class GoalRows:
    """A goal with what is done for it; `goal` is None for what one's unit does for a goal that one may not read."""

    goal: Goal | None
    rows: list[Doing] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(row.measure.state == Measure.State.DONE for row in self.rows)

    @property
    def counted(self) -> list[Doing]:
        """Those that count: what was dropped does not."""
        return [row for row in self.rows if row.measure.state != Measure.State.DROPPED]

    @property
    def until(self) -> date | None:
        """The next day of those that go on, else the last one of those that are done."""
        going = [row.measure.due_on for row in self.rows if row.measure.state == "OPEN" and row.measure.due_on]
        return (
            min(going) if going else max((row.measure.due_on for row in self.rows if row.measure.due_on), default=None)
        )

    @property
    def by(self) -> dict[str, str]:
        """From where they are who do it, each with its colour."""
        return {row.unit or row.who: row.unit_colour for row in self.rows}

    @property
    def state(self) -> tuple[str, str]:
        """How the goal goes: a word and its colour."""
        late = [row for row in self.rows if row.is_late]
        if late:
            return _("försenat"), "danger" if any(row.is_worst for row in late) else "warning"
        if self.counted and self.done == len(self.counted):
            return _("klart"), "success"
        return _("pågår"), "info"


def plan_of(case: Case) -> Plan | None:
    """The plan of a case, when the asker may be told what is agreed."""
    return Plan.objects.filter(case=case).first()


def goals_of(actor, case: Case, is_lead: bool, known=None) -> list[GoalRows]:
    """The goals that the asker may read, each with what is done for it; last what the own unit does for others."""
    # Not joined: whoever may not read the plan's row may yet read a goal of the own unit's.
    follow_up = Plan.objects.filter(pk=OuterRef("plan")).values("follow_up_on")
    goals = Goal.objects.filter(case=case).annotate(follow_up_on=Subquery(follow_up)).order_by("position", "id")
    found = {goal.pk: GoalRows(goal) for goal in goals}
    measures = list(measures_of(case))
    known = known_units(actor, case) if known is None else {actor.unit, *known}
    worst = worst_of(measures)
    own = GoalRows(None)
    for measure in measures:
        rows = found.get(measure.goal_id, own).rows
        rows.append(doing_of(actor, measure, known, is_lead=is_lead, worst=worst))
    saw("coordination.plan", [*(goal.goal for goal in found.values()), *measures], case=case.pk)
    return [*found.values(), *([own] if own.rows else [])]


def known_units(actor, case: Case) -> set:
    """The units around the child that the asker may know of."""
    return {actor.unit, *Involvement.objects.filter(case=case).values_list("unit", flat=True)}


def title_of(plan: Plan | None, called: str) -> str:
    """What the plan is called: by its law, else by the child."""
    if plan and plan.kind != Plan.Kind.CHILD:
        return plan.get_kind_display()
    whose = possessive(called)
    return _("%(whose)s plan") % {"whose": whose[:1].upper() + whose[1:]}


def measures_of(case: Case):
    """The measures of a case that the asker may know of, those due first at the top."""
    return (
        Measure.objects.filter(case=case)
        .annotate(is_mine=Q(responsible__in=SEATS))
        .select_related("responsible__worker", "responsible_unit__agency", "done_by__worker")
        .order_by(F("due_on").asc(nulls_last=True), "id")
    )


def worst_of(measures):
    """The key of the one that is most late, None when nothing is: the only red one, wherever it is shown."""
    late = [m for m in measures if m.state == Measure.State.OPEN and m.due_on and m.due_on < localdate()]
    return min(late, key=lambda m: m.due_on).pk if late else None


def doing_of(actor, measure, known, *, is_lead, worst=None) -> Doing:
    """A measure as a row; who does it is named to those alone who may know of their unit."""
    unit = measure.responsible_unit
    if unit and unit.pk not in known:
        who, where, colour = _("Någon annan"), "", "neutral"
    else:
        who = measure.responsible.worker.name if measure.responsible_id else measure.name
        where, colour = (unit.name, unit.agency.colour) if unit else ("", "familj")
    return Doing(measure, who, where, colour, is_lead or measure.is_mine, measure.pk == worst)
