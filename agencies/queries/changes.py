"""Who has changed who works where, as the agency's access administrator sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from access.models import Trail
from agencies.models import Agency, Membership, Unit, Worker
from agencies.queries.keyset import after, mark
from agencies.queries.people import administer
from agencies.said import said

PAGE = 50
DEEDS = [
    f"agencies.{deed}"
    for deed in (
        "add_agency", "add_unit", "change_roles", "change_unit", "change_worker", "end_membership",
        "end_protected_right", "end_stand_in", "extend_membership", "give_membership", "give_protected_right",
        "invite_again", "invite_worker", "set_stand_in",
    )
]  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One change in words: when, by whom, what, and whom or what it is about."""

    at: datetime
    by: str
    what: str
    about: list[str]
    unit: str


@dataclass(frozen=True)
class Changes:
    """The page of changes, newest first; of one person when asked. `older` continues where it ends."""

    lines: list[Change]
    person: Worker | None
    older: str


def changes(actor, *, person: UUID | None = None, before: tuple[datetime, UUID] | None = None) -> Changes:
    """What has been changed about the agency's units and memberships."""
    administer(actor)
    rows = Trail.objects.filter(owner_agency=actor.agency, verb=Trail.Verb.DID, name__in=DEEDS)
    worker = None
    if person:
        seats = list(Membership.objects.filter(worker=person, unit__agency=actor.agency).select_related("worker"))
        worker = seats[0].worker if seats else None
        rows = rows.filter(subjects__overlap=[person, *(seat.pk for seat in seats)])
    found = list(rows.filter(after(before)).order_by("-at", "-id")[: PAGE + 1])
    shown = found[:PAGE]
    return Changes(lines=_in_words(shown), person=worker, older=mark(shown[-1]) if len(found) > PAGE else "")


def _in_words(rows) -> list[Change]:
    ids = {subject for row in rows for subject in row.subjects}
    seats = Membership.objects.select_related("worker", "unit").in_bulk(ids)
    workers = Worker.objects.in_bulk(ids | {row.worker for row in rows})
    named = {**Unit.objects.in_bulk(ids), **Agency.objects.in_bulk(ids)}
    return [_change(row, seats, workers, named) for row in rows]


def _change(row, seats, workers, named) -> Change:
    of = [seats[subject] for subject in row.subjects if subject in seats]
    people = [seat.worker.name for seat in of] + [workers[s].name for s in row.subjects if s in workers]
    places = [seat.unit.name for seat in of] + [named[s].name for s in row.subjects if s in named]
    return Change(
        at=row.at,
        by=workers[row.worker].name if row.worker in workers else "",
        what=said(row.verb, row.name),
        about=list(dict.fromkeys(people)),
        unit=places[0] if places else "",
    )
