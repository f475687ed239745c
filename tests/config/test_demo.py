"""The demo's door is open to all in the town, its mail can be read, and outside the demo there is no such door."""

import re
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.timezone import localtime

from access import outbox
from access.actor import acting_as
from access.guarded import pen
from agencies.models import Worker
from config import demo
from tests.accounts import end, give_password
from tests.town import PEOPLE, seat

pytestmark = pytest.mark.django_db
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:möte-1@kring
SEQUENCE:2
SUMMARY:Möte
DTSTART:20261124T090000Z
DTEND:20261124T100000Z
ATTENDEE;RSVP=TRUE:mailto:karin.oberg@post.example
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


@pytest.fixture
def in_files(settings, tmp_path):
    """Mail goes where the demo's goes."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


def test_there_is_a_button_for_everybody(client):
    page = client.get("/demo/").content.decode()
    keys = re.findall(r'action="/demo/as/(\w+)/"', page)
    assert sorted(keys) == sorted(PEOPLE)
    for person in PEOPLE.values():
        assert person.name in page
    assert "läraren på Björkskolan" in page
    assert "Har tre minuter mellan två lektioner." in page
    assert page.count("<li><strong>") == 10  # things to try


@pytest.mark.parametrize("key", PEOPLE)
def test_the_button_signs_in(client, key):
    assert client.post(f"/demo/as/{key}/").url == "/"
    assert client.session["membership"] == str(seat(key))


def test_a_button_leads_back_and_replaces_whoever_was_there(client):
    client.post("/demo/as/teacher/")
    first = client.session.session_key
    assert client.post("/demo/as/bup/", {"next": "/counts/"}).url == "/counts/"
    assert client.session.session_key != first
    assert f"Fortsätt som {PEOPLE['bup'].name}" in client.get("/demo/").content.decode()


def test_an_unknown_key_is_not_there_and_looking_signs_nobody_in(client):
    assert client.post("/demo/as/nobody/").status_code == 404
    assert client.get("/demo/as/teacher/").status_code == 405
    assert "membership" not in client.session


def test_whose_assignment_has_ended_is_told_so(client):
    end(seat("teacher"))
    assert client.post("/demo/as/teacher/").status_code == 403
    end(seat("stand_in"))
    client.post("/demo/as/stand_in/")
    assert client.session["membership"] == str(seat("stand_in", "welfare"))


def test_the_front_page_leads_a_stranger_to_the_demo(client):
    assert client.get("/").url == "/demo/"
    assert 'href="/demo/"' in client.get("/sign-in/").content.decode()


def test_a_lock_is_opened_by_the_same_persons_button(client):
    client.post("/demo/as/welfare/")
    client.post("/lock/")
    key = client.session.session_key
    assert "Lås upp som Leila Amiri" in client.get("/unlock/").content.decode()
    assert client.post("/demo/unlock/", {"next": "/counts/"}).url == "/counts/"
    assert client.session.session_key == key
    assert not client.session["locked"]


def test_who_has_a_password_needs_it(client):
    give_password("welfare")
    client.post("/demo/as/welfare/")
    client.post("/lock/")
    assert 'type="password"' in client.get("/unlock/").content.decode()
    assert client.post("/demo/unlock/").status_code == 404
    assert client.session["locked"]


def test_outside_the_demo_every_door_is_shut(client, settings):
    settings.DEMO = False
    client.post("/demo/as/welfare/")
    assert "membership" not in client.session
    for name, how in ((reverse("demo:people"), client.get), (reverse("demo:mail"), client.get)):
        assert how(name).status_code == 403
    assert client.post(reverse("demo:as", args=["welfare"])).status_code == 403
    assert 'href="/demo/"' not in client.get("/sign-in/").content.decode()


# --- The mail -----------------------------------------------------------------------------------------------


def test_no_mail_yet_says_what_would_bring_one(client, in_files):
    assert "Inga mejl än" in client.get("/demo/mail/").content.decode()


def test_mail_is_shown_newest_first_with_its_calendar_part(client, in_files):
    with acting_as(seat("welfare")) as actor, pen():
        outbox.post(actor, to="a@b.example", template="news")
    worker = Worker.objects.get(email="anna.berg@sjoviken.example")
    with acting_as(seat("welfare")) as actor, pen():
        outbox.post(
            actor,
            to=worker.email,
            template="password",
            fields={"worker": str(worker.pk)},
            calendar=CALENDAR,
        )
    page = client.get("/demo/mail/").content.decode()
    assert page.index("Välj ett nytt lösenord") < page.index("Du har något nytt")
    assert re.search(r'<a href="http://[^"]+/account/', page)
    for said in (worker.email, "Message-ID", "METHOD", "REQUEST", "möte-1@kring"):
        assert said in page
    assert "tisdag 24 november 2026 10:00" in page
    assert abs(localtime() - demo.demo_mail.sent()[0].at) < timedelta(minutes=1)


def test_what_a_mail_holds_is_not_taken_for_a_page(client, in_files):
    EmailMessage("<b>x</b>", "<script>alert(1)</script>", to=["a@b.example"]).send()
    page = client.get("/demo/mail/").content.decode()
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_several_in_one_file_and_an_old_one_without_a_date(client, in_files):
    EmailMessage("Den tredje", "C", to=["a@b.example"]).send()
    (file,) = in_files.iterdir()
    more = b"Subject: Den allra sista\nTo: a@b.example\n\nHej\n" + b"\n" + b"-" * 79 + b"\n"
    file.write_bytes(file.read_bytes() + more)
    assert [mail.subject for mail in demo.demo_mail.sent()] == ["Den allra sista", "Den tredje"]
    assert client.get("/demo/mail/").status_code == 200


def test_with_a_real_mail_server_the_page_says_where_to_look(client, smtp):
    assert "mejlserver" in client.get("/demo/mail/").content.decode()
