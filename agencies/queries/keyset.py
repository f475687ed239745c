"""Where a long list in the order of time was left, and how the address carries it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q


def mark(row) -> str:
    """The last row shown, as the address of the next page carries it."""
    return f"{row.at.isoformat()}_{row.pk}"


def after(before: tuple[datetime, UUID] | None) -> Q:
    """The rows older than the one marked; all of them without a mark."""
    if before is None:
        return Q()
    at, last = before
    return Q(at__lt=at) | Q(at=at, pk__lt=last)


def read_before(text: str) -> tuple[datetime, UUID] | None:
    """A mark out of an address; None for anything else."""
    try:
        at, _sign, last = text.partition("_")
        moment = datetime.fromisoformat(at)
        return (moment, UUID(last)) if moment.tzinfo else None
    except ValueError:
        return None


def read_id(text: str) -> UUID | None:
    """An id out of an address; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
