"""A made-up town inside a transaction that is never kept, and the database asked as each of its workers."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain, islice

import psycopg

from access.actor import NAME_ACTOR
from tests.law.sight import facts as f
from tests.law.sight import meetings
from tests.law.sight.deeds import Trying
from tests.law.sight.doors import runs
from tests.law.sight.ground import CARE, CLUB, SCHOOL, UNITS, WORKERS
from tests.law.sight.pens import Pen
from tests.law.sight.rows import TABLES, Clock, Filler, insert
from tests.law.sight.statement import SIGHT, Asker

# One question for everything: prepared once, it costs as little as one.
GUARDED = (*f.GUARDED, *meetings.GUARDED)
EVERYTHING = " UNION ALL ".join(f"SELECT {number}, id FROM {TABLES[kind][0]}" for number, kind in enumerate(GUARDED))
REFUSED = "42501"
# A column of each table that can be changed.
CHANGED = {
    f.Case: "stage",
    f.Child: "school_class",
    f.Relative: "name",
    f.Concern: "answer",
    f.Involvement: "contact",
    f.Caseload: "ends_at",
    f.Handover: "accepted",
    f.Answer: "said",
    f.Postponement: "done_at",
    f.Withholding: "lifted_at",
    f.ProtectedRight: "ends_at",
    f.Grant: "ends_at",
    f.Letter: "tries",
    f.Opening: "ended_at",
}


class Town:
    """One connection that nothing holds. Everything it does is undone."""

    def __init__(self, address: str):
        self.connection = psycopg.connect(address)
        self.connection.prepare_threshold = 1
        self.clock = Clock(datetime.now(UTC))
        self.filler = Filler(self.connection, self.clock)
        self.decisions = 0
        self._ground()

    def close(self) -> None:
        self.connection.rollback()
        self.connection.close()

    def _ground(self) -> None:
        self.connection.execute(
            "SET LOCAL session_replication_role = replica"
        )  # no foreign keys: facts come in any order
        rows = [("agencies_agency", {"id": a, "code": str(a)}) for a in (SCHOOL, CARE, CLUB)]
        rows += [
            (
                "agencies_unit",
                {
                    "id": u.id,
                    "agency_id": u.agency,
                    "signals_to_id": u.signals_to,
                    "name": str(u.id),
                    "has_accounts": u.has_accounts,
                },
            )
            for u in UNITS
        ]
        rows += [("agencies_worker", {"id": w, "email": str(w), "is_active": True}) for w in WORKERS]
        for table, given in rows:
            row = {**self.filler.needed[table], **given}
            self.connection.execute(insert(table, tuple(row)), list(row.values()))

    @contextmanager
    def standing(self, world: f.World):
        """The world's rows are there, and afterwards they are not."""
        with self._undone("world"):
            with self.connection.pipeline(), self.connection.cursor() as cursor:
                for kind in TABLES:
                    batches = defaultdict(list)
                    for fact in world.all(kind):
                        table, row = self.filler.row(fact)
                        batches[table, tuple(row)].append(list(row.values()))
                    for (table, columns), rows in batches.items():
                        cursor.executemany(insert(table, columns), rows)
            self.connection.execute("SET LOCAL ROLE kring_web")
            yield

    @contextmanager
    def _undone(self, name: str):
        self.connection.execute(f"SAVEPOINT {name}")
        try:
            yield
        finally:
            self.connection.execute(f"ROLLBACK TO SAVEPOINT {name}")
            self.connection.execute(f"RELEASE SAVEPOINT {name}")

    def name_actor(self, seat: f.Membership) -> bool:
        """Say who is asking, with the product's own statement; False when the membership is not in force."""
        return self.connection.execute(NAME_ACTOR, [str(seat.id)]).fetchone() is not None

    def seen(self) -> dict[type, set]:
        """Every guarded row that the asker can read."""
        found = defaultdict(set)
        for number, identity in self.connection.execute(EVERYTHING):
            found[GUARDED[number]].add(identity)
        return found

    def disagreements(self, world: f.World, deeds=(), most=None) -> list[str]:
        """Where database and statement disagree, about every worker's sight of every row and about each deed."""
        with self.standing(world):
            return list(islice(chain(self._sight(world), self._deeds(world, deeds)), most))

    def _sight(self, world):
        for seat in world.all(f.Membership):
            in_force = runs(seat.starts, seat.ends)
            if self.name_actor(seat) is not in_force:
                yield f"{seat} is {'not ' * in_force}named"
            if not in_force:
                continue
            asker, seen = Asker(world, seat), self.seen()
            for kind, may_see in (SIGHT | meetings.SIGHT).items():
                for fact in world.all(kind):
                    self.decisions += 1
                    if may_see(asker, fact) is not (fact.id in seen[kind]):
                        yield f"{seat} {'sees' if fact.id in seen[kind] else 'does not see'} {fact}"

    def _deeds(self, world, deeds):
        seats = [seat for seat in world.all(f.Membership) if runs(seat.starts, seat.ends)]
        for deed in deeds if seats else ():
            seat = seats[deed.seat % len(seats)]
            tried = getattr(Trying(self, world, Pen(world, seat), deed), deed.kind)()
            if tried is None:
                continue
            statement, values, may = tried
            self.name_actor(seat)
            self.decisions += 1
            if bool(self.attempt(statement, values)) is not may:
                yield f"{seat} {'is refused' if may else 'is let through'}: {deed} {values}"

    def blind(self, world: f.World) -> list[str]:
        """Tables of which a worker's change without a WHERE, which nobody's sight bounds, reaches more than is seen."""
        found = []
        with self.standing(world):
            for seat in world.all(f.Membership):
                if not self.name_actor(seat):
                    continue
                seen = self.seen()
                for kind, column in CHANGED.items():
                    reached = self.attempt(f"UPDATE {TABLES[kind][0]} SET {column} = {column}", [])
                    if (reached or 0) > len(seen[kind]):
                        found.append(f"{seat} changes {reached} of {kind.__name__} and sees {len(seen[kind])}")
        return found

    def attempt(self, statement, values) -> int | None:
        """The rows that a statement of the asker's touches, undone; None when the fence refuses it."""
        with self._undone("attempt"):
            try:
                return self.connection.execute(statement, values).rowcount
            except psycopg.Error as error:
                # A constraint speaks after the fence has let the row pass.
                return None if error.sqlstate == REFUSED else 1
