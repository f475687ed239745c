"""Made-up towns: everything that can be so, though nobody would make it so."""

from hypothesis import strategies as st

from tests.law.sight import facts as f
from tests.law.sight import meetings, review, spine
from tests.law.sight.ground import UNITS, WORKERS
from tests.law.sight.making import Making, complete

# (begins, ends): most run, some have ended, some have not begun.
PERIODS = [(-9, None)] * 4 + [(-9, 9), (-9, -2), (4, None)]
SHORT = [(-9, 9)] * 3 + [(-9, -2), (4, 9)]
LINE_PERIODS = [(-9, None)] * 3 + [(-9, 9), (-9, -2), (4, 9), (None, None)]
ROLES = [
    {"CASEWORKER"}, {"CASEWORKER", "INTAKE"}, {"INTAKE"}, {"MANAGER"}, {"MANAGER", "CASEWORKER"}, {"REPORTER"},
    {"COORDINATOR", "INTAKE"}, {"REGISTRAR"}, {"PROTECTED", "CASEWORKER"}, {"ROBOT"}, {"LOG_REVIEWER"},
    {"ACCESS_ADMIN", "REPORTER"}, set(),
]  # fmt: skip
CONTENTS = ["AGREED", "CARE"]
KINDS = ["PRESENCE", *CONTENTS]
STATES = ["ACTIVE", "ACTIVE", "INVITED", "INVITED", "DECLINED", "LEFT"]
BASES = ["CONSENT", "CONSENT", "CONSENT", "INTERNAL", "DUTY"]

unit_ids = st.sampled_from([unit.id for unit in UNITS])
numbers = st.integers(0, 63)  # a pick out of a list that is not known beforehand
often = st.sampled_from([True, True, True, False])
seldom = st.sampled_from([False, False, False, True])


def several(most, *parts):
    return st.lists(st.tuples(*parts), max_size=most)


membership_parts = several(4, st.sampled_from(WORKERS), unit_ids, st.sampled_from(ROLES), st.sampled_from(PERIODS))
stand_in_parts = several(3, numbers, numbers, st.sampled_from(SHORT))
child_parts = several(1, unit_ids, seldom, st.sampled_from([None, None, -9, 9, -90]))
case_parts = several(1, numbers, often, numbers, seldom)
concern_parts = several(3, numbers, unit_ids, st.booleans(), numbers, numbers)
part_parts = several(4, numbers, unit_ids, st.sampled_from(STATES), unit_ids)
caseload_parts = several(4, numbers, numbers, often, unit_ids, st.sampled_from(PERIODS))
handover_parts = several(2, numbers, unit_ids, numbers, st.booleans())
record_parts = several(3, numbers, unit_ids, st.sampled_from(CONTENTS))
consent_parts = several(3, numbers, often, unit_ids, st.sampled_from([9, 9, -1]))
grant_parts = several(
    6, numbers, unit_ids, unit_ids, st.sampled_from(KINDS), st.sampled_from(BASES), numbers,
    st.sampled_from(LINE_PERIODS), often, often,
)  # fmt: skip
disclosure_parts = several(4, numbers, numbers, often, unit_ids)
withdrawal_parts = several(2, numbers, st.sampled_from([None, *(u.id for u in UNITS)]),
                           st.sampled_from(["", "PRESENCE", "CARE"]), unit_ids, seldom, st.booleans())  # fmt: skip
decision_parts = several(2, numbers, numbers, st.sampled_from(["PRESENCE", "CARE"]), often)
opening_parts = several(4, numbers, numbers, st.sampled_from([(-9, 9)] * 3 + [(-9, -2), (4, 9)]), seldom, seldom, often)
meeting_parts = several(2, numbers, unit_ids, st.sampled_from([2, 2, -1]), often)
invitation_parts = several(4, numbers, numbers, seldom, seldom)
measure_parts = several(3, numbers, numbers)
small_parts = several(4, numbers, unit_ids, numbers)
line_parts = several(
    4, numbers, st.one_of(st.none(), unit_ids), st.booleans(), numbers, st.sampled_from(["cases.x", "agencies.x"])
)


@st.composite
def worlds(draw) -> f.World:
    """A whole town."""
    making = Making()
    for unit in UNITS:
        making.world.add(unit)
    spine.tell(making, draw(spine.amiss))
    _people(making, draw)
    _cases(making, draw)
    _lines(making, draw)
    _openings(making, draw)
    meetings.more(making, draw(meeting_parts), draw(invitation_parts), draw(measure_parts))
    _rest(making, draw)
    return making.world


def _people(m, draw):
    for worker, unit, roles, (starts, ends) in draw(membership_parts):
        m.add(f.Membership, worker, unit, frozenset(roles), starts, ends, once=(worker, unit))
    for absent, stand_in, (starts, ends) in draw(stand_in_parts):
        one, other = m.one_of(f.Membership, absent), m.one_of(f.Membership, stand_in)
        if one is not other:
            m.add(f.StandIn, one.id, other.id, starts, ends)


