"""A note that is about to be shared: with whom it can be, with whom it has been, and on what ground."""

from __future__ import annotations

from dataclasses import dataclass

from agencies.models import Unit
from cases.models import Record
from cases.policies.cases import leads
from consent.models import Disclosure, ShareDecision
from consent.queries.by_law import decisions, left_for_law
from consent.queries.lines import NO_SECRECY, Receiver, receivers
from consent.queries.pages import record_of
from consent.queries.untold import beside


@dataclass(frozen=True)
class Sharing:
    """A record of the own unit, whom it may be shown to, and the acts that have shown it.

    `by_law` are the units around the child that no consent lets it be shown to and the law perhaps does; `decisions`
    what the unit has decided about that, for this version and those before it; `is_led` whether the asker leads;
    `helps` what stands under each receiver's name, and of whom in the family not to write to it.
    """

    record: Record
    receivers: list[Receiver]
    already: list[Disclosure]
    by_law: list[Unit]
    decisions: list[ShareDecision]
    is_led: bool
    helps: dict[str, str]


def sharing(actor, reference, pk) -> Sharing:
    """The page for sharing a note. Raises Http404 for what is not there or not seen."""
    record = record_of(actor, reference, pk)
    already = list(Disclosure.objects.filter(record=record).select_related("to_unit", "grant").order_by("disclosed_at"))
    shown = {act.to_unit_id for act in already}
    agreed = receivers(actor, record.case, record.kind)
    own = record.unit_id == actor.unit
    left = [receiver for receiver in agreed if receiver.unit.pk not in shown]
    return Sharing(
        record,
        left,
        already,
        left_for_law(actor, record, shown, agreed) if own else [],
        decisions(actor, record.case, record) if own else [],
        leads(actor, record.case),
        beside(record.case, left, {str(one.unit.pk): str(NO_SECRECY) for one in left if one.warns}),
    )
