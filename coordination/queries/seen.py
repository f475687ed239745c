"""What would another unit see of what the asker sees?

A row stands here when three things hold: the fence serves it to that unit, it serves it to the asker, and the asker may
know why the other has it. What a third has shown them is none of the asker's business, even where both can read it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.http import Http404

from access.seeing import Served, Wanted, served
from access.trail import saw
from agencies.models import Membership, Unit
from cases.age import age
from cases.kinds import Kind
from cases.models import Case, Caseload, Child, Involvement, Record, Relative
from cases.queries import stage_words
from cases.queries.cases import COLOURS
from consent.models import Grant
from consent.queries import untold
from coordination.models import Goal, Invitation, Measure, Meeting
from coordination.queries.around import Around, people_of
from coordination.queries.case import FEW, circle_of
from coordination.queries.coming import CaseMeetings, case_meetings
from coordination.queries.goals import GoalRows, doing_of, measures_of, title_of, worst_of
from coordination.queries.timeline import Entry, entries_for

# Of the lines in the asker's sight those open now: at the own unit, and of consents that it took.
RUNNING = Q(pk__in=RawSQL("SELECT grant_id FROM law.running UNION ALL SELECT grant_id FROM law.arranged", []))
WITH = [Involvement.State.INVITED, Involvement.State.ACTIVE]


@dataclass(frozen=True)
class Reader:
    """Through whose eyes a page's sentences are said. Nobody asks the database in their name."""

    unit: UUID
    agency: UUID


@dataclass(frozen=True)
class Before:
    """How things stood before a change that is tried: the rows served to the reader, and those in the asker's sight."""

    served: Served
    in_sight: Served


@dataclass
class Beside(Around):
    """A third unit: that it is with, and not what it and the reader may tell each other."""

    @property
    def state(self) -> str:
        """How the circle draws the line."""
        return "waiting" if self.is_waiting else "part"

    @property
    def text(self) -> str:
        """The same in words."""
        return self.involvement.get_state_display()


@dataclass(frozen=True)
class SeenHead:
    """Who the page is about, as both may know."""

    reference: str
    name: str
    called: str
    age: int | None
    school_class: str
    stage: str
    stage_colour: str
    lead: Membership | None


@dataclass(frozen=True)
class Gone:
    """What a change takes from a page. `door`: that the child is known at all, as far as the asker may know of it."""

    door: bool
    entries: list[Entry]
    goals: list[Goal]
    units: list[str]

    def __bool__(self) -> bool:
        return self.door or bool(self.entries or self.goals or self.units)


@dataclass(frozen=True)
class Seen:
    """The child's page as a unit would see it, cut with what the asker sees.

    `untold` says of whom in the family the asker has no yes to tell that unit anything.

    Without a head the asker knows of no open door there: then only what the own unit has shown through it stands here.
    """

    unit: Unit
    is_waiting: bool
    head: SeenHead | None = None
    around: list[Around] = field(default_factory=list)
    circle: list[dict] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    plan: list[GoalRows] = field(default_factory=list)
    plan_title: str = ""
    meetings: CaseMeetings = field(default_factory=lambda: CaseMeetings([], []))
    gone: Gone | None = None
    untold: list[str] = field(default_factory=list)

    @property
    def voice(self) -> Entry | None:
        """The child's latest own words among the notes."""
        return next((entry for entry in self.entries if entry.is_voice), None)

    @property
    def new(self) -> list[Entry]:
        """What comes with the change that is tried."""
        return [entry for entry in self.entries if entry.is_new]

    @property
    def is_alone(self) -> bool:
        """Whether so few are with that a circle would show nothing that the list does not."""
        return len(self.circle) < FEW


def wanted(case: Case) -> Wanted:
    """Of which tables the page is made, and which rows of them are the case's."""
    of_case = dict.fromkeys((Involvement, Record, Meeting, Goal, Measure), ("case_id", case.pk))
    return of_case | {
        Case: ("id", case.pk),
        Child: ("id", case.child_id),
        Relative: ("child_id", case.child_id),
        Caseload: ("content_object_id", case.pk),
    }


def seen_now(actor, reference, unit) -> tuple[Case, Seen]:
    """The case as a unit of its circle sees it this moment; 404 when the asker does not know of the unit there."""
    part = (
        Involvement.objects.filter(case__reference=reference, unit=unit, state__in=WITH)
        .exclude(unit=actor.unit)
        .select_related("unit__agency", "case__child", "case__unit", "case__lead__worker", "case__lead__unit")
        .order_by("state", "id")  # with before asked: two units may have asked it
        .first()
    )
    if part is None:
        raise Http404
    waits = part.state == Involvement.State.INVITED
    return part.case, seen(actor, part.case, part.unit, served(part.unit_id, wanted(part.case)), is_waiting=waits)


