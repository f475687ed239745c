"""The right to protected names, said a second time; the words are the header of agencies/protected.sql."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

WHY = "x" * 10


@dataclass(frozen=True)
class ProtectedRight:
    id: UUID
    membership: UUID
    unit: UUID
    starts: int
    ends: int


def of_right(r, at):
    return {
        "membership_id": r.membership, "unit_id": r.unit, "given_at": at(r.starts), "ends_at": at(r.ends),
        "reason": WHY,
    }  # fmt: skip


TABLES = {ProtectedRight: ("agencies_protectedright", of_right)}


def sees_right(asker, right) -> bool:
    """The one who has it, and in the agency who gives it and who reviews the log."""
    ours = asker.world.get(right.unit).agency == asker.agency
    return right.membership == asker.seat.id or (ours and bool(asker.roles & {"ACCESS_ADMIN", "LOG_REVIEWER"}))


def held(world, seat) -> frozenset:
    """A membership's roles, and while it runs the right: no role holds that by itself."""
    runs = any(r.membership == seat.id and r.starts < 0 < r.ends for r in world.all(ProtectedRight))
    return seat.roles - {"PROTECTED"} | ({"PROTECTED"} if runs else set())


def complete(making, memberships) -> None:
    """Who is said to have the role has the right: most a running one, some one that has ended."""
    given = {right.membership for right in making.world.all(ProtectedRight)}
    for number, seat in enumerate(memberships):
        if "PROTECTED" in seat.roles and seat.id not in given:
            making.add(ProtectedRight, seat.id, seat.unit, -9, -2 if number % 3 == 0 else 9)


class Righting:
    """The deeds; tests.law.sight.deeds.Trying has the rest, and what these stand on."""

    def protected_right(self):
        seats = [seat for seat in self.world.by_id.values() if hasattr(seat, "roles")]
        seat = seats[self.deed.two % len(seats)]
        is_now = bool(self.deed.three % 3)
        moment = datetime.now(UTC) if is_now else self.at(-1)
        return self.add(
            "agencies_protectedright",
            lambda row: self.pen.gives_right(row, is_now=is_now),
            membership_id=seat.id,
            unit_id=seat.unit if self.deed.fitting else self.unit,
            reason=WHY,
            given_at=moment,
            given_by_id=self.me,
            ends_at=moment + timedelta(days=30),
        )

    def right_ended(self):
        right, moment = self.pick(ProtectedRight, self.deed.one), datetime.now(UTC)
        return right and (
            "UPDATE agencies_protectedright SET ends_at = %s WHERE id = %s",
            [moment if self.deed.fitting else self.at(9), right.id],
            self.pen.ends_right(right, is_now=self.deed.fitting),
        )


class Right:
    """Who may; a part of tests.law.sight.pens.Pen."""

    def administers(self, membership) -> bool:
        seat = self.world.get(membership)
        ours = self.world.get(seat.unit).agency == self.agency
        return "ACCESS_ADMIN" in self.roles and ours and seat.worker != self.worker

    def gives_right(self, row, *, is_now) -> bool:
        """The own agency's access administrator, now, in the own name, and never to oneself."""
        fits = self.world.get(row["membership_id"]).unit == row["unit_id"]
        return self.administers(row["membership_id"]) and fits and is_now and row["given_by_id"] == self.seat.id

    def ends_right(self, right, *, is_now) -> bool:
        """The same, sooner and now; what has ended does not run again."""
        return self.administers(right.membership) and right.ends > 0 and is_now
