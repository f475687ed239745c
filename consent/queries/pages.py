"""What the consent pages show."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import Http404
from django.utils.timezone import localdate

from access.queries import Drafted, draft
from access.trail import saw
from agencies.models import Membership, Unit
from cases.models import Case, Caseload, Handover, Involvement, Record, Relative
from cases.policies.cases import leads
from cases.queries.head import head_of, headed
from consent.models import Answer
from consent.queries.already import already
from consent.queries.consents import consents
from consent.queries.lines import doors_of_case, open_lines, refused_units
from consent.states import Standing, State
from consent.terms import Line


@dataclass(frozen=True)
class GivePage(Drafted):
    """The consent form's ground: whom one can ask for, who belongs to the child, and what was typed before."""

    case: Case
    units: list[Unit]
    ours: list[Unit]
    relatives: list[Relative]
    not_yet: list[Answer] = field(default_factory=list)
    draft: object = None

    def typed(self) -> dict:
        """What the draft holds, as a form's initial values: lists stay lists, single values are taken out."""
        if self.draft is None:
            return {}
        several = ("units", "ours", "know_each_other", "we_", "they_", "refused_")
        return {
            name: values if name.startswith(several) else values[-1]
            for name, values in self.draft.fields.items()
            if values and name != "consent_id"
        }

    def by_id(self, actor) -> dict:
        """Every unit that a line can name, the actor's own with them."""
        own = Unit.objects.select_related("agency").get(pk=actor.unit)
        return {unit.pk: unit for unit in (own, *self.units, *self.ours)}


@dataclass(frozen=True)
class Told:
    """What one receiver may then be shown, by whom; `warns` when it has no secrecy of its own."""

    unit: Unit
    presence: bool
    kinds: list[tuple[str, list[str]]]
    warns: bool


@dataclass(frozen=True)
class CirclePage:
    """Those around the child as the actor may know them, and who can be asked."""

    case: Case
    taking_part: list[Involvement]
    can_ask: list[Unit]
    cannot_ask: list[Unit]
    refused: list[Unit]
    handover: Handover | None
    is_led: bool
    people: list[Membership] = field(default_factory=list)


def case_of(actor, reference) -> Case:
    """The case of that reference; 404 when it is not in sight, whether hidden or absent."""
    found = Case.objects.filter(reference=reference).select_related("child", "unit__agency", "lead__worker").first()
    if found is None:
        raise Http404
    return found


def in_sight(case) -> bool:
    """Whether a case that was in sight a moment ago still is: a withdrawal may have closed the door to it."""
    return Case.objects.filter(pk=case.pk).exists()


def give_page(actor, reference) -> GivePage:
    """What the consent form needs: units of other agencies by name, the own agency's that take part, the family."""
    case = case_of(actor, reference)
    units = list(
        Unit.objects.filter(takes_children=True).exclude(pk=actor.unit).select_related("agency").order_by("name")
    )
    saw("consent.give", [case], case=case.pk)
    return GivePage(
        case,
        [unit for unit in units if unit.agency_id != actor.agency],
        [unit for unit in units if unit.agency_id == actor.agency],
        list(Relative.objects.filter(child=case.child).order_by("name")),
        list(
            Answer.objects.filter(consent__case=case, ask_again_on__gt=localdate())
            .select_related("relative")
            .order_by("ask_again_on", "id")
        ),
        draft(actor, "consent", reference),
    )


def told(lines: list[Line], units: dict) -> list[Told]:
    """The lines as sentences, one receiver at a time: what it may be shown, and by which units."""
    found = []
    for receiver in dict.fromkeys(line.to_unit for line in lines):
        mine = [line for line in lines if line.to_unit == receiver]
        by_kinds: dict[tuple, list[str]] = {}
        for sender in dict.fromkeys(line.from_unit for line in mine):
            kinds = tuple(str(line.kind.label) for line in mine if line.from_unit == sender and line.kind != "PRESENCE")
            if kinds:
                by_kinds.setdefault(kinds, []).append(units[sender].name)
        unit = units[receiver]
        rows = [(", ".join(names), list(kinds)) for kinds, names in by_kinds.items()]
        found.append(Told(unit, True, rows, not unit.agency.has_own_secrecy))
    return found