def seen(actor, case, unit, rows: Served, *, before: Before | None = None, is_waiting=False, blind=False) -> Seen:
    """The page made of these rows, each fetched by the asker; beside a change what comes with it is marked.

    `blind`: the asker's own door closes with the change, and with it all that is known of others' lines.
    """
    lines = [] if blind else _lines(case, unit)
    parts = _parts(unit, rows, lines)
    knows = bool(rows[Case] and rows[Child] and (case.unit_id == unit.pk or _telling(unit, lines)))
    reader, two = Reader(unit.pk, unit.agency_id), [actor.unit, *([unit.pk] if knows else [])]
    entries = entries_for(reader, case, two, rows[Record])
    if before:
        entries = [replace(entry, is_new=entry.record.pk not in before.served[Record]) for entry in entries]
    around = _around(reader, case, rows, parts, lines, before) if knows else []
    known = {unit.pk, *(one.unit.pk for one in around)}
    plan = _plan(actor, case, two, rows, known)
    _log(case, entries, plan, before)
    page = Seen(
        unit, is_waiting, entries=entries, plan=plan, plan_title=title_of(None, case.child.called),
        untold=untold(case).get(unit.pk, []),
    )  # fmt: skip
    if not knows:
        return page
    family = list(Relative.objects.filter(pk__in=rows[Relative]).order_by("-has_custody", "name"))
    return replace(
        page,
        head=_head(case, known),
        around=around,
        circle=[one | {"url": ""} for one in circle_of(around, family)],
        meetings=case_meetings(actor, case, _meetings(unit, rows)),
    )


def gone(was: Seen, now: Seen, rows: Served) -> Seen:
    """The page after a change, with what the change takes away; `rows` are those still served.

    Whether the own notes are read is the asker's business and told as it is; of doors and others only what is known.
    """
    there = {one.name for one in now.around}
    return replace(
        now,
        gone=Gone(
            door=bool(was.head and not now.head),
            entries=[entry for entry in was.entries if entry.record.pk not in rows[Record]],
            goals=[one.goal for one in was.plan if one.goal and one.goal.pk not in rows[Goal]],
            units=[one.name for one in was.around if now.head and one.name not in there],
        ),
    )


def _lines(case, unit) -> list[Grant]:
    """The lines open now that begin or end with the reader and that the asker sees."""
    found = Grant.objects.filter(Q(to_unit=unit) | Q(from_unit=unit), RUNNING, case=case)
    return list(found.select_related("consent").order_by("kind", "id"))


def _telling(unit, lines) -> set[UUID]:
    """Those who tell the reader that the work goes on."""
    return {line.from_unit_id for line in lines if line.kind == Kind.PRESENCE and line.to_unit_id == unit.pk}


def _parts(unit, rows, lines) -> list[Involvement]:
    """Those around the child whom the reader knows of, by a line or a question that the asker sees."""
    found = Involvement.objects.filter(pk__in=rows[Involvement], state__in=WITH).filter(
        Q(unit__in=[unit.pk, *_telling(unit, lines)]) | Q(invited_by_unit=unit.pk)
    )
    return list(found.select_related("unit__agency", "invited_by_unit").order_by("invited_at", "id"))


def _around(reader, case, rows, parts, lines, before) -> list[Around]:
    # Whoever would take the case on in a change that is tried is made up, and named to nobody.
    works = rows[Caseload] & before.in_sight[Caseload] if before else rows[Caseload]
    people = people_of(case, Caseload.objects.filter(pk__in=works))
    found = []
    for part in sorted(parts, key=lambda part: part.unit_id != reader.unit):
        is_own, same = part.unit_id == reader.unit, part.unit.agency_id == reader.agency
        told = [] if is_own else [line for line in lines if line.from_unit_id == part.unit_id]
        tell = [] if is_own else [line for line in lines if line.to_unit_id == part.unit_id]
        shape = Around if is_own or told or tell else Beside
        one = shape(part, is_own, same, people.get(part.unit_id, []), we_tell=tell, they_tell=told)
        found.append(one)
    return found


def _plan(actor, case, two, rows, known) -> list[GoalRows]:
    of_two = Q(record__in=rows[Record], record__unit__in=two)
    goals = Goal.objects.filter(of_two, pk__in=rows[Goal]).order_by("position", "id")
    found = {goal.pk: GoalRows(goal) for goal in goals}
    mine = Q(responsible_unit__in=two[1:])  # what the reader does themselves
    measures = list(measures_of(case).filter(of_two | mine, pk__in=rows[Measure]))
    own, worst = GoalRows(None), worst_of(measures)
    for measure in measures:
        found.get(measure.goal_id, own).rows.append(doing_of(actor, measure, known, is_lead=False, worst=worst))
    return [*found.values(), *([own] if own.rows else [])]


def _meetings(unit, rows):
    """Those that the reader has booked, or is asked to by an invitation that the asker sees."""
    asked = Invitation.objects.filter(meeting=OuterRef("pk"), guest_unit=unit, revoked_at=None)
    return Meeting.objects.filter(Q(unit=unit) | Exists(asked), pk__in=rows[Meeting])


def _head(case, known) -> SeenHead:
    child = case.child
    return SeenHead(
        reference=case.reference,
        name=child.name,
        called=child.called,
        age=age(child),
        school_class=child.school_class,
        stage=stage_words(case),
        stage_colour=COLOURS[case.stage],
        lead=case.lead if case.lead.unit_id in known else None,
    )


def _log(case, entries, plan, before) -> None:
    """What the asker was shown, as always; what is only tried is in no table afterwards, so no line names it."""
    notes = [entry.record for entry in entries]
    notes = [note for note in notes if not before or note.pk in before.in_sight[Record]]
    saw("coordination.timeline", notes, case=case.pk)
    saw("coordination.plan", [row for goal in plan for row in ([goal.goal] if goal.goal else [])], case=case.pk)
