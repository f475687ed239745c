"""The page "Får jag dela?": the question, its answer, and what must never be in it."""

import re
from datetime import date

import pytest

from access.actor import acting_as
from agencies.models import Unit
from look.templatetags.look import day
from tests.accounts import signed_in
from tests.town import ids, seat

pytestmark = pytest.mark.django_db
PAGE = "/may-i-share/"
WHOLE = {"sender": "SCHOOL", "to": "HEALTH", "kind": "CARE", "years": "0", "purpose": "SUPPORT", "consent": "NOT_YET"}


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def verdict(answer):
    found = re.search(r'data-verdict="(\w+)"', answer.content.decode())
    return found.group(1) if found else None


def test_it_begins_with_the_own_regime_and_no_answer(client):
    signed_in(client, "bup")

    answer = client.get(PAGE)

    assert answer.status_code == 200 and verdict(answer) is None
    assert '<option value="HEALTH" selected>' in text(answer)


def test_a_link_fills_in_kind_and_receiver_and_asks_for_the_rest(client):
    signed_in(client, "welfare")

    answer = client.get(PAGE, {"kind": "CARE", "to": "HEALTH"})

    assert answer.status_code == 200 and verdict(answer) is None
    assert '<option value="CARE" selected>' in text(answer) and '<option value="HEALTH" selected>' in text(answer)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, "WITH_CONSENT"),
        ({"consent": "YES"}, "YES"),
        ({"consent": "REFUSED"}, "NO"),
        ({"to": "SOCIAL", "purpose": "PROTECT"}, "MUST"),
        ({"to": "FAMILY"}, "WEIGH"),
        ({"to": "SAME"}, "YES"),
        ({"years": "UNKNOWN"}, "WITH_CONSENT"),
    ],
)
def test_the_five_answers(client, asked, expected):
    signed_in(client, "welfare")

    answer = client.get(PAGE, WHOLE | asked)

    assert answer.status_code == 200 and verdict(answer) == expected
    assert f"Reglerna är lästa mot lagen {day(date(2026, 2, 12))}" in text(answer)
    assert "<details" in text(answer) and "OSL" in text(answer)


def test_a_unit_is_asked_about_by_its_agency(client):
    signed_in(client, "welfare")
    bup, school, emi = (ids.of("unit", key) for key in ("bup", "school", "emi"))

    assert verdict(client.get(PAGE, WHOLE | {"to": str(bup)})) == "WITH_CONSENT"
    assert verdict(client.get(PAGE, WHOLE | {"to": str(school)})) == "YES"
    assert "egen gren" in text(client.get(PAGE, WHOLE | {"to": str(emi)}))


def test_another_sender_is_not_in_our_agency(client):
    signed_in(client, "welfare")

    answer = client.get(PAGE, WHOLE | {"sender": "HEALTH", "to": str(ids.of("unit", "school"))})

    assert verdict(answer) == "WITH_CONSENT"


def test_a_concern_shows_the_way_out_of_kring(client):
    signed_in(client, "welfare")

    html = text(client.get(PAGE, WHOLE | {"to": "SOCIAL", "purpose": "PROTECT"}))

    assert "Det går inte genom Kring" in html and "tel:112" in html and "Fråga er jurist</strong><ul" not in html


def test_it_says_when_to_ask_the_lawyer(client):
    signed_in(client, "social")

    answer = client.get(PAGE, WHOLE | {"sender": "SOCIAL", "to": "POLICE", "purpose": "PREVENT_CRIME"})

    assert verdict(answer) == "WEIGH" and "Fråga er jurist</strong><ul" in text(answer)


@pytest.mark.parametrize(
    "asked",
    [
        {"to": ""},
        {"kind": ""},
        {"years": ""},
        {"consent": ""},
        {"purpose": ""},
        {"to": "9b2f6d54-0000-4000-8000-000000000000"},
        {"sender": "FAMILY"},
        {"years": "fyra"},
        {"purpose": "NYFIKEN"},
    ],
)
def test_half_a_question_is_refused_in_words(client, asked):
    signed_in(client, "welfare")

    answer = client.get(PAGE, WHOLE | asked)

    assert answer.status_code == 422 and verdict(answer) is None and "ds-validation-message" in text(answer)


def test_it_is_only_asked_by_get_and_only_by_whoever_works_here(client):
    assert client.get(PAGE, WHOLE).status_code == 302
    signed_in(client, "welfare")
    assert client.post(PAGE, WHOLE).status_code == 405


def test_what_is_asked_is_not_logged(client, caplog):
    signed_in(client, "welfare")

    with caplog.at_level("INFO"):
        client.get(PAGE, WHOLE)

    assert "purpose" not in caplog.text and "CARE" not in caplog.text


def test_pages_lead_to_it_with_kinds_and_regimes_alone(client):
    signed_in(client, "welfare")
    note = ids.of("record", "E1")
    pages = ["/cases/K-0042/notes/new/", f"/cases/K-0042/notes/{note}/share/", "/children/"]

    for page in pages:
        links = re.findall(r'href="(/may-i-share/[^"]*)"', client.get(page, follow=True).content.decode())
        assert links, page
        assert all(re.fullmatch(r"/may-i-share/(\?(kind|to)=[A-Z_]+)?", link) for link in links), links


def test_it_names_no_child_and_its_choices_are_units_alone(client):
    signed_in(client, "welfare")
    html = text(client.get(PAGE, WHOLE))

    named = set(re.findall(r'value="([0-9a-f-]{36})"', html))

    assert "K-0042" not in html and "Ella" not in html
    with acting_as(seat("welfare")):
        assert named == {str(pk) for pk in Unit.objects.filter(takes_children=True).values_list("pk", flat=True)} - {
            str(ids.of("unit", "welfare"))
        }
