"""What is kept from a guardian, said a second time; the words are the header of consent/withheld.sql."""

from datetime import UTC, datetime

from tests.law.sight import facts as f

REASON = "x" * 10


def of_withholding(w, at):
    return {
        "case_id": w.case, "unit_id": w.unit, "record_id": w.record, "ground": "HARM", "reason": REASON,
        "lifted_at": at(-1) if w.lifted else None, "lifted_by_id": w.id if w.lifted else None,
    }  # fmt: skip


TABLES = {f.Withholding: ("consent_withholding", of_withholding)}


class KeepingBack:
    """The deeds; tests.law.sight.deeds.Trying has the rest, and what these stand on."""

    def withholding(self):
        record = self.written(self.deed.two)
        child = record and self.world.get(record.case).child
        family = [r for r in self.world.all(f.Relative) if r.child == child or not self.deed.fitting]
        named = family[self.deed.one % len(family)].id if family and self.deed.three % 2 else None
        is_now = bool(self.deed.three % 3)
        moment = datetime.now(UTC)  # the law looks at the clock, and the town is older than a minute
        return record and self.add(
            "consent_withholding",
            lambda row: self.pen.keeps_from(row, is_now=is_now),
            case_id=record.case if self.deed.fitting else self.case_id,
            unit_id=self.unit,
            record_id=record.id,
            relative_id=named,
            ground="HARM",
            reason=REASON,
            decided_at=moment if is_now else self.at(-1),
            decided_by_id=self.me,
        )

    def lifting(self):
        row, now = self.pick(f.Withholding, self.deed.one), datetime.now(UTC)
        return row and (
            "UPDATE consent_withholding SET lifted_at = %s, lifted_by_id = %s WHERE id = %s",
            [now if self.deed.fitting else self.at(-1), self.me, row.id],
            self.pen.shows_again(row, is_now=self.deed.fitting, by=self.me),
        )


class Keeping:
    """Who may; a part of tests.law.sight.pens.Pen."""

    def keeps_from(self, row, *, is_now) -> bool:
        """By who works on the case in the unit that wrote it, now, and from a guardian whom they may name."""
        record, relative = self.world.get(row["record_id"]), self.world.get(row["relative_id"])
        own = record.unit == self.unit and record.case == row["case_id"] and row["case_id"] in self.works_on
        child = self.world.get(row["case_id"]).child
        named = relative is None or (relative.child == child and self.answers_for(child))
        return own and named and is_now and self.signs(row, by="decided_by_id")

    def shows_again(self, row, *, is_now, by) -> bool:
        """Somebody there, in the own name, and once."""
        return self.sees_share_decision(row) and not row.lifted and is_now and by == self.seat.id


def not_for(asker):
    """That a record is not for somebody is told to everybody who reads it."""
    for kept in asker.world.all(f.Withholding):
        record = asker.world.get(kept.record)
        if not kept.lifted and asker.sees_record(record):
            yield record.id
