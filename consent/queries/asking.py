"""What the guide "Får jag dela?" needs to know of the town; of children it needs nothing."""

from __future__ import annotations

from dataclasses import dataclass

from agencies.models import Unit
from cases.queries import report_way


@dataclass(frozen=True)
class Asking:
    """The units that can be named as receivers, and the municipality's way for an orosanmälan."""

    units: list[Unit]
    way: dict[str, str]


def asking(actor) -> Asking:
    """Every unit that meets children, by name, but the asker's own."""
    units = Unit.objects.filter(takes_children=True).exclude(pk=actor.unit).select_related("agency").order_by("name")
    return Asking(list(units), report_way())
