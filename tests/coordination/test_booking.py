"""What is typed when a meeting is booked: each fault beside its field, nobody else's ids, and a page of few reads."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from access.actor import acting_as
from access.guarded import pen
from agencies.models import StandIn
from coordination.models import Invitation, Meeting
from coordination.queries.coming import coming_meetings
from tests.coordination.bookings import ELLA_NOW, booked, invitation, sent
from tests.town import ids, seat

pytestmark = pytest.mark.django_db
PAGE = "/cases/K-0042/meetings/new/"
READS = 15
NOT_COUNTED = (
    r"^(SAVEPOINT|RELEASE|SET |WITH seat)|kring\.membership|django_session|access_trail"
    r"|^SELECT .*agencies_worker\"\.\"id\" = \S+ LIMIT"
)


@pytest.fixture
def leila(client):
    """Leila's browser."""
    client.post("/demo/as/welfare/")
    return client


def typed(client, **more):
    """The form as the page begins, with all who are usually asked."""
    page = client.get(PAGE).content.decode()
    once = re.search(r'name="new_id" value="([^"]+)"', page)[1]
    day = (localdate() + timedelta(days=3)).isoformat()
    return {
        "new_id": once,
        "kind": "JOINT",
        "day": day,
        "begins": "10:00",
        "ends": "11:00",
        "who": "ALL",
        "agenda": "Ellas ord",
    } | more


def meetings():
    """How many meetings there are around Ella."""
    with acting_as(seat("welfare")):
        return Meeting.objects.count()


def test_the_page_begins_with_the_five_lines_the_next_working_day_and_nobody_chosen(leila):
    page = leila.get(PAGE).content.decode()

    assert "Ellas ord\nHur går det med målen?\nVad behöver ändras?\nVem gör vad till när?\nNästa möte" in page
    assert not re.search(r'name="(who|people)"[^>]*checked', page)
    assert "Alla runt Ella" in page and "Daniel Forsgren" in page


def test_a_form_sent_twice_books_one_meeting_and_leads_to_it(leila):
    form, before = typed(leila), meetings()

    first, second = leila.post(PAGE, form), leila.post(PAGE, form)

    assert first.status_code == second.status_code == 302 and first.url == second.url
    assert meetings() == before + 1 and len(mail.outbox) == 7
    assert "Mötet är bokat" in leila.get(first.url).content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "2020-01-07"}, "Det har redan varit. Välj en tid som kommer."),
        ({"day": "2026-02-31"}, "giltigt datum"),
        ({"day": ""}, "Välj en dag."),
        ({"ends": "09:00"}, "Mötet slutar innan det börjar."),
        ({"ends": "10:00"}, "Mötet slutar innan det börjar."),
        ({"who": ""}, "Välj vilka som bjuds in."),
        ({"who": "CHOSEN"}, "Välj minst en som ska bjudas in."),
        ({"video": "http://video.example/a"}, "börjar med https://"),
        ({"video": "javascript:alert(1)"}, "börjar med https://"),
        ({"other_name": "Nils", "other_email": "nils"}, "Skriv en e-postadress"),
        ({"other_name": "Nils"}, "Skriv vart inbjudan ska skickas."),
        ({"other_email": "nils@post.example"}, "Skriv namnet också."),
        ({"new_id": str(uuid4())}, "Formuläret gick inte att läsa."),
        ({"place": "x" * 300}, "högst 200 tecken"),
        ({"agenda": "a\x00b"}, "osynligt tecken"),
        ({"kind": "WAR"}, "Välj ett giltigt alternativ"),
        ({"who": "CHOSEN", "people": [f"m:{seat('police')}"]}, "Välj ett giltigt alternativ"),
        ({"who": "CHOSEN", "people": [f"r:{ids.of('relative', 'noah/camilla')}"]}, "Välj ett giltigt alternativ"),
        ({"who": "CHOSEN", "people": [f"u:{ids.of('unit', 'bup')}"]}, "Välj ett giltigt alternativ"),
        ({"who": "CHOSEN", "people": [f"m:{seat('bup')}", f"u:{ids.of('unit', 'riding_club')}"]}, "Boka två möten."),
    ],
)
def test_a_fault_is_told_and_nothing_is_booked(leila, wrong, said):
    before = meetings()

    page = leila.post(PAGE, typed(leila, **wrong))

    assert page.status_code == 422
    assert said in page.content.decode()
    assert meetings() == before and mail.outbox == []


def test_what_was_typed_stands_there_still_and_the_hints_too(leila):
    with acting_as(seat("welfare")):
        held = Meeting.objects.get(pk=ELLA_NOW)
    day = localdate(held.starts_at).isoformat()
    page = leila.post(
        PAGE, typed(leila, day=day, begins="00:01", ends="23:59", place="مكان", video="x")
    ).content.decode()

    assert "مكان" in page and "Erik Lund är upptagen" in page


