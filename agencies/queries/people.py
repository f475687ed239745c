"""Who works in one's own agency, as its access administrator sees it. Everything here is 404 for everybody else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q
from django.http import Http404
from django.utils.timezone import localdate, localtime, now

from agencies.days import last_day
from agencies.models import Agency, Membership, ProtectedRight, Role, StandIn, Unit, Worker
from agencies.policies import may_change_worker, may_invite_again
from agencies.policies.people import may_touch
from agencies.roles import SEES, labels

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Seated:
    """A membership as a row: who, with which roles, from and to, who stands in, and the right to protected names."""

    membership: Membership
    roles: list[str]
    begins_on: date | None
    ends_on: date | None
    days_left: int | None
    stand_in: str = ""
    touch: object = None
    is_over: bool = False
    right: ProtectedRight | None = None

    @property
    def worker(self) -> Worker:
        """Who."""
        return self.membership.worker

    @property
    def unit(self) -> Unit:
        """Where."""
        return self.membership.unit

    @property
    def sees(self) -> list[dict]:
        """Each role in words, with the line about what it lets one see."""
        held = [role for role in SEES if role in self.membership.roles]
        return [{"label": role.label, "sees": SEES[role]} for role in held]

    @property
    def right_until(self) -> date | None:
        """The last day on which protected names are seen."""
        return last_day(self.right.ends_at) if self.right else None


@dataclass(frozen=True)
class Standing:
    """A stand-in as a row."""

    row: StandIn
    ends_on: date


@dataclass(frozen=True)
class House:
    """A unit with those who work there."""

    unit: Unit
    seated: list[Seated]
    lacks_manager: bool


@dataclass(frozen=True)
class People:
    """The page of an agency's people."""

    houses: list[House]
    ending: list[Seated]
    stand_ins: list[Standing]
    asked: str
    adds_agencies: bool
    has_log_reviewer: bool
    sees_protected: list[Seated]


@dataclass(frozen=True)
class Person:
    """One worker's page."""

    worker: Worker
    seated: list[Seated]
    over: list[Seated]
    change: object
    invite_again: object
    has_signed_in: bool
    is_oneself: bool


@dataclass(frozen=True)
class Ending:
    """What is needed to end, extend or change one membership."""

    seated: Seated
    heirs: list[str] = field(default_factory=list)
    others: list[Membership] = field(default_factory=list)


def administer(actor) -> None:
    """Raise Http404 for everybody who is not an access administrator."""
    if not actor.has(Role.ACCESS_ADMIN):
        raise Http404


def people(actor, asked: str = "") -> People:
    """The agency's units with those who work there or will, and what ends within thirty days."""
    administer(actor)
    units = list(Unit.objects.filter(agency=actor.agency, has_accounts=True).select_related("area").order_by("name"))
    seats = _seats(actor).filter(Q(ends_at=None) | Q(ends_at__gt=now()))
    stand_ins = list(_stand_ins(actor))
    here = [standing for standing in stand_ins if standing.starts_at <= now() and standing.stand_in_id]
    names = {standing.absent_id: standing.stand_in.worker.name for standing in here}
    rights = _rights(actor)
    seated = [seated_as(seat, stand_in=names.get(seat.pk, ""), right=rights.get(seat.pk)) for seat in seats]
    houses = [_house(unit, [s for s in seated if s.membership.unit_id == unit.pk], asked) for unit in units]
    return People(
        houses=[house for house in houses if house.seated or not asked],
        ending=sorted((s for s in seated if s.days_left is not None), key=lambda s: s.membership.ends_at),
        stand_ins=[Standing(standing, last_day(standing.ends_at)) for standing in stand_ins],
        asked=asked,
        adds_agencies=actor.has(Role.MUNICIPAL_ADMIN),
        has_log_reviewer=any(Role.LOG_REVIEWER in s.membership.roles and s.membership.is_in_force for s in seated),
        sees_protected=[s for s in seated if s.right],
    )


