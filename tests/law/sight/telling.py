"""What somebody might try to tell: a line, a decision of law, an act of showing."""

from datetime import UTC, datetime

from tests.law.sight import facts as f
from tests.law.sight.rows import DECIDED


class Telling:
    """The deeds of telling; tests.law.sight.deeds.Trying has the rest, and what these stand on."""

    def line(self):
        agreed = self.pick(f.Consent, self.deed.two)
        basis = ("CONSENT", "INTERNAL", "DUTY")[self.deed.three % 3]
        giver = self.unit if self.deed.two % 2 else self.any_unit(self.deed.one)
        receiver = self.any_unit(self.deed.three)
        if giver == receiver or (basis == "CONSENT" and not agreed):
            return None
        by_consent, decided = basis == "CONSENT", self.pick(f.ShareDecision, self.deed.one) if basis == "DUTY" else None
        if basis == "DUTY" and not decided:
            return None
        if decided and self.deed.fitting:
            giver, receiver = self.unit, decided.to_unit
        known = agreed if by_consent else decided
        case = known.case if known and self.deed.fitting else self.case_id
        relied = {"relied_at": self.at(-1), "relied_by_id": self.me} if self.deed.one % 2 else {}
        return self.add(
            "consent_grant",
            self.pen.draws_line,
            case_id=case,
            from_unit_id=giver,
            to_unit_id=receiver,
            kind="CARE",
            basis=basis,
            consent_id=agreed.id if by_consent else None,
            section="x",
            decision_id=decided and decided.id,
            record_id=decided and decided.record,
            decided_by_id=self.pen.seat.id,
            **{"relied_at": None, "relied_by_id": None, **relied},
        )

    def share_decision(self):
        record, before = self.written(self.deed.two), self.pick(f.ShareDecision, self.deed.one)
        ways = [g.to_unit for g in self.pen.open_lines if record and g.case == record.case]
        if not record:
            return None
        return self.add(
            "consent_sharedecision",
            self.pen.decides_to_share,
            case_id=record.case if self.deed.fitting else self.case_id,
            unit_id=self.unit,
            record_id=record.id,
            to_unit_id=ways[self.deed.one % len(ways)] if ways and self.deed.fitting else self.any_unit(self.deed.one),
            follows_id=before.id if before and self.deed.three % 3 == 0 else None,
            decided_by_id=self.me,
            **DECIDED,
        )

    def postponement(self):
        record = self.written(self.deed.two)
        return record and self.add(
            "consent_postponement",
            self.pen.waits,
            case_id=record.case if self.deed.fitting else self.case_id,
            unit_id=self.unit,
            record_id=record.id,
            ground="UNSURE",
            decided_by_id=self.me,
        )

    def answer_postponement(self):
        row, done, dated_back = self.pick(f.Postponement, self.deed.one), self.deed.fitting, self.deed.three % 5 == 4
        values = [self.at(-1) if dated_back else datetime.now(UTC), self.me] if done else [None, None]
        return row and (
            "UPDATE consent_postponement SET done_at = %s, done_by_id = %s WHERE id = %s",
            [*values, row.id],
            self.pen.answers_postponement(row, {"done": done and not dated_back, "by": values[1]}),
        )

    def spoken(self):
        record = self.written(self.deed.two)
        return record and self.add(
            "consent_spoken",
            self.pen.notes_spoken,
            case_id=record.case if self.deed.fitting else self.case_id,
            unit_id=self.unit,
            record_id=record.id,
            to_unit_id=self.unit,
            basis="CONSENT",
            relative_id=self.kin(self.deed.one),
            told_by_id=self.me,
        )

    def disclosure(self):
        pairs = [
            (record, line)
            for record in self.world.all(f.Record)
            for line in self.world.all(f.Grant)
            if not self.deed.fitting
            or (record.case, record.unit, self.pen.unit) == (line.case, line.from_unit, line.from_unit)
        ]
        if not pairs:
            return None
        record, line = pairs[self.deed.two % len(pairs)]
        return self.add(
            "consent_disclosure",
            self.pen.discloses,
            record_id=record.id,
            grant_id=line.id,
            case_id=record.case,
            unit_id=self.unit,
            disclosed_by_id=self.me,
            to_unit_id=line.to_unit if self.deed.fitting else self.any_unit(self.deed.three),
        )
