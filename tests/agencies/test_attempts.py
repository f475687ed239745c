"""How often somebody may try to sign in, and that waiting tells nothing."""

import re
import time
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django_ratelimit import core

from agencies import attempts
from tests.accounts import ANNA, RIGHT, give_password, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_window(monkeypatch):
    """All tries fall into one period: on a busy machine the next may begin meanwhile, and forget them."""
    moment = time.time()
    monkeypatch.setattr(core, "time", SimpleNamespace(time=lambda: moment))


def test_the_sixth_try_for_one_address_waits_even_with_the_right_password(client):
    give_password("teacher")
    for _ in range(attempts.PER_EMAIL):
        assert sign_in(client, password="fel").status_code == 422
    response = sign_in(client)
    assert response.status_code == 429
    assert re.search(r"Försök igen om \d+ minut", response.content.decode())
    cache.clear()
    assert sign_in(client).url == "/"


def test_waiting_does_not_tell_whether_there_is_an_account(client):
    give_password("teacher")
    said = []
    for email in (ANNA, "ingen@sjoviken.example"):
        said.append([sign_in(client, email=email, password="fel").status_code for _ in range(7)])
    assert said[0] == said[1] == [422] * 5 + [429] * 2


def test_one_place_may_fail_twenty_times(client):
    give_password("teacher")
    for number in range(attempts.PER_PLACE):
        assert sign_in(client, email=f"n{number}@sjoviken.example").status_code == 422
    assert sign_in(client).status_code == 429
    assert client.post("/sign-in/", {"email": ANNA, "password": RIGHT}, REMOTE_ADDR="192.0.2.7").url == "/"


def test_who_gets_in_is_not_counted(client):
    give_password("teacher")
    for _ in range(attempts.PER_EMAIL + 2):
        assert sign_in(client).url == "/"
        client.post("/sign-out/")


def test_behind_the_proxy_the_place_is_what_the_proxy_saw(client, settings):
    settings.PRODUCTION = True
    give_password("teacher")
    for number in range(attempts.PER_PLACE):
        forged = {"HTTP_X_FORWARDED_FOR": f"10.0.0.{number}, 198.51.100.9"}
        client.post("/sign-in/", {"email": f"n{number}@x.example", "password": "fel"}, **forged)
    assert client.post("/sign-in/", {"email": ANNA, "password": RIGHT}, **forged).status_code == 429
    other = {"HTTP_X_FORWARDED_FOR": "198.51.100.10"}
    assert client.post("/sign-in/", {"email": ANNA, "password": RIGHT}, **other).url == "/"


def test_one_household_has_many_addresses_of_the_new_kind(rf):
    near = [attempts._place(rf.get("/", REMOTE_ADDR=f"2001:db8::{end}")) for end in ("1", "ffff")]
    assert near[0] == near[1]


def test_a_cache_that_is_away_locks_nobody_out(client, settings):
    settings.CACHES = settings.CACHES | {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    give_password("teacher")
    assert sign_in(client, password="fel").status_code == 422
    assert sign_in(client).url == "/"
