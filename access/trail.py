"""Who saw, who did: how a line is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db import connection

from access.actor import Actor, current

# The owner's agency and the absent colleague whose case it is are looked up here and not by the caller, so no line can
# name a wrong one. What somebody does in a case of their own they do in nobody's place.
WRITE = """
INSERT INTO access_trail (id, at, verb, name, membership, worker, unit, agency, owner_unit, owner_agency,
                          "case", subjects, standing_in, stood_for, request)
SELECT %s, clock_timestamp(), %s, %s, %s, %s, %s, %s, %s, (SELECT agency_id FROM agencies_unit WHERE id = %s), line.of,
       %s::uuid[], line.stands_in AND (line.of IS NULL OR line.absent IS NOT NULL), line.absent, %s
  FROM (SELECT of, stands_in, CASE WHEN stands_in THEN (SELECT membership_id FROM law.in_place p WHERE p.case_id = of)
               END AS absent
          FROM (SELECT %s::uuid AS of, %s AS stands_in) given) line
"""


@dataclass
class Line:
    """What a line tells, apart from who and when. `owner` is the unit whose row it concerns."""

    verb: str
    name: str
    owner: UUID | None = None
    case: UUID | None = None
    subjects: list[UUID] = field(default_factory=list)


_seen: ContextVar[list[Line] | None] = ContextVar("kring_seen", default=None)
_request: ContextVar[str] = ContextVar("kring_request", default="")


@contextmanager
def watching(request_id: str) -> Iterator[list[Line]]:
    """Collect what is shown while this is held; the caller writes it once the looking is over."""
    lines: list[Line] = []
    seen, request = _seen.set(lines), _request.set(request_id)
    try:
        yield lines
    finally:
        _seen.reset(seen)
        _request.reset(request)


def saw(name: str, rows: Iterable, *, case: UUID | None = None) -> None:
    """Remember that these rows were shown: one line for each unit that owns some of them.

    A row is anything with `pk`, and `unit_id` for its owner where it has one. Outside a request nothing is kept.
    """
    lines = _seen.get()
    if lines is None:
        return
    owners: dict[UUID | None, list[UUID]] = {}
    for row in rows:
        owners.setdefault(getattr(row, "unit_id", None), []).append(row.pk)
    lines.extend(Line("READ", name, owner, case, subjects) for owner, subjects in owners.items())


@contextmanager
def unwatched() -> Iterator[None]:
    """While this is held nothing is collected: what is fetched is shown to nobody (access.seeing alone)."""
    token = _seen.set(None)
    try:
        yield
    finally:
        _seen.reset(token)


def missed(verb: str, name: str) -> None:
    """Remember a refusal or a page not found: a line for the doer's own agency only, without a subject."""
    lines = _seen.get()
    if lines is not None:
        lines.append(Line(verb, name))


def note(verb: str, name: str, *, subject=None, subjects: Iterable = ()) -> None:
    """Write the line of a deed, inside the deed's own transaction."""
    rows = [row for row in (*subjects, subject) if row is not None]
    actor = current()
    case = next((value for value in map(_case_of, rows) if value), None)
    owner = next((row.unit_id for row in rows if getattr(row, "unit_id", None)), actor.unit)
    write(actor, [Line(verb, name, owner, case, list(dict.fromkeys(row.pk for row in rows)))])


def write(actor: Actor, lines: Iterable[Line]) -> None:
    """Add the lines to the log in the actor's name."""
    rows = [
        (
            uuid4(),
            line.verb,
            line.name,
            actor.membership,
            actor.worker,
            actor.unit,
            actor.agency,
            line.owner,
            line.owner,
            line.subjects,
            _request.get(),
            line.case,
            bool(actor.standing_in_for),
        )
        for line in lines
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(WRITE, rows)


def _case_of(row):
    if row._meta.label == "cases.Case":
        return row.pk
    return getattr(row, "case_id", None)
