"""One's own account: its language, and a password chosen by a link that tells nothing."""

import re
import time
from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.db import transaction
from django.utils.timezone import now

from access.action import Refused
from access.actor import acting_as
from access.models import Trail
from access.outbox import password_path
from agencies import actions
from agencies.models import Worker
from tests.accounts import AMANDA, ANNA, RIGHT, end, give_password, sign_in
from tests.town import ids, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(client):
    """Anna, signed in by her password; `client` is her browser."""
    worker = give_password("teacher")
    sign_in(client)
    return worker


# --- Language -----------------------------------------------------------------------------------------------


def test_a_chosen_language_is_kept_for_mails_and_the_next_machine(client, anna):
    client.post("/language/", {"language": "en", "next": "/"})
    assert Worker.objects.get(pk=anna.pk).language == "en"
    client.post("/sign-out/")
    client.cookies.clear()
    sign_in(client)
    assert client.cookies["django_language"].value == "en"


def test_what_was_chosen_on_the_page_is_not_changed_by_signing_in(client):
    give_password("teacher")
    client.post("/language/", {"language": "en"})
    sign_in(client)
    assert client.cookies["django_language"].value == "en"


def test_there_is_no_third_language(client, anna):
    client.post("/language/", {"language": "xx"})
    assert Worker.objects.get(pk=anna.pk).language == "sv"


# --- The link in a mail -------------------------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr("agencies.views.account.AS_LONG", 0)


def link_of(message) -> str:
    return re.search(r"https?://[^/]+(/account/\S+)", message.body)[1]


def choose(client, path, password=RIGHT, again=None):
    return client.post(path, {"password": password, "again": again or password})


def test_a_forgotten_password_is_chosen_anew_by_a_link(client, quick):
    response = client.post("/password/", {"email": ANNA.upper()}, follow=True)
    assert "Finns adressen i Kring" in response.content.decode()
    (letter,) = mail.outbox
    assert letter.to == [ANNA]
    path = link_of(letter)
    assert client.get(path).status_code == client.get(path).status_code == 200  # opening does not use it up
    response = choose(client, path)
    assert response.url == "/sign-in/"
    assert client.get(path).status_code == 410
    assert sign_in(client).url == "/"
    with acting_as(seat("log_reviewer")):
        names = set(Trail.objects.filter(worker=ids.of("worker", "teacher")).values_list("name", flat=True))
    assert "agencies.choose_password" in names


def test_an_address_that_is_not_there_gets_the_same_answer_and_no_mail(client, quick):
    known = client.post("/password/", {"email": ANNA}, follow=True).content
    mail.outbox.clear()
    unknown = client.post("/password/", {"email": "ingen@sjoviken.example"}, follow=True).content
    drop = re.compile(rb'csrf\S+|value="\S+"|hx-headers=\S+ \S+')
    assert drop.sub(b"", known) == drop.sub(b"", unknown)
    assert mail.outbox == []


def test_a_known_address_takes_no_longer_than_another(client):
    began = time.monotonic()
    client.post("/password/", {"email": "ingen@sjoviken.example"})
    assert time.monotonic() - began >= 0.4


def test_links_are_not_asked_for_without_end(client, quick):
    asked = [client.post("/password/", {"email": ANNA}).status_code for _ in range(6)]
    assert asked == [302] * 5 + [429]


def test_whose_assignments_have_ended_gets_no_link(client, quick):
    end(seat("teacher"))
    client.post("/password/", {"email": ANNA})
    assert mail.outbox == []


def test_a_link_lives_three_days(client):
    path = password_path(Worker.objects.get(email=ANNA))
    with mock.patch("django.contrib.auth.tokens.PasswordResetTokenGenerator._now") as clock:
        clock.return_value = now().replace(tzinfo=None) + timedelta(days=2, hours=23)
        assert client.get(path).status_code == 200
        clock.return_value = now().replace(tzinfo=None) + timedelta(days=3, hours=2)
        assert client.get(path).status_code == 410


def test_an_altered_link_leads_nowhere_and_says_so_kindly(client):
    path = password_path(Worker.objects.get(email=ANNA))
    other = password_path(Worker.objects.get(email=AMANDA))
    mixed = "/".join([*path.split("/")[:3], *other.split("/")[3:]])
    for wrong in (path[:-2] + "x/", mixed, "/account/x/y/", "/account/%F0%9F%92%A9/y/"):
        response = client.get(wrong)
        assert response.status_code == 410
        assert "Länken gäller inte längre" in response.content.decode()


@pytest.mark.parametrize(
    ("password", "again", "says"),
    [
        ("kort", None, "för kort"),
        ("password1234", None, "för vanligt"),
        ("anna.berg@sjoviken", None, "för likt"),
        ("Anna Berg Anna", None, "för likt"),
        (RIGHT, RIGHT + "!", "inte lika"),
        ("", "", "Skriv ditt lösenord"),
    ],
)
def test_a_poor_password_is_refused_in_plain_words(client, password, again, says):
    path = password_path(Worker.objects.get(email=ANNA))
    response = choose(client, path, password, again)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert client.get(path).status_code == 200


def test_choosing_anew_ends_every_session_begun_with_the_old_one(client, anna):
    from tests.strict import StrictClient

    path = password_path(Worker.objects.get(pk=anna.pk))
    choose(StrictClient(), path, "helt andra ord den här gången")
    assert client.get("/concerns/new/").url.startswith("/sign-in/")


def test_whose_assignment_has_not_begun_is_told_so(client):
    path = password_path(Worker.objects.get(email=ANNA))
    end(seat("teacher"))
    response = choose(client, path)
    assert response.status_code == 403
    assert "Du har inget uppdrag just nu" in response.content.decode()


# --- What nobody may do for another -------------------------------------------------------------------------


def test_an_account_is_its_owners_alone():
    anna = Worker.objects.get(email=ANNA)
    token = password_path(anna).split("/")[-2]
    with acting_as(seat("welfare")) as leila:
        for deed, given in (
            (actions.choose_password, {"worker": anna, "token": token, "password": RIGHT}),
            (actions.renew_password, {"worker": anna, "password": RIGHT}),
            (actions.send_password_link, {"worker": anna}),
            (actions.choose_language, {"language": "fi"}),
        ):
            with pytest.raises(Refused), transaction.atomic():
                deed(leila, **given)
    assert not Worker.objects.get(email=ANNA).has_usable_password()


def test_a_link_is_asked_again_when_the_password_is_kept():
    worker = give_password("teacher")
    with acting_as(seat("teacher")) as anna:
        with pytest.raises(Refused, match="Länken gäller inte längre"):
            actions.choose_password(anna, worker=worker, token="used-up", password="något annat nytt")
        with pytest.raises(Refused):
            actions.renew_password(anna, worker=worker, password="inte det")
