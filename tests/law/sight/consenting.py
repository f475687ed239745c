"""What somebody might try to write about a family's answers: a consent, an answer, what is taken back or decided."""

from tests.law.sight import facts as f


class Consenting:
    """The deeds about consents; tests.law.sight.deeds.Trying has the rest, and what these stand on."""

    def consent(self):
        return self.add(
            "consent_consent",
            self.pen.takes_consent,
            case_id=self.case_id,
            unit_id=self.unit,
            recorded_by_id=self.me,
            ends_at=self.at(9),
        )

    def answer(self):
        agreed, who = self.pick(f.Consent, self.deed.one), self.kin(self.deed.two)
        return agreed and self.add(
            "consent_answer", self.pen.keeps_answer, consent_id=agreed.id, unit_id=self.unit, relative_id=who
        )

    def kin(self, number):
        """Somebody of a family, or nobody."""
        return None if self.deed.three % 4 == 0 else self.pick(f.Relative, number).id

    def refusal(self):
        answer = self.pick(f.Answer, self.deed.one)
        lines = [
            g for g in self.world.all(f.Grant) if not self.deed.fitting or (answer and g.consent == answer.consent)
        ]
        if not answer or not lines:
            return None
        return self.add(
            "consent_refusal",
            self.pen.keeps_refusal,
            answer_id=answer.id,
            unit_id=self.unit,
            grant_id=lines[self.deed.two % len(lines)].id,
        )

    def scan(self):
        answer = self.pick(f.Answer, self.deed.one)
        return answer and self.add(
            "consent_scan", self.pen.keeps_scan, answer_id=answer.id, unit_id=self.unit, added_by_id=self.me
        )

    def withdrawal(self):
        agreed = self.pick(f.Consent, self.deed.one)
        if not agreed:
            return None
        case = agreed.case if self.deed.fitting else self.pick(f.Case, self.deed.two).id
        return self.add(
            "consent_withdrawal",
            self.pen.takes_back,
            consent_id=agreed.id,
            case_id=case,
            unit_id=self.unit,
            withdrawn_by_id=self.me,
            by_one=True,
            answer_id=self.answered(agreed),
        )

    def answered(self, agreed):
        """An answer to that consent, or when it does not fit any; sometimes none."""
        found = [a for a in self.world.all(f.Answer) if a.consent == agreed.id or not self.deed.fitting]
        return found[self.deed.two % len(found)].id if found and self.deed.three % 3 else None

    def decision(self):
        agreed = self.pick(f.Consent, self.deed.one)
        if not agreed:
            return None
        backs = [w for w in self.world.all(f.Withdrawal) if w.consent == agreed.id or not self.deed.fitting]
        return self.add(
            "consent_decision",
            self.pen.decides,
            consent_id=agreed.id,
            unit_id=self.unit,
            decided_by_id=self.me,
            answer_id=self.answered(agreed),
            withdrawal_id=backs[self.deed.two % len(backs)].id if backs and self.deed.three % 2 else None,
            ground="CUSTODY",
            reason="x",
        )
