"""Another's identifier in any address or field is answered like that of nothing, and nothing comes of it."""

import psycopg
import pytest
from django.db import connection
from django.urls import reverse

from tests import services
from tests.accounts import signed_in
from tests.law import hostile
from tests.law.addresses import addresses
from tests.law.hostile import DIRECTORY, NO_REFERENCE, NOTHING, OF_PK, STRANGERS, TABLES, Town
from tests.town import ids, seat

pytestmark = [pytest.mark.law, pytest.mark.django_db]
PLAIN = {  # what is wanted of a form's fields, so that only the foreign ids can stop it
    "day": "2027-01-15",
    "clock": "10:00",
    "begins": "10:00",
    "ends": "11:00",
    "ends_on": "2027-03-01",
    "given_on": "2026-11-01",
    "due_on": "2027-01-20",
    "follow_up_on": "2027-02-01",
    "starts_on": "2026-11-25",
    "text": "Hej",
    "said": "YES",
    "state": "DONE",
    "result": "Klart",
    "version": "1",
    "what": "ALL",
    "told_by": "Karin",
    "who": "all",
    "reason": "Hej",
    "because": "FULL",
    "name": "Karin",
    "relation": "MOTHER",
    "kind": "JOINT",
    "number": "17",
    "contact": "Karin",
    "phone": "070",
    "place": "Linden",
    "changed": "x",
    "remains": "x",
    "words": "x",
    "said_by": "x",
    "given_name": "A",
    "family_name": "B",
    "remark": "x",
    "answer": "x",
    "decision": "OPEN",
    "how": "ORAL",
    "purpose": "x",
    "choice": "x",
    "know": "x",
    "via": "PAPER",
    "agenda": "x",
    "draft_form": "concern",
    "when": "today",
    "which": "new",
    "protected": "NO",
}


def fields(row: dict) -> dict:
    """A form with these rows' ids in every field that takes one."""
    person, relative = row["membership"], row["relative"]
    return PLAIN | {
        "person": [str(person)],
        "worker": str(person),
        "to": str(person),
        "lead": str(person),
        "absent": str(person),
        "stand_in": str(person),
        "membership": str(person),
        "unit": str(row["unit"]),
        "units": [str(row["unit"])],
        "ours": [str(row["unit"])],
        "know_each_other": [f"{row['unit']}:{row['unit']}"],
        "refused": [str(row["record"])],
        "attended": [str(row["record"])],
        "people": [f"m:{person}", f"r:{relative}"],
        "who": [f"r:{relative}"],
        "record": str(row["record"]),
        "case": str(row["case"]),
        "which": str(row["case"]),
        "child": str(row["case"]),
        "concern": str(row["record"]),
        "draft_subject": str(row["case"]),
        "new_id": str(row["record"]),
        "consent_id": str(row["record"]),
        "signals_to": str(row["unit"]),
    }


# Who works where is no secret: the same in both.
STAFF = {"membership": seat("social"), "unit": ids.of("unit", "support")}
OF_NOBODY = {**STAFF, "relative": NOTHING, "record": NOTHING, "case": NOTHING}
# A poll answers everybody alike; somebody else's begun form is the begun form of nobody, and one begins one's own.
ANSWERS_ALIKE = {
    "coordination:pulse", "coordination:holds", "consent:emergency_holds", "cases:concern_question",
    "cases:start_question", "cases:start_child",
}  # fmt: skip
BEGINS = {"access_draft", "cases_protectionquestion"}


def of_others(hidden: dict) -> dict:
    """Rows that the asker does not see."""
    return {
        **STAFF,
        "relative": hidden["cases_relative"][0],
        "record": hidden["cases_record"][0],
        "case": hidden["cases_case"][0],
    }


@pytest.fixture
def town():
    with psycopg.connect(services.superuser_url(connection.settings_dict["NAME"]), autocommit=True) as look:
        found = Town.seen_by(look)
    hostile.a_draft_of_somebody()
    found.rows["access_draft"] = [ids.of("draft", key) for key in ("bup", "social")]
    found.rows["consent_opening"] = [hostile.an_opening_of_somebody()]
    return found


def about(address):
    """What each part of the address is a row of; None for an address that names nothing of a child's."""
    name = address.name.split(":")[-1]
    parts = {part: OF_PK[name] if part == "pk" else TABLES.get(part, "") for part in address.parts}
    return parts if parts and not set(parts) & (DIRECTORY - {"unit"}) and set(parts) - {"unit"} else None


