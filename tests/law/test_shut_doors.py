"""What every answer carries, what a locked or ended session gets, and that nothing is done without a token."""

import pytest
from django.conf import settings
from django.db import connection

from tests import services
from tests.accounts import end, give_password, idle, sign_in, signed_in
from tests.law.addresses import addresses
from tests.strict import StrictClient
from tests.town import seat

pytestmark = [pytest.mark.law, pytest.mark.django_db]
TOWN_WORDS = ("Ella", "Öberg", "Karin", "K-0042", "Björkskolan", "Elias", "Noah")


@pytest.fixture
def paths():
    """An example of every address."""
    import psycopg

    with psycopg.connect(services.superuser_url(connection.settings_dict["NAME"]), autocommit=True) as look:
        return [(address, address.example(look)) for address in addresses()]


def open_to_all(address):
    return getattr(address.view, "open_to_all", False)


def body(response):
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode(errors="replace")


def test_a_locked_session_shows_nothing_anywhere(paths, client):
    signed_in(client, "welfare")
    idle(client, 20)
    for address, path in paths:
        if open_to_all(address):
            continue
        response = client.get(path)
        assert response.status_code in (302, 405) or getattr(address.view, "works_locked", False), path
        said = body(response)
        assert not [word for word in TOWN_WORDS if word in said], path
        signed_in(client, "welfare")
        idle(client, 20)


def test_an_ended_seat_is_refused_everywhere(paths, client):
    signed_in(client, "teacher")
    end(seat("teacher"))
    for _address, path in paths:
        signed_in(client, "teacher")
        response = client.get(path)
        assert response.status_code == 403, path
        said = body(response).replace(path, "")  # the page can lead back to where one was
        assert not [word for word in TOWN_WORDS if word in said], path


def test_every_post_wants_its_token(paths):
    strict = StrictClient(enforce_csrf_checks=True)
    signed_in(strict, "welfare")
    for _address, path in paths:
        assert strict.post(path, {"said": "YES"}).status_code in (403, 404), path


def written_lines():
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(n_tup_ins) FROM pg_stat_xact_user_tables WHERE relname = 'access_trail'")
        return cursor.fetchone()[0]


def test_a_poll_leaves_no_line_and_keeps_no_session_alive(paths, client):
    polls = [(address, path) for address, path in paths if getattr(address.view, "poll", False)]
    assert polls
    for _address, path in polls:
        signed_in(client, "welfare")
        idle(client, 5)
        before = client.session["active_at"]
        lines = written_lines()
        client.get(path)
        assert written_lines() == lines, path
        assert client.session["active_at"] == before, path
    client.get("/cases/K-0042/")
    assert written_lines() > lines, "a look does leave a line: the counter counts"


def test_every_answer_has_its_headers(paths, client):
    for _address, path in paths:
        signed_in(client, "welfare")
        response = client.get(path)
        assert response["X-Frame-Options"] == "DENY", path
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy, path
        assert response["X-Content-Type-Options"] == "nosniff" and response["Referrer-Policy"] == "same-origin", path
        if response.status_code == 200:
            assert "no-store" in response.get("Cache-Control", ""), path


AWAY = ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "https:elsewhere.example",
        "javascript:alert(1)", " //elsewhere.example", "http:///elsewhere.example"]  # fmt: skip


@pytest.mark.parametrize("where", AWAY)
def test_no_address_leads_away(where, paths, client):
    names = ("sign_in", "unlock", "switch", "set_language", "draft", "discard_draft", "choose")
    for address, path in paths:
        if address.name.split(":")[-1] in names:
            signed_in(client, "welfare")
            for response in (client.get(path, {"next": where}),
                             client.post(path, {"next": where, "language": "sv", "membership": str(seat("welfare")),
                                                "draft_page": where}, headers={"Referer": where})):  # fmt: skip
                leads_to = response.get("Location", "")
                assert "elsewhere" not in leads_to and "alert" not in leads_to, path


def test_signing_in_makes_a_new_session(client):
    give_password("teacher")
    client.get("/sign-in/")
    session = client.session
    session["planted"] = "x"
    session.save()
    before = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    sign_in(client)
    assert client.session.session_key != before
    assert client.session.get("membership") == str(seat("teacher"))
