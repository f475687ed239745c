"""The log review, said a second time (access/review.sql): what is drawn, who sees it and who signs."""

from tests.law.sight import facts as f


def made(m) -> None:
    """Everything that has been logged is drawn, by the draw of its own agency or of another, and half of it signed."""
    for number, line in enumerate(m.world.all(f.Line)):
        m.add(f.Draw, line.agency, once=line.agency)
        draw = m.one_of(f.Draw, number)
        if number % 3:
            m.add(f.Sample, draw.id, line.agency, line.id, line.worker, line.unit, line.case, once=line.id)
    for number, sample in enumerate(m.world.all(f.Sample)[::2]):
        m.add(f.Signoff, sample.id, sample.agency, number % 3 > 0)
        if number % 3 == 2:
            m.add(f.Reply, sample.id, sample.agency, sample.unit)


# --- who sees it ---


def sees_draw(asker, draw) -> bool:
    """An agency's robot knows what has been drawn; its log reviewer sees it, ..."""
    return draw.agency == asker.agency and bool(asker.roles & {"LOG_REVIEWER", "ROBOT"})


def sees_sample(asker, row) -> bool:
    """... and each sample with what it was found to be; who manages the unit sees what was passed on."""
    sample = row if isinstance(row, f.Sample) else asker.world.get(row.sample)
    return (row.agency == asker.agency and "LOG_REVIEWER" in asker.roles) or is_passed_on(asker, sample)


def is_passed_on(asker, sample) -> bool:
    """To the manager of the unit of the visit, never about themselves."""
    passed = any(one.passed_on and one.sample == sample.id for one in asker.world.all(f.Signoff))
    manages = "MANAGER" in asker.roles and (sample.unit, sample.agency) == (asker.unit, asker.agency)
    return passed and manages and sample.case is not None and sample.worker != asker.worker


SIGHT = {f.Draw: sees_draw, f.Sample: sees_sample, f.Signoff: sees_sample, f.Reply: sees_sample}
TABLES = {
    f.Draw: ("access_draw", lambda d, at: {"agency": d.agency}),
    f.Sample: (
        "access_sample",
        lambda s, at: (
            {"draw_id": s.draw, "agency": s.agency, "line": s.line, "worker": s.worker, "unit": s.unit}
            | ({"case": s.case} if s.case else {})
        ),
    ),
    f.Signoff: (
        "access_signoff",
        lambda s, at: {
            "sample_id": s.sample,
            "agency": s.agency,
            "outcome": "PASS_ON" if s.passed_on else "IN_ORDER",
            "signed_at": at(-1),
        },
    ),
    f.Reply: ("access_reply", lambda r, at: {"sample_id": r.sample, "agency": r.agency, "unit": r.unit}),
}


# --- who writes it ---


def draws(pen, row) -> bool:
    """The agency's robot, for its own agency."""
    return row["agency"] == pen.agency and "ROBOT" in pen.roles


def draws_sample(pen, row) -> bool:
    """Out of what the agency's own people did in a case, and as the log has it."""
    line, draw = pen.world.get(row["line"]), pen.world.get(row["draw_id"])
    told = (row["worker"], row["unit"], row["case"]) == (line.worker, line.unit, line.case)
    return draws(pen, row) and draw.agency == line.agency == pen.agency and line.case is not None and told


def signs_sample(pen, row) -> bool:
    """The agency's log reviewer, in the own name, and never what is about themselves."""
    sample = pen.world.get(row["sample_id"])
    named = row["agency"] == pen.agency and row["signed_by"] == pen.seat.id and "LOG_REVIEWER" in pen.roles
    return named and sample.agency == pen.agency and sample.worker != pen.worker


def replies(pen, row) -> bool:
    """Who manages the unit, in the own name, to what was passed on to them."""
    sample = pen.world.get(row["sample_id"])
    named = (row["agency"], row["unit"], row["replied_by"]) == (pen.agency, pen.unit, pen.seat.id)
    return named and is_passed_on(pen, sample)


class Reviewing:
    """What can be tried of it; None when there is nothing to try it on."""

    def draw(self):
        unit = self.world.get(self.pen.unit if self.deed.fitting else self.any_unit(self.deed.one))
        return self.add("access_draw", lambda row: draws(self.pen, row), agency=unit.agency)

    def sample(self):
        line, draw = self.pick(f.Line, self.deed.one), self.pick(f.Draw, self.deed.two)
        if not line or not draw:
            return None
        worker = line.worker if self.deed.fitting else self.pick(f.Membership, self.deed.three).worker
        told = {"worker": worker, "unit": line.unit, "case": line.case or self.case_id}
        agency = self.pen.agency if self.deed.honest else line.agency
        return self.add(
            "access_sample",
            lambda row: draws_sample(self.pen, row),
            draw_id=draw.id,
            agency=agency,
            line=line.id,
            **told,
        )

    def signoff(self):
        sample = self.pick(f.Sample, self.deed.one)
        return sample and self.add(
            "access_signoff",
            lambda row: signs_sample(self.pen, row),
            sample_id=sample.id,
            agency=sample.agency if self.deed.fitting else self.pen.agency,
            signed_by=self.me,
        )

    def reply(self):
        sample = self.pick(f.Sample, self.deed.one)
        return sample and self.add(
            "access_reply",
            lambda row: replies(self.pen, row),
            sample_id=sample.id,
            agency=sample.agency if self.deed.fitting else self.pen.agency,
            unit=sample.unit if self.deed.honest else self.pen.unit,
            replied_by=self.me,
        )
