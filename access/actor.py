"""Who is asking."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

SETTINGS = ("membership", "worker", "unit", "agency", "roles", "workers", "memberships", "guest",
            "protected_until")  # fmt: skip

# One statement names the asker for the rest of the transaction and brings back what every page shows of
# them. The settings are local: they end with the transaction, whatever becomes of it.
NAME_ACTOR = """
WITH seat AS (
    SELECT m.id, m.worker_id, m.unit_id, m.roles, u.agency_id, w.name, w.title, w.language,
           u.name AS unit_name, a.name AS agency_name, a.regime
    FROM agencies_membership m
    JOIN agencies_worker w ON w.id = m.worker_id AND w.is_active
    JOIN agencies_unit u ON u.id = m.unit_id
    JOIN agencies_agency a ON a.id = u.agency_id
    WHERE m.id = %s AND m.starts_at <= statement_timestamp()
      AND (m.ends_at IS NULL OR statement_timestamp() < m.ends_at)
), absent AS (
    SELECT m.id, m.worker_id, m.roles, w.name
    FROM agencies_standin s
    JOIN seat ON seat.id = s.stand_in_id
    JOIN agencies_membership m ON m.id = s.absent_id AND m.unit_id = seat.unit_id
    JOIN agencies_worker w ON w.id = m.worker_id AND w.is_active
    WHERE s.starts_at <= statement_timestamp() AND statement_timestamp() < s.ends_at
      AND m.starts_at <= statement_timestamp() AND (m.ends_at IS NULL OR statement_timestamp() < m.ends_at)
), shield AS (
    SELECT p.ends_at FROM law.protected_right p JOIN seat ON seat.id = p.membership_id
), rights AS (
    SELECT COALESCE(array_agg(DISTINCT role), '{}') AS roles FROM (
        SELECT unnest(roles) AS role FROM seat
        UNION SELECT unnest(roles) FROM absent
        UNION SELECT 'PROTECTED' FROM shield
    ) r WHERE role = 'PROTECTED' OR role IN ('REPORTER', 'CASEWORKER', 'INTAKE', 'COORDINATOR')
       OR role IN (SELECT unnest(roles) FROM seat)
)
SELECT seat.*, rights.roles AS all_roles,
       COALESCE((SELECT array_agg(name ORDER BY name) FROM absent), '{}') AS standing_in_for,
       (SELECT json_agg(json_build_object('id', o.id, 'unit_name', ou.name) ORDER BY ou.name)
        FROM agencies_membership o JOIN agencies_unit ou ON ou.id = o.unit_id
        WHERE o.worker_id = seat.worker_id AND o.starts_at <= statement_timestamp()
          AND (o.ends_at IS NULL OR statement_timestamp() < o.ends_at)) AS seats,
       set_config('kring.membership', seat.id::text, true),
       set_config('kring.worker', seat.worker_id::text, true),
       set_config('kring.unit', seat.unit_id::text, true),
       set_config('kring.agency', seat.agency_id::text, true),
       set_config('kring.roles', array_to_string(rights.roles, ','), true),
       set_config('kring.workers', array_to_string(ARRAY(
           SELECT seat.worker_id UNION SELECT worker_id FROM absent), ','), true),
       set_config('kring.memberships', array_to_string(ARRAY(
           SELECT seat.id UNION SELECT id FROM absent), ','), true),
       set_config('kring.protected_until', COALESCE((SELECT ends_at::text FROM shield), ''), true),
       set_config('kring.guest', '', true)
FROM seat, rights
"""


class NoActor(RuntimeError):
    """Nobody is asking, or somebody whose membership is not in force."""


@dataclass(frozen=True)
class Seat:
    """A membership that the worker can switch to."""

    id: UUID
    unit_name: str


@dataclass(frozen=True)
class Actor:
    """A worker in a unit, with the roles held there: the one who asks.

    `roles` holds the worker's own and, while standing in for somebody in the same unit, those of the
    absent colleague that concern children, and PROTECTED while the right to protected names runs, which is nobody
    else's. `standing_in_for` names these colleagues.
    """

    membership: UUID
    worker: UUID
    unit: UUID
    agency: UUID
    roles: frozenset[str]
    name: str
    title: str
    unit_name: str
    agency_name: str
    regime: str
    language: str
    standing_in_for: tuple[str, ...]
    memberships: tuple[Seat, ...]

    def has(self, *roles: str) -> bool:
        """Whether the actor holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)


_current: ContextVar[Actor | None] = ContextVar("kring_actor", default=None)


def current() -> Actor | None:
    """The actor of this thread and transaction, or None."""
    return _current.get()


@contextmanager
def acting_as(membership: UUID | str, *, read_only: bool = False) -> Iterator[Actor]:
    """One transaction in which the database answers only what this membership may see.

    With `read_only` the database itself refuses every write from the first statement on.
    Raises NoActor when the membership is unknown, not begun, ended, or its worker is inactive.
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            if read_only:
                cursor.execute("SET TRANSACTION READ ONLY")
            before = _settings(cursor) if nested else None
            actor = _name(cursor, membership)
        token = _current.set(actor)
        try:
            yield actor
            # After an SQL error this would only hide the true one, so it runs on success alone.
            if before is not None and not connection.needs_rollback:
                with connection.cursor() as cursor:
                    _restore(cursor, before)
        finally:
            _current.reset(token)


def _name(cursor, membership) -> Actor:
    cursor.execute(NAME_ACTOR, [str(membership)])
    row = cursor.fetchone()
    if row is None:
        raise NoActor("This membership is not in force.")
    names = [column.name for column in cursor.description]
    seat = dict(zip(names, row, strict=True))
    return Actor(
        membership=seat["id"],
        worker=seat["worker_id"],
        unit=seat["unit_id"],
        agency=seat["agency_id"],
        roles=frozenset(seat["all_roles"]),
        name=seat["name"],
        title=seat["title"],
        unit_name=seat["unit_name"],
        agency_name=seat["agency_name"],
        regime=seat["regime"],
        language=seat["language"],
        standing_in_for=tuple(seat["standing_in_for"]),
        memberships=tuple(Seat(UUID(s["id"]), s["unit_name"]) for s in _as_list(seat["seats"])),
    )


def _as_list(value):
    # Django's connection reads json as text; psycopg alone would have parsed it.
    import json

    return json.loads(value) if isinstance(value, str) else value or []


def _settings(cursor) -> list[str]:
    columns = ", ".join(f"COALESCE(current_setting('kring.{name}', true), '')" for name in SETTINGS)
    cursor.execute(f"SELECT {columns}")
    return list(cursor.fetchone())


def _restore(cursor, values) -> None:
    columns = ", ".join(f"set_config('kring.{name}', %s, true)" for name in SETTINGS)
    cursor.execute(f"SELECT {columns}", values)
