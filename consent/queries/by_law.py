"""To whom something may be told by law when no consent lets it, by which rules, and what has been decided."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.http import Http404

from access.trail import saw
from agencies.models import Unit
from cases.age import age
from cases.models import Case, Involvement, Record
from cases.queries import report_way
from consent.models import Disclosure, Postponement, ShareDecision
from consent.models.by_law import PURPOSES
from consent.queries.lines import RUNNING, receivers, refused_units, taking_part
from consent.queries.pages import record_of
from consent.rulebook import ALIKE, Answer, Basis, Consented, Question, answer, bases


@dataclass(frozen=True)
class ByLaw:
    """A note that no consent lets be shown to somebody: to whom one may consider it, and what the law offers.

    `to` and `purpose` are what has been chosen so far; `offered` are the bases that can hold for them, main roads
    first, and `advice` is what the guide says of the same question. `way` is the municipality's for an orosanmälan.
    """

    record: Record
    units: list[Unit]
    to: Unit | None
    purpose: str
    offered: tuple[Basis, ...]
    advice: Answer | None
    way: dict[str, str]

    @property
    def warns(self) -> bool:
        """Whether the receiver has no secrecy of its own."""
        return self.to is not None and not self.to.agency.has_own_secrecy


def by_law_page(actor, reference, pk, asked) -> ByLaw:
    """The page for sharing a note by law; `asked` may hold `to` (a unit's id) and `purpose`."""
    record = record_of(actor, reference, pk)
    shown = set(Disclosure.objects.filter(record=record).values_list("to_unit_id", flat=True))
    units = left_for_law(actor, record, shown, receivers(actor, record.case, record.kind))
    to = next((unit for unit in units if str(unit.pk) == asked.get("to")), None)
    purpose = next((one.value for one in PURPOSES if one.value == asked.get("purpose")), "")
    offered = offered_bases(actor, record.case.child, to, purpose) if to and purpose else ()
    said = advice(actor, record, to, purpose) if to and purpose else None
    return ByLaw(record, units, to, purpose, () if said and said.stopped_by else offered, said, report_way())


def left_for_law(actor, record, shown: set, agreed: list) -> list[Unit]:
    """The units that the law perhaps lets a note be shown to: not yet `shown`, and not `agreed` to by consent."""
    passed = shown | {receiver.unit.pk for receiver in agreed}
    return [unit for unit in reach(actor, record.case) if unit.pk not in passed]


def reach(actor, case) -> list[Unit]:
    """The units of other agencies around the child that the law lets the asker's show something to without consent."""
    taking_part = Involvement.objects.filter(case=case, state=Involvement.State.ACTIVE).values("unit")
    near = RawSQL("SELECT unit_id FROM law.reach WHERE case_id = %s", [case.pk])
    units = Unit.objects.filter(pk__in=near).filter(pk__in=taking_part).exclude(agency=actor.agency)
    return list(units.select_related("agency").order_by("name"))


def offered_bases(actor, child, to, purpose) -> tuple[Basis, ...]:
    """The rules by which the asker's unit may tell that unit without consent, for that child and purpose, today."""
    found = bases(actor.regime, to.agency.regime, years=age(child), purpose=purpose)
    return tuple(basis for basis in found if basis.code not in ALIKE and not basis.outside)


def advice(actor, record, to, purpose) -> Answer:
    """What the guide "Får jag dela?" says of showing this record to that unit for that purpose."""
    said = Consented.REFUSED if to.pk in refused_units(actor, record.case) else Consented.NOT_YET
    question = Question(actor.regime, to.agency.regime, record.kind, purpose, age(record.case.child), said)
    return answer(question)


def versions(record) -> list[UUID]:
    """The ids of a record and of those that it corrects, latest first: all are its own unit's."""
    before = dict(Record.objects.filter(case=record.case_id, unit=record.unit_id).values_list("pk", "corrects_id"))
    found = [record.pk]
    while before.get(found[-1]):
        found.append(before[found[-1]])
    return found


def carried(actor, record) -> dict[UUID, ShareDecision]:
    """The decisions of law that a correction of this record goes on by, unit by unit: line, rule and receiver stand."""
    made = ShareDecision.objects.filter(record__in=versions(record), grant__in=RUNNING).select_related(
        "to_unit__agency"
    )
    near = {unit.pk for unit in reach(actor, record.case)}
    latest = {decision.to_unit_id: decision for decision in made.order_by("decided_at", "id")}
    child = record.case.child
    return {
        unit: decision
        for unit, decision in latest.items()
        if unit in near and holds(actor, child, decision.to_unit, decision.purpose, decision.basis)
    }


def holds(actor, child, to, purpose, basis) -> bool:
    """Whether that rule can be what the asker's unit leans on today."""
    return basis in {one.code for one in offered_bases(actor, child, to, purpose)}


def decisions(actor, case: Case, record) -> list[ShareDecision]:
    """What the asker's unit has decided about showing this record and its earlier versions by law, latest first."""
    made = ShareDecision.objects.filter(case=case, record__in=versions(record))
    return list(made.select_related("to_unit", "decided_by__worker").order_by("-decided_at", "id"))


def waiting(record, units) -> list[Postponement]:
    """The decisions not to share this record yet that sharing it with these units answers."""
    about = Q(to_unit=None) | Q(to_unit__in=units)
    return list(Postponement.objects.filter(about, record__in=versions(record), done_at=None))


def look_again(actor, pk) -> Postponement:
    """A decision not to share yet, with its note. Raises Http404 for what is not there or not seen."""
    found = (
        Postponement.objects.filter(pk=pk)
        .select_related("case__child", "record__author__worker", "to_unit", "decided_by__worker")
        .first()
    )
    if found is None:
        raise Http404
    saw("consent.record", [found.record], case=found.case_id)
    return found


def not_now_page(actor, reference, pk) -> tuple[Record, list[Unit]]:
    """A note that is not to be shared now, and the units around the child that it could be shared with."""
    record = record_of(actor, reference, pk)
    return record, [part.unit for part in taking_part(actor, record.case)]
