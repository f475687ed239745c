"""How a fact of the made-up town stands in its table; what the law does not ask about is filled in by type."""

from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from psycopg import sql

from tests.law.sight import emergency, meetings, review, right, withholding
from tests.law.sight import facts as f

SOMEBODY = UUID(int=1)  # where a key is asked for and the law does not look; foreign keys are not checked here
FILLINGS = {
    "bool": False,
    "int2": 0,
    "int4": 0,
    "int8": 0,
    "jsonb": "{}",
    "bytea": b"",
    "_varchar": [],
    "_uuid": [],
    "uuid": SOMEBODY,
}


# What a decision holds that its constraints ask for and the law does not.
DECIDED = {"weighing": "x" * 10, "section": "10:27", "basis": "GENERAL_CLAUSE", "rules": "1", "purpose": "SUPPORT"}


class Clock:
    """Whole hours from the moment that the towns are made."""

    def __init__(self, moment: datetime):
        self.moment = moment

    def at(self, hours: int | None) -> datetime | None:
        return None if hours is None else self.moment + timedelta(hours=hours)


def of_membership(m, at):
    return {
        "worker_id": m.worker,
        "unit_id": m.unit,
        "roles": sorted(m.roles - {"PROTECTED"}),
        "starts_at": at(m.starts),
        "ends_at": at(m.ends),
    }


def of_stand_in(s, at):
    return {"absent_id": s.absent, "stand_in_id": s.stand_in, "starts_at": at(s.starts), "ends_at": at(s.ends)}


def of_child(c, at):
    born = None if c.protected else _born(c.came_of_age, at)
    return {"unit_id": c.unit, "protected_code": "S-1" if c.protected else "", "born_on": born}


def of_protected_name(p, at):
    return {"child_id": p.child, "unit_id": p.unit, "born_on": _born(p.came_of_age, at)}


def _born(came_of_age, at):
    if came_of_age is None:
        return None
    day = at(24 * came_of_age).date()
    return day.replace(year=day.year - 18, day=min(day.day, 28))


def of_case(c, at):
    closed = {"closed_at": at(-1), "closed_by_id": SOMEBODY} if c.closed else {"closed_at": None, "closed_by_id": None}
    return {"child_id": c.child, "unit_id": c.unit, "lead_id": c.lead, "reference": f"K-{c.id.int % 10**9}", **closed}


def of_concern(c, at):
    carried = {"case_id": c.case, "taken_at": at(-1) if c.case else None, "taken_by_id": c.taken_by}
    return {"membership_id": c.writer, "from_unit_id": c.from_unit, "unit_id": c.unit, **carried}


def of_involvement(i, at):
    return {"case_id": i.case, "unit_id": i.unit, "state": i.state, "invited_by_unit_id": i.invited_by}


def of_caseload(c, at):
    return {
        "content_object_id": c.case,
        "user_id": c.worker,
        "unit_id": c.unit,
        "starts_at": at(c.starts),
        "ends_at": at(c.ends),
        "permission_id": 1,
    }


def of_handover(h, at):
    answer = {"answered_at": at(-1), "accepted": False} if h.answered else {"answered_at": None, "accepted": None}
    return {"case_id": h.case, "unit_id": h.unit, "to_membership_id": h.to, **answer}


def of_consent(c, at):
    return {"case_id": c.case, "unit_id": c.unit, "given_at": at(-1000), "ends_at": at(c.ends), "words_id": None}


def of_grant(g, at):
    relied = {"relied_at": at(-1), "relied_by_id": SOMEBODY} if g.relied else {"relied_at": None, "relied_by_id": None}
    return {
        "case_id": g.case,
        "from_unit_id": g.from_unit,
        "to_unit_id": g.to_unit,
        "kind": g.kind,
        "basis": g.basis,
        "consent_id": g.consent,
        "starts_at": at(g.starts),
        "ends_at": at(g.ends),
        "section": "10:2",
        "decision_id": g.id if g.basis == "DUTY" else None,
        "record_id": g.record,
        **relied,
    }


def of_share_decision(d, at):
    return {
        "case_id": d.case,
        "unit_id": d.unit,
        "record_id": d.record,
        "to_unit_id": d.to_unit,
        **DECIDED,
    }


def of_disclosure(d, at):
    return {
        "record_id": d.record,
        "grant_id": d.grant,
        "case_id": d.case,
        "unit_id": d.unit,
        "to_unit_id": d.to_unit,
    }


def of_withdrawal(w, at):
    return {
        "consent_id": w.consent,
        "case_id": w.case,
        "about_unit_id": w.about,
        "kind": w.kind,
        "unit_id": w.unit,
        "withdrawn_at": at(-1),
        "by_one": w.by_one,
        "answer_id": w.answer if w.by_one else None,
    }


