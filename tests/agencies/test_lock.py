"""What a lock shows, what it takes, and what opens it."""

import re
import time

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.urls import reverse

from access.actor import acting_as
from access.models import Draft
from agencies import signin
from agencies.models import Worker
from tests.accounts import RIGHT, give_password, idle, sign_in
from tests.town import seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(client):
    """Anna, signed in by her password; `client` is her browser."""
    worker = give_password("teacher")
    sign_in(client)
    return worker


@pytest.mark.parametrize("how", ["by hand", "idle"])
def test_a_lock_shows_the_name_and_nothing_else(client, anna, how):
    if how == "idle":
        idle(client, 16)
        response = client.get("/concerns/new/?x=1")
        assert response.url == "/unlock/?next=/concerns/new/%3Fx%3D1"
    else:
        response = client.post("/lock/", {"next": "/concerns/new/"})
        assert response.url == "/unlock/?next=/concerns/new/"
    page = client.get(response.url).content.decode()
    assert "Anna Berg" in page
    for hidden in ("Björkskolan", "Min dag", "kring-idle", 'id="idle"'):
        assert hidden not in page


def test_the_password_opens_it_and_leads_back_with_the_same_token(client, anna):
    client.get("/sign-in/")
    client.post("/lock/")
    key, token = client.session.session_key, client.cookies.get("csrftoken")
    assert client.get("/concerns/new/").url.startswith("/unlock/")
    response = client.post("/unlock/", {"password": RIGHT, "next": "/concerns/new/"})
    assert response.url == "/concerns/new/"
    assert (client.session.session_key, client.cookies.get("csrftoken")) == (key, token)
    assert client.get("/unlock/?next=/concerns/new/").url == "/concerns/new/"


def test_the_fifth_wrong_password_signs_out(client, anna):
    client.post("/lock/")
    for _ in range(signin.TRIES_AT_THE_LOCK - 1):
        response = client.post("/unlock/", {"password": "fel"})
        assert response.status_code == 422
        assert "Lösenordet stämmer inte" in response.content.decode()
    response = client.post("/unlock/", {"password": "fel"}, follow=True)
    assert "Du är utloggad efter fem försök" in response.content.decode()
    assert client.post("/unlock/", {"password": RIGHT}).url.startswith("/sign-in/")


def test_what_is_written_is_taken_while_it_is_locked(client, anna):
    idle(client, 16)
    typed = {"draft_form": "concern", "draft_subject": "one", "draft_page": "/concerns/new/", "what": "Jag såg att"}
    response = client.post("/concerns/new/", typed)
    assert response.url == "/unlock/?next=/concerns/new/"
    with acting_as(seat("teacher")):
        assert Draft.objects.get(subject="one").fields["what"] == ["Jag såg att"]


@pytest.fixture
def leila(client):
    worker = give_password("welfare")
    sign_in(client, email=worker.email)
    return worker


def unsent():
    with acting_as(seat("welfare")):
        return list(Draft.objects.filter(form=Draft.UNSENT))


def test_a_form_without_a_draft_comes_back_to_be_sent_again(client, leila):
    """Whoever typed an agenda for twenty minutes and pressed the button sees it again after the password."""
    path = "/cases/K-0042/family/"
    page = client.get(path).content.decode()
    typed = dict(re.findall(r'name="(new_id|draft_keep)" value="([^"]+)"', page))
    typed |= {
        "name": "Mormor Siv",
        "relation": "OTHER",
        "reach": "Hon hör bäst på vänster öra och vill bli ringd sent.",
    }
    idle(client, 16)
    (lock, draft), before = (client.post(path, typed), *unsent()), client.session.session_key
    assert lock.url == f"/unlock/?next=/drafts/{draft.pk}/again/"
    assert client.get(f"/drafts/{draft.pk}/again/").url.startswith("/unlock/")  # locked is locked

    again = client.post("/unlock/", {"password": RIGHT, "next": f"/drafts/{draft.pk}/again/"}).url
    shown = client.get(again).content.decode()
    assert "vänster öra" in shown
    assert f'action="{path}"' in shown
    assert again in client.get("/").content.decode()  # and whoever goes elsewhere finds it on the own day
    assert client.session.session_key == before
    sent = client.post(path, dict(draft.typed) | {"draft_again": "1"})
    assert sent.status_code == 302
    assert unsent() == []
    assert "Mormor Siv" in client.get(path).content.decode()


