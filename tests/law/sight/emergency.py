"""The law of emergency openings, said a second time; the words are the header of consent/emergency.sql."""

from functools import cached_property

from tests.law.sight import facts as f

WORKING = {"CASEWORKER", "INTAKE", "COORDINATOR"}


def of_opening(o, at):
    return {
        "case_id": o.case,
        "membership_id": o.membership,
        "worker_id": o.worker,
        "unit_id": o.unit,
        "agency_id": o.agency,
        "reason": "it could not wait",
        "starts_at": at(o.starts),
        "ends_at": at(o.ends),
        "ended_at": at(-1) if o.ended else None,
    }


TABLES = {
    f.Opening: ("consent_opening", of_opening),
    f.OpeningReview: (
        "consent_openingreview",
        lambda r, at: {"opening_id": r.opening, "unit_id": r.unit, "remark": "x", "withheld_because": "x" * r.withheld},
    ),
    f.Production: (
        "consent_production",
        lambda p, at: {
            "disclosure_id": p.disclosure,
            "worker_id": p.worker,
            "unit_id": p.unit,
            "agency_id": p.agency,
            "reason": "somebody asked for it",
            "ends_at": at(p.ends),
        },
    ),
}


class Opened:
    """What an asker's openings show, and what there is to open; a part of statement.Asker, which has the rest."""

    def of_house(self, unit) -> bool:
        return self.world.get(unit).agency == self.agency

    def may_open(self, case) -> bool:
        """A child with protected identity is opened only with the right to protected names."""
        return "PROTECTED" in self.roles or not self.world.get(case.child).protected

    @cached_property
    def house_doors(self) -> set:
        """A unit of your agency opened it, or an open PRESENCE line leads to one: (case, unit)."""
        opened = {(case.id, case.unit) for case in self.world.all(f.Case)}
        told = {(line.case, line.to_unit) for line in self.open_lines if line.kind == "PRESENCE"}
        return {(case, unit) for case, unit in opened | told if self.of_house(unit)}

    def shown_to_house(self, record) -> bool:
        """Disclosed to a unit of your agency through a line and a door that are open now."""
        lines = {line.id for line in self.open_lines}
        return any(
            act.record == record.id and act.grant in lines and (act.case, act.to_unit) in self.house_doors
            for act in self.world.all(f.Disclosure)
        )

    @cached_property
    def opened(self) -> set:
        """Your openings that run: an end, or a mark of protection, ends the sight."""
        return {
            o.case
            for o in self.world.all(f.Opening)
            if (o.worker, o.unit) == (self.worker, self.unit)
            and o.starts < 0 < o.ends
            and not o.ended
            and self.may_open(self.world.get(o.case))
        }

    def shown_in_emergency(self, record) -> bool:
        """What your agency's units wrote, and what has been shown to one of them."""
        return record.case in self.opened and (self.of_house(record.unit) or self.shown_to_house(record))

    def child_opened(self, child) -> bool:
        """... the child where a door of your agency's is open."""
        doors = {case for case, _unit in self.house_doors}
        return any(c.child == child and c.id in self.opened and c.id in doors for c in self.world.all(f.Case))

    def sees_opening(self, opening) -> bool:
        """It is seen by who made it, by who manages the unit and by who reviews the agency's log."""
        if opening.unit == self.unit and (opening.worker == self.worker or "MANAGER" in self.roles):
            return True
        return "LOG_REVIEWER" in self.roles and opening.agency == self.agency

    def sees_opening_review(self, review) -> bool:
        return self.sees_opening(self.world.get(review.opening))

    def sees_production(self, taken) -> bool:
        """What a registrar has taken out is the registrar's and the log reviewer's of the agency."""
        own = taken.worker == self.worker and "REGISTRAR" in self.roles
        return taken.agency == self.agency and (own or "LOG_REVIEWER" in self.roles)

    def has_produced(self, record) -> bool:
        """While the half hour runs the registrar reads what was taken out, whatever has become of the consent."""
        acts = [d.id for d in self.world.all(f.Disclosure) if d.record == record.id]
        mine = [p for p in self.world.all(f.Production) if (p.worker, p.agency) == (self.worker, self.agency)]
        return "REGISTRAR" in self.roles and any(p.disclosure in acts and p.ends > 0 for p in mine)

    def produces(self, row, sought) -> bool:
        """In your own name, what another agency has disclosed to yours under the number that you have typed."""
        act = self.world.get(row["disclosure_id"])
        own = row["membership_id"] == self.seat.id and row["worker_id"] == self.worker
        own = own and (row["unit_id"], row["agency_id"]) == (self.unit, self.agency)
        fits = act.case == row["case_id"] == sought
        return "REGISTRAR" in self.roles and own and fits and self.of_house(act.to_unit) and not self.of_house(act.unit)

    # --- what may be written ---

    def opens_emergency(self, row, sought) -> bool:
        """In your own name, by who works with children, around a case that your agency has a part in and whose number
        you have typed."""
        case = self.world.get(row["case_id"])
        own = row["membership_id"] == self.seat.id and row["worker_id"] == self.worker
        own = own and (row["unit_id"], row["agency_id"]) == (self.unit, self.agency)
        records = [r for r in self.world.all(f.Record) if r.case == case.id]
        part = self.of_house(case.unit) or any(self.of_house(r.unit) for r in records)
        # An act names the case on its own: what has been shown is asked of the act, as the law does.
        lines = {line.id for line in self.open_lines}
        part = part or any(
            act.case == case.id and act.grant in lines and (act.case, act.to_unit) in self.house_doors
            for act in self.world.all(f.Disclosure)
        )
        return own and bool(self.roles & WORKING) and sought == case.id and part and self.may_open(case)

    def ends_emergency(self, opening, change) -> bool:
        """Who opened it may be done sooner, and that is now; what has ended does not begin again."""
        own = (opening.worker, opening.unit) == (self.worker, self.unit)
        return own and not opening.ended and change["hours"] == 0

    def reviews_emergency(self, row) -> bool:
        """One of those who see it, never you."""
        opening = self.world.get(row["opening_id"])
        manages = "MANAGER" in self.roles and opening.unit == self.unit
        reviews = "LOG_REVIEWER" in self.roles and opening.agency == self.agency
        own = row["reviewed_by_id"] == self.seat.id and row["unit_id"] == opening.unit
        return own and (manages or reviews) and opening.worker != self.worker
