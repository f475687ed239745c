"""The child's page shows each what they may see, says why, notices changes, and is otherwise not there."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from access.actor import acting_as
from access.guarded import pen
from access.models import Trail
from cases.kinds import Kind
from cases.models import Child, Handover, Record
from consent.actions import answer_handover
from consent.models import Grant
from coordination import queries
from tests import town

pytestmark = pytest.mark.django_db

ELLA, NOAH, ELIAS, SAGA, PROTECTED, DANYLO = "K-0042", "K-0031", "K-0027", "K-0041", "K-0033", "K-0019"


def page_of(key, reference=ELLA, unit=""):
    with acting_as(town.seat(key, unit), read_only=True) as actor:
        return queries.case_page(actor, reference)


@pytest.mark.parametrize(
    ("key", "reference", "shape"),
    [
        ("welfare", ELLA, "CasePage"),
        ("teacher", ELLA, "CasePage"),
        ("social", ELLA, "CasePage"),
        ("bup", ELLA, "CasePage"),
        ("unit_manager", ELLA, "Doorway"),
        ("bup_intake", ELLA, "Doorway"),
        ("family_support", SAGA, "CasePage"),
        ("social", PROTECTED, "CasePage"),
        ("leisure", NOAH, "CasePage"),
        ("leisure", DANYLO, "LostPage"),
        ("welfare", DANYLO, "CasePage"),
    ],
)
def test_each_meets_the_page_that_is_theirs(key, reference, shape):
    assert type(page_of(key, reference)).__name__ == shape


@pytest.mark.parametrize(
    ("key", "reference"),
    [("emi", ELLA), ("leisure", ELLA), ("police", ELLA), ("private_school", ELLA), ("preschool", ELLA),
     ("preschool", SAGA), ("child_health", SAGA), ("teacher", NOAH), ("access_admin", ELLA), ("log_reviewer", ELLA),
     ("municipal_lead", ELLA), ("teacher", PROTECTED), ("welfare", "K-9999")],
)  # fmt: skip
@pytest.mark.parametrize("path", ["", "timeline/", "readers/"])
def test_hidden_and_absent_are_the_same_404(client, key, reference, path):
    client.post(f"/demo/as/{key}/")

    assert client.get(f"/cases/{reference}/{path}").status_code == 404


def test_the_signal_and_its_answer_are_the_writers_and_the_teams():
    assert [signal.answer for signal in page_of("welfare").signals] != []
    assert page_of("teacher").signals[0].answered_at
    assert page_of("social").signals == [] and page_of("bup").signals == []


def test_the_family_is_seen_by_the_unit_that_answers_for_it():
    assert {one.name for one in page_of("welfare").family} == {"Karin Öberg", "Jonas Öberg"}
    assert page_of("bup").family == [] and page_of("social").family == []
    assert page_of("welfare").circle[0]["person"] == "Jonas och Karin Öberg"


def test_the_circle_holds_those_one_may_know_of_and_how_the_line_is_drawn():
    drawn = {unit.name: (unit.state, unit.text) for unit in page_of("bup").around}

    assert drawn == {
        "BUP Sjöviken": ("full", "Din enhet"),
        "Björkskolan": ("full", "Båda berättar"),
        "Elevhälsan Björkskolan": ("full", "Båda berättar"),
        "Stöd till barn och familj": ("part", "Vet om varandra"),
    }
    assert {unit.name for unit in page_of("family_support", SAGA).around} == {"Stöd till barn och familj"}


def test_the_table_holds_the_lines_that_touch_the_own_unit_and_no_others():
    matrix = page_of("bup").matrix
    told = {(kind, unit.name): way for kind, cells in matrix.rows for unit, way in cells if way}

    assert told[(Kind.WELLBEING.label, "Elevhälsan Björkskolan")] == "in"
    assert told[(Kind.AGREED.label, "Elevhälsan Björkskolan")] == "both"
    assert {kind for kind, _cells in matrix.rows} & {Kind.CARE.label, Kind.SUPPORT.label, Kind.HOME.label} == set()


def test_the_lead_is_named_to_those_alone_who_may_know_of_the_leads_unit():
    with acting_as(town.seat("social")) as maria:
        answer_handover(maria, handover=Handover.objects.get(case=town.case("elias")), accepted=True)
    assert page_of("stand_in", ELIAS).head.lead.worker.name == "Maria Holm"

    with acting_as(town.seat("social")) as maria, pen():
        told = Grant.objects.filter(case=town.case("elias"), from_unit=maria.unit, kind=Kind.PRESENCE)
        told.filter(to_unit__name="Elevhälsan Fyrgymnasiet").update(ends_at=now())

    assert page_of("stand_in", ELIAS).head.lead is None
    assert page_of("social", ELIAS).head.is_lead


def test_before_others_are_with_it_is_a_contact_and_afterwards_a_lead():
    assert page_of("family_support", SAGA).head.lead_word == "fasta kontakt"
    assert page_of("welfare", ELLA).head.lead_word == "samordnare"


def test_until_there_is_a_consent_the_page_says_what_it_takes(client):
    client.post("/demo/as/family_support/")

    assert "Det här kräver samtycke" in client.get(f"/cases/{SAGA}/").content.decode()
    assert "Det här kräver samtycke" not in client.get("/cases/K-0039/").content.decode()


def test_who_does_not_end_it_reads_why(client):
    client.post("/demo/as/bup/")

    assert f"/cases/{ELLA}/close/" not in client.get(f"/cases/{ELLA}/").content.decode()
    assert "Det är barnets samordnare som avslutar." in client.get(f"/cases/{ELLA}/close/").content.decode()


def test_the_next_step_leads_to_the_meeting_and_the_end_stands_with_the_plan(client):
    client.post("/demo/as/welfare/")
    shown = client.get(f"/cases/{ELLA}/").content.decode()

    assert "Öppna mötet" in shown and f"/cases/{ELLA}/close/" not in shown
    assert f"/cases/{ELLA}/close/" in client.get(f"/cases/{ELLA}/plan/").content.decode()


def test_the_menu_says_where_one_is_on_every_page_of_a_child(client):
    client.post("/demo/as/welfare/")

    for page in ("", "plan/", "family/", "consent/", "circle/", "notes/new/", "meetings/new/"):
        shown = client.get(f"/cases/{ELLA}/{page}").content.decode()
        assert '<a href="/children/" aria-current="page">' in shown, page


def test_a_manager_meets_the_door_and_no_text(client):
    client.post("/demo/as/unit_manager/")
    shown = client.get(f"/cases/{ELLA}/").content.decode()

    assert "Du leder enheten" in shown and "Ella Öberg" in shown
    assert "magen" not in shown and "Tidslinje" not in shown


def test_a_protected_child_has_no_name_anywhere(client):
    for key in ("welfare", "social"):
        client.post(f"/demo/as/{key}/")
        for path in ("/", f"/cases/{PROTECTED}/", f"/cases/{PROTECTED}/timeline/", f"/cases/{PROTECTED}/readers/"):
            shown = client.get(path).content.decode()
            assert not re.search("Ronja|Alm|Ylva", shown), path
            assert "Skyddad person, S-3" in shown


def test_the_identity_number_is_in_no_page(client):
    with acting_as(town.seat("welfare")):
        number = Child.objects.get(cases__reference=ELLA).identity_number
    assert number
    for key in ("welfare", "teacher", "bup", "social", "unit_manager"):
        client.post(f"/demo/as/{key}/")
        for path in ("/", f"/cases/{ELLA}/", f"/cases/{ELLA}/timeline/", f"/cases/{ELLA}/readers/", "/unit/"):
            shown = client.get(path).content.decode()
            assert number not in shown and number[-4:] not in shown, (key, path)


def write_many(number):
    with acting_as(town.seat("welfare")) as leila, pen():
        for days in range(number):
            Record(
                id=uuid4(), case_id=town.case("ella"), unit_id=leila.unit, author_id=leila.membership,
                kind=Kind.SCHOOL_DAY, text=f"Dag {days}.", happened_at=now() - timedelta(days=days), written_at=now(),
            ).save()  # fmt: skip


@pytest.mark.parametrize("key", ["welfare", "teacher", "social", "bup"])
def test_a_page_costs_at_most_fifteen_reads_however_much_there_is(key, django_assert_num_queries):
    with acting_as(town.seat(key), read_only=True) as actor, CaptureQueriesContext(connection) as reads:
        queries.case_page(actor, ELLA)
        reads_of_page = len(reads)
        queries.timeline_page(actor, ELLA)
    assert reads_of_page <= 15 and len(reads) - reads_of_page <= 15

    write_many(30)
    with acting_as(town.seat(key), read_only=True) as actor, django_assert_num_queries(len(reads)):
        queries.case_page(actor, ELLA)
        queries.timeline_page(actor, ELLA)


def test_what_was_shown_leaves_its_line_with_whom_it_belongs_to(client):
    client.post("/demo/as/bup/")
    client.get(f"/cases/{ELLA}/timeline/")

    with acting_as(town.seat("welfare")) as leila:
        line = Trail.objects.filter(name="coordination.timeline", worker=town.ids.of("worker", "bup")).latest("at")
        assert line.owner_unit == leila.unit
        assert set(line.subjects) == {town.record("E6"), town.record("E10")}


@pytest.mark.parametrize("page", ["family/", "consent/"])
def test_the_tabs_stay_where_they_are(client, page):
    client.post("/demo/as/welfare/")
    shown = client.get(f"/cases/{ELLA}/{page}").content.decode()

    assert 'class="tabs"' in shown and f'href="/cases/{ELLA}/{page}" aria-current="page"' in shown


@pytest.mark.parametrize("page", ["circle/", "handover/", "notes/new/", "notes/call/", "close/", "consent/new/"])
def test_every_page_says_which_child(client, page):
    client.post("/demo/as/welfare/")
    shown = client.get(f"/cases/{ELLA}/{page}", follow=True).content.decode()

    assert "<strong>Ella Öberg</strong>" in shown and f"<span>{ELLA}</span>" in shown


@pytest.mark.parametrize("who", ["welfare", "social", "police"])
def test_every_tab_has_the_same_head(client, who):
    reference = {"police": "K-0031"}.get(who, "K-0042")
    client.post(f"/demo/as/{who}/")
    heads = set()
    for tab in ("", "plan/", "timeline/", "readers/", "consent/", *(["family/"] if who == "welfare" else [])):
        page = client.get(f"/cases/{reference}/{tab}").content.decode()
        head = page[page.index('<div class="case-top">') : page.index('<nav class="tabs"')]
        heads.add(" ".join(head.split()))
    assert len(heads) == 1
    # What an officer may not write, because it is not for sharing, is not offered.
    assert ("Logga samtal" in heads.pop()) == (who != "police")
