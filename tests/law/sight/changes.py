"""What somebody might try to change of what is there, sometimes to what it may not become."""

from tests.law.sight import facts as f
from tests.law.sight.worlds import STATES


class Changing:
    """The changes among the deeds; tests.law.sight.deeds.Trying has the rest, and what these stand on."""

    def end_caseload(self):
        row, hours = self.pick(f.Caseload, self.deed.one), (-1, 5, None)[self.deed.two % 3]
        return row and (
            "UPDATE cases_caseload SET ends_at = %s WHERE id = %s",
            [self.at(hours), row.id],
            self.pen.ends_caseload(row, {"hours": hours}),
        )

    def answer_involvement(self):
        part, state = self.pick(f.Involvement, self.deed.one), STATES[self.deed.two % len(STATES)]
        return part and (
            "UPDATE cases_involvement SET state = %s WHERE id = %s",
            [state, part.id],
            self.pen.answers_involvement(part, {"state": state}),
        )

    def change_line(self):
        line = self.pick(f.Grant, self.deed.one)
        what = ("rely", "start", "end", "prolong", "for ever")[self.deed.two % 5]
        setting = {
            "rely": "relied_at = now() + interval '1 second', relied_by_id = %s",
            "start": "starts_at = %s",
            "end": "ends_at = %s",
            "prolong": "ends_at = %s",
            "for ever": "ends_at = NULLIF(%s, '')::timestamptz",
        }[what]
        value = {"rely": self.me, "start": self.at(-3), "end": self.at(-1), "prolong": self.at(90), "for ever": ""}[
            what
        ]
        return line and (
            f"UPDATE consent_grant SET {setting} WHERE id = %s",
            [value, line.id],
            self.pen.changes_line(line, {"what": what, "hours": 90}),
        )

    def mark_child(self):
        child = self.pick(f.Child, self.deed.one)
        return child and (
            "UPDATE cases_child SET protected_code = %s WHERE id = %s",
            ["S-9" if self.deed.three % 2 else "", child.id],
            self.pen.marks(child, {"code": "S-9" if self.deed.three % 2 else ""}),
        )

    def change_lead(self):
        case, to = self.near, self.pick(f.Membership, self.deed.two)
        to = self.pen.seat if self.deed.three % 2 else to
        return (
            "UPDATE cases_case SET lead_id = %s WHERE id = %s",
            [to.id, case.id],
            self.pen.changes_lead(case, {"to": to.id}),
        )

    def answer_handover(self):
        asked, answered = self.pick(f.Handover, self.deed.one), self.deed.fitting
        values = [self.at(-1), False] if answered else [None, None]
        return asked and (
            "UPDATE cases_handover SET answered_at = %s, accepted = %s WHERE id = %s",
            [*values, asked.id],
            self.pen.answers_handover(asked, {"answered": answered}),
        )

    def end_opening(self):
        opening, hours = self.pick(f.Opening, self.deed.one), (0, -1, 5, None)[self.deed.two % 4]
        return opening and (
            "UPDATE consent_opening SET ended_at = %s WHERE id = %s",
            [self.at(hours), opening.id],
            self.pen.ends_emergency(opening, {"hours": hours}),
        )

    def take_concern(self):
        concern, case = self.pick(f.Concern, self.deed.two), self.near
        return concern and (
            "UPDATE cases_concern SET case_id = %s, taken_at = now(), taken_by_id = %s WHERE id = %s",
            [case.id, self.pen.seat.id, concern.id],
            self.pen.takes_concern(concern, {"case": case.id}),
        )
