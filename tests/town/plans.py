"""What have they agreed to do? Each child's plan, as the meetings left it."""

from agencies.models import Membership
from coordination.models import Goal, Measure, Plan
from tests.town import ids, together
from tests.town.cast import case as case_id
from tests.town.cast import record, seat_in
from tests.town.clock import Clock
from tests.town.people import PEOPLE
from tests.town.shapes import Story

KINDS = {"elias": Plan.Kind.SIP, "noah": Plan.Kind.SSPF}
STATES = {"ONGOING": "OPEN", "DONE": "DONE"}


def load_plan(story: Story, clock: Clock) -> None:
    """The plan of one child, its goals and measures, in the note that they were agreed in."""
    if story.plan is None:
        return
    plan, lead = story.plan, seat_in(story.lead, story.unit)
    minutes = _minutes(story)
    row = Plan(
        id=ids.of("plan", story.key),
        case_id=case_id(story.key),
        unit_id=ids.of("unit", story.unit),
        kind=KINDS.get(story.key, Plan.Kind.CHILD),
        agreed_at=clock.at(plan.agreed, "11:05"),
        agreed_by_id=lead,
        follow_up_on=None if plan.review is None else clock.day(plan.review),
    )
    Plan.objects.bulk_create([row])
    for number, goal in enumerate(plan.goals, 1):
        of = Goal(
            id=ids.of("goal", f"{story.key}/{number}"),
            plan=row,
            case_id=row.case_id,
            unit_id=row.unit_id,
            record_id=record(minutes),
            text=goal.words,
            said_by=goal.whose,
            position=number,
        )
        Goal.objects.bulk_create([of])
        Measure.objects.bulk_create(
            _measure(story, of, f"{story.key}/{number}.{order}", measure, clock)
            for order, measure in enumerate(goal.measures, 1)
        )


def _minutes(story: Story) -> str:
    """The first note of what was agreed, which the plan stands in."""
    return next(note.key for note in story.notes if note.kind == "AGREED" and note.unit == story.unit)


def _measure(story: Story, goal: Goal, key: str, said: together.Measure, clock: Clock) -> Measure:
    who = said.who
    row = Measure(
        id=ids.of("measure", key),
        goal=goal,
        case_id=goal.case_id,
        unit_id=goal.unit_id,
        record_id=goal.record_id,
        text=said.what,
        due_on=clock.day(said.by),
        state=STATES[said.state],
        result=said.outcome,
    )
    if who in PEOPLE:
        row.responsible_id = _seat_around(story, who)
        row.responsible_unit_id = Membership.objects.get(pk=row.responsible_id).unit_id
    elif who == "child":
        row.name = story.child.given
    else:
        row.relative_id = ids.of("relative", f"{story.key}/{who}")
        row.name = next(relative.name for relative in story.relatives if relative.key == who)
    if row.state == Measure.State.DONE:
        row.done_at = clock.at(said.by, "15:10")
        row.done_by_id = row.responsible_id or seat_in(story.lead, story.unit)
    return row


def _seat_around(story: Story, who: str):
    """The seat from which somebody works with the child: that of their unit around it."""
    unit = next((part.unit for part in story.circle if who in part.workers), "")
    return seat_in(who, unit)