def of_decision(d, at):
    return {
        "consent_id": d.consent,
        "unit_id": d.unit,
        "answer_id": d.answer,
        "withdrawal_id": d.withdrawal,
        "ground": "CUSTODY",
        "kinds": list(d.kinds),
        "reason": "x",
    }


def of_line(n, at):
    return {
        "membership": n.membership,
        "worker": n.worker,
        "unit": n.unit,
        "agency": n.agency,
        "owner_unit": n.owner_unit,
        "owner_agency": n.owner_agency,
        "case": n.case,
        "name": n.name,
        "verb": "READ",
    }


def of_answer(a, at):
    own = {"relative_id": a.about, "about_self": a.about is not None, "is_needed": a.about is None}
    return {"consent_id": a.consent, "unit_id": a.unit, "said": "YES" if a.yes else "NO", "answered_at": at(-1)} | own


TABLES = {
    f.Membership: ("agencies_membership", of_membership),
    f.StandIn: ("agencies_standin", of_stand_in),
    f.Child: ("cases_child", of_child),
    f.ProtectedName: ("cases_protectedname", of_protected_name),
    f.Relative: ("cases_relative", lambda r, at: {"child_id": r.child, "unit_id": r.unit, "has_custody": True}),
    f.Case: ("cases_case", of_case),
    f.Concern: ("cases_concern", of_concern),
    f.ProtectionQuestion: (
        "cases_protectionquestion",
        lambda q, at: {"membership_id": q.asker, "unit_id": q.unit, "case_id": q.case},
    ),
    f.Involvement: ("cases_involvement", of_involvement),
    f.Caseload: ("cases_caseload", of_caseload),
    f.Handover: ("cases_handover", of_handover),
    f.Record: ("cases_record", lambda r, at: {"case_id": r.case, "unit_id": r.unit, "kind": r.kind}),
    f.Consent: ("consent_consent", of_consent),
    f.Answer: ("consent_answer", of_answer),
    f.ShareDecision: ("consent_sharedecision", of_share_decision),
    f.Postponement: (
        "consent_postponement",
        lambda p, at: {"case_id": p.case, "unit_id": p.unit, "record_id": p.record, "ground": "UNSURE"},
    ),
    f.Spoken: (
        "consent_spoken",
        lambda s, at: {
            "case_id": s.case,
            "unit_id": s.unit,
            "record_id": s.record,
            "to_unit_id": SOMEBODY,
            "basis": "CONSENT",
        },
    ),
    f.Grant: ("consent_grant", of_grant),
    f.Scan: ("consent_scan", lambda s, at: {"answer_id": s.answer, "unit_id": s.unit}),
    f.Refusal: ("consent_refusal", lambda r, at: {"answer_id": r.answer, "grant_id": r.grant, "unit_id": r.unit}),
    f.Disclosure: ("consent_disclosure", of_disclosure),
    f.Withdrawal: ("consent_withdrawal", of_withdrawal),
    f.Decision: ("consent_decision", of_decision),
    f.JournalCopy: (
        "consent_journalcopy",
        lambda j, at: {"record_id": j.record, "case_id": j.case, "unit_id": j.unit},
    ),
    f.Draft: ("access_draft", lambda d, at: {"worker": d.worker, "membership": d.membership, "form": str(d.id)}),
    f.Letter: ("access_outbox", lambda o, at: {"unit": o.unit}),
    f.Line: ("access_trail", of_line),
    **emergency.TABLES,
    **meetings.TABLES,
    **review.TABLES,
    **withholding.TABLES,
    **right.TABLES,
}


class Filler:
    """Knows every column that must have a value, and gives it one."""

    def __init__(self, connection, clock: Clock):
        self.clock = clock
        found = connection.execute(
            """SELECT table_name, column_name, udt_name FROM information_schema.columns
               WHERE table_schema = 'public' AND is_nullable = 'NO'"""
        )
        self.needed: dict[str, dict] = {}
        for table, column, kind in found:
            self.needed.setdefault(table, {})[column] = self._filling(kind)

    def _filling(self, kind):
        if kind == "timestamptz":
            return self.clock.at(-1)
        return self.clock.moment.date() if kind == "date" else FILLINGS.get(kind, "")

    def row(self, fact) -> tuple[str, dict]:
        """The table and the whole row of a fact."""
        table, columns = TABLES[type(fact)]
        return table, {**self.needed[table], **columns(fact, self.clock.at), "id": fact.id}


@cache
def insert(table: str, columns: tuple[str, ...]):
    """The statement that adds such a row; always the same object, so that it is prepared once."""
    return sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join([sql.Placeholder()] * len(columns)),
    )
