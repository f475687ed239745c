"""Who is around the child, as the asker's unit may know it, and what may be told each way?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from agencies.days import last_day
from agencies.models import StandIn, Unit, Worker
from cases.kinds import TELLABLE, Kind
from cases.models import Caseload, Involvement
from cases.queries import going_on
from consent.models import Grant
from consent.queries import doors_of_case
from look.templatetags.look import day

ICONS = {
    "skola": "HatSchool", "social": "HandShakeHeart", "halsa": "HeadHeart", "fritid": "Star", "neutral": "Buildings3",
}  # fmt: skip


@dataclass
class Around:
    """One unit around the child: its people, and the open lines between it and the asker's unit."""

    involvement: Involvement
    is_own: bool
    is_same_agency: bool
    people: list[Worker] = field(default_factory=list)
    stand_ins: dict[UUID, tuple[Worker, date]] = field(default_factory=dict)
    we_tell: list[Grant] = field(default_factory=list)
    they_tell: list[Grant] = field(default_factory=list)

    @property
    def unit(self) -> Unit:
        """The unit itself."""
        return self.involvement.unit

    @property
    def name(self) -> str:
        """What everybody calls the unit."""
        return self.unit.name

    @property
    def colour(self) -> str:
        """The colour of the agency's kind."""
        return self.unit.agency.colour

    @property
    def icon(self) -> str:
        """The unit's mark."""
        return icon_of(self.unit)

    @property
    def is_waiting(self) -> bool:
        """Asked, and not yet answered."""
        return self.involvement.state == Involvement.State.INVITED

    @property
    def since(self) -> datetime:
        """When it joined, or was asked."""
        return self.involvement.answered_at or self.involvement.invited_at

    @property
    def person(self) -> str:
        """Whom to talk to, in few words; nobody named by a unit that has not answered."""
        if len(self.people) == 1:
            return self.people[0].name
        given = [worker.name.split()[0] for worker in self.people]
        if len(given) == 2:
            return _("%(one)s och %(other)s") % {"one": given[0], "other": given[1]}
        return _("%(one)s med flera") % {"one": given[0]} if given else self.involvement.contact

    @property
    def staff(self) -> list[tuple[Worker, Worker | None, date | None]]:
        """Who works with the child here and, while they are away, who does it in their place and through which day."""
        return [(worker, *self.stand_ins.get(worker.pk, (None, None))) for worker in self.people]

    @property
    def url(self) -> str:
        """Where on the page the lines of this unit stand."""
        return f"#lines-{self.unit.pk}" if self.bases else ""

    @property
    def state(self) -> str:
        """How the circle draws the line: full, part, waiting or none."""
        if self.is_own:
            return "full"
        if self.is_waiting:
            return "waiting"
        if _contents(self.we_tell) and _contents(self.they_tell):
            return "full"
        return "part" if self.we_tell or self.they_tell or self.is_same_agency else "none"

    @property
    def text(self) -> str:
        """The same in words."""
        if self.is_own:
            return _("Din enhet")
        if self.is_waiting:
            return _("Tillfrågad")
        told, tell = _contents(self.they_tell), _contents(self.we_tell)
        if told and tell:
            return _("Båda berättar")
        if tell:
            return _("Ni berättar")
        if told:
            return _("De berättar")
        if self.is_same_agency:
            return _("Samma myndighet")
        return _("Vet om varandra") if self.we_tell or self.they_tell else _("Inget delas än")

    @property
    def may_be_shown(self) -> set[str]:
        """The kinds of note that the asker's unit may show this one now."""
        if self.is_own or self.involvement.state != Involvement.State.ACTIVE:
            return set()
        return set(Kind.values) if self.is_same_agency else {line.kind for line in self.we_tell}

    @property
    def way(self) -> str:
        """Who tells: out, in or both, as the table of who sees what draws it."""
        told, tell = _contents(self.they_tell), _contents(self.we_tell)
        return "both" if bool(told) == bool(tell) else "out" if tell else "in"

    @property
    def bases(self) -> list[str]:
        """On what ground the lines stand, each once."""
        return list(dict.fromkeys(basis(line) for line in (*self.we_tell, *self.they_tell)))

    def drawn(self) -> dict:
        """What components/circle.html draws."""
        names = ("colour", "icon", "name", "person", "url", "text", "state", "way")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class Matrix:
    """Who sees what: the kinds that some line names, and for each other unit what is told each way."""

    columns: list[Around]
    rows: list[tuple[str, list[tuple[Around, str]]]]


