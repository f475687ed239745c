"""The welfare team's pages: no name in an address, no number in a page until it is asked for."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.actor import acting_as
from access.models import Draft
from cases import queries
from cases.models import Child, Concern, Record
from tests.cases.people import signal, start
from tests.town import record, seat

pytestmark = pytest.mark.django_db

CHILD = {"given_name": "Vera", "family_name": "Lind", "school_class": "4A", "birth_year": "", "identity_number": ""}


@pytest.fixture
def leila(client):
    client.post("/demo/as/welfare/")
    return client


@pytest.fixture
def vera(db):
    return signal()


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


def test_taking_on_leads_to_the_childs_page(leila, vera):
    shown = page(leila, reverse("cases:signal", args=[vera]))
    assert "Anna Berg" in shown and "tel:070-174 06 05" in shown
    taken = leila.post(reverse("cases:signal", args=[vera]), CHILD | {"protected": "NO", "answer": "Tack!"})
    with acting_as(seat("welfare")) as actor:
        assert taken.url == f"/cases/{queries.concern(actor, vera).case.reference}/"
    assert "Tack!" in page(leila, reverse("cases:signal", args=[vera]))


def test_with_a_protected_person_nothing_is_done_and_nothing_kept(leila, vera):
    address = reverse("cases:signal", args=[vera])
    draft = {"draft_form": "signal", "draft_subject": vera, "draft_never": "protected=YES"}
    leila.post("/drafts/", draft | {"answer": "Tack!"})
    typed = CHILD | {"protected": "YES", "answer": "Tack!"}
    stopped = leila.post(address, typed)
    assert "Fråga först om barnet ska finnas i Kring" in stopped.content.decode()
    leila.post("/drafts/", draft | typed)
    with acting_as(seat("welfare")):
        assert Concern.objects.get(pk=vera).case_id is None
        assert not Child.objects.filter(given_name="Vera").exists()
        assert "Tack!" not in str(Draft.objects.values_list("fields", flat=True))


def test_a_like_child_must_be_chosen_or_denied(leila):
    again = signal("Ella Öberg", school_class="3B")
    address = reverse("cases:signal", args=[again])
    assert "har redan ett samarbete, fast kontakt Leila Amiri" in page(leila, address)
    asked = leila.post(address, CHILD | {"protected": "NO"})
    assert asked.status_code == 422 and "Välj om det är något av barnen" in asked.content.decode()
    hostile = leila.post(address, CHILD | {"protected": "NO", "which": str(uuid4())})
    assert hostile.status_code == 422
    with acting_as(seat("welfare")) as actor:
        ella = queries.case(actor, "K-0042").child
    assert leila.post(address, CHILD | {"protected": "NO", "which": str(ella.pk)}).url == "/cases/K-0042/"


def test_the_number_in_a_signal_follows_and_is_never_in_the_page(leila):
    numbered = signal("Amir Ek", number="201710042381")
    address = reverse("cases:signal", args=[numbered])
    shown = page(leila, address)
    assert "2017••••-••••" in shown and "1004" not in shown
    leila.post(address, CHILD | {"given_name": "Amir", "protected": "NO"})
    with acting_as(seat("welfare")):
        assert Child.objects.get(given_name="Amir").identity_number == "201710042381"


def test_a_number_typed_by_the_team_finds_the_child_too(leila, vera):
    typed = CHILD | {"protected": "NO", "identity_number": "170312-2380"}
    assert leila.post(reverse("cases:signal", args=[vera]), typed).url == "/cases/K-0042/"


def test_what_no_database_keeps_is_refused_kindly(leila):
    page(leila, "/cases/K-00%0042/family/", 404)
    question = leila.get("/cases/new/").url
    leila.post(question)
    typed = CHILD | {"given_name": "El\x00la", "protected": "NO", "why": "Nu.", "kind": "HOME"}
    assert "osynligt tecken" in leila.post(f"{question}child/", typed).content.decode()


def test_the_poll_tells_only_that_something_changed(leila):
    with acting_as(seat("welfare")) as actor:
        mark = queries.inbox_mark(actor)
    address = reverse("cases:signals_changed", args=[mark])
    still = leila.get(address)
    assert (still.status_code, still.content, "HX-Trigger" in still) == (204, b"", False)
    signal()
    changed = leila.get(address)
    assert (changed.status_code, changed.content, changed["HX-Trigger"]) == (204, b"", "signals-changed")
    fresh = leila.get("/signals/", headers={"HX-Request": "true"}).content.decode()
    assert "Vera Lind" in fresh and "<html" not in fresh


def test_a_start_asks_first_and_then_whom_it_is_about(leila):
    question = leila.get("/cases/new/").url
    flow = question.split("/")[-2]
    assert leila.get(f"{question}child/").url == question
    assert "far illa" in page(leila, question)
    assert leila.post(question, {"answer": "YES"}).url == f"{question}child/"
    typed = CHILD | {"protected": "NO", "why": "Vi sover inte.", "kind": "HOME"}
    assert "Fråga först" in leila.post(f"{question}child/", typed | {"protected": "YES"}).content.decode()
    assert leila.post(f"{question}child/", typed | {"why": ""}).status_code == 422
    begun = leila.post(f"{question}child/", typed).url
    assert leila.post(f"{question}child/", typed).url == begun
    assert leila.get(f"/cases/new/{flow}/child/").url == begun


def test_a_start_with_a_child_that_has_a_case_says_so(leila):
    question = leila.get("/cases/new/").url
    leila.post(question)
    typed = CHILD | {"given_name": "Ella", "family_name": "Öberg", "protected": "NO", "why": "Nu.", "kind": "HOME"}
    asked = leila.post(f"{question}child/", typed)
    assert asked.status_code == 422 and "fast kontakt Leila Amiri" in asked.content.decode()
    again = leila.post(f"{question}child/", typed | {"identity_number": "170312-2380"})
    assert again.status_code == 422 and "redan ett samarbete runt barnet" in again.content.decode()


def test_the_number_is_masked_until_it_is_asked_for(leila):
    shown = page(leila, "/cases/K-0042/family/")
    assert "2017••••-••••" in shown and "20170312" not in shown and "2380" not in shown
    part = leila.post("/cases/K-0042/identity/", headers={"HX-Request": "true"})
    assert "20170312-2380" in part.content.decode() and "no-store" in part["Cache-Control"]
    assert leila.get("/cases/K-0042/identity/").status_code == 405
    client = leila.__class__()
    client.post("/demo/as/unit_manager/")
    assert client.post("/cases/K-0042/identity/").status_code == 403


def test_a_childs_name_stands_in_no_address(leila):
    assert "Ella Öberg" in leila.post("/search/", {"q": "Ella"}).content.decode()
    assert "Ella Öberg" not in page(leila, "/search/?q=Ella")
    assert 'method="post" action="/search/"' in page(leila, "/search/")


@pytest.mark.parametrize("place", ["family/", "notes/new/", "notes/call/", "decision/", "close/", "people/", "child/"])
def test_what_one_does_not_see_is_not_there(client, leila, place):
    for reference in ("K-0041", "K-0039", "K-9999"):
        page(leila, f"/cases/{reference}/{place}", 404)
    page(leila, f"/cases/K-0042/{place}")


@pytest.mark.parametrize("place", ["notes/{}/", "notes/{}/before/", "family/{}/"])
def test_another_units_rows_are_not_there(leila, place):
    for pk in (record("E9"), record("E13"), uuid4()):
        page(leila, f"/cases/K-0042/{place.format(pk)}", 404)


def test_the_inbox_is_not_everybodys(client):
    client.post("/demo/as/teacher/")
    for address in ("/signals/", f"/signals/{uuid4()}/", reverse("cases:signals_changed", args=["x"])):
        page(client, address, 404)


def test_a_manager_sees_a_row_and_why_the_rest_is_shut(client):
    client.post("/demo/as/unit_manager/")
    client.post("/switch/", {"membership": seat("unit_manager", "welfare")})
    assert "Leila Amiri" in page(client, "/children/?which=unit")
    shown = page(client, "/cases/K-0042/people/")
    assert "Gå in i samarbetet" in shown
    assert "arbetar med barnet" in page(client, "/cases/K-0042/notes/call/")
    client.post("/cases/K-0042/people/me/")
    assert "Spara samtalet" in page(client, "/cases/K-0042/notes/call/")


def test_two_who_change_the_same_relative(leila):
    with acting_as(seat("welfare")) as actor:
        karin = queries.relatives(actor, queries.case(actor, "K-0042"))[1]
    address = f"/cases/K-0042/family/{karin.pk}/"
    typed = {"name": "Karin Öberg", "relation": "GUARDIAN", "phone": "070-174 06 60"}
    assert leila.post(address, typed | {"version": "1"}).status_code == 302
    second = leila.post(address, typed | {"phone": "070-174 06 61", "version": "1"})
    said = second.content.decode()
    assert second.status_code == 422 and "070-174 06 60" in said and "070-174 06 61" in said
    assert 'name="version" value="2"' in said
    assert leila.post(address, typed | {"phone": "070-174 06 61", "version": "x"}).status_code == 422


def test_who_corrects_second_sees_both_texts(leila):
    address = f"/cases/K-0042/notes/{record('E3')}/"
    typed = {"kind": "WELLBEING", "source": "", "day": "2026-01-02", "clock": "10:00", "shown": str(record("E3"))}
    assert leila.post(address, typed | {"text": "Den första"}).status_code == 302
    second = leila.post(address, typed | {"text": "Den andra"})
    said = second.content.decode()
    assert second.status_code == 422 and "Den första" in said and "Den andra" in said
    with acting_as(seat("welfare")):
        newest = Record.objects.get(text="Den första").pk
    assert f'name="shown" value="{newest}"' in said
    assert leila.post(address, typed | {"text": "Den andra", "shown": str(newest)}).status_code == 302
    assert page(leila, f"/cases/K-0042/notes/{record('E3')}/before/").count("visa hur det stod") == 2


PAGES = [
    "/signals/", "/children/", "/children/?which=closed", "/search/", "/cases/K-0042/family/",
    "/cases/K-0042/notes/call/", "/cases/K-0042/decision/", "/cases/K-0042/close/", "/cases/K-0042/people/",
    "/cases/K-0042/child/",
]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_a_page_takes_few_reads(leila, address):
    page(leila, address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(leila, address)
    reads = [q["sql"] for q in asked if q["sql"].startswith("SELECT") and "django_session" not in q["sql"]]
    assert len(reads) <= 15, "\n".join(reads)


def test_ten_signals_take_as_many_reads_as_one(leila, vera):
    page(leila, "/signals/")
    with CaptureQueriesContext(connection) as one:
        page(leila, "/signals/")
    for number in range(9):
        signal(f"Barn {number}")
    with CaptureQueriesContext(connection) as ten:
        page(leila, "/signals/")
    assert len(one) == len(ten)


def test_nobody_is_offered_a_change_of_lead_that_nobody_can_take(client):
    client.post("/demo/as/private_school/")
    shown = page(client, reverse("cases:assign", args=["K-0036"]))
    assert "Ingen mer hos er kan ta över" in shown and reverse("cases:change_lead", args=["K-0036"]) not in shown


def test_where_nobody_is_to_be_told_no_form_asks_whom(leila, vera):
    with acting_as(seat("welfare")) as actor:
        reference = queries.case(actor, start(actor).reference).reference
    shown = page(leila, reverse("consent:spoken", args=[reference]))
    assert "Du ser ingen runt barnet" in shown and 'name="kind"' not in shown
