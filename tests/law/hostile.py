"""A stranger with everybody else's identifiers: what there is of others, and what came of asking with it."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.utils.timezone import now

from access.actor import acting_as
from access.guarded import pen
from access.models import Draft
from consent import actions
from tests.accounts import signed_in
from tests.strict import StrictClient
from tests.town import ids, seat

STRANGERS = ("police", "leisure", "emi", "private_school", "bup_intake", "teacher", "unit_manager", "access_admin",
             "log_reviewer", "registrar", "municipal_lead")  # fmt: skip
NOTHING, NO_REFERENCE = UUID("5eb63bbb-e01e-4ed0-93cb-22bb8f5acdc3"), "K-7Q7Q"

# What stands in an address, by its name, and of which table it is; `pk` by the address's.
TABLES = {
    "reference": "cases_case", "concern": "cases_concern", "signal": "cases_concern", "record": "cases_record",
    "relative": "cases_relative", "assignment": "cases_caseload", "draft": "access_draft", "flow": "access_draft",
    "opening": "consent_opening", "right": "agencies_protectedright", "production": "consent_production",
}  # fmt: skip
OF_PK = {
    "measure": "coordination_measure", "meeting": "coordination_meeting", "agree": "coordination_meeting",
    "give_measure": "coordination_measure", "take_meeting": "coordination_meeting",
    "change_meeting": "coordination_meeting", "cancel_meeting": "coordination_meeting",
    "interpreter": "coordination_meeting",
    "answer_meeting": "coordination_meeting", "note_answer": "coordination_invitation",
    "invite_to_part": "coordination_invitation", "revoke_invitation": "coordination_invitation",
    "paper_invitation": "coordination_invitation",
    "withdraw": "consent_consent", "rely": "consent_consent", "answer": "consent_answer",
    "decide": "consent_consent", "renew": "consent_consent",
    "by_law": "cases_record", "not_now": "cases_record",
    "withhold": "cases_record", "withheld": "consent_withholding", "show_again": "consent_withholding",
    "look_again": "consent_postponement", "put_away": "consent_postponement",
    "answer_text": "consent_answer", "take_back_own": "consent_answer", "answer_pdf": "consent_answer",
    "together": "consent_answer", "scan": "consent_answer", "scan_file": "consent_answer",
    "see_sharing": "cases_record", "see_withdrawing": "consent_consent",
    "invitation": "cases_involvement", "decline": "cases_involvement", "share": "cases_record",
    "journal": "cases_record", "answer_handover": "cases_handover", "take_back_handover": "cases_handover",
    "sample": "access_sample", "passed": "access_sample",
}  # fmt: skip
# Who works where is no secret inside Kring; whose it is to change is asked by hand in test_hostile.py.
DIRECTORY = {"worker", "membership", "standing", "unit", "uid", "token", "mark", "key"}


@dataclass(frozen=True)
class Town:
    """Every row's id, as nobody in the product sees it."""

    rows: dict[str, list]
    words: dict[str, dict]  # table: row's id: what may not be read by who does not see the row
    names: dict[str, dict]  # names that stand in rows of their own, as they were told to those who see these

    @classmethod
    def seen_by(cls, look) -> "Town":
        """Read it behind the fence."""
        tables = {*TABLES.values(), *OF_PK.values(), "coordination_goal"}
        rows = {table: [i for (i,) in look.execute(f"SELECT id FROM {table} ORDER BY id")] for table in tables}
        words = {table: dict(look.execute(f"SELECT id, {text} FROM {table} WHERE {text} <> ''")) for table, text in (
            ("cases_child", "given_name || ' ' || family_name"), ("cases_relative", "name"),
            ("cases_record", "left(text, 40)"), ("cases_concern", "left(seen, 40)"),
            ("coordination_meeting", "left(agenda, 40)"), ("coordination_goal", "left(text, 40)"),
            ("coordination_measure", "left(text, 40)"), ("coordination_address", "email"),
        )}  # fmt: skip
        names = {table: dict(look.execute(f"SELECT id, {name} FROM {table} WHERE {name} <> ''")) for table, name in (
            ("coordination_invitation", "name"), ("coordination_measure", "name"),
        )}  # fmt: skip
        return cls(rows, words, names)


def a_draft_of_somebody():
    """The town has none: the teacher and a colleague begin to write."""
    for key in ("bup", "social"):
        with acting_as(seat(key)) as actor, pen():
            moment = now()
            Draft(
                id=ids.of("draft", key), worker=actor.worker, membership=actor.membership, form="concern",
                subject=str(NOTHING), fields={"seen": ["Hemligt"]}, began_at=moment, saved_at=moment,
            ).save()  # fmt: skip


def an_opening_of_somebody():
    """Nor has it an emergency opening: Maria opens Saga's case. Answers with its id."""
    with acting_as(seat("social")) as maria:
        why = "Det kunde inte vänta."
        return actions.open_emergency(maria, new_id=ids.of("opening", "saga"), number="K-0041", reason=why).pk


def visible(key: str, tables) -> dict[str, set]:
    """The ids that the fence shows a seat, or has shown it."""
    found = {}
    with transaction.atomic(), acting_as(seat(key)), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT id FROM {table}")
            found[table] = {i for (i,) in cursor.fetchall()}
        # What the seat once had and has lost to a changed consent leads to the page that says so: no secret to it.
        cursor.execute("SELECT page_id FROM law.left_behind")
        lost = {i for (i,) in cursor.fetchall()}
        for table in {"coordination_meeting", "coordination_measure"} & set(tables):
            found[table] |= lost
    return found


def written() -> dict[str, int]:
    """How many rows this transaction has written so far, table by table; kept or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        counts = dict(cursor.fetchall())
    return {name: n for name, n in counts.items() if name not in ("access_trail", "django_session")}


@dataclass(frozen=True)
class Answer:
    """What came back, without what differs between two askings of one page."""

    status: int
    page: str
    leads_to: str
    changed: dict[str, int]
    raw: str


def ask(client: StrictClient, method: str, path: str, said: dict, but=()) -> Answer:
    """Ask once, in a transaction that is undone; `but` are the words of the address, taken out of the page."""
    before = written()
    with transaction.atomic():
        response = client.get(path) if method == "GET" else client.post(path, said)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        after = written()
        transaction.set_rollback(True)
    raw = body.decode(errors="replace")
    return Answer(
        response.status_code, plain(raw, but), plain(response.get("Location", ""), but),
        {name: n - before.get(name, 0) for name, n in after.items() if n != before.get(name, 0)}, raw,
    )  # fmt: skip


def plain(page: str, but) -> str:
    """A page without its token, its signed ids, the hour and the asked address's own words."""
    page = re.sub(r"csrfmiddlewaretoken\" value=\"[^\"]+|X-CSRFToken[^}]+", "", page)
    page = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:[\w:-]+", "ONCE", page)
    page = re.sub(r"\b\d\d[:.]\d\d([:.]\d\d)?\b|(?<=holds/\?at=)\d+", "CLOCK", page)
    for word in but:
        page = page.replace(str(word), "ASKED")
    return page


def browser(key: str) -> StrictClient:
    """The stranger's own, signed in."""
    return signed_in(StrictClient(), key)
