"""The plain story that every made-up town tells, with a few things in it that are otherwise than they should be.

A team leads a case; a clinic takes part by consent and each has shown the other a note. What chance makes up besides
seldom hangs together; a story with one thing amiss is where a condition of the law decides.
"""

from hypothesis import strategies as st

from tests.law.sight import facts as f
from tests.law.sight import meetings, review
from tests.law.sight.ground import CLASS, CLINIC, RIDING, TEAM, UNITS, WARD, WORKERS
from tests.law.sight.making import Making, complete

AMISS = [
    "line not relied on", "line not begun", "line ended", "line ends later", "line never agreed", "presence only",
    "presence missing", "consent has run out", "consent of another case", "all taken back", "care taken back",
    "presence taken back", "taken back for the ward", "taken back for the clinic", "taken back by the clinic",
    "caseload ended", "caseload not begun", "caseload in the ward", "no caseload", "shown to the ward",
    "shown by the other line", "not shown", "closed", "clinic asked", "clinic left", "lead gone", "stand-in",
    "stand-in over", "handover open", "handover answered", "handover to the team", "record of the clinic's",
    "care taken back by one", "one set aside", "all set aside", "signal waits", "protected", "robots",
    "internal line", "manager at the clinic", "opened at the clinic", "opened in the team", "opened and ended",
    "registrar at the clinic", "came of age", "line of law", "line of law for another",
    "log drawn", "each taken back by one", "two have answered", "presence decided",
    "opening over", "shown to the club", "production over",
    "right over",
]  # fmt: skip
amiss = st.frozensets(st.sampled_from(AMISS), max_size=6)


def told(*off: str) -> f.World:
    """A world with the story alone, and these things amiss."""
    making = Making()
    for unit in UNITS:
        making.world.add(unit)
    tell(making, frozenset(off))
    complete(making)
    review.made(making)
    return making.world


def tell(m, off: frozenset[str]) -> None:
    """Add the story's facts to a world in the making."""
    lead, clinician = _people(m, off)
    m.add(f.Child, TEAM, "protected" in off, -9 if "came of age" in off else None)
    m.add(f.Child, CLINIC, False)
    child, other_child = m.world.all(f.Child)
    closed = "closed" in off
    m.add(f.Case, child.id, TEAM, lead.id, closed, once=None if closed else child.id)
    m.add(f.Case, other_child.id, CLINIC, clinician.id, False, once=other_child.id)
    case, other = m.world.all(f.Case)
    state = "INVITED" if "clinic asked" in off else "LEFT" if "clinic left" in off else "ACTIVE"
    for unit, how in ((TEAM, "ACTIVE"), (CLINIC, state)):
        m.add(f.Involvement, case.id, unit, how, TEAM, once=(case.id, unit, how != "LEFT"))
    if "no caseload" not in off:
        starts, ends = (-9, -2) if "caseload ended" in off else (4, None) if "caseload not begun" in off else (-9, None)
        unit = WARD if "caseload in the ward" in off else CLINIC
        m.add(f.Caseload, case.id, clinician.worker, unit, starts, ends, once=(case.id, clinician.worker, unit))
    if off & {"handover open", "handover answered"}:
        to = lead if "handover to the team" in off else clinician
        m.add(f.Handover, case.id, TEAM, to.id, "handover answered" in off, once=case.id)
    teacher = next(seat for seat in m.world.all(f.Membership) if seat.unit == CLASS)
    carried = (None, None) if "signal waits" in off else (case.id, lead.id)
    m.add(f.Concern, teacher.id, CLASS, TEAM, *carried)
    _told(m, off, case, other)
    _opened(m, off, case)
    meetings.story(m, case, lead, clinician)
    if "log drawn" in off:
        agency = {unit.id: unit.agency for unit in UNITS}
        for seat in (teacher, lead, clinician, teacher, teacher):  # each third is not drawn: tests.law.sight.review
            own = agency[seat.unit]
            m.add(f.Line, seat.id, seat.worker, seat.unit, own, None, None, case.id, "cases.x")


def _people(m, off):
    ends = -2 if "lead gone" in off else None
    at_clinic = {"MANAGER"} if "manager at the clinic" in off else {"INTAKE"}
    at_clinic |= {"REGISTRAR"} if "registrar at the clinic" in off else set()
    reviewer, drawer = ({"LOG_REVIEWER"}, {"ROBOT"}) if "log drawn" in off else (set(), set())
    posts = [
        (0, TEAM, {"CASEWORKER", "INTAKE"} | reviewer, ends), (1, TEAM, {"CASEWORKER"} | drawer, None),
        (2, TEAM, {"MANAGER"}, None), (3, CLINIC, {"CASEWORKER", "PROTECTED"}, None), (4, CLINIC, at_clinic, None),
        (1, CLASS, {"REPORTER"}, None),
    ]  # fmt: skip
    posts.append((4, TEAM, {"INTAKE"}, None))
    if "robots" in off:
        posts.append((2, CLINIC, {"ROBOT"}, None))
    for worker, unit, roles, until in posts:
        m.add(f.Membership, WORKERS[worker], unit, frozenset(roles), -9, until, once=(WORKERS[worker], unit))
    seats = m.world.all(f.Membership)
    m.add(f.ProtectedRight, seats[3].id, CLINIC, -9, -2 if "right over" in off else 9)
    if off & {"stand-in", "stand-in over"}:
        until = -2 if "stand-in over" in off else 9
        m.add(f.StandIn, seats[0].id, seats[1].id, -9, until)
        m.add(f.StandIn, seats[3].id, seats[4].id, -9, until)
    return seats[0], seats[3]


