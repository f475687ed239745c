"""Who has read and done what, as the agency's log reviewer sees it: lines, never contents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Exists, OuterRef
from django.db.models.expressions import RawSQL
from django.http import Http404
from django.utils.translation import gettext as _

from access.models import Trail
from access.trail import saw
from agencies.days import day_of
from agencies.models import Membership, Role, Unit, Worker
from agencies.queries.keyset import after, mark
from agencies.said import said
from agencies.sight import STOOD_FOR
from look.words import listed

PAGE = 50

# What is outside somebody's working hours is said in access/review.sql. Who has none is no worker.
OUTSIDE = RawSQL(
    """EXISTS (SELECT FROM agencies_worker w WHERE w.id = access_trail.worker AND NOT w.is_robot
  AND law.outside_hours(access_trail.at, w.hours))""",
    [],
    BooleanField(),
)
PROTECTED = RawSQL(
    """access_trail."case" IN (SELECT case_id FROM law.reviewed WHERE protected_code <> '')""", [], BooleanField()
)
CALLED = "SELECT case_id, reference, protected_code FROM law.reviewed WHERE case_id = ANY (%s)"


@dataclass(frozen=True)
class Filter:
    """What the reviewer asks for. `before` is the last line already seen: a moment and an id."""

    person: UUID | None = None
    day: date | None = None
    only: str = ""
    before: tuple[datetime, UUID] | None = None

    @property
    def kept(self) -> dict[str, str]:
        """What stays the same when the reader goes on to older lines."""
        kept = {"person": self.person, "day": self.day, "only": self.only}
        return {name: str(value) for name, value in kept.items() if value}


@dataclass(frozen=True)
class Line:
    """One line in words."""

    at: datetime
    name: str
    title: str
    unit: str
    what: str
    case: str
    concerns: str
    is_outside: bool
    is_protected: bool
    standing_in: bool
    stood_for: str


@dataclass(frozen=True)
class Review:
    """The page of lines, newest first. `older` continues where it ends."""

    lines: list[Line]
    people: list[Worker]
    asked: Filter
    older: str


def review(actor, asked: Filter) -> Review:
    """Lines that the agency's people wrote, or that concern its records; 404 for who does not review them."""
    if not actor.has(Role.LOG_REVIEWER):
        raise Http404
    rows = _rows(actor, asked)
    shown, rest = rows[:PAGE], rows[PAGE:]
    saw("agencies.review", shown)
    return Review(
        lines=_in_words(actor, shown),
        people=_people(actor),
        asked=asked,
        older=mark(shown[-1]) if rest else "",
    )


def _rows(actor, asked) -> list[Trail]:
    """The newest lines and one more: what the agency did, and what others did with what is its own."""
    # Two questions, each answered by its own index in the order of time, and not one with an OR that sorts them all.
    ours = _asked(asked).filter(agency=actor.agency)[: PAGE + 1]
    theirs = _asked(asked).filter(owner_agency=actor.agency).exclude(agency=actor.agency)[: PAGE + 1]
    return sorted([*ours, *theirs], key=lambda row: (row.at, row.pk), reverse=True)[: PAGE + 1]


def _asked(asked):
    lines = Trail.objects.order_by("-at", "-id").annotate(outside=OUTSIDE, for_whom=STOOD_FOR)
    if asked.person:
        lines = lines.filter(worker=asked.person)
    else:  # what Kring does by itself is asked for by its name
        lines = lines.exclude(Exists(Worker.objects.filter(pk=OuterRef("worker"), is_robot=True)))
    if asked.day:
        begins, ends = day_of(asked.day)
        lines = lines.filter(at__gte=begins, at__lt=ends)
    if asked.only == "outside":
        lines = lines.filter(outside=True)
    if asked.only == "protected":
        lines = lines.filter(PROTECTED)
    return lines.filter(after(asked.before))


def _in_words(actor, rows) -> list[Line]:
    """The rows as lines, those of one visit together."""
    workers = Worker.objects.in_bulk({row.worker for row in rows})
    units = Unit.objects.in_bulk({unit for row in rows for unit in (row.unit, row.owner_unit) if unit})
    cases = called({row.case for row in rows if row.case})
    # One visit looks at several of a child's things: what is the same person's, act's, case's and minute's is one.
    visits: dict[tuple, list[Trail]] = {}
    for row in rows:
        minute = row.at.replace(second=0, microsecond=0)
        key = (row.worker, row.unit, said(row.verb, row.name), row.case, minute, row.standing_in, row.for_whom)
        visits.setdefault(key, []).append(row)
    return [_line(actor, visit, workers, units, cases) for visit in visits.values()]


def _line(actor, visit, workers, units, cases) -> Line:
    first = visit[0]
    worker, (case, is_protected) = workers.get(first.worker), cases.get(first.case, ("", False))
    return Line(
        at=first.at,
        name=worker.name if worker else _("Någon som är bjuden"),
        title=worker.title if worker else "",
        unit=_unit(units, first.unit),
        what=said(first.verb, first.name),
        case=case,
        concerns=concerns(actor, units, *visit),
        is_outside=first.outside,
        is_protected=is_protected,
        standing_in=first.standing_in,
        stood_for=first.for_whom,
    )


def called(cases) -> dict[UUID, tuple[str, bool]]:
    """What the lines' cases are called: a reference, or the mask. The names themselves are not in reach."""
    with connection.cursor() as cursor:
        cursor.execute(CALLED, [list(cases)])
        return {
            case: (_("Skyddad person, %(code)s") % {"code": code} if code else reference, bool(code))
            for case, reference, code in cursor.fetchall()
        }


def _people(actor) -> list[Worker]:
    ours = Membership.objects.filter(unit__agency=actor.agency, worker=OuterRef("pk"))
    return list(Worker.objects.filter(Exists(ours)).order_by("is_robot", "name", "id"))


def concerns(actor, units, *rows) -> str:
    """Whose it is. That it was shown to us from elsewhere is enough: from where would tell who else helps the child."""
    others = [row for row in rows if row.owner_unit not in (None, row.unit)]
    ours = dict.fromkeys(_unit(units, row.owner_unit) for row in others if row.owner_agency == actor.agency)
    found = [_("hör till %(unit)s") % {"unit": listed(ours)}] if ours else []
    if any(row.owner_agency != actor.agency for row in others):
        found.append(_("delat från en annan enhet"))
    return ", ".join(found)


def _unit(units, unit) -> str:
    return units[unit].name if unit in units else ""
