"""Who may write which row: the other half of the statement. You write only as your own unit, in a case you work on
whose door is open; what goes beyond that sentence is said where it does."""

from tests.law.sight import facts as f
from tests.law.sight.doors import is_open, runs
from tests.law.sight.right import Right
from tests.law.sight.statement import Asker
from tests.law.sight.withholding import Keeping

WORKING = {"CASEWORKER", "INTAKE", "COORDINATOR"}


class Pen(Keeping, Right, Asker):
    """What one asker may write; each method gets the row as it would be."""

    def may_write_in(self, case) -> bool:
        return case in self.works_on and case in self.doors

    def signs(self, row, **names) -> bool:
        """As the own unit and in the own name."""
        return row["unit_id"] == self.unit and all(row[column] == self.seat.id for column in names.values())

    # --- rows that are added ---

    def writes_record(self, row) -> bool:
        """... and corrects only what the own unit wrote in the same case."""
        old = self.world.get(row["corrects_id"])
        mine = row["corrects_id"] is None or (old.unit == self.unit and old.case == row["case_id"])
        return self.signs(row, by="author_id") and self.may_write_in(row["case_id"]) and mine

    def gives_caseload(self, row) -> bool:
        """Whoever knows of the case names a colleague: the intake that accepts and the manager work on it only then.

        The unit opened the case or is with; while it is asked only its intake names somebody, as it accepts.
        """
        colleagues = {m.worker for m in self.world.all(f.Membership) if m.unit == self.unit and runs(m.starts, m.ends)}
        known = row["content_object_id"] in self.knows and self.is_with(row["content_object_id"])
        return self.signs(row, by="given_by_id") and known and row["user_id"] in colleagues

    def is_with(self, case) -> bool:
        states = {p.state for p in self.world.all(f.Involvement) if (p.case, p.unit) == (case, self.unit)}
        opened = self.world.get(case).unit == self.unit
        return opened or "ACTIVE" in states or ("INVITED" in states and "INTAKE" in self.roles)

    def involves(self, row) -> bool:
        """The lead brings in the own unit, asks a unit that may know of it, and notes one that has no accounts."""
        case, unit = self.world.get(row["case_id"]), row["unit_id"]
        if row["invited_by_unit_id"] != self.unit or case.id not in self.leads_for_now:
            return False
        if unit == self.unit == case.unit:
            return True
        asked = row["state"] == "INVITED" or not self.world.get(unit).has_accounts
        return asked and any(
            g.case == case.id and g.kind == "PRESENCE" and (g.from_unit, g.to_unit) == (self.unit, unit)
            for g in self.open_lines
        )

    def draws_line(self, row) -> bool:
        """The lead whose unit took the consent draws its lines; any other begins in the own unit, and an INTERNAL one
        stays in the agency. Nobody relies on a consent for another unit."""
        ours, case = row["from_unit_id"] == self.unit, row["case_id"]
        if row["decided_by_id"] != self.seat.id or case not in self.doors:
            return False
        if row["relied_at"] is not None and not (ours and row["relied_by_id"] == self.seat.id):
            return False
        if row["basis"] == "CONSENT":
            agreed = self.world.get(row["consent_id"])
            return case in self.leads_for_now and agreed.id in self.took and agreed.case == case
        if not ours or case not in self.works_on:
            return False
        inside = self.world.get(row["to_unit_id"]).agency == self.agency
        return self.has_decided(row) if row["basis"] == "DUTY" else row["basis"] != "INTERNAL" or inside

    def has_decided(self, row) -> bool:
        """A line of law is for the record and the receiver of a decision of the own unit's."""
        found = self.world.get(row["decision_id"])
        if found is None or found.unit != self.unit or not self.may_reach(found.case, found.to_unit):
            return False
        asked = (row["case_id"], row["record_id"], row["to_unit_id"])
        return asked == (found.case, found.record, found.to_unit)

    def decides_to_share(self, row) -> bool:
        """About what the own unit wrote, in a case that it works on, to a unit that the law reaches."""
        record = self.world.get(row["record_id"])
        own = record.unit == self.unit and record.case == row["case_id"] and record.kind != "ANSWER"
        before = self.world.get(row["follows_id"])
        on = before is None or (before.unit == self.unit and before.to_unit == row["to_unit_id"])
        here = self.signs(row, by="decided_by_id") and self.may_write_in(row["case_id"])
        return own and on and here and self.may_reach(row["case_id"], row["to_unit_id"])

    def waits(self, row) -> bool:
        """About what the own unit wrote, in a case that it works on."""
        record = self.world.get(row["record_id"])
        own = record.unit == self.unit and record.case == row["case_id"]
        return own and self.signs(row, by="decided_by_id") and self.may_write_in(row["case_id"])

    def notes_spoken(self, row) -> bool:
        """By the own unit's note of it, in the own name."""
        return self.waits({**row, "decided_by_id": row["told_by_id"]}) and self.may_name_kin(row, row["case_id"])

    def discloses(self, row) -> bool:
        """The record's own unit shows it, through an open line of its kind to just that unit."""
        record, line = self.world.get(row["record_id"]), self.world.get(row["grant_id"])
        fits = (line.case, line.kind, line.from_unit) == (record.case, record.kind, self.unit)
        there = line.to_unit == row["to_unit_id"] and is_open(self.world, line) and line.record in (None, record.id)
        own = record.unit == self.unit and record.case == row["case_id"] and self.signs(row, by="disclosed_by_id")
        return own and fits and there and self.may_write_in(record.case)

    def opens_case(self, row) -> bool:
        """As its lead, around a child of the own unit, and only who works with children."""
        child = self.world.get(row["child_id"])
        return self.signs(row, by="lead_id") and child.unit == self.unit and bool(self.roles & WORKING)

    def offers_lead(self, row) -> bool:
        """The lead asks somebody of the own unit, or of one that the own unit knows is with them."""
        asked = self.world.get(row["to_membership_id"])
        near = self.present(row["case_id"], asked.unit) and runs(asked.starts, asked.ends)
        known = asked.unit == self.unit or near
        return self.signs(row, by="asked_by_id") and row["case_id"] in self.leads_for_now and known

    def sends_concern(self, row) -> bool:
        """To where the own unit's signals go, carried by no case and answered by nobody."""
        to = self.world.get(self.unit).signals_to or self.unit
        own = row["membership_id"] == self.seat.id and row["from_unit_id"] == self.unit
        return own and row["unit_id"] == to and row["case_id"] is None

    def takes_consent(self, row) -> bool:
        case = row["case_id"]
        return self.signs(row, by="recorded_by_id") and case in self.leads_for_now and case in self.doors

    def keeps_answer(self, row) -> bool:
        case = self.world.get(row["consent_id"]).case
        return row["unit_id"] == self.unit and row["consent_id"] in self.took and self.may_name_kin(row, case)

    def may_name_kin(self, row, case) -> bool:
        """Somebody of the family that the case is around, whose family the own unit answers for, or nobody."""
        who = self.world.get(row["relative_id"])
        of_child = who is None or who.child == self.world.get(case).child
        return of_child and (who is None or (case in self.has_part and self.answers_for(who.child)))

    def keeps_refusal(self, row) -> bool:
        answer, line = self.world.get(row["answer_id"]), self.world.get(row["grant_id"])
        own = row["unit_id"] == self.unit and answer.consent in self.took
        return own and line.consent == answer.consent

    def keeps_scan(self, row) -> bool:
        """The signed paper is put where the answer is, by who works there."""
        answer = self.world.get(row["answer_id"])
        return row["unit_id"] == self.unit and answer.consent in self.took and self.signs(row, by="added_by_id")

    def takes_back(self, row) -> bool:
        """Anybody who works on it and whose unit the consent has a line with records what the family has told them."""
        consent = self.world.get(row["consent_id"])
        concerned = consent.id in self.took or bool(self.touched(consent.id))
        here = consent.case == row["case_id"] and row["case_id"] in self.works_on
        return self.signs(row, by="withdrawn_by_id") and here and concerned and self.may_name(row)

    def may_name(self, row) -> bool:
        """Whose answer it is says only who sees the answer."""
        answer = self.world.get(row["answer_id"])
        return answer is None or (answer.consent == row["consent_id"] and answer.consent in self.took)

    def decides(self, row) -> bool:
        """The lead, in the unit that took the consent, about an answer to it and what just that person took back."""
        consent, back = self.world.get(row["consent_id"]), self.world.get(row["withdrawal_id"])
        led = consent.id in self.took and consent.case in self.leads_for_now
        one = back is None or (back.by_one and back.consent == consent.id and back.answer in (None, row["answer_id"]))
        one = one and (back is None or self.yes_stands_besides(row))
        return self.signs(row, by="decided_by_id") and led and self.may_name(row) and one

    def yes_stands_besides(self, row) -> bool:
        """Somebody else has said yes, as everybody has in a made-up town, and not taken it back alone."""
        gone = set()
        for back in self.world.all(f.Withdrawal):
            if back.by_one and back.consent == row["consent_id"]:
                weighed = {d.answer for d in self.world.all(f.Decision) if d.withdrawal == back.id}
                gone |= {back.answer} if back.answer else weighed
        yes = {a.id for a in self.world.all(f.Answer) if a.consent == row["consent_id"] and a.about is None}
        return row["answer_id"] is not None and bool(yes - gone - {row["answer_id"]})

    def copies(self, row) -> bool:
        """What one can read at work; an opening gives no pen."""
        record = self.world.get(row["record_id"])
        return self.signs(row, by="copied_by_id") and record.case == row["case_id"] and self.reads_at_work(record)

    def puts_question(self, row) -> bool:
        """About one's own asking, so no door is needed."""
        case = row["case_id"]
        return self.signs(row, by="membership_id") and (case is None or case in self.works_on)

    def adds_child(self, row) -> bool:
        return self.signs(row) and bool(self.roles & WORKING)

    def adds_relative(self, row) -> bool:
        return self.signs(row) and self.answers_for(row["child_id"])

    def puts_name_apart(self, row) -> bool:
        """Who answers for the family puts the names apart, and needs no right to read them."""
        return self.signs(row) and self.answers_for(row["child_id"])

    def marks(self, child, to) -> bool:
        """The same. (That a mark stands is a trigger's, and triggers rest here: cases/test_protecting.py.)"""
        return child.unit == self.unit and self.answers_for(child.id)

    def keeps_draft(self, row) -> bool:
        return row["worker"] == self.worker and row["membership"] == self.seat.id

    def posts(self, row) -> bool:
        return row["unit"] == self.unit

    # --- rows that change: each gets the row that is, and what is set ---

    def ends_caseload(self, row, change) -> bool:
        """Ended, never prolonged."""
        own = row.unit == self.unit and row.case in self.has_part
        return own and change["hours"] is not None and change["hours"] < 0

    def answers_involvement(self, part, change) -> bool:
        """A unit answers for itself; the lead takes a question back, and notes what a unit without accounts says."""
        if part.unit == self.unit and part.case in self.has_part:
            return True
        asked = part.invited_by == self.unit and part.case in self.leads_for_now and self.may_write_in(part.case)
        return asked and (change["state"] in ("INVITED", "LEFT") or not self.world.get(part.unit).has_accounts)

    def changes_line(self, line, change) -> bool:
        """Its own unit relies on it, who took the consent says when all have answered, both may end it sooner."""
        ours = line.from_unit == self.unit and line.case in self.has_part and self.agreed(line)
        taken = line.consent in self.took and line.case in self.leads_for_now
        if not ours and not taken:
            return False
        match change["what"]:
            case "rely":
                return line.from_unit == self.unit
            case "start":
                return line.consent in self.took
            case "end":
                return line.ends is None or line.ends > -1
            case "prolong":
                return line.ends is None or line.ends >= change["hours"]
            case "for ever":
                return line.ends is None

    def answers_postponement(self, row, change) -> bool:
        """What is done stays done."""
        return self.sees_share_decision(row) and change["done"] and change["by"] == self.seat.id

    def changes_lead(self, case, change) -> bool:
        """The lead, who is asked to be, or who manages the lead's unit, names somebody of the own unit."""
        lead, new = self.world.get(case.lead), self.world.get(change["to"])
        offered = any(h.case == case.id and h.to in self.seats and not h.answered for h in self.world.all(f.Handover))
        headed = "MANAGER" in self.roles and lead.unit == self.unit
        may = case.id in self.leads_for_now or offered or headed
        return may and self.sees_case(case) and new.unit == self.unit

    def answers_handover(self, asked, change) -> bool:
        """What has been answered is not asked again."""
        mine = asked.to in self.seats and asked.case in self.works_on
        ours = asked.unit == self.unit and asked.case in self.leads_for_now
        return (mine or ours) and change["answered"]

    def takes_concern(self, concern, change) -> bool:
        """The intake, onto a case of its own or the child's open one in the unit."""
        if concern.unit != self.unit or not self.sees_concern(concern):
            return False
        if concern.case is None and "INTAKE" not in self.roles:
            return False
        if concern.case is not None and concern.case not in self.works_on and concern.taken_by != self.seat.id:
            return False
        case = self.world.get(change["case"])
        return case.id in self.works_on or ("INTAKE" in self.roles and case.unit == self.unit and not case.closed)