def _told(m, off, case, other):
    """What may be told, what was written, and what was shown."""
    about = other if "consent of another case" in off else case
    m.add(f.Consent, about.id, TEAM, -1 if "consent has run out" in off else 9)
    consent = m.world.all(f.Consent)[0]
    starts = None if "line never agreed" in off else 4 if "line not begun" in off else -9
    ends = -2 if "line ended" in off else 9 if "line ends later" in off else None
    basis, agreed = ("INTERNAL", None) if "internal line" in off else ("CONSENT", consent.id)
    by_law = bool(off & {"line of law", "line of law for another"})
    basis, agreed = ("DUTY", None) if by_law else (basis, agreed)
    relied = "line not relied on" not in off
    for unit, kind in ((TEAM, "CARE"), (TEAM, "AGREED"), (CLINIC, "CARE"), (CLINIC, "AGREED")):
        m.add(f.Record, case.id, unit, kind)
    written = {unit: next(r for r in m.world.all(f.Record) if r.unit == unit).id for unit in (TEAM, CLINIC)}
    if "line of law for another" in off:
        written = {TEAM: written[CLINIC], CLINIC: written[TEAM]}
    m.add(f.ShareDecision, case.id, TEAM, written[TEAM], CLINIC)
    for giver, receiver in ((TEAM, CLINIC), (CLINIC, TEAM)):
        if "presence missing" not in off:
            m.add(f.Grant, case.id, giver, receiver, "PRESENCE", "CONSENT", consent.id, -9, None, True)
        if "presence only" not in off:
            record = written[giver] if by_law else None
            m.add(f.Grant, case.id, giver, receiver, "CARE", basis, agreed, starts, ends, relied, record)
    for record in m.world.all(f.Record):
        _shown(m, off, record)
    for name, who, kind in (("all taken back", None, ""), ("care taken back", None, "CARE"),
                            ("presence taken back", None, "PRESENCE"), ("taken back for the ward", WARD, ""),
                            ("taken back for the clinic", CLINIC, ""),
                            ("care taken back by one", None, "CARE")):  # fmt: skip
        if name in off:
            by = CLINIC if "taken back by the clinic" in off else TEAM
            m.add(f.Withdrawal, consent.id, case.id, who, kind, by, name.endswith("one") or "one set aside" in off)
    if off & {"one set aside", "all set aside", "each taken back by one", "two have answered"}:
        m.add(f.Answer, consent.id, TEAM)
        m.add(f.Answer, consent.id, TEAM)
    if "each taken back by one" in off:  # one after the other; the first has been weighed
        for answer in m.world.all(f.Answer):
            m.add(f.Withdrawal, consent.id, case.id, None, "CARE", TEAM, True, answer.id)
        first = next(back for back in m.world.all(f.Withdrawal) if back.answer)
        m.add(f.Decision, consent.id, TEAM, first.answer, first.id, ("CARE",), once=first.id)
    if off & {"one set aside", "all set aside"}:
        for back in m.world.all(f.Withdrawal):
            kinds = ("PRESENCE", "CARE") if "presence decided" in off else ("CARE",)
            m.add(f.Decision, consent.id, TEAM, m.world.all(f.Answer)[0].id, back.id, kinds, once=back.id)


def _shown(m, off, record):
    if "not shown" in off:
        return
    ours = record.unit == TEAM
    to = (
        WARD
        if "shown to the ward" in off
        else RIDING
        if "shown to the club" in off and ours
        else CLINIC
        if record.unit == TEAM
        else TEAM
    )
    kind = "PRESENCE" if "shown by the other line" in off else "CARE"
    through = next((g for g in m.world.all(f.Grant) if g.from_unit == record.unit and g.kind == kind), None)
    if through and record.kind == "CARE":
        m.add(f.Disclosure, record.id, through.id, record.case, record.unit, to, once=(record.id, to, through.id))


def _opened(m, off, case):
    """A colleague in the team opens what it has, and one of the clinic's what it has been shown."""
    seats = m.world.all(f.Membership)
    openers = [(seats[1], off & {"opened in the team"}), (seats[4], off & {"opened at the clinic"})]
    for seat, is_so in openers:
        if is_so:
            agency = m.world.get(seat.unit).agency
            ended = "opened and ended" in off
            runs_until = -1 if "opening over" in off else 1
            m.add(f.Opening, case.id, seat.id, seat.worker, seat.unit, agency, -2, runs_until, ended)
    if "registrar at the clinic" in off:
        for act in m.world.all(f.Disclosure):
            runs_until = -1 if "production over" in off else 1
            m.add(f.Production, act.id, seats[4].worker, CLINIC, m.world.get(CLINIC).agency, runs_until)
