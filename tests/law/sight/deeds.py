"""What somebody might try to write: a row of a kind, put together from what is there, sometimes in another's name."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice, product
from uuid import UUID

from hypothesis import strategies as st

from tests.law.sight import facts as f
from tests.law.sight.changes import Changing
from tests.law.sight.consenting import Consenting
from tests.law.sight.ground import UNITS
from tests.law.sight.meetings import Asking
from tests.law.sight.pens import Pen
from tests.law.sight.review import Reviewing
from tests.law.sight.right import Righting
from tests.law.sight.rows import SOMEBODY, insert
from tests.law.sight.telling import Telling
from tests.law.sight.urgent import Urgent
from tests.law.sight.withholding import KeepingBack
from tests.law.sight.worlds import STATES, numbers, often

NEW = UUID(int=0xE0000)
# An act bears the moment at which it is written (consent/moments.sql): the law looks at the clock, not at the town's.
MOMENTS = {
    "consent_openingreview": "reviewed_at",
    "access_signoff": "signed_at",
    "access_reply": "replied_at",
    "consent_sharedecision": "decided_at",
    "consent_decision": "decided_at",
    "consent_withdrawal": "withdrawn_at",
    "consent_disclosure": "disclosed_at",
    "consent_journalcopy": "copied_at",
    "consent_spoken": "told_at",
    "consent_scan": "added_at",
    "consent_postponement": "decided_at",
}


@dataclass(frozen=True)
class Deed:
    """Numbers to pick by; `honest` signs with the own name and unit."""

    kind: str
    seat: int
    one: int
    two: int
    three: int
    honest: bool
    fitting: bool


class Trying(Asking, Consenting, Changing, KeepingBack, Reviewing, Righting, Telling, Urgent):
    """A deed about to be tried: picks what it is about and says what would be written."""

    def __init__(self, town, world: f.World, pen: Pen, deed: Deed):
        self.town, self.world, self.pen, self.deed, self.at = town, world, pen, deed, town.clock.at
        self.me = pen.seat.id if deed.honest else SOMEBODY
        self.unit = pen.unit if deed.honest else UNITS[deed.three % len(UNITS)].id

    def pick(self, kind, number):
        found = self.world.all(kind)
        return found[number % len(found)] if found else None

    @property
    def near(self):
        """A case; a fitting one is one of the asker's own, if there is any."""
        own = [case for case in self.world.all(f.Case) if case.id in self.pen.has_part]
        return own[self.deed.one % len(own)] if own and self.deed.fitting else self.pick(f.Case, self.deed.one)

    @property
    def case_id(self):
        return self.near.id

    def written(self, number):
        """A record; a fitting one is in a case of the asker's own, if there is any."""
        own = [r for r in self.world.all(f.Record) if r.case in self.pen.has_part]
        return own[number % len(own)] if own and self.deed.fitting else self.pick(f.Record, number)

    def any_unit(self, number):
        return UNITS[number % len(UNITS)].id

    def add(self, table, may, **values):
        """The statement that adds a row, its values, and whether the asker may."""
        row = {**self.town.filler.needed[table], "id": NEW, **values}
        dated_back = table in MOMENTS and self.deed.three % 5 == 4
        if table in MOMENTS and not dated_back:
            row[MOMENTS[table]] = datetime.now(UTC)
        return insert(table, tuple(row)), list(row.values()), may(row) and not dated_back

    # --- what can be tried; None when there is nothing to try it on ---

    def record(self):
        old = None if self.deed.three % 2 else self.written(self.deed.two)
        return self.add(
            "cases_record",
            self.pen.writes_record,
            case_id=self.case_id,
            kind="CARE",
            unit_id=self.unit,
            author_id=self.me,
            corrects_id=old and old.id,
        )

    def caseload(self):
        seat = self.pen.seat if self.deed.three % 2 else self.pick(f.Membership, self.deed.two)
        return self.add(
            "cases_caseload",
            self.pen.gives_caseload,
            content_object_id=self.case_id,
            user_id=seat.worker,
            unit_id=self.unit,
            given_by_id=self.me,
            permission_id=1,
        )

    def involvement(self):
        ways = [g.to_unit for g in self.pen.open_lines if g.case == self.case_id and g.from_unit == self.pen.unit]
        unit = ways[0] if ways and self.deed.three % 3 else self.any_unit(self.deed.two)
        return self.add(
            "cases_involvement",
            self.pen.involves,
            case_id=self.case_id,
            unit_id=unit,
            state=STATES[self.deed.three % len(STATES)],
            invited_by_unit_id=self.unit,
        )

    def case(self):
        return self.add(
            "cases_case",
            self.pen.opens_case,
            child_id=self.pick(f.Child, self.deed.one).id,
            unit_id=self.unit,
            lead_id=self.me,
            reference="K-new",
        )

    def handover(self):
        return self.add(
            "cases_handover",
            self.pen.offers_lead,
            case_id=self.case_id,
            unit_id=self.unit,
            asked_by_id=self.me,
            to_membership_id=self.pen.seat.id
            if self.deed.three % 3 == 0
            else self.pick(f.Membership, self.deed.two).id,
        )

    def concern(self):
        home = self.world.get(self.pen.unit)
        to = (home.signals_to or home.id) if self.deed.fitting else self.any_unit(self.deed.two)
        case = self.near if self.deed.three % 4 == 0 else None
        taken = {"case_id": case and case.id, "taken_at": case and self.at(-1), "taken_by_id": case and self.me}
        return self.add(
            "cases_concern",
            self.pen.sends_concern,
            membership_id=self.me,
            from_unit_id=self.pen.unit,
            unit_id=to,
            **taken,
        )

    def copy(self):
        record = self.written(self.deed.one)
        if not record:
            return None
        case = record.case if self.deed.fitting else self.pick(f.Case, self.deed.two).id
        return self.add(
            "consent_journalcopy",
            self.pen.copies,
            record_id=record.id,
            case_id=case,
            unit_id=self.unit,
            copied_by_id=self.me,
        )

    def question(self):
        case = self.case_id if self.deed.fitting else None
        return self.add(
            "cases_protectionquestion", self.pen.puts_question, unit_id=self.unit, membership_id=self.me, case_id=case
        )

    def child(self):
        return self.add("cases_child", self.pen.adds_child, unit_id=self.unit)

    def relative(self):
        child = self.pick(f.Child, self.deed.one).id
        return self.add("cases_relative", self.pen.adds_relative, child_id=child, unit_id=self.unit)

    def protected_name(self):
        child = self.pick(f.Child, self.deed.one).id
        return self.add("cases_protectedname", self.pen.puts_name_apart, child_id=child, unit_id=self.unit)

    def draft(self):
        worker = self.pen.worker if self.deed.fitting else self.pick(f.Membership, self.deed.one).worker
        return self.add("access_draft", self.pen.keeps_draft, worker=worker, membership=self.me, form="x")

    def letter(self):
        return self.add("access_outbox", self.pen.posts, unit=self.unit)


KINDS = sorted(
    {
        name
        for kind in (Asking, Changing, Consenting, KeepingBack, Reviewing, Righting, Telling, Urgent, Trying)
        for name, what in vars(kind).items()
        if callable(what)
        and name not in vars(object)
        and name not in ("pick", "any_unit", "add", "written", "answered", "kin", "__init__")
    }
)


def some(least: int, most: int):
    """A number of deeds."""
    one = st.builds(Deed, st.sampled_from(KINDS), numbers, numbers, numbers, numbers, often, often)
    return st.lists(one, min_size=least, max_size=most)


deeds = some(6, 24)


def every(nth: int = 1):
    """Every deed that the people of the story can try on the first few rows of each kind; or every nth of them."""
    tried = product(KINDS, range(7), range(3), range(4), (True, False))
    for kind, seat, one, two, fitting in islice(tried, 0, None, nth):
        yield Deed(kind, seat, one, two, one + two, True, fitting)
