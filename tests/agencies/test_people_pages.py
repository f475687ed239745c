"""The administrator's pages show the own agency, no child and no other agency, and everybody else finds nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from access.actor import acting_as
from access.guarded import pen
from agencies.models import Membership, Unit
from tests.agencies.pages import LARS, LEILA, PAGES, SCHOOL, TOVE, WELFARE, text
from tests.town import PEOPLE, STORIES, ids, seat

pytestmark = pytest.mark.django_db

OTHERS = ["teacher", "welfare", "unit_manager", "bup_intake", "police", "log_reviewer", "municipal_lead"]


@pytest.fixture
def tove(client):
    client.post("/demo/as/access_admin/")
    return client


# --- What is shown --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", PAGES)
def test_the_pages_hold_no_child_and_no_other_agency(tove, which):
    shown = text(tove.get(PAGES[which]))

    assert "Utbildningsnämnden" in shown or which != "people"
    for story in STORIES.values():
        for hidden in (story.reference, f"{story.child.given} {story.child.family}".strip()):
            assert not hidden or hidden not in shown
    for key in ("bup", "police", "emi", "private_school", "social"):
        assert PEOPLE[key].name not in shown


def test_who_works_where_with_what_and_until_when(tove):
    shown = text(tove.get("/people/"))

    for words in ("Elevhälsan Björkskolan", "Leila Amiri", "Tar emot", "om 7 dagar", "Lars Wendel", "för Leila Amiri"):
        assert words in shown


def test_a_search_finds_people_by_name_title_and_address(tove):
    for asked in ("leila", "kurator", "LEILA.AMIRI@"):
        shown = text(tove.get("/people/", {"q": asked}))
        assert "Leila Amiri" in shown
        assert "Malin Sundin" not in shown
    assert "Ingen i er organisation heter så" in text(tove.get("/people/", {"q": "Erik Lund"}))


def test_the_pages_cost_the_same_with_ten_times_the_people(tove):
    def cost(path):
        with CaptureQueriesContext(connection) as asked:
            assert tove.get(path).status_code == 200
        return sum(query["sql"].lstrip().startswith("SELECT") for query in asked)

    paths = ("/people/", f"/people/{LEILA}/", "/people/changes/")
    before = [cost(path) for path in paths]
    with acting_as(seat("access_admin")), pen():
        for number in range(10):
            unit = Unit(agency_id=ids.of("agency", "education"), name=f"Enhet {number}")
            unit.save()
            Membership(
                worker_id=LEILA, unit=unit, roles=["INTAKE"], starts_at=now(), ends_at=now() + timedelta(days=9)
            ).save()
    assert [cost(path) for path in paths] == before
    assert max(before) <= 15 + 2  # the session and its worker


def test_ones_own_page_offers_nothing(tove):
    shown = text(tove.get(f"/people/{TOVE}/"))

    assert "Ingen ger eller tar behörighet åt sig själv" in shown
    for missing in ("Ändra roller", "Avsluta", "Ge ett uppdrag till"):
        assert missing not in shown


def test_ending_says_what_happens_and_to_whom_without_counting_children(tove):
    shown = text(tove.get(PAGES["end"]))

    assert "hamnar hos <strong>Per Nordin</strong>, som leder enheten, i samma sekund" in shown
    assert "Nästa klick nekas" in shown


# --- Who finds nothing ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", OTHERS)
@pytest.mark.parametrize("which", [*PAGES, "add_agency"])
def test_nobody_else_finds_any_of_it(client, key, which):
    client.post(f"/demo/as/{key}/")
    path = PAGES.get(which, "/people/agencies/add/")

    assert client.get(path).status_code == 404
    assert client.post(path, {}).status_code == 404


def test_an_administrator_of_one_agency_adds_no_other(client):
    with acting_as(seat("access_admin")), pen():
        seated = Membership(worker_id=LARS, unit_id=SCHOOL, roles=["ACCESS_ADMIN"], starts_at=now())
        seated.save()
    client.post("/demo/as/log_reviewer/")
    client.post("/switch/", {"membership": seated.pk})
    assert client.get("/people/").status_code == 200
    assert "Lägg till organisation" not in text(client.get("/people/"))
    assert client.get("/people/agencies/add/").status_code == 404


@pytest.mark.parametrize("key", ["bup", "police", "emi", "private_school", "municipal_lead"])
def test_other_agencies_addresses_are_as_if_they_were_not(tove, key):
    worker, unit, theirs = ids.of("worker", key), ids.of("unit", PEOPLE[key].posts[0].unit), seat(key)
    today = localdate().isoformat()
    for path, sent in {
        f"/people/{worker}/": {},
        f"/people/{worker}/details/": {"name": "X", "title": "Y"},
        f"/people/{worker}/invite/": {},
        f"/people/{worker}/assignment/": {"unit": WELFARE, "roles": "INTAKE", "starts_on": today},
        f"/people/units/{unit}/": {"name": "X"},
        f"/assignments/{theirs}/roles/": {"roles": "REGISTRAR"},
        f"/assignments/{theirs}/extend/": {},
        f"/assignments/{theirs}/end/": {"when": "NOW"},
    }.items():
        assert tove.post(path, sent).status_code == 404
        if "/invite/" not in path:
            assert tove.get(path).status_code == tove.get(f"/people/{uuid4()}/").status_code == 404
    with acting_as(theirs) as still_there:
        assert still_there.unit == unit


def test_who_may_see_protected_names_is_shown_to_the_administrator(tove):
    page = tove.get(PAGES["people"]).content.decode()
    panel = page.split('id="h-protected"', 1)[1].split("</section>", 1)[0]

    assert "Leila Amiri" in panel and "med skydd i elevhälsan" in panel and "tills vidare" not in panel
    assert "Per " not in panel and PEOPLE["social"].name not in panel  # no right, and another agency