def _cases(m, draw):
    for unit, protected, came_of_age in draw(child_parts):
        m.add(f.Child, unit, protected, came_of_age)
    for child, own, lead, closed in draw(case_parts):
        kid, head = m.one_of(f.Child, child), m.one_of(f.Membership, lead)
        there = [seat for seat in m.world.all(f.Membership) if seat.unit == kid.unit]
        if own and there:
            head = there[lead % len(there)]
        m.add(f.Case, kid.id, kid.unit if own else head.unit, head.id, closed, once=(None if closed else kid.id))
    for case, unit, state, inviter in draw(part_parts):
        found = m.one_of(f.Case, case)
        m.add(
            f.Involvement,
            found.id,
            unit,
            state,
            inviter,
            once=(found.id, unit, state in ("ACTIVE", "INVITED") or m.ids),
        )
    for case, seat, own, unit, (starts, ends) in draw(caseload_parts):
        found, head = m.one_of(f.Case, case), m.one_of(f.Membership, seat)
        unit = head.unit if own else unit
        m.add(f.Caseload, found.id, head.worker, unit, starts, ends, once=(found.id, head.worker, unit))
    for case, unit, seat, answered in draw(handover_parts):
        found = m.one_of(f.Case, case)
        m.add(f.Handover, found.id, unit, m.one_of(f.Membership, seat).id, answered, once=found.id)
    for case, unit, kind in draw(record_parts):
        found = m.one_of(f.Case, case)
        m.add(f.Record, found.id, found.unit if case % 2 else unit, kind)
    for writer, unit, carried, case, taker in draw(concern_parts):
        head = m.one_of(f.Membership, writer)
        taken = (m.one_of(f.Case, case).id, m.one_of(f.Membership, taker).id) if carried else (None, None)
        m.add(f.Concern, head.id, head.unit, unit, *taken)


def _lines(m, draw):
    for case, own, unit, ends in draw(consent_parts):
        found = m.one_of(f.Case, case)
        m.add(f.Consent, found.id, found.unit if own else unit, ends)
    for case, giver, receiver, kind, basis, consent, (starts, ends), relied, of_case in draw(grant_parts):
        found, agreed = m.one_of(f.Case, case), m.one_of(f.Consent, consent)
        if case % 4:
            receiver = m.one_of(f.Membership, case // 4).unit  # a line to nobody opens nothing
        if giver == receiver or (basis == "CONSENT" and agreed is None):
            continue
        by_consent = basis == "CONSENT"
        if by_consent and of_case:
            found = m.world.get(agreed.case)
        if consent % 2 and receiver != found.unit:
            giver = found.unit  # most is told by the one who began
        agreed_id, record = agreed.id if by_consent else None, None
        if basis == "DUTY":
            kind, record = "CARE", m.one_of(f.Record, consent)
            if record is None:
                continue
            if record.unit != receiver:
                m.add(f.ShareDecision, record.case, record.unit, record.id, receiver)
        m.add(f.Grant, found.id, giver, receiver, kind, basis, agreed_id, starts, ends, relied, record and record.id)
    for record, grant, fitting, unit in draw(disclosure_parts):
        shown, line = m.one_of(f.Record, record), m.one_of(f.Grant, grant)
        if shown and line:
            to = line.to_unit if fitting else unit
            m.add(f.Disclosure, shown.id, line.id, shown.case, shown.unit, to, once=(shown.id, to, line.id))
    for consent, about, kind, unit, other_case, by_one in draw(withdrawal_parts):
        agreed = m.one_of(f.Consent, consent)
        if agreed:
            case = m.one_of(f.Case, consent).id if other_case else agreed.case
            m.add(f.Withdrawal, agreed.id, case, about, kind, unit, by_one)


def _openings(m, draw):
    agency = {u.id: u.agency for u in UNITS}
    for case, seat, (starts, ends), ended, reviewed, own in draw(opening_parts):
        head = m.one_of(f.Membership, seat)
        unit = head.unit if own else m.one_of(f.Membership, case).unit
        values = (m.one_of(f.Case, case).id, head.id, head.worker, unit, agency[unit], starts, ends, ended)
        m.add(f.Opening, *values)
        if reviewed:
            m.add(f.OpeningReview, m.world.all(f.Opening)[-1].id, unit, bool(case % 2))
        if case % 3:
            own_line = (head.id, head.worker, unit, agency[unit], None, None, m.one_of(f.Case, case).id, "cases.x")
            m.add(f.Line, *own_line)
        act = m.one_of(f.Disclosure, case)
        if act:
            m.add(f.Production, act.id, head.worker, unit, agency[unit], ends)


def _rest(m, draw):
    complete(m)
    for consent, back, kind, fitting in draw(decision_parts):
        taken_back = m.one_of(f.Withdrawal, back)
        agreed = m.world.get(taken_back.consent) if taken_back and fitting else m.one_of(f.Consent, consent)
        if taken_back and agreed:
            answer = m.one_of(f.Answer, back).id
            m.add(f.Decision, agreed.id, agreed.unit, answer, taken_back.id, (kind,), once=taken_back.id)
    for number, unit, other in draw(small_parts):
        case, record, seat = m.one_of(f.Case, number), m.one_of(f.Record, number), m.one_of(f.Membership, other)
        m.add(f.ProtectionQuestion, seat.id, unit, None if number % 3 == 0 else case.id)
        m.add(f.Draft, seat.worker, seat.id)
        m.add(f.Letter, unit)
        if record:
            m.add(f.JournalCopy, record.id, record.case, unit)
            m.add(f.Postponement, record.case, unit, record.id)
            m.add(f.Spoken, record.case, unit, record.id, once=record.id)
            m.add(f.Withholding, record.case, record.unit, record.id, other % 4 == 0, once=record.id)
        answer, line = m.one_of(f.Answer, number), m.one_of(f.Grant, other)
        if answer and line:
            m.add(f.Scan, answer.id, answer.unit)
            m.add(f.Refusal, answer.id, line.id, answer.unit, once=(answer.id, line.id))
    for seat, owner, in_case, case, name in draw(line_parts):
        doer = m.one_of(f.Membership, seat)
        agency = {u.id: u.agency for u in UNITS}
        m.add(f.Line, doer.id, doer.worker, doer.unit, agency[doer.unit], owner, agency.get(owner),
              m.one_of(f.Case, case).id if in_case else None, name)  # fmt: skip
    review.made(m)
