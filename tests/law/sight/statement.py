"""The law of sight, said a second time: who may see which row, in Python, out of the words and not out of the SQL.

The words are the header of consent/sees.sql, architecture 2.2 and handbook rulings; each method quotes its sentence.
"""

from functools import cached_property

from tests.law.sight import facts as f
from tests.law.sight import review, right
from tests.law.sight.doors import is_open, runs
from tests.law.sight.emergency import Opened
from tests.law.sight.facts import World

# What a stand-in has of an absent colleague's roles: those that concern children.
LENT = {"REPORTER", "CASEWORKER", "INTAKE", "COORDINATOR"}


class Asker(Opened):
    """A membership in force, with those of the same unit whose place the worker takes while they are away."""

    def __init__(self, world: World, seat: f.Membership):
        self.world, self.seat, self.unit, self.worker = world, seat, seat.unit, seat.worker
        self.agency = world.get(seat.unit).agency
        absent = [world.get(s.absent) for s in world.all(f.StandIn) if s.stand_in == seat.id and runs(s.starts, s.ends)]
        absent = [m for m in absent if m.unit == seat.unit and runs(m.starts, m.ends)]
        self.seats = {seat.id, *(m.id for m in absent)}
        self.workers = {seat.worker, *(m.worker for m in absent)}
        self.roles = right.held(world, seat) | {role for m in absent for role in m.roles} & LENT

    # --- facts about a case ---

    @cached_property
    def leads(self) -> set:
        return {case.id for case in self.world.all(f.Case) if case.lead in self.seats}

    @cached_property
    def leads_for_now(self) -> set:
        """When a lead's membership has ended, who manages that unit leads until somebody takes over."""
        orphans = set()
        for case in self.world.all(f.Case):
            lead = self.world.get(case.lead)
            if "MANAGER" in self.roles and lead.unit == self.unit and lead.ends is not None and lead.ends < 0:
                orphans.add(case.id)
        return self.leads | orphans

    @cached_property
    def works_on(self) -> set:
        """It is in your caseload, or you are its lead."""
        rows = self.world.all(f.Caseload)
        mine = {c.case for c in rows if c.worker in self.workers and c.unit == self.unit and runs(c.starts, c.ends)}
        return mine | self.leads

    @cached_property
    def has_part(self) -> set:
        """You work on it, take the intake of an invited unit that has not answered, or manage one that is with it."""
        found = set(self.works_on)
        for part in self.world.all(f.Involvement):
            if part.unit == self.unit:
                if part.state == "INVITED" and "INTAKE" in self.roles:
                    found.add(part.case)
                if part.state == "ACTIVE" and "MANAGER" in self.roles:
                    found.add(part.case)
        return found

    @cached_property
    def doors(self) -> set:
        """Your unit opened it, or an open PRESENCE line leads to your unit."""
        opened = {case.id for case in self.world.all(f.Case) if case.unit == self.unit}
        return opened | {line.case for line in self.open_lines if line.kind == "PRESENCE" and line.to_unit == self.unit}

    @cached_property
    def open_lines(self) -> list:
        return [line for line in self.world.all(f.Grant) if is_open(self.world, line)]

    def may_reach(self, case, unit) -> bool:
        """By law something is shown to a unit that may know of yours and yours of it, with accounts, and of no
        protected child."""
        tells = any(
            (line.case, line.kind, line.from_unit, line.to_unit) == (case, "PRESENCE", self.unit, unit)
            for line in self.open_lines
        )
        child = self.world.get(self.world.get(case).child)
        return tells and self.present(case, unit) and self.world.get(unit).has_accounts and not child.protected

    def present(self, case, unit) -> bool:
        """Through an open PRESENCE line that unit's part is known to yours."""
        return any(
            line.case == case and line.from_unit == unit and line.to_unit == self.unit and line.kind == "PRESENCE"
            for line in self.open_lines
        )

    @cached_property
    def knows(self) -> set:
        return self.has_part & self.doors

    @cached_property
    def took(self) -> set:
        """Consents that your unit took, in cases you work on."""
        return {c.id for c in self.world.all(f.Consent) if c.unit == self.unit and c.case in self.works_on}

    def touched(self, consent) -> set:
        """The kinds of the consent's lines at your unit that all have said yes to, open or not."""
        lines = [g for g in self.world.all(f.Grant) if g.consent == consent and g.starts is not None]
        return {g.kind for g in lines if self.unit in (g.from_unit, g.to_unit)}

    # --- the sentences, a table each ---

    def sees_case(self, case) -> bool:
        """You know of a case when your unit has a door to it and you have a part in it."""
        return case.id in self.knows

    def sees_child(self, child) -> bool:
        """... and then the child's name; who takes the intake sees the own unit's children, to match a signal."""
        if (child.unit == self.unit and "INTAKE" in self.roles) or self.child_opened(child.id):
            return True
        return any(case.child == child.id and case.id in self.knows for case in self.world.all(f.Case))

    def sees_protected_name(self, name) -> bool:
        """... but a protected one's only with the extra right."""
        cases = self.world.all(f.Case)
        return "PROTECTED" in self.roles and any(c.child == name.child and c.id in self.knows for c in cases)

    def answers_for(self, child) -> bool:
        """The family is known to those who work on it in the unit that opened the case, and to its lead."""
        for case in self.world.all(f.Case):
            if case.child == child and (
                (case.id in self.works_on and case.unit == self.unit)
                or (case.id in self.leads and case.id in self.doors)
            ):
                return True
        return False

    def sees_relative(self, relative) -> bool:
        """... and what your agency wrote of it, while an opening shows you the child."""
        return self.answers_for(relative.child) or (self.of_house(relative.unit) and self.child_opened(relative.child))

    def sees_concern(self, concern) -> bool:
        """A signal is its writer's and the addressed intake's; carried by a case, theirs who work on it there."""
        if concern.writer in self.seats:
            return True
        if concern.unit != self.unit:
            return False
        if concern.case is None:
            return "INTAKE" in self.roles
        return concern.case in self.works_on or concern.taken_by == self.seat.id

    def sees_question(self, question) -> bool:
        """That the protection question was put: the asker's, and theirs in the unit who work on the case."""
        return question.unit == self.unit and (question.asker == self.seat.id or question.case in self.works_on)

    def sees_involvement(self, part) -> bool:
        """Seen by the unit itself, by the unit that invited it, and through an open PRESENCE line."""
        if part.unit == self.unit and part.case in self.has_part:
            return True
        if part.case not in self.works_on or part.case not in self.doors:
            return False
        return part.invited_by == self.unit or self.present(part.case, part.unit)

    def sees_caseload(self, row) -> bool:
        """Who works on it in your own unit, and in those you may know of."""
        if row.unit == self.unit:
            return row.case in self.has_part
        return row.case in self.works_on and self.present(row.case, row.unit)

    def sees_handover(self, asked) -> bool:
        """A question to take over is its asker's unit's and the asked one's; both work on the case, or lead it."""
        if asked.unit == self.unit and asked.case in self.leads_for_now:
            return True
        return asked.case in self.works_on and (asked.unit == self.unit or asked.to in self.seats)

    def sees_record(self, record) -> bool:
        """You read what your unit wrote, or, the door open, what was disclosed to it through a line open now."""
        return self.reads_at_work(record) or self.shown_in_emergency(record) or self.has_produced(record)

    def reads_at_work(self, record) -> bool:
        if record.case not in self.works_on:
            return False
        return record.unit == self.unit or (record.case in self.doors and self.shown(record))

    def shown(self, record) -> bool:
        acts = [d for d in self.world.all(f.Disclosure) if d.record == record.id and d.to_unit == self.unit]
        lines = [self.world.get(act.grant) for act in acts]
        return any(is_open(self.world, line) and line.record in (None, record.id) for line in lines)

    def sees_consent(self, consent) -> bool:
        """Its own unit's, who work on the case, and theirs who know of the case and whose unit it has a line with."""
        if consent.id in self.took:
            return True
        return consent.case in self.knows and bool(self.touched(consent.id))

    def sees_answer(self, answer) -> bool:
        """Who said what stays with the family and the unit that asked them."""
        return answer.unit == self.unit and answer.consent in self.took

    def sees_share_decision(self, decision) -> bool:
        """The weighing is the deciding unit's own, and so is that it waits."""
        return decision.unit == self.unit and decision.case in self.works_on

    def sees_refusal(self, refusal) -> bool:
        answer = self.world.get(refusal.answer)
        return refusal.unit == self.unit and answer.consent in self.took

    def sees_grant(self, line) -> bool:
        """Each unit sees the lines that touch itself once all have said yes to them; before that, who took the consent.
        The lead also sees the others of the consent that the lead took."""
        if self.unit in (line.from_unit, line.to_unit) and line.case in self.has_part and self.agreed(line):
            return True
        return line.consent in self.took and line.case in self.leads_for_now

    def agreed(self, line) -> bool:
        """All have said yes to it, or it is your unit's to wait for."""
        return line.starts is not None or line.consent in self.took

    def sees_disclosure(self, act) -> bool:
        """The act is seen by the two units it is between."""
        return act.case in self.works_on and self.unit in (act.unit, act.to_unit)

    def sees_withdrawal(self, back) -> bool:
        """Seen by who recorded it, who took the consent, and whom it concerns and may know of the recorder."""
        if back.case not in self.works_on:
            return False
        if back.unit == self.unit or back.consent in self.took:
            return True
        kinds = self.touched(back.consent)
        concerns = back.about in (None, self.unit) and bool(kinds) and (back.kind == "" or back.kind in kinds)
        return concerns and self.present(back.case, back.unit)

    def sees_decision(self, decision) -> bool:
        """Read in the unit that took the consent alone."""
        return decision.unit == self.unit and decision.consent in self.took

    def sees_journal_copy(self, copy) -> bool:
        return copy.unit == self.unit and copy.case in self.works_on

    def sees_draft(self, draft) -> bool:
        """A draft is its writer's."""
        return draft.worker == self.worker

    def sees_letter(self, letter) -> bool:
        """A unit's robot sees its unit's mails."""
        return letter.unit == self.unit and "ROBOT" in self.roles

    def sees_line(self, line) -> bool:
        """Seen by the unit that did it and the unit it concerns; a reviewer sees those of all the agency's units."""
        if line.case in self.works_on and self.unit in (line.unit, line.owner_unit):
            return True
        if "LOG_REVIEWER" in self.roles and self.agency in (line.agency, line.owner_agency):
            return True
        of_memberships = line.case is None and line.name.startswith("agencies.")
        return "ACCESS_ADMIN" in self.roles and of_memberships and line.owner_agency == self.agency


