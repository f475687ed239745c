"""Who is not signed in, or whose session is locked, is led to the door, and afterwards back."""

import pytest

from access.guest import acting_as_guest
from tests.accounts import idle, signed_in

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_a_page_leads_to_the_door_and_back(client):
    answer = client.get("/children/?q=1")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/children/%3Fq%3D1")


def test_the_front_page_leads_to_the_front_door(client, settings):
    assert client.get("/")["Location"] == settings.FRONT_DOOR


def test_a_part_leads_the_whole_page_there(client):
    here = {"HX-Current-URL": "http://testserver/children/"}
    answer = client.get("/signals/changed/x/", headers=HTMX | here)
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/sign-in/?next=/children/")


def test_a_part_of_a_page_elsewhere_leads_to_the_start(client):
    answer = client.get("/signals/changed/x/", headers=HTMX | {"HX-Current-URL": "http://elsewhere.example/x/"})
    assert answer["HX-Redirect"] == "/sign-in/?next=/"


def test_a_draft_that_cannot_be_kept_stays_on_the_page(client):
    answer = client.post("/drafts/", {"draft_form": "note", "text": "x"}, headers=HTMX)
    assert answer.status_code == 401 and "HX-Redirect" not in answer


@pytest.mark.parametrize("way", ["get", "post"])
def test_a_locked_session_shows_the_lock_alone(client, way):
    signed_in(client, "welfare")
    idle(client, 16)
    answer = getattr(client, way)("/cases/K-0042/", headers={"Referer": "http://testserver/cases/K-0042/"})
    assert (answer.status_code, answer["Location"]) == (302, "/unlock/?next=/cases/K-0042/")
    part = client.get("/cases/K-0042/pulse/", headers=HTMX | {"HX-Current-URL": "http://testserver/cases/K-0042/"})
    assert (part.status_code, part["HX-Redirect"]) == (204, "/unlock/?next=/cases/K-0042/")


def test_a_guest_holds_no_role(behind_the_fence):
    row = behind_the_fence.execute(
        "SELECT i.id, i.serial FROM coordination_invitation i JOIN coordination_meeting m ON m.id = i.meeting_id "
        "WHERE i.revoked_at IS NULL AND m.state = 'BOOKED' AND m.ends_at > now() LIMIT 1"
    ).fetchone()
    with acting_as_guest(*row) as guest:
        assert not guest.has("CASEWORKER", "ROBOT")
        assert guest.membership == guest.worker == row[0]


@pytest.mark.django_db(transaction=True)
def test_afterwards_no_guest_is_asking(transactional_db, behind_the_fence):
    from django.db import connection

    row = behind_the_fence.execute(
        "SELECT i.id, i.serial FROM coordination_invitation i JOIN coordination_meeting m ON m.id = i.meeting_id "
        "WHERE i.revoked_at IS NULL AND m.state = 'BOOKED' AND m.ends_at > now() LIMIT 1"
    ).fetchone()
    with acting_as_guest(*row):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(current_setting('kring.guest', true), '')")
        assert cursor.fetchone() == ("",)
