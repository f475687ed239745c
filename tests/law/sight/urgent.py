"""What somebody might try with emergency openings and with the registry."""

from datetime import UTC, datetime, timedelta

from tests.law.sight import facts as f

HALF_AN_HOUR = 30  # minutes: the longest that either lasts


class Urgent:
    """The deeds of an emergency; tests.law.sight.deeds.Trying has the rest, and what these stand on."""

    def opening(self):
        """The number typed first is that of the same case, or of another."""
        sought = self.near if self.deed.fitting else self.pick(f.Case, self.deed.two)
        number = f"K-{sought.id.int % 10**9}"
        self.town.connection.execute("SELECT set_config('kring.sought', %s, true)", [number])
        moment = datetime.now(UTC)  # the law looks at the clock, and the town is older than a minute
        worker = self.pen.worker if self.deed.honest else self.pick(f.Membership, self.deed.two).worker
        return self.add(
            "consent_opening",
            lambda row: self.pen.opens_emergency(row, sought.id) and self.minutes == HALF_AN_HOUR,
            case_id=(self.near if self.deed.fitting else self.pick(f.Case, self.deed.one)).id,
            membership_id=self.me,
            worker_id=worker,
            unit_id=self.unit,
            agency_id=self.world.get(self.unit).agency,
            reason="it could not wait",
            starts_at=moment,
            ends_at=moment + timedelta(minutes=self.minutes),
        )

    @property
    def minutes(self):
        return HALF_AN_HOUR + (self.deed.three % 5 == 4)

    def opening_review(self):
        opening = self.pick(f.Opening, self.deed.one)
        return opening and self.add(
            "consent_openingreview",
            self.pen.reviews_emergency,
            opening_id=opening.id,
            unit_id=opening.unit if self.deed.fitting else self.unit,
            reviewed_by_id=self.me,
            remark="x",
        )

    def production(self):
        act = self.pick(f.Disclosure, self.deed.one)
        if not act:
            return None
        sought = self.world.get(act.case) if self.deed.fitting else self.pick(f.Case, self.deed.two)
        number, moment = f"K-{sought.id.int % 10**9}", datetime.now(UTC)
        self.town.connection.execute(
            "SELECT set_config('kring.sought', %s, true), set_config('kring.sought_day', '', true)", [number]
        )
        return self.add(
            "consent_production",
            lambda row: self.pen.produces(row, sought.id) and self.minutes == HALF_AN_HOUR,
            disclosure_id=act.id,
            case_id=act.case,
            membership_id=self.me,
            worker_id=self.pen.worker if self.deed.honest else self.pick(f.Membership, self.deed.two).worker,
            unit_id=self.unit,
            agency_id=self.world.get(self.unit).agency,
            reason="somebody asked for it",
            made_at=moment,
            ends_at=moment + timedelta(minutes=self.minutes),
        )
