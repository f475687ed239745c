"""Who sees which note, and by what: asked for every seat × every note. KRING_WRITE=1 writes the page anew."""

from collections import defaultdict
from os import environ

import pytest
from django.db import connection

from access.actor import acting_as
from cases.models import Record
from consent.models import Disclosure
from tests.law.addresses import page, seats
from tests.town import PEOPLE, STORIES, ids, seat

pytestmark = [pytest.mark.law, pytest.mark.django_db]
PAGE = page("who-sees-what.md")
HEAD = """# Who sees what

Every note of the demo town, and every seat that may read it: *own* is the unit that wrote it, the other words are the
basis of the line through which it was shown. Who is not named sees nothing of the note. Written by `make handbook`; a
test compares it with what the database answers, so that a change of the law is a difference that can be read.

"""


def seen():
    """By note: who, and by what. Asked as each seat, of rows that the law lets through."""
    found = defaultdict(list)
    for key, unit in seats():
        with acting_as(seat(key, unit), read_only=False) as actor:
            bases = defaultdict(set)
            for act in Disclosure.objects.filter(to_unit=actor.unit).select_related("grant"):
                bases[act.record_id].add(act.grant.basis)
            for record in Record.objects.all():
                why = "own" if record.unit_id == actor.unit else "/".join(sorted(bases[record.pk])) or "nothing"
                found[record.pk].append((f"{key}@{unit}" if unit else key, why))
    return found


def notes(story):
    """The story's notes in its order, by the names that the town gives them."""
    return [(note.key, note.unit, note.kind, ids.of("record", note.key)) for note in story.notes]


def written(found) -> str:
    blocks, named = [HEAD], set()
    for story in STORIES.values():
        told = notes(story)
        if not told:
            continue
        who = story.child.given or story.child.code
        lines = [f"## {who} ({story.reference})" if story.reference else f"## {who}", ""]
        lines += ["| note | written by | kind | read by |", "|---|---|---|---|"]
        for key, unit, kind, pk in told:
            named.add(pk)
            readers = ", ".join(f"{reader} ({why})" for reader, why in sorted(found.get(pk, []))) or "nobody"
            lines.append(f"| {key} | {unit} | {kind} | {readers} |")
        blocks.append("\n".join(lines) + "\n\n")
    others = sum(len(readers) for pk, readers in found.items() if pk not in named)
    blocks.append(f"Besides these, seats × what families have answered, agreed and closed with: {others}.\n")
    return "".join(blocks)


def test_the_page_says_what_the_database_answers():
    now = written(seen())
    if environ.get("KRING_WRITE"):
        PAGE.write_text(now, encoding="utf-8")
    assert PAGE.exists(), "make handbook writes it"
    assert PAGE.read_text(encoding="utf-8") == now, "read the difference; if it is meant, make handbook writes it anew"


def test_nothing_is_seen_for_no_reason():
    assert [(pk, reader) for pk, readers in seen().items() for reader, why in readers if why == "nothing"] == []


# What the town's own description says about Ella and Noah (town.md 6 and 7); E1 and E2 are the signal and its answer.
ELLA = {
    "teacher": "E4 E5 E6 E8 E10 E11 E12 E13",
    "social": "E5 E6 E7 E8 E10 E11 E12 E13",
    "bup": "E6 E9 E10 E13",
    "unit_manager": "",
    "bup_intake": "",
    **dict.fromkeys(("emi", "leisure", "police", "private_school", "preschool"), ""),
}
NOAH = {"leisure": "N2 N5 N6", "police": "N2 N3 N6", "welfare": "N2 N4 N6", "teacher": "", "unit_manager": ""}


@pytest.mark.parametrize(("letter", "says"), [("E", ELLA), ("N", NOAH)], ids=["ella", "noah"])
def test_the_town_is_as_it_is_told(letter, says):
    found = seen()
    for key, told in says.items():
        notes_of_all = [
            name for story in STORIES.values() for name, *_rest, pk in notes(story) if key in dict(found[pk])
        ]
        numbered = {name for name in notes_of_all if name[0] == letter and name[1:].isdigit()}
        assert numbered == set(told.split()), key


def test_the_people_are_all_asked():
    assert {key for key, _unit in seats()} == set(PEOPLE)
    assert connection.vendor == "postgresql"