def icon_of(unit: Unit) -> str:
    """The unit's own icon, or that of its agency's kind."""
    return unit.icon or ICONS.get(unit.agency.colour, ICONS["neutral"])


def basis(line: Grant) -> str:
    """The ground of a line in words, always printable."""
    if line.basis == Grant.Basis.CONSENT:
        return _("samtycke %(given)s, gäller till %(ends)s") % {
            "given": day(line.consent.given_at), "ends": day(line.ends_at or line.consent.ends_at),
        }  # fmt: skip
    if line.basis == Grant.Basis.INTERNAL:
        return _("samma myndighet, det som arbetet kräver")
    return line.section


def around(actor, case) -> list[Around]:
    """The units of the case that the asker may know of: the own first, then in the order they came."""
    parts = list(
        Involvement.objects.filter(case=case, state__in=["INVITED", "ACTIVE"])
        .select_related("unit__agency", "invited_by_unit")
        .order_by("invited_at", "id")
    )
    people = people_of(case)
    away = _stand_ins(people)
    found = {}
    for part in sorted(parts, key=lambda part: part.unit_id != actor.unit):
        if part.unit_id in found and part.state == Involvement.State.INVITED:
            continue  # asked by a second unit, and with already
        same = part.unit.agency_id == actor.agency
        found[part.unit_id] = Around(
            part, part.unit_id == actor.unit, same, people.get(part.unit_id, []), away.get(part.unit_id, {})
        )
    for line in doors_of_case(actor, case):
        outward = line.from_unit_id == actor.unit
        other = found.get(line.to_unit_id if outward else line.from_unit_id)
        if other:
            (other.we_tell if outward else other.they_tell).append(line)
    return list(found.values())


def matrix(units: list[Around]) -> Matrix:
    """The lines between the asker's unit and each other, as a table; a kind that no line names has no row."""
    columns = [unit for unit in units if not unit.is_own and (unit.we_tell or unit.they_tell)]
    rows = []
    for kind in TELLABLE:
        cells = [(unit, _both(kind, unit)) for unit in columns]
        if any(told for _unit, told in cells):
            rows.append((kind.label, cells))
    return Matrix(columns, rows)


def _both(kind, unit) -> str:
    out = any(line.kind == kind for line in unit.we_tell)
    back = any(line.kind == kind for line in unit.they_tell)
    return "both" if out and back else "out" if out else "in" if back else ""


def _contents(lines) -> list[Grant]:
    return [line for line in lines if line.kind != Kind.PRESENCE]


def people_of(case, among=None) -> dict:
    """Who works with the child in each unit, the lead first; `among` are the rows that count, all by default."""
    works = (
        (Caseload.objects.all() if among is None else among)
        .filter(going_on(), content_object=case)
        .select_related("user")
        .order_by("starts_at", "id")
    )
    found: dict = {case.lead.unit_id: [case.lead.worker]}
    for row in works:
        there = found.setdefault(row.unit_id, [])
        if row.user not in there:
            there.append(row.user)
    return found


def _stand_ins(people) -> dict:
    """For each unit, by the worker who is away today: who stands in, and their last day."""
    moment = now()
    rows = StandIn.objects.filter(
        starts_at__lte=moment, ends_at__gt=moment, absent__unit__in=list(people), stand_in__isnull=False,
        absent__worker__in={worker.pk for there in people.values() for worker in there},
    ).select_related("absent", "stand_in__worker")  # fmt: skip
    found: dict = {}
    for row in rows:
        found.setdefault(row.absent.unit_id, {})[row.absent.worker_id] = (row.stand_in.worker, last_day(row.ends_at))
    return found
