"""Who can be asked to a meeting, and who is busy then?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from access.action import Verdict
from access.trail import saw
from agencies.models import Membership, Unit, Worker
from cases.kinds import Kind
from cases.models import Caseload, Involvement, Relative
from cases.queries import going_on
from consent.queries.lines import open_lines
from coordination import policies
from coordination.letters import busy_id
from coordination.models import Busy, Invitation, Meeting, Plan
from coordination.queries.case import joined
from coordination.queries.head import Head, head_of, worked_on
from coordination.queries.law import absent, kept_apart
from coordination.sight import UNCOVERED
from coordination.timetable import Span, busy_within, is_outside_hours
from look.templatetags.look import clock

KINDS = {Plan.Kind.SIP: Meeting.Kind.SIP, Plan.Kind.SSPF: Meeting.Kind.SSPF}
ENGLISH = ("engelska", "english")


@dataclass(frozen=True)
class Person:
    """Somebody who can be asked: a worker, somebody in the family, the young person, or of a unit without accounts.

    `key` is what a form calls them; `is_usual` when "Alla" means them too; `part` what of the meeting they are asked
    for: (from, until) in minutes from its start, None for all of it.
    """

    key: str
    name: str
    about: str
    email: str = ""
    language: str = "sv"
    membership: Membership | None = None
    unit: Unit | None = None
    relative: Relative | None = None
    by_child: bool = False
    is_usual: bool = False
    part: tuple[int, int] | None = None


@dataclass(frozen=True)
class BookingPage:
    """What the page for booking a meeting shows. `kept_apart`: not all of them may sit at one table.

    `waiting`: units that have been asked to help and have not answered; nobody of theirs can be invited yet. `suits`:
    days to come that units have said suit them, to the unit that asked.
    """

    head: Head
    people: list[Person]
    kept_apart: bool
    may: Verdict
    kind: str
    language: str
    waiting: list[str]
    suits: list[tuple[str, list[date]]]
    me: Worker

    @property
    def usual(self) -> list[Person]:
        """Those whom "Alla" means: the workers with accounts, and who has custody."""
        return [person for person in self.people if person.is_usual]

    @property
    def names(self) -> str:
        """The same as one says it."""
        return named(self.usual)

    @property
    def booked(self) -> str:
        """What is said when it is done."""
        if self.head.case.child.is_protected:
            return _("Mötet är bokat. Säg till var och en själv.")
        return _("Mötet är bokat och inbjudningarna är på väg.")

    @property
    def child(self) -> Person:
        """The young person."""
        return next(person for person in self.people if person.by_child)


def booking_page(actor, reference) -> BookingPage:
    """The page for booking a meeting around a child that the asker works with; else Http404."""
    case = worked_on(reference)
    people = people_around(actor, case)
    saw("coordination.family", [person.relative for person in people if person.relative], case=case.pk)
    plan = Plan.objects.filter(case=case).first()
    parts = Involvement.objects.filter(case=case, state__in=["INVITED", "ACTIVE"]).select_related("unit")
    parts = list(parts.order_by("unit__name"))
    languages = [p.relative.language for p in people if p.relative and p.relative.needs_interpreter]
    return BookingPage(
        head=head_of(actor, case),
        people=people,
        kept_apart=kept_apart(actor, case, [person.unit for person in people if person.is_usual]),
        may=policies.leads(actor, case),
        kind=KINDS.get(plan.kind if plan else "", Meeting.Kind.JOINT),
        language=", ".join(dict.fromkeys(filter(None, languages))),
        waiting=_waiting(parts),
        suits=[(part.unit.name, days) for part in parts if (days := _suits(actor, part))],
        me=Worker.objects.get(pk=actor.worker),
    )


def _waiting(parts) -> list[str]:
    # Two units may have asked the same one, which waits only as long as it is not with.
    here = {part.unit_id for part in parts if part.state == Involvement.State.ACTIVE}
    return list(dict.fromkeys(part.unit.name for part in parts if part.unit_id not in here))


def _suits(actor, part) -> list[date]:
    days = part.suiting_days if part.invited_by_unit_id == actor.unit else None
    return [day for day in days or () if day >= localdate()]


def people_around(actor, case) -> list[Person]:
    """Whom the asker's unit may tell about a meeting: the asker is there anyhow, and comes not in the list."""
    covered = {
        actor.unit,
        *open_lines(case=case, from_unit=actor.unit, kind=Kind.PRESENCE).values_list("to_unit", flat=True),
    }
    found = [_worker(seat) for seat in _seats(case, covered) if seat.pk != actor.membership]
    relatives = Relative.objects.filter(child=case.child_id).order_by("-has_custody", "name")
    found += [_relative(relative, case.child.is_protected) for relative in relatives]
    child = case.child
    found.append(Person("child", _("barnet") if child.is_protected else child.called, _("barnet själv"), by_child=True))
    without = Involvement.objects.filter(case=case, state="ACTIVE", unit__in=covered, unit__has_accounts=False)
    return found + [
        Person(f"u:{part.unit_id}", part.contact or part.unit.name, part.unit.name, unit=part.unit)
        for part in without.select_related("unit__agency").each_unit_once()
    ]


