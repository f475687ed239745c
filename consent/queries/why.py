"""Why somebody can see a note: always a row, and always printable."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from consent.models import Disclosure


@dataclass(frozen=True)
class Why:
    """The acts through which the actor's unit got a record; empty when the unit wrote it itself."""

    record: UUID
    disclosures: tuple[Disclosure, ...]


def why(actor, records) -> dict[UUID, Why]:
    """For each of these records the acts that showed it to the actor's unit, in one read for all of them."""
    shown: dict[UUID, list[Disclosure]] = {record.pk: [] for record in records}
    acts = (
        Disclosure.objects.filter(record__in=list(shown), to_unit=actor.unit)
        .select_related("grant__consent", "disclosed_by__worker", "unit")
        .order_by("disclosed_at")
    )
    for act in acts:
        shown[act.record_id].append(act)
    return {record: Why(record, tuple(found)) for record, found in shown.items()}