def test_what_was_refused_is_still_there_to_be_sent(client, leila):
    idle(client, 16)
    client.post("/cases/K-0042/family/", {"draft_keep": "1", "name": "Siv", "relation": "QUEEN"})
    client.post("/unlock/", {"password": RIGHT})
    sent = client.post("/cases/K-0042/family/", {"draft_again": "1", "name": "Siv", "relation": "QUEEN"})
    assert (sent.status_code, len(unsent())) == (422, 1)


def test_what_may_not_be_kept_is_not(client, leila):
    """A name that is searched for, an answer to the protection question: no form with those says draft_keep."""
    idle(client, 16)
    client.post("/search/", {"q": "Ella Öberg"})
    client.post("/cases/start/6ba7b810-9dad-11d1-80b4-00c04fd430c8/child/", {"protected": "YES", "given_name": "Siv"})
    assert unsent() == []


def test_a_text_of_the_greatest_length_is_taken_too(client, leila):
    idle(client, 16)
    client.post("/cases/K-0042/family/", {"draft_keep": "1", "name": "x" * 400_000})
    assert len(unsent()[0].said("name")) == 400_000


def test_why_it_was_not_kept_is_said(client, leila):
    idle(client, 16)
    lock = client.post("/cases/K-0042/family/", {"draft_keep": "1", "name": "Si\x00v"})
    assert "Inte sparat: texten innehåller ett osynligt tecken" in client.get(lock.url).content.decode()


def test_another_s_text_is_not_there(client, leila):
    idle(client, 16)
    client.post("/cases/K-0042/family/", {"draft_keep": "1", "name": "Siv"})
    (draft,) = unsent()
    client.post("/demo/as/teacher/")
    assert client.get(f"/drafts/{draft.pk}/again/").status_code == 404


def test_a_part_of_a_page_leads_the_whole_page_to_the_lock_and_back(client, anna):
    idle(client, 16)
    response = client.get(
        "/counts/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/concerns/new/"}
    )
    assert (response.status_code, response["HX-Redirect"]) == (204, "/unlock/?next=/concerns/new/")


def test_being_alive_keeps_the_session_but_opens_no_lock(client, anna):
    idle(client, 14)
    began = int(time.time())
    assert client.post("/alive/").status_code == 204
    assert client.session["active_at"] >= began
    assert client.get("/alive/").status_code == 405
    idle(client, 16)
    assert client.post("/alive/").status_code == 302
    assert client.session["locked"]


def test_a_locked_one_may_sign_out_and_change_language(client, anna):
    client.post("/lock/")
    client.post("/language/", {"language": "en"})
    assert Worker.objects.get(pk=anna.pk).language == "en"
    client.post("/sign-out/")
    assert "_auth_user_id" not in client.session


def test_what_was_shown_is_not_kept_by_the_browser(client, anna):
    assert "no-store" in client.get("/concerns/new/")["Cache-Control"]


def test_a_part_asked_for_by_nobody_leads_to_the_door_but_a_draft_stays_where_it_is(client):
    htmx = {"HX-Request": "true", "HX-Current-URL": "http://testserver/concerns/new/"}
    response = client.get("/counts/", headers=htmx)
    assert (response.status_code, response["HX-Redirect"]) == (401, "/sign-in/?next=/concerns/new/")
    response = client.post(reverse("access:draft"), {"draft_form": "concern"}, headers=htmx)
    assert response.status_code == 401
    assert "HX-Redirect" not in response


def test_a_draft_saved_in_the_moment_of_locking_does_not_undo_the_lock(client, anna):
    late = SessionStore(client.session.session_key)
    late["active_at"] = int(time.time())
    client.post("/lock/")
    with pytest.raises(UpdateError):
        late.save()
    assert client.get("/concerns/new/").url.startswith("/unlock/")


def test_a_poll_on_its_way_does_not_undo_an_unlocking(client, anna):
    client.post("/lock/")
    client.get("/concerns/new/")
    before = Session.objects.get(pk=client.session.session_key).session_data
    client.get("/concerns/new/")
    assert Session.objects.get(pk=client.session.session_key).session_data == before


@pytest.mark.parametrize(
    ("headers", "back"),
    [
        ({"Referer": "http://testserver/concerns/new/?x=1"}, "/concerns/new/%3Fx%3D1"),
        ({"Referer": "https://ond.example/x/"}, "/"),
        ({}, "/"),
    ],
)
def test_a_button_pressed_behind_the_lock_leads_back_to_its_page(client, anna, headers, back):
    idle(client, 16)
    assert client.post("/switch/", headers=headers).url == f"/unlock/?next={back}"
