"""The municipal lead sees the town's numbers, term by term; a small one neither as a figure nor as a length."""

import re
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from access.actor import acting_as
from insight.models import Count, Measure
from insight.queries import Shown, _term, counts
from insight.terms import Term
from tests.town import PEOPLE, STORIES, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def katarina(client):
    client.post("/demo/as/municipal_lead/")
    return client


def page():
    with acting_as(seat("municipal_lead")) as actor:
        return counts(actor)


def text(response):
    return response.content.decode()


def test_the_table_is_the_towns(katarina):
    shown = page()

    assert [row.term for row in shown.rows] == [Term.of(localdate()).before(back) for back in (3, 2, 1, 0)]
    assert [cell.text for _name, cell in shown.rows[-1].cells] == ["64", "44", "20", "2", "16", "79 %", "91 %", "66 %"]
    assert [(bar.name, bar.shown.text) for bar in shown.areas] == [
        ("Centrum", "31"),
        ("Hamnen", "24"),
        ("Åsen", "9"),
        ("Från fristående skola", "färre än 5"),
    ]
    for words in ("Läget", "färre än 5", "31", "66 %"):
        assert words in text(katarina.get("/counts/"))


def test_a_withheld_number_has_no_bar(katarina):
    private = page().areas[-1]

    assert (private.width, private.mark, private.shown.value) == (None, None, None)
    row = re.search(r"Från fristående skola.*?</li>", text(katarina.get("/counts/")), re.DOTALL)[0]
    assert "<svg" not in row


def test_a_mark_shows_the_term_before():
    contact, meeting = page().days

    assert (meeting.shown.text, meeting.width, meeting.mark) == ("16", 89, 100)
    assert contact.width == contact.mark


def counted(**numbers):
    term = Term(2026, 2)
    return term, [
        Count(
            term=term.code,
            measure=name.split("__")[0],
            area_id=None if "__" not in name else name.split("__")[1],
            value=value,
        )
        for name, value in numbers.items()
    ]


def shown_of(**numbers):
    term, found = counted(**numbers)
    return {f"{measure}{area or ''}": shown for (measure, area), shown in _term(found, term).items()}


def test_a_part_that_would_give_a_small_one_away_is_not_shown_and_says_so():
    shown = shown_of(SIGNALS=40, OWN_SUPPORT=37, SEVERAL=3, DAYS_TO_MEETING=9, DAYS_TO_CONTACT=2, HELPED=66)

    assert shown["SEVERAL"].text == "färre än 5"
    assert shown["OWN_SUPPORT"] == Shown("visas inte")
    assert shown["SIGNALS"].text == "40"
    assert shown["DAYS_TO_CONTACT"].text == "2"
    for of_a_handful in ("DAYS_TO_MEETING", "HELPED"):
        assert shown[of_a_handful] == Shown("visas inte")


def test_a_median_of_nobody_knows_how_many_is_not_shown():
    assert shown_of(IN_TIME=80)["IN_TIME"] == Shown("visas inte")


def test_a_small_area_takes_the_next_one_with_it():
    shown = shown_of(SIGNALS=58, SIGNALS__a=31, SIGNALS__b=24, SIGNALS__c=3)

    assert [shown[f"SIGNALS{area}"].text for area in ("a", "b", "c")] == ["31", "visas inte", "färre än 5"]


def test_there_is_no_name_in_it(katarina):
    shown = text(katarina.get("/counts/"))
    names = [story.child.given for story in STORIES.values()] + [person.name for person in PEOPLE.values()]
    for name in names:
        assert not name or name == "Katarina Brandt" or not re.search(rf"\b{name}\b", shown)


@pytest.mark.parametrize("key", [key for key in PEOPLE if key != "municipal_lead"])
def test_nobody_else_finds_it_and_the_database_gives_them_no_number(client, key):
    client.post(f"/demo/as/{key}/")
    assert client.get("/counts/").status_code == 404
    with acting_as(seat(key)):
        assert not Count.objects.exists()


def test_nobody_writes_a_number_over_the_web():
    with acting_as(seat("municipal_lead")), pytest.raises(DatabaseError), transaction.atomic():
        Count(term="2026-2", measure=Measure.SIGNALS, value=1).save()


def test_without_numbers_the_page_says_what_will_fill_it(katarina, monkeypatch):
    monkeypatch.setattr("insight.queries.localdate", lambda: localdate().replace(year=2001, day=1))

    assert "Inga siffror än" in text(katarina.get("/counts/"))


def test_it_is_one_question_to_the_database(katarina):
    with CaptureQueriesContext(connection) as asked:
        katarina.get("/counts/")
    assert len([query for query in asked if "insight_count" in query["sql"]]) == 1


def test_terms_follow_each_other():
    assert Term.of(localdate().replace(2026, 7, 31)) == Term(2026, 1)
    assert Term.of(localdate().replace(2026, 8, 1)) == Term(2026, 2) == Term.read("2026-2")
    assert [Term(2026, 1).before(back).code for back in range(4)] == ["2026-1", "2025-2", "2025-1", "2024-2"]
    assert (Term(2026, 1).short, Term(2026, 2).name) == ("vt 2026", "höstterminen 2026")


def test_insight_knows_no_child():
    for path in (Path(__file__).resolve().parents[2] / "insight").glob("*.py"):
        assert not re.search(r"^(from|import) (cases|consent|coordination)\b", path.read_text(), re.MULTILINE)