def person(actor, worker) -> Person:
    """A worker who has or has had a membership in the agency; what they do elsewhere is not shown."""
    administer(actor)
    seats = list(_seats(actor).filter(worker=worker).order_by("-starts_at", "id"))
    if not seats:
        raise Http404
    found = seats[0].worker
    rights = _rights(actor)
    seated = [seated_as(seat, touch=may_touch(actor, seat), right=rights.get(seat.pk)) for seat in seats]
    return Person(
        worker=found,
        seated=[s for s in seated if not s.is_over],
        over=[s for s in seated if s.is_over],
        change=may_change_worker(actor, worker=found, name="", title="", phone=""),
        invite_again=may_invite_again(actor, worker=found),
        has_signed_in=found.has_usable_password(),
        is_oneself=found.pk == actor.worker,
    )


def assignment(actor, membership) -> Ending:
    """One membership of the agency that is not over, with who manages the unit beside it."""
    administer(actor)
    found = _seats(actor).filter(pk=membership).exclude(ends_at__lte=now()).first()
    if found is None:
        raise Http404
    others = list(
        _seats(actor)
        .filter(Q(unit=found.unit) | Q(worker=found.worker))
        .exclude(pk=found.pk)
        .exclude(ends_at__lte=now())
    )
    return Ending(
        seated=seated_as(found, touch=may_touch(actor, found)),
        heirs=[
            o.worker.name for o in others if o.unit_id == found.unit_id and Role.MANAGER in o.roles and o.is_in_force
        ],
        others=[other for other in others if other.worker_id == found.worker_id],
    )


def protected_right(actor, pk) -> ProtectedRight:
    """A right to protected names that the agency has given."""
    administer(actor)
    found = ProtectedRight.objects.filter(pk=pk, unit__agency=actor.agency).select_related("membership__unit").first()
    if found is None:
        raise Http404
    return found


def _rights(actor) -> dict:
    """The rights to protected names that run in the agency, by membership."""
    running = ProtectedRight.objects.filter(unit__agency=actor.agency, ends_at__gt=now())
    return {right.membership_id: right for right in running.order_by("ends_at", "id")}


def units(actor):
    """The agency's units where people sign in, by name."""
    administer(actor)
    return Unit.objects.filter(agency=actor.agency, has_accounts=True).select_related("agency").order_by("name")


def unit(actor, pk) -> Unit:
    """One of the agency's units."""
    found = units(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def agency(actor) -> Agency:
    """The agency that the asker administers."""
    administer(actor)
    return Agency.objects.get(pk=actor.agency)


def founding(actor) -> None:
    """Nothing but the question: 404 for everybody who does not add agencies."""
    if not actor.has(Role.MUNICIPAL_ADMIN):
        raise Http404


def seated_as(membership, *, stand_in: str = "", touch=None, right=None) -> Seated:
    """A membership as a row."""
    moment = now()
    ends = membership.ends_at
    soon = ends is not None and moment < ends <= moment + SOON
    return Seated(
        membership=membership,
        roles=labels(membership.roles),
        begins_on=localtime(membership.starts_at).date() if membership.starts_at > moment else None,
        ends_on=last_day(ends),
        days_left=(last_day(ends) - localdate()).days if soon else None,
        stand_in=stand_in,
        touch=touch,
        is_over=ends is not None and ends <= moment,
        right=right,
    )


def _house(unit, seated, asked) -> House:
    led = any(Role.MANAGER in s.membership.roles and not s.begins_on for s in seated)
    if asked:
        wanted = asked.casefold()
        seated = [s for s in seated if wanted in f"{s.worker.name} {s.worker.title} {s.worker.email}".casefold()]
    return House(unit=unit, seated=seated, lacks_manager=unit.takes_children and not led)


def _seats(actor):
    seats = Membership.objects.filter(unit__agency=actor.agency, worker__is_robot=False)
    return seats.select_related("worker", "unit__agency").order_by("worker__name", "id")


def _stand_ins(actor):
    found = StandIn.objects.filter(absent__unit__agency=actor.agency, ends_at__gt=now())
    return found.select_related("absent__worker", "absent__unit", "stand_in__worker").order_by("starts_at", "id")
