"""Who signs in, and for which unit."""

from unittest import mock

import pytest
from django.contrib.auth.hashers import identify_hasher

from access.actor import acting_as
from access.models import Trail
from agencies import signin
from agencies.models import Worker
from tests.accounts import AMANDA, ANNA, RIGHT, end, give_password, idle, sign_in
from tests.town import ids, seat

pytestmark = pytest.mark.django_db
SAYS_NO = "E-postadressen eller lösenordet stämmer inte"


@pytest.fixture
def anna(client):
    """Anna, signed in by her password; `client` is her browser."""
    worker = give_password("teacher")
    sign_in(client)
    return worker


# --- The password -------------------------------------------------------------------------------------------


def test_a_password_opens_the_one_unit_one_works_for(client):
    give_password("teacher")
    before = client.session.session_key
    response = sign_in(client)
    assert (response.status_code, response.url) == (302, "/")
    assert client.session["membership"] == str(seat("teacher"))
    assert client.session.session_key != before
    assert client.session.get_expiry_age() <= 12 * 60 * 60
    with acting_as(seat("log_reviewer")):
        line = Trail.objects.filter(verb="SIGNED_IN", worker=ids.of("worker", "teacher")).latest("at")
    assert (line.name, line.unit) == ("agencies.sign_in", ids.of("unit", "school"))
    assert line.request


def test_capitals_and_spaces_in_an_address_do_not_matter(client):
    give_password("teacher")
    assert sign_in(client, email=" Anna.Berg@Sjoviken.EXAMPLE ").url == "/"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (ANNA, "fel lösenord"),
        ("ingen@sjoviken.example", RIGHT),
        ("leila.amiri@sjoviken.example", "har inget lösenord"),
        ("kring@kring.invalid", RIGHT),
    ],
)
def test_every_failure_says_the_same(client, email, password):
    give_password("teacher")
    response = sign_in(client, email=email, password=password)
    assert response.status_code == 422
    assert SAYS_NO in response.content.decode()
    assert "membership" not in client.session


def test_an_address_that_is_not_there_costs_as_much_as_a_wrong_password(client):
    with mock.patch("agencies.signin.check_password", wraps=signin.check_password) as checked:
        sign_in(client, email="ingen@sjoviken.example")
        sign_in(client, password="fel lösenord")
    assert checked.call_count == 2


def test_somebody_who_has_left_is_told_nothing_before_the_password_is_right(client):
    give_password("teacher")
    end(seat("teacher"))
    assert SAYS_NO in sign_in(client, password="fel").content.decode()
    response = sign_in(client)
    assert response.status_code == 403
    assert "Du har inget uppdrag just nu" in response.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("next_page", ["https://ond.example/", "//ond.example", "javascript:alert(1)"])
def test_one_is_never_led_to_another_site(client, next_page):
    give_password("teacher")
    assert sign_in(client, next=next_page).url == "/"


def test_one_is_led_back_to_the_page_that_was_asked_for(client):
    give_password("teacher")
    asked = client.get("/counts/")
    assert asked.url == "/sign-in/?next=/counts/"
    assert 'value="/counts/"' in client.get(asked.url).content.decode()
    assert sign_in(client, next="/counts/").url == "/counts/"


def test_yesterdays_hash_is_made_anew_at_the_next_sign_in(client):
    worker = give_password("teacher", hasher="argon2")
    assert identify_hasher(worker.password).must_update(worker.password) is False
    with mock.patch("django.contrib.auth.hashers.Argon2PasswordHasher.must_update", return_value=True):
        assert sign_in(client).url == "/"
    renewed = Worker.objects.get(pk=worker.pk)
    assert renewed.password != worker.password
    assert renewed.check_password(RIGHT)
    assert client.get("/password/").wsgi_request.user == renewed  # the session outlives it


def test_no_address_ends_in_a_log(client, caplog, capsys):
    caplog.set_level("DEBUG")
    sign_in(client, email="hemlig.adress@sjoviken.example")
    client.post("/password/", {"email": "hemlig.adress@sjoviken.example"})
    assert "hemlig.adress" not in caplog.text + capsys.readouterr().out


# --- For which unit -----------------------------------------------------------------------------------------


def test_who_works_for_two_units_chooses_one(client):
    give_password("stand_in")
    response = sign_in(client, email=AMANDA, next="/counts/")
    assert response.url == "/assignment/?next=/counts/"
    page = client.get(response.url).content.decode()
    assert "Vilket uppdrag börjar du med?" in page
    assert "Elevhälsan Fyrgymnasiet" in page
    assert client.get("/counts/").url.startswith("/sign-in/")  # nobody acts as yet
    chosen = client.post("/assignment/", {"membership": str(seat("stand_in", "welfare")), "next": "/counts/"})
    assert chosen.url == "/counts/"
    assert client.session["membership"] == str(seat("stand_in", "welfare"))


@pytest.mark.parametrize("membership", [str(seat("welfare")), "", "skräp", "00000000-0000-0000-0000-000000000000"])
def test_nobody_chooses_what_is_not_theirs(client, membership):
    give_password("stand_in")
    sign_in(client, email=AMANDA)
    assert client.post("/assignment/", {"membership": membership}).status_code == 404
    assert "membership" not in client.session


def test_who_walks_away_before_choosing_has_not_signed_in(client):
    give_password("stand_in")
    sign_in(client, email=AMANDA)
    idle(client, 16)
    assert client.get("/assignment/").url == "/sign-in/"
    assert client.post("/assignment/", {"membership": str(seat("stand_in"))}).url == "/sign-in/"


def test_one_switches_between_ones_own(client):
    client.post("/demo/as/stand_in/")
    assert client.session["membership"] == str(seat("stand_in"))
    assert client.post("/switch/", {"membership": str(seat("stand_in", "welfare"))}).url == "/"
    assert client.session["membership"] == str(seat("stand_in", "welfare"))
    with acting_as(seat("log_reviewer")):
        assert Trail.objects.filter(verb="SIGNED_IN").latest("at").name == "agencies.switch"


@pytest.mark.parametrize("membership", [str(seat("welfare")), "", "skräp"])
def test_nobody_switches_to_what_is_not_theirs(client, membership):
    client.post("/demo/as/stand_in/")
    assert client.post("/switch/", {"membership": membership}).status_code == 404
    assert client.session["membership"] == str(seat("stand_in"))


def test_an_ended_assignment_is_not_switched_to(client):
    client.post("/demo/as/stand_in/")
    end(seat("stand_in", "welfare"))
    assert client.post("/switch/", {"membership": str(seat("stand_in", "welfare"))}).status_code == 404


def test_the_click_after_an_assignment_has_ended_is_refused(client, anna):
    end(seat("teacher"))
    response = client.get("/concerns/new/")
    assert response.status_code == 403
    assert "Ditt uppdrag är avslutat" in response.content.decode()
    assert "membership" not in client.session


def test_signing_out_ends_the_session(client, anna):
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert "_auth_user_id" not in client.session
    assert client.get("/alive/").url.startswith("/sign-in/")
