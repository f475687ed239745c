"""The log sealed: each batch of lines is hashed into a chain, by a login that can read lines, add seals and no more.

A line's place is (written_in, at, id). A seal takes every line of a span of transactions, and only transactions
that are older than the oldest open one, so none can slip in behind it; whoever writes a line waits for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from psycopg.sql import SQL

AT_MOST = 20_000  # lines in one seal, unless one transaction has written more
LOCK = 0x6B72696E67  # held by the one who seals
FIRST = "0" * 64  # what stands before the first seal

# A line's and a seal's canonical form, byte for byte; access/verify_export.py hashes what an export holds of them.
LINE = SQL("""concat('{"id":"', t.id, '","at":"', to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
  '","verb":', to_json(t.verb), ',"name":', to_json(t.name), ',"membership":"', t.membership, '","worker":"', t.worker,
  '","unit":"', t.unit, '","agency":"', t.agency, '","owner_unit":', coalesce(to_json(t.owner_unit)::text, 'null'),
  ',"owner_agency":', coalesce(to_json(t.owner_agency)::text, 'null'),
  ',"case":', coalesce(to_json(t."case")::text, 'null'), ',"subjects":', to_json(t.subjects),
  ',"standing_in":', to_json(t.standing_in), ',"stood_for":', coalesce(to_json(t.stood_for)::text, 'null'),
  ',"request":', to_json(t.request), ',"written_in":', t.written_in, '}')""")
SEAL = SQL("""concat('{"seal":', s.number, ',"begins":', s.begins, ',"ends":', s.ends, ',"first":"', s.first,
  '","last":"', s.last, '","count":', s.count, ',"lines":"', s.lines, '","previous":"', s.previous,
  '","made_at":"', to_char(s.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '"}')""")
ORDER = SQL("t.written_in, t.at, t.id")
BATCH = SQL("""SELECT count(*) AS count, (array_agg(t.id ORDER BY {order}))[1] AS first,
    (array_agg(t.id ORDER BY {order} DESC))[1] AS last,
    encode(sha256(coalesce(string_agg(sha256(convert_to({line}, 'UTF8')), ''::bytea ORDER BY {order}), '')), 'hex')
      AS lines
  FROM access_trail t""").format(line=LINE, order=SQL("written_in, at, t.id"))

LATEST = "SELECT number, ends, hash FROM access_seal ORDER BY number DESC LIMIT 1"
HORIZON = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
# Where the batch ends: before the transaction that would make it too long, but after one transaction at least.
CUT = """
SELECT min(written_in) + 1, (SELECT written_in FROM access_trail WHERE written_in >= %(begins)s
  AND written_in < %(below)s ORDER BY written_in OFFSET %(most)s LIMIT 1)
FROM access_trail WHERE written_in >= %(begins)s AND written_in < %(below)s
"""
ADD = SQL("""
WITH s AS (SELECT %(number)s::bigint AS number, %(begins)s::bigint AS begins, %(ends)s::bigint AS ends, batch.*,
             %(previous)s::text AS previous, statement_timestamp() AS made_at
           FROM ({batch} WHERE written_in >= %(begins)s AND written_in < %(ends)s) batch)
INSERT INTO access_seal (id, number, begins, ends, first, last, count, lines, previous, made_at, hash)
SELECT gen_random_uuid(), number, begins, ends, first, last, count, lines, previous, made_at,
       encode(sha256(convert_to({seal}, 'UTF8')), 'hex') FROM s RETURNING number, count, hash
""").format(batch=BATCH, seal=SEAL)
CHECK = SQL("""
SELECT s.number, s.begins, s.ends, s.previous, s.hash, encode(sha256(convert_to({seal}, 'UTF8')), 'hex') AS true_hash,
       s.count, found.count AS found_count, (s.first, s.last, s.lines) IS NOT DISTINCT FROM
       (found.first, found.last, found.lines) AS is_whole
FROM access_seal s, LATERAL ({batch} WHERE t.written_in >= s.begins AND t.written_in < s.ends) found ORDER BY s.number
""").format(batch=BATCH, seal=SEAL)
SEALS = SQL("SELECT begins, ends, {seal} FROM access_seal s ORDER BY number").format(seal=SEAL)
LINES = SQL("""
SELECT CASE WHEN %(agency)s::uuid IS NULL OR %(agency)s IN (t.agency, t.owner_agency) THEN {line}
       ELSE '"' || encode(sha256(convert_to({line}, 'UTF8')), 'hex') || '"' END
FROM access_trail t WHERE t.written_in >= %(begins)s AND t.written_in < %(ends)s ORDER BY {order}
""").format(line=LINE, order=ORDER)


class BehindTheSeals(RuntimeError):
    """The server counts transactions from before the last seal: its rows were restored into another cluster."""


@dataclass(frozen=True)
class Sealed:
    """One new seal: its number, how many lines it vouches for and its hash."""

    number: int
    count: int
    hash: str


@contextmanager
def sealer() -> Iterator[psycopg.Connection]:
    """A connection of the seal's own login; ImproperlyConfigured when its address is not set."""
    if not settings.SEAL_DATABASE_URL:
        raise ImproperlyConfigured("SEAL_DATABASE_URL must be set where the log is sealed or looked through.")
    with psycopg.connect(settings.SEAL_DATABASE_URL, autocommit=True) as connection:
        yield connection


def seal(connection: psycopg.Connection, *, below: int | None = None) -> Sealed | None:
    """Seal the next batch; None when there is none, or while somebody else is sealing.

    `below` is a transaction's number before which every one has ended; the server is asked unless it is given.
    Raises BehindTheSeals rather than leave lines out.
    """
    if not connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()[0]:
        return None
    try:
        with connection.transaction():
            # One snapshot: what has ended in it is also what can be seen in it.
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            below = below or connection.execute(HORIZON).fetchone()[0]
            number, begins, previous = connection.execute(LATEST).fetchone() or (0, 0, FIRST)
            if below < begins:
                raise BehindTheSeals(
                    "Advance the cluster's epoch with pg_resetwal (README, Back up): nothing is sealed."
                )
            span = {"begins": begins, "below": below, "most": AT_MOST}
            after_one, cut = connection.execute(CUT, span).fetchone()
            if after_one is None:
                return None
            ends = max(after_one, cut) if cut else below
            made = {"number": number + 1, "begins": begins, "ends": ends, "previous": previous}
            return Sealed(*connection.execute(ADD, made).fetchone())
    finally:
        connection.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def faults(connection: psycopg.Connection, known: dict[int, str] | None = None) -> Iterator[str]:
    """What is wrong with the log, a sentence a seal; nothing when every sealed line is as it was sealed.

    `known` are hashes by seal, kept where the database's keeper cannot reach: without one, a chain that was made
    anew from the first seal, or cut off at its end, looks whole.
    """
    known, expected, ends, previous = dict(known or {}), 1, 0, FIRST
    with connection.transaction(), connection.cursor("seals") as cursor:
        for row in cursor.execute(CHECK):
            number, begins, ends_now, before, kept, true, count, found, is_whole = row
            if (number, begins, before) != (expected, ends, previous):
                yield f"seal {number}: does not follow on seal {expected - 1}; a seal was changed, removed or added"
            if kept != true or known.pop(number, kept) != kept:
                yield f"seal {number}: the seal itself was changed"
            if found != count:
                what = "added" if found > count else "removed"
                yield f"seal {number}: {found} lines where {count} were sealed; a line was {what}"
            elif not is_whole:
                yield f"seal {number}: a line was changed or moved"
            expected, ends, previous = number + 1, ends_now, kept
    yield from (f"seal {number}: is gone" for number in known)


def export(connection: psycopg.Connection, agency: UUID | None = None) -> Iterator[str]:
    """The sealed lines with their seals, one JSON text a line; of another agency's lines the hash alone."""
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for begins, ends, text in connection.execute(SEALS).fetchall():
            for (line,) in connection.execute(LINES, {"agency": agency, "begins": begins, "ends": ends}):
                yield line
            yield text
