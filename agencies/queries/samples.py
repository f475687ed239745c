"""What has been drawn out of the log for the agency's reviewer, and what it was found to be."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q
from django.http import Http404
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.action import Verdict
from access.models import Draw, Reason, Reply, Sample, Signoff, Trail
from access.trail import saw
from agencies.days import day_of, month_before
from agencies.models import Agency, Membership, Role, Unit, Worker
from agencies.policies import may_sign_sample
from agencies.queries.review import called, concerns
from agencies.said import said

MONTHS, SIGNED, A_DAY = 12, 30, 60  # months of numbers, signed samples on the list, rows of one day's visit

PART = {
    "CASELOAD": gettext_lazy("Hade barnet bland sina."),
    "LEAD": gettext_lazy("Var barnets samordnare."),
    "STAND_IN": gettext_lazy("Var ersättare för en kollega."),
    "EMERGENCY": gettext_lazy("Hade gjort en nödöppning."),
    "MANAGER": gettext_lazy("Leder enheten."),
    "INTAKE": gettext_lazy("Tar emot i enheten."),
    "": gettext_lazy("Hade ingen egen del i samarbetet då, så vitt Kring vet."),
}
DOOR = {
    "OPENED": gettext_lazy("Enheten började samarbetet."),
    "CONSENT": gettext_lazy("Enheten är med genom ett samtycke."),
    "INTERNAL": gettext_lazy("Enheten är med inom den egna organisationen."),
    "ASKED": gettext_lazy("Enheten var tillfrågad om att vara med."),
    "": gettext_lazy("Enheten var inte med då, så vitt Kring vet."),
}
BY_LAW = gettext_lazy("Enheten är med med stöd av lag.")
DOORWAY = "SELECT part, door FROM law.doorway WHERE sample_id = %s"


@dataclass(frozen=True)
class Drawn:
    """A sample as a row: whose visit, when, in which case by its reference, and why it was drawn."""

    sample: Sample
    worker: Worker
    unit: str
    case: str
    reasons: list[str]
    is_late: bool
    is_ones_own: bool
    signoff: Signoff | None
    reply: Reply | None

    @property
    def waits_for_manager(self) -> bool:
        """Whether it was passed on and nobody has answered."""
        return bool(self.signoff and self.signoff.outcome == Signoff.Outcome.PASS_ON and not self.reply)

    @property
    def due_on(self) -> date:
        """The last day to sign it."""
        return self.sample.draw.due_on


@dataclass(frozen=True)
class Month:
    """One month's numbers. `late` were signed too late, or should have been and are not."""

    month: date
    drawn: int
    signed: int
    in_order: int
    asked: int
    passed_on: int
    late: int


@dataclass(frozen=True)
class SamplesPage:
    """What waits, oldest first; what was signed last; and the months, newest first."""

    waiting: list[Drawn]
    signed: list[Drawn]
    months: list[Month]
    late: int
    next: UUID | None


@dataclass(frozen=True)
class Waiting:
    """How many samples wait to be signed, how many of them for each reason, and by when the first is to be signed."""

    number: int
    reasons: dict[Reason, int]
    due_on: date | None


@dataclass(frozen=True)
class Step:
    """One thing that the person did in the case that day."""

    at: datetime
    what: str
    concerns: str


@dataclass(frozen=True)
class SamplePage:
    """A sample with what one needs to judge it; `sign` is whether the asker may, `next` the one that waits after it."""

    drawn: Drawn
    what: str
    concerns: str
    standing_in: bool
    door: list[str]
    day: list[Step]
    managers: list[Worker]
    signed_by: str
    replied_by: str
    sign: Verdict
    next: UUID | None


def undrawn(actor) -> date | None:
    """The month that has ended and that the robot's agency has not been drawn for."""
    month = month_before(localdate())
    return None if Draw.objects.filter(agency=actor.agency, month=month).exists() else month


def agency(actor) -> Agency:
    """The agency that the asker works in."""
    return Agency.objects.get(pk=actor.agency)


def samples(actor) -> SamplesPage:
    """The samples of the agency, and its numbers; 404 for who does not review its log."""
    _review(actor)
    waiting = list(_samples().filter(signoff=None).order_by("draw__due_on", "at", "id"))
    signed = list(_samples().exclude(signoff=None).order_by("-signoff__signed_at", "id")[:SIGNED])
    saw("agencies.samples", [*waiting, *signed])
    rows = _drawn(actor, [*waiting, *signed])
    asked = rows[: len(waiting)]
    return SamplesPage(
        waiting=asked,
        signed=rows[len(waiting) :],
        months=_months(),
        late=sum(row.is_late for row in asked),
        next=next((row.sample.pk for row in asked if not row.is_ones_own), None),
    )


