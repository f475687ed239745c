"""What is seen of the work around one child: the case, who works on it, what is about to be decided."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.action import Refused, Verdict, no
from access.models import Draft
from access.queries import Drafted, draft
from agencies.models import Membership, Unit
from cases import policies
from cases.flow import question_of
from cases.models import Case, Caseload, ProtectionQuestion
from cases.policies.cases import WORKING, gives_lead, staffs
from look.templatetags.look import day_time, short_day

COLOURS = {
    Case.Stage.OWN: "info", Case.Stage.CONSENT: "warning", Case.Stage.MEETING: "info",
    Case.Stage.PLAN: "success", Case.Stage.REVIEW: "success", Case.Stage.CLOSED: "neutral",
}  # fmt: skip
ENDS = {
    Case.Decision.OWN: gettext_lazy("Avslutat (eget stöd)"),
    Case.Decision.HAND_OVER: gettext_lazy("Avslutat (lämnat över)"),
}
NEXT = {
    Case.Stage.CONSENT: gettext_lazy("Fråga om samtycke"),
    Case.Stage.MEETING: gettext_lazy("Boka ett möte"),
    Case.Stage.PLAN: gettext_lazy("Planen pågår"),
    Case.Stage.REVIEW: gettext_lazy("Följ upp eller avsluta"),
    Case.Stage.CLOSED: "",
}


@dataclass(frozen=True)
class Row:
    """A child in a list: the case, how far it has come, who has it here and which units are with it."""

    case: Case
    age: int | None
    stage: str
    colour: str
    next_step: str
    here: list[str]
    around: list[Unit]
    us: UUID

    @property
    def others(self) -> list[Unit]:
        """The units around the child but the asker's own."""
        return [unit for unit in self.around if unit.pk != self.us]

    @property
    def lead(self) -> Membership | None:
        """Who leads, when the asker's unit may know of the lead's unit."""
        known = {self.us, *(unit.pk for unit in self.around)}
        return self.case.lead if self.case.lead.unit_id in known else None


@dataclass(frozen=True)
class People:
    """Who in the asker's unit works on the case, and who else could."""

    case: Case
    assigned: list[Caseload]
    colleagues: list[Membership]
    leads: list[Membership]
    assign: Verdict
    take_part: Verdict
    change_lead: Verdict


@dataclass(frozen=True)
class Started(Drafted):
    """A start without a signal: whether the question has been put, what is typed so far, what was opened."""

    flow: UUID
    is_begun: bool
    draft: Draft | None
    opened: Case | None


@dataclass(frozen=True)
class Turning(Drafted):
    """A case about to be decided on or ended, and whether the asker may."""

    case: Case
    may: Verdict
    draft: Draft | None = None


def case(actor, reference: str, among=None) -> Case:
    """The case with its child, unit and lead; Http404 when it is not there or not seen. `among` are cases with more."""
    found = (
        (cases() if among is None else among).filter(reference=reference).first() if reference.isprintable() else None
    )
    if found is None:
        raise Http404
    return found


def stage_words(case: Case) -> str:
    """How far the case has come, in words; an ended one says how."""
    if case.stage == Case.Stage.CLOSED:
        return ENDS.get(case.decision, case.get_stage_display())
    return case.get_stage_display()


def next_step(case: Case) -> str:
    """What is to be done next: the next meeting, in a plan the nearest day of what is agreed, else what the stage asks.

    The case says these days when it was asked for with `AHEAD` (cases/sight.py).
    """
    if meets_at := getattr(case, "meets_at", None):
        return _("Möte %(when)s") % {"when": day_time(meets_at)}
    due_on = getattr(case, "due_on", None)
    if due_on and case.stage == Case.Stage.PLAN:
        late = _("Försenat sedan %(day)s") if due_on < localdate() else _("Åtagande till %(day)s")
        return late % {"day": short_day(due_on)}
    if case.stage == Case.Stage.OWN:
        return _("Eget stöd pågår") if case.decision else _("Bestäm hur det går vidare")
    return NEXT[case.stage]


def starting(actor, flow: UUID) -> Started:
    """The start of this flow. Raises Refused for whoever may begin none."""
    may = policies.may_begin_case(actor, flow=flow)
    if not may:
        raise Refused(may.reason)
    question = question_of(actor, flow)
    return Started(
        flow,
        ProtectionQuestion.objects.filter(pk=question).exists(),
        draft(actor, "start", str(flow)),
        Case.objects.filter(pk=question).first(),
    )


def deciding(actor, reference: str) -> Turning:
    """The case whose way on is to be decided."""
    of = case(actor, reference)
    return Turning(of, policies.may_decide(actor, case=of, decision=""))


def closing(actor, reference: str) -> Turning:
    """The case that is to be ended."""
    of = case(actor, reference)
    may = policies.may_close_case(actor, case=of, changed="", remains="", words="", said_by="")
    return Turning(of, may, draft(actor, "close", of.reference))


def people(actor, reference: str) -> People:
    """Who works with the child in the asker's unit, who could, and what the asker may do about it."""
    of = case(actor, reference)
    assigned = list(
        Caseload.objects.filter(content_object=of, unit_id=actor.unit).filter(going_on())
        .select_related("user").order_by("user__name")
    )  # fmt: skip
    here = list(
        Membership.objects.in_force().filter(unit_id=actor.unit, roles__overlap=list(WORKING), worker__is_robot=False)
        .select_related("worker").order_by("worker__name")
    )  # fmt: skip
    at_work = {row.user_id for row in assigned}
    return People(
        of,
        assigned,
        [m for m in here if m.worker_id not in at_work and (m.pk != actor.membership or of.lead_id == m.pk)],
        [m for m in here if m.pk != of.lead_id],
        staffs(actor, of),
        _take_part(actor, of, at_work),
        gives_lead(actor, of),
    )


def team(actor, of: Case) -> int:
    """How many in the asker's unit work on the case, and so read what the unit writes in it."""
    at_work = set(
        Caseload.objects.filter(content_object=of, unit_id=actor.unit).filter(going_on())
        .values_list("user_id", flat=True)
    )  # fmt: skip
    if of.lead.unit_id == actor.unit:
        at_work.add(of.lead.worker_id)
    return len(at_work)


def assignment(actor, reference: str, pk) -> Caseload:
    """One assignment in the asker's unit; Http404 when it is not there or not seen."""
    found = (
        Caseload.objects.filter(pk=pk, unit_id=actor.unit, content_object=case(actor, reference))
        .select_related("content_object__lead").first()
    )  # fmt: skip
    if found is None:
        raise Http404
    return found


def _take_part(actor, of, at_work) -> Verdict:
    may = policies.may_take_part(actor, case=of)
    return no(_("Du är redan med.")) if may and actor.worker in at_work else may


def cases():
    """Cases with what every list of them shows."""
    return Case.objects.select_related("child", "unit__agency", "lead__worker", "lead__unit")


def going_on():
    """Assignments in force this second."""
    moment = now()
    return Q(starts_at__lte=moment) & (Q(ends_at=None) | Q(ends_at__gt=moment))
