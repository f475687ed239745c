"""What another unit would be served, without anybody being somebody else.

The one place where a request asks the fence as anybody but its own worker. What comes back is which rows, never what
they hold: whoever asks fetches them in their own name, so that a mistake here can show nothing they do not see.
Everything lies in a transaction that is rolled back, and with it who is asking, each row, letter, task and line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import connection, transaction

from access.actor import Actor, acting_as
from access.guarded import Guarded
from access.trail import unwatched

# By table: the column, and the value that it has in the rows asked for.
Wanted = Mapping[type[Guarded], tuple[str, UUID]]
Served = dict[type[Guarded], frozenset[UUID]]

# The unit as a whole asks: everybody who works there today at once, so that it answers for whichever of them works with
# the child. Of roles none but that of the intake, through which alone a unit that has not answered sees the question.
AS_UNIT = """
WITH seats AS (
    SELECT m.id, m.worker_id, m.roles FROM agencies_membership m
    JOIN agencies_worker w ON w.id = m.worker_id AND w.is_active
    WHERE m.unit_id = %(unit)s AND m.starts_at <= statement_timestamp()
      AND (m.ends_at IS NULL OR statement_timestamp() < m.ends_at)
)
SELECT set_config('kring.membership', '', true), set_config('kring.worker', '', true),
       set_config('kring.guest', '', true),
       set_config('kring.unit', u.id::text, true), set_config('kring.agency', u.agency_id::text, true),
       set_config('kring.roles', CASE WHEN EXISTS (SELECT FROM seats WHERE 'INTAKE' = ANY (roles))
                                      THEN 'INTAKE' ELSE '' END, true),
       set_config('kring.workers', array_to_string(ARRAY(SELECT worker_id FROM seats), ','), true),
       set_config('kring.memberships', array_to_string(ARRAY(SELECT id FROM seats), ','), true)
FROM agencies_unit u WHERE u.id = %(unit)s
"""

_undoing: ContextVar[bool] = ContextVar("kring_undoing", default=False)


class NotUndone(RuntimeError):
    """Somebody would act in another's place and mean it."""


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done while this is held has not been done."""
    token = _undoing.set(True)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        _undoing.reset(token)


@contextmanager
def in_place_of(membership: UUID) -> Iterator[Actor]:
    """Another's actor for one deed that will be undone. Raises NotUndone outside of that."""
    if not _undoing.get():
        raise NotUndone("Nobody acts in another's place but in what is undone.")
    with unwatched(), acting_as(membership) as actor:
        yield actor


def served(unit: UUID, wanted: Wanted) -> Served:
    """Which of these rows the fence lets through to a unit as a whole, as things stand this moment."""
    with undone(), connection.cursor() as cursor:
        cursor.execute(AS_UNIT, {"unit": unit})
        if cursor.fetchone() is None:
            return _sorted(wanted, [])
        return _which(cursor, wanted)


def in_sight(wanted: Wanted) -> Served:
    """Which of these rows the fence lets through to the one who asks."""
    with connection.cursor() as cursor:
        return _which(cursor, wanted)


def _which(cursor, wanted: Wanted) -> Served:
    which = "SELECT %s, id FROM {} WHERE {} = %s"  # names of tables and columns come out of the models
    one = " UNION ALL ".join(which.format(model._meta.db_table, column) for model, (column, _value) in wanted.items())
    values = [part for model, (_column, value) in wanted.items() for part in (model._meta.label, value)]
    cursor.execute(one, values)
    return _sorted(wanted, cursor.fetchall())


def _sorted(wanted: Wanted, rows) -> Served:
    found: dict[str, set[UUID]] = {model._meta.label: set() for model in wanted}
    for label, key in rows:
        found[label].add(key)
    return {model: frozenset(found[model._meta.label]) for model in wanted}