SIGHT = {
    f.Case: Asker.sees_case,
    f.Child: Asker.sees_child,
    f.ProtectedName: Asker.sees_protected_name,
    f.Relative: Asker.sees_relative,
    f.Concern: Asker.sees_concern,
    f.ProtectionQuestion: Asker.sees_question,
    f.Involvement: Asker.sees_involvement,
    f.Caseload: Asker.sees_caseload,
    f.Handover: Asker.sees_handover,
    f.Record: Asker.sees_record,
    f.Consent: Asker.sees_consent,
    f.Answer: Asker.sees_answer,
    f.ShareDecision: Asker.sees_share_decision,
    f.Postponement: Asker.sees_share_decision,
    f.Spoken: Asker.sees_share_decision,
    f.Withholding: Asker.sees_share_decision,
    f.Grant: Asker.sees_grant,
    f.Refusal: Asker.sees_refusal,
    f.Scan: Asker.sees_refusal,
    f.Disclosure: Asker.sees_disclosure,
    f.Withdrawal: Asker.sees_withdrawal,
    f.Decision: Asker.sees_decision,
    f.JournalCopy: Asker.sees_journal_copy,
    f.Opening: Asker.sees_opening,
    f.OpeningReview: Asker.sees_opening_review,
    f.Production: Asker.sees_production,
    f.Draft: Asker.sees_draft,
    f.Letter: Asker.sees_letter,
    f.Line: Asker.sees_line,
    f.ProtectedRight: right.sees_right,
    **review.SIGHT,
}