def _seats(case, units) -> list[Membership]:
    """The memberships of those who work with the child in these units, the lead's first."""
    works = (
        Caseload.objects.filter(going_on(), content_object=case, unit__in=units)
        .order_by("starts_at", "id")
        .values_list("user_id", "unit_id")
    )
    wanted = list(dict.fromkeys([(case.lead.worker_id, case.lead.unit_id), *works]))
    held = Membership.objects.in_force().filter(
        worker__in={worker for worker, _unit in wanted}, unit__in=units, worker__is_robot=False
    )
    seats = {(seat.worker_id, seat.unit_id): seat for seat in held.select_related("worker", "unit__agency")}
    return [seats[pair] for pair in wanted if pair in seats]


def _worker(seat) -> Person:
    worker = seat.worker
    return Person(
        f"m:{seat.pk}", worker.name, ", ".join(part for part in (worker.title, seat.unit.name) if part), worker.email,
        worker.language, membership=seat, unit=seat.unit, is_usual=True,
    )  # fmt: skip


def _relative(relative, is_protected) -> Person:
    how = relative.get_relation_display()
    if not relative.email and not is_protected:
        how = _("%(who)s, har ingen e-post: skriv ut inbjudan") % {"who": how}
    language = "en" if relative.language.strip().lower() in ENGLISH else "sv"
    return Person(
        f"r:{relative.pk}", relative.name, how, relative.email, language, relative=relative,
        is_usual=relative.has_custody,
    )  # fmt: skip


def hints(span: Span, workers, *, but=()) -> list[str]:
    """Who is busy then or does not work then, a sentence each; never why. `but` are ids of busy times to overlook."""
    held: dict = {}
    rows = Busy.objects.filter(worker__in=workers, starts_at__lt=span.ends_at, ends_at__gt=span.starts_at).exclude(
        pk__in=but
    )
    for row in rows.only("worker_id", "starts_at", "ends_at"):
        held.setdefault(row.worker_id, []).append(Span(row.starts_at, row.ends_at))
    said = []
    for worker in workers:
        busy = busy_within(span, held.get(worker.pk, []))
        if busy:
            times = ", ".join(f"{clock(one.starts_at)}–{clock(one.ends_at)}" for one in busy)
            said.append(_("%(name)s är upptagen %(times)s.") % {"name": worker.name, "times": times})
        elif is_outside_hours(span, worker.hours):
            said.append(_("Utanför arbetstiden för %(name)s.") % {"name": worker.name})
    return said


def hints_of_change(meeting, span: Span | None) -> list[str]:
    """The same of a meeting that is moved: who is asked to it, and what else they have then."""
    if span is None:
        return []
    asked = list(
        Invitation.objects.filter(meeting=meeting, revoked_at=None)
        .exclude(Q(membership=None) | Q(pk__in=UNCOVERED))
        .select_related("membership__worker")
        .order_by("id")
    )
    own = [busy_id(meeting, one.pk) for one in asked]
    return hints(span, [one.membership.worker for one in asked], but=own)


def named(people) -> str:
    """Names as one says them."""
    return joined([person.name for person in people]) if people else ""


def calling_off(actor, pk) -> tuple[Meeting, Verdict]:
    """A meeting, and whether the asker calls it off."""
    found = meeting_of(actor, pk)
    return found, policies.may_cancel_meeting(actor, meeting=found)


def meeting_of(actor, pk) -> Meeting:
    """A meeting with its case; else Http404, whether hidden or absent, or as law.absent says."""
    found = (
        Meeting.objects.filter(pk=pk)
        .select_related(
            "case__child",
            "case__unit__agency",
            "case__lead__worker",
            "case__lead__unit",
            "booked_by__worker",
            "interpreter_booked_by__worker",
        )
        .first()
    )
    if found is None:
        raise absent(pk)
    saw("coordination.meeting", [found], case=found.case_id)
    return found


def invitation_of(actor, pk) -> Invitation:
    """An invitation with its meeting; else Http404."""
    found = (
        Invitation.objects.filter(pk=pk, revoked_at=None)
        .select_related(
            "meeting__case__child", "meeting__booked_by__worker", "meeting__unit", "membership__worker", "guest_unit"
        )
        .annotate(is_uncovered=Q(pk__in=UNCOVERED))
        .first()
    )
    if found is None:
        raise Http404
    saw("coordination.meeting", [found.meeting], case=found.case_id)
    return found