def consents_page(actor, reference):
    """The case's consents, and its open lines from and to the actor's unit."""
    case = headed(actor, reference)
    found = consents(actor, case)
    told = already(actor, case, found)
    is_led = leads(actor, case)
    backs = [back for c in found for back in c.withdrawals.all() if back.told_by]
    unrelied = {
        line.consent_id
        for c in found
        if c.standing.is_live  # what has ended opens nothing more, whoever relies on it
        for line in c.grants.all()
        if line.from_unit_id == actor.unit and not line.relied_at
    }
    return {
        "case": case,
        "head": head_of(actor, case),
        "consents": [(consent, told.get(consent.pk, [])) for consent in found],
        "doors": doors_of_case(actor, case),
        "to_rely_on": unrelied,
        "draft": Standing(State.DRAFT) if draft(actor, "consent", reference) else None,
        "is_led": is_led,
        # By name, to those who may know the family by name: who leads, who asked, and who was told.
        "tellers": {back.pk for back in backs if is_led or actor.unit in (back.unit_id, back.consent.unit_id)},
    }


def circle_page(actor, reference) -> CirclePage:
    """Who takes part, who can be asked, who cannot (and no word of why), and an open handover."""
    case = case_of(actor, reference)
    taking_part = list(
        Involvement.objects.filter(case=case)
        .exclude(state=Involvement.State.LEFT)
        .select_related("unit__agency", "answered_by__worker")
        .each_unit_once()
    )
    asked = {part.unit_id for part in taking_part if part.state in ("ACTIVE", "INVITED")}
    covered = set(open_lines(case=case, from_unit=actor.unit, kind="PRESENCE").values_list("to_unit_id", flat=True))
    units = Unit.objects.filter(takes_children=True).exclude(pk__in=asked).select_related("agency").order_by("name")
    no = refused_units(actor, case)
    can_ask, cannot_ask, refused = [], [], []
    for unit in units:
        may = unit.pk in covered or unit.agency_id == actor.agency
        (can_ask if may else refused if unit.pk in no else cannot_ask).append(unit)
    working = Caseload.objects.filter(content_object=case, ends_at=None).values_list("user_id", "unit_id")
    seats = Membership.objects.in_force().filter(worker__in=[worker for worker, _unit in working])
    people = [
        seat
        for seat in seats.exclude(pk=case.lead_id).select_related("worker", "unit").order_by("worker__name")
        if (seat.worker_id, seat.unit_id) in set(working)
    ]
    handover = Handover.objects.filter(case=case, answered_at=None).select_related("to_membership__worker").first()
    saw("consent.circle", taking_part, case=case.pk)
    return CirclePage(case, taking_part, can_ask, cannot_ask, refused, handover, leads(actor, case), people)


def asked_unit(actor, reference, pk) -> tuple[Case, Unit]:
    """The case and the unit that is to be asked; the directory of units is open, the case must be in sight."""
    case = case_of(actor, reference)
    unit = Unit.objects.filter(pk=pk).select_related("agency").first()
    if unit is None:
        raise Http404
    return case, unit


def record_of(actor, reference, pk) -> Record:
    """A record in sight, with its case, author and unit."""
    found = (
        Record.objects.filter(pk=pk, case__reference=reference)
        .select_related("case__child", "unit__agency", "author__worker")
        .first()
    )
    if found is None:
        raise Http404
    saw("consent.record", [found], case=found.case_id)
    return found


def handover_of(actor, pk) -> Handover:
    """A question to take over, asked to the actor or by the actor's unit."""
    found = (
        Handover.objects.filter(pk=pk)
        .select_related("case__child", "asked_by__worker", "to_membership__worker")
        .first()
    )
    if found is None:
        raise Http404
    return found