def test_the_hints_are_asked_for_alone(leila):
    with acting_as(seat("welfare")):
        held = Meeting.objects.get(pk=ELLA_NOW)
    asked = {"day": localdate(held.starts_at).isoformat(), "begins": "00:01", "ends": "23:59", "who": "CHOSEN"}
    part = leila.get("/cases/K-0042/meetings/busy/", asked | {"people": f"m:{seat('bup')}"}).content.decode()

    assert "Erik Lund är upptagen" in part and "Anna Berg" not in part and "<html" not in part
    assert "upptagen" not in leila.get("/cases/K-0042/meetings/busy/", {"day": "x"}).content.decode()


def test_somebody_else_and_the_child_are_asked_each_in_their_way(leila):
    form = typed(leila, who="ALL_AND_CHILD", other_name="Nils Ek", other_email="nils.ek@post.example")
    pk = leila.post(PAGE, form).url.split("/")[2]

    with acting_as(seat("welfare")):
        child = Invitation.objects.get(meeting=pk, by_child=True)
        assert (child.via, invitation(pk, "Nils Ek").via) == ("PAPER", "MAIL")
    assert len(sent("nils.ek")) == 1
    paper = leila.get(f"/meetings/invitations/{child.pk}/paper/").content.decode()
    assert "<svg" in paper and "/i/" in paper and "Ellas ord" in paper


@pytest.mark.parametrize("who", ["teacher", "police", "unit_manager", "bup"])
def test_others_pages_and_deeds_are_not_theirs(client, who):
    pk = booked()
    with acting_as(seat("welfare")):
        karin = invitation(pk, "Karin Öberg").pk
    client.post(f"/demo/as/{who}/")
    pages = [f"/meetings/invitations/{karin}/", f"/meetings/invitations/{karin}/paper/"]

    assert {client.get(page).status_code for page in pages} == {404}
    assert client.post(pages[0], {"said": "NO"}).status_code == 404
    for deed in (f"/meetings/{pk}/cancel/", f"/meetings/invitations/{karin}/revoke/"):
        assert client.post(deed).status_code in {403, 404}
    with acting_as(seat("welfare")):
        assert Meeting.objects.get(pk=pk).state == "BOOKED" and invitation(pk, "Karin Öberg").said == "NOTHING"


def test_the_unseen_and_the_absent_meeting_are_the_same(client):
    client.post("/demo/as/police/")

    hidden, absent = client.get(f"/meetings/{ELLA_NOW}/"), client.get(f"/meetings/{uuid4()}/")
    assert hidden.status_code == absent.status_code == 404 and len(hidden.content) == len(absent.content)


def test_a_worker_answers_on_the_page(client):
    client.post("/demo/as/bup/")

    assert client.post(f"/meetings/{ELLA_NOW}/answer/", {"said": "SUGGEST", "remark": ""}).status_code == 422
    assert client.post(f"/meetings/{ELLA_NOW}/answer/", {"said": "YES", "remark": ""}).status_code == 302
    with acting_as(seat("bup")):
        assert invitation(ELLA_NOW, "Erik Lund").said == "YES"


def test_who_manages_the_unit_sees_todays_meeting_without_a_lead():
    moment = now()
    with acting_as(seat("welfare")), pen():
        Meeting.objects.filter(pk=ELLA_NOW).update(starts_at=moment, ends_at=moment + timedelta(hours=1))
    with acting_as(seat("unit_manager", "welfare")) as per:
        assert ELLA_NOW not in [one.meeting.pk for one in coming_meetings(per)]
        with pen():
            StandIn(
                absent_id=seat("welfare"), stand_in_id=seat("stand_in", "welfare"),
                starts_at=moment - timedelta(hours=1), ends_at=moment + timedelta(days=3),
            ).save()  # fmt: skip
        assert [one.is_adrift for one in coming_meetings(per) if one.meeting.pk == ELLA_NOW] == [True]
    with acting_as(seat("stand_in", "welfare")) as amanda:
        assert [one.is_lead for one in coming_meetings(amanda) if one.meeting.pk == ELLA_NOW] == [True]


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("welfare", PAGE), ("welfare", f"/meetings/{ELLA_NOW}/"), ("bup", f"/meetings/{ELLA_NOW}/"), ("welfare", "/"),
        ("welfare", f"/meetings/{ELLA_NOW}/change/"), ("coordinator", "/cases/K-0031/meetings/new/"),
    ],
)  # fmt: skip
def test_no_page_asks_too_much(client, who, page):
    client.post(f"/demo/as/{who}/")
    client.get(page)

    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    reads = [one["sql"] for one in asked if not re.search(NOT_COUNTED, one["sql"].lstrip())]
    assert len(reads) <= READS, "\n".join(sql[:200] for sql in reads)