def waiting_samples(actor) -> Waiting:
    """What waits for the agency's log reviewer, in numbers: no sample is shown."""
    rows = list(Sample.objects.filter(signoff=None).values_list("reasons", "draw__due_on"))
    reasons = Counter(Reason(reason) for found, _due in rows for reason in found)
    return Waiting(len(rows), dict(sorted(reasons.items())), min((due for _found, due in rows), default=None))


def sample(actor, pk) -> SamplePage:
    """One sample of the agency's; 404 for every other, and for who does not review its log."""
    _review(actor)
    found = _samples().filter(pk=pk).first()
    if found is None:
        raise Http404
    saw("agencies.sample", [found])
    drawn = _drawn(actor, [found])[0]
    begins, ends = day_of(localtime(found.at).date())
    lines = Trail.objects.filter(agency=actor.agency, worker=found.worker, unit=found.unit, case=found.case)
    lines = list(lines.filter(at__gte=begins, at__lt=ends).order_by("at", "id")[:A_DAY])
    units = Unit.objects.in_bulk({line.owner_unit for line in lines if line.owner_unit})
    line = next((line for line in lines if line.pk == found.line), None)
    waiting = _samples().filter(signoff=None).exclude(pk=pk).exclude(worker=actor.worker)
    following = waiting.order_by("draw__due_on", "at", "id").values_list("pk", flat=True).first()
    return SamplePage(
        drawn=drawn,
        what=said(line.verb, line.name) if line else "",
        concerns=concerns(actor, units, line) if line else "",
        standing_in=bool(line and line.standing_in),
        door=_door(pk),
        day=_steps(actor, lines, units),
        managers=_managers(found.unit),
        signed_by=_name_of(drawn.signoff.signed_by, _("en loggranskare")) if drawn.signoff else "",
        replied_by=_name_of(drawn.reply.replied_by, _("den som ledde enheten")) if drawn.reply else "",
        sign=may_sign_sample(actor, sample=found, outcome=Signoff.Outcome.IN_ORDER, remark=""),
        next=following,
    )


def _review(actor) -> None:
    if not actor.has(Role.LOG_REVIEWER):
        raise Http404


def _samples():
    return Sample.objects.select_related("draw", "signoff", "reply")


def _drawn(actor, found) -> list[Drawn]:
    workers = Worker.objects.in_bulk({row.worker for row in found})
    units = Unit.objects.in_bulk({row.unit for row in found})
    cases = called({row.case for row in found})
    return [
        Drawn(
            sample=row,
            worker=workers[row.worker],
            unit=units[row.unit].name,
            case=cases.get(row.case, ("", False))[0],
            reasons=[Reason(reason).label for reason in row.reasons],
            is_late=_is_late(row),
            is_ones_own=row.worker == actor.worker,
            signoff=getattr(row, "signoff", None),
            reply=getattr(row, "reply", None),
        )
        for row in found
    ]


def _is_late(row) -> bool:
    signed = getattr(row, "signoff", None)
    return (localtime(signed.signed_at).date() if signed else localdate()) > row.draw.due_on


def _months() -> list[Month]:
    outcome = {name: Count("samples", Q(samples__signoff__outcome=name)) for name in Signoff.Outcome.values}
    overdue = Q(samples__signoff=None, samples__isnull=False, due_on__lt=localdate())
    tardy = Q(samples__signoff__signed_at__date__gt=F("due_on"))
    found = Draw.objects.annotate(drawn=Count("samples"), late=Count("samples", overdue | tardy), **outcome)
    return [
        Month(
            month=row.month,
            drawn=row.drawn,
            signed=sum(getattr(row, name) for name in Signoff.Outcome.values),
            in_order=row.IN_ORDER,
            asked=row.ASK,
            passed_on=row.PASS_ON,
            late=row.late,
        )
        for row in found.order_by("-month")[:MONTHS]
    ]


def _door(pk) -> list[str]:
    """Why the person could see it, in words; no other unit is named."""
    with connection.cursor() as cursor:
        cursor.execute(DOORWAY, [pk])
        return [text for part, door in cursor.fetchall() for text in (str(PART[part]), str(DOOR.get(door, BY_LAW)))]


def _steps(actor, lines, units) -> list[Step]:
    """The day's lines in words; what is said twice in a minute is said once."""
    steps: dict[tuple, Step] = {}
    for line in lines:
        step = Step(line.at, said(line.verb, line.name), concerns(actor, units, line))
        steps.setdefault((line.at.replace(second=0, microsecond=0), step.what, step.concerns), step)
    return list(steps.values())


def _managers(unit) -> list[Worker]:
    seats = Membership.objects.in_force().filter(unit=unit, roles__contains=[Role.MANAGER])
    return [seat.worker for seat in seats.select_related("worker").order_by("worker__name", "id")]


def _name_of(membership, otherwise) -> str:
    seat = Membership.objects.filter(pk=membership).select_related("worker").first()
    return seat.worker.name if seat else otherwise