def pairs(parts, hidden, known, references):
    """Addresses of hidden rows beside those of nothing: all hidden, and a hidden one in a case of the asker's own."""

    def pick(part, table, which):
        if part == "unit":
            return ids.of("unit", "bup") if which == "hidden" else NOTHING
        if which == "nothing":
            return NO_REFERENCE if part == "reference" else NOTHING
        row = (hidden if which == "hidden" else known)[table]
        return references[row[0]] if part == "reference" else row[0]

    if all(hidden.get(table) or part == "unit" for part, table in parts.items()):
        yield [{part: pick(part, table, which) for part, table in parts.items()} for which in ("hidden", "nothing")]
    rest = set(parts) - {"reference", "unit"}
    if "reference" in parts and rest and known["cases_case"] and all(hidden[parts[part]] for part in rest):
        own = {"reference": pick("reference", "cases_case", "own")}
        yield [
            {part: pick(part, table, which) for part, table in parts.items()} | own for which in ("hidden", "nothing")
        ]


def read_words(town, seen, answer):
    """Words on the page out of rows that the asker may not see, unless the same word stands in one that is seen."""
    told = {words[pk] for table, words in town.words.items() for pk in seen[table] if pk in words}
    told |= {name for table, names in town.names.items() for pk, name in names.items() if pk in seen[table]}
    hidden = {word for table, words in town.words.items() for pk, word in words.items() if pk not in seen[table]}
    return [word for word in hidden - told if len(word) > 5 and word in answer.raw]


@pytest.mark.parametrize("key", STRANGERS)
def test_a_hidden_row_is_like_none(key, town):
    with psycopg.connect(services.superuser_url(connection.settings_dict["NAME"]), autocommit=True) as look:
        references = dict(look.execute("SELECT id, reference FROM cases_case"))
    tables = {*town.rows, *town.words}
    seen = hostile.visible(key, tables)
    hidden = {table: [row for row in rows if row not in seen[table]] for table, rows in town.rows.items()}
    known = {table: [row for row in rows if row in seen[table]] for table, rows in town.rows.items()}
    client, found, asked, others = hostile.browser(key), [], 0, of_others(hidden)
    for address in addresses():
        parts = about(address)
        for both in pairs(parts, hidden, known, references) if parts else ():
            paths = [reverse(address.name, kwargs=one) for one in both]
            but = [value for one in both for value in one.values()]
            for method in ("GET", "POST"):
                signed_in(client, key)
                theirs, none = [hostile.ask(client, method, path, fields(others), but) for path in paths]
                asked += 2
                if (theirs.status, theirs.leads_to) != (none.status, none.leads_to) or theirs.page != none.page:
                    found.append(("differs", method, address.name, theirs.status, none.status))
                alike = address.name in ANSWERS_ALIKE or "flow" in parts
                if theirs.status not in (403, 404, 405, 422) and not alike:
                    found.append(("answers", method, address.name, theirs.status))
                if theirs.changed and not (alike and set(theirs.changed) <= BEGINS):
                    found.append(("writes", method, address.name, theirs.changed))
                if words := read_words(town, seen, theirs):
                    found.append(("tells", method, address.name, words))
    assert asked > 40
    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("key", ["police", "private_school", "teacher", "unit_manager", "access_admin"])
def test_a_hidden_row_in_a_form_of_one_s_own_is_like_none(key, town):
    """Every page that the stranger opens, sent back with others' ids in its fields."""
    tables = {*town.rows, *town.words}
    seen = hostile.visible(key, tables)
    with psycopg.connect(services.superuser_url(connection.settings_dict["NAME"]), autocommit=True) as look:
        references = dict(look.execute("SELECT id, reference FROM cases_case"))
    hidden = {table: [row for row in rows if row not in seen[table]] for table, rows in town.rows.items()}
    client, found, others = hostile.browser(key), [], of_others(hidden)
    for address in addresses():
        parts = about(address)
        if (address.parts and not parts) or address.name in ("agencies:sign_out", "agencies:sign_in"):
            continue
        own = {}
        for part, table in (parts or {}).items():
            rows = [ids.of("unit", "bup")] if part == "unit" else sorted(seen[table], key=str)
            own[part] = references.get(rows[0], rows[0]) if rows and part == "reference" else rows[0] if rows else None
        if None in own.values():
            continue
        path = reverse(address.name, kwargs=own)
        signed_in(client, key)
        if words := read_words(town, seen, hostile.ask(client, "GET", path, {})):
            found.append(("tells", address.name, words))
        but = [*others.values(), NOTHING]
        answers = []
        for row in (others, OF_NOBODY):
            signed_in(client, key)
            answers.append(hostile.ask(client, "POST", path, fields(row), but))
        theirs, none = answers
        if theirs.status >= 500 or read_words(town, seen, theirs):
            found.append(("breaks or tells", address.name, theirs.status))
        if (theirs.status, theirs.page) != (none.status, none.page):
            found.append(("differs", address.name, theirs.status, none.status))
    assert not found, "\n".join(map(str, found))
