"""An open page notices that something has changed, and loses at once what may no longer be seen."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from access.actor import acting_as
from access.guarded import pen
from access.models import Trail
from cases.models import Case, Record
from consent.actions import withdraw
from consent.models import Consent, Disclosure, Grant
from coordination import queries
from tests import town

pytestmark = pytest.mark.django_db

ELLA, SAGA, DANYLO = "K-0042", "K-0041", "K-0019"


def page_of(key, reference=ELLA, unit=""):
    with acting_as(town.seat(key, unit), read_only=True) as actor:
        return queries.case_page(actor, reference)


def jonas_takes_back(actor):
    """The whole consent around Ella is taken back, as told to the actor."""
    consent = Consent.objects.get(case=town.case("ella"))
    withdraw(actor, consent=consent, about_unit=None, kind="", told_by="Jonas Öberg")


def pulse_of(key, reference=ELLA):
    with acting_as(town.seat(key), read_only=True) as actor:
        return queries.pulse(actor, reference)


def test_the_pulse_is_still_while_nothing_changes():
    assert pulse_of("bup") == pulse_of("bup") == page_of("bup").head.seen


def test_the_pulse_says_that_something_changed_and_not_what(client):
    client.post("/demo/as/bup/")

    still = client.get(f"/cases/{ELLA}/pulse/", {"seen": pulse_of("bup")})
    changed = client.get(f"/cases/{ELLA}/pulse/", {"seen": "another"})
    assert (still.status_code, still.content) == (204, b"")
    assert changed["HX-Refresh"] == "true" and changed.content == b""


def test_a_note_that_was_shown_changes_the_receivers_pulse_alone():
    before = {key: pulse_of(key) for key in ("bup", "social")}
    with acting_as(town.seat("welfare")) as leila, pen():
        note = Record.objects.get(pk=town.record("E4"))
        line = Grant.objects.get(case=note.case_id, from_unit=leila.unit, to_unit__name="BUP Sjöviken", kind=note.kind)
        Disclosure(
            record=note, grant=line, case_id=note.case_id, unit_id=leila.unit, to_unit=line.to_unit,
            disclosed_at=now(), disclosed_by_id=leila.membership,
        ).save()  # fmt: skip

    assert pulse_of("bup") != before["bup"]
    assert pulse_of("social") == before["social"]


def test_the_pulse_of_a_hidden_case_is_that_of_one_that_is_not_there():
    assert pulse_of("emi", ELLA) == pulse_of("emi", "K-9999") == pulse_of("bup", SAGA)


def test_a_pulse_leaves_no_line_and_keeps_no_session_alive(client):
    client.post("/demo/as/welfare/")
    session = client.session
    session["active_at"] -= 600
    session.save()
    before = lines()

    client.get(f"/cases/{ELLA}/pulse/", {"seen": "another"})

    assert lines() == before
    assert client.session["active_at"] == session["active_at"]


def lines():
    with acting_as(town.seat("welfare")):
        return Trail.objects.count()


def test_when_the_consent_is_taken_back_the_page_loses_what_was_shared_and_says_why(client):
    before = pulse_of("bup")
    with acting_as(town.seat("welfare")) as leila:
        jonas_takes_back(leila)

    assert pulse_of("bup") != before
    client.post("/demo/as/bup/")
    shown = client.get(f"/cases/{ELLA}/").content.decode()
    assert "Samtycket har ändrats den" in shown and "Det som delades visas inte längre." in shown
    assert "Tid för bedömningssamtal bokad." in shown  # the own unit's note stays
    assert "Öberg" not in shown and "Ella" not in shown and "närvaron" not in shown.lower()
    assert client.get(f"/cases/{ELLA}/timeline/")["Location"] == f"/cases/{ELLA}/"


def test_an_ended_work_says_thank_you_and_shows_the_own_notes_alone(client):
    client.post("/demo/as/leisure/")
    shown = client.get(f"/cases/{DANYLO}/").content.decode()

    assert "Samarbetet avslutades den" in shown and "Tack." in shown
    assert "Danylo" not in shown


def test_that_the_work_ended_is_not_told_to_a_unit_that_had_already_lost_sight_of_it():
    with acting_as(town.seat("welfare")) as leila:
        jonas_takes_back(leila)
        with pen():
            case = Case.objects.get(pk=town.case("ella"))
            case.closed_at, case.closed_by_id, case.stage = now() + timedelta(hours=1), leila.membership, "CLOSED"
            case.save(update_fields=["closed_at", "closed_by", "stage"])

    assert not page_of("bup").lost.is_closed


@pytest.mark.parametrize("path", ["timeline/", "plan/", "readers/", "plan/paper/", "meetings/new/"])
def test_a_page_fetched_again_after_the_door_has_closed_leads_to_the_one_that_says_why(client, path):
    with acting_as(town.seat("welfare")) as leila:
        jonas_takes_back(leila)
    client.post("/demo/as/bup/")

    answer = client.get(f"/cases/{ELLA}/{path}")
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{ELLA}/")
    client.post("/demo/as/emi/")
    assert client.get(f"/cases/{ELLA}/{path}").status_code == 404


def test_a_page_that_somebody_writes_on_is_left_alone_until_what_it_shows_is_out_of_sight(client):
    client.post("/demo/as/bup/")
    holds = f"/cases/{ELLA}/holds/"
    shows = {"shows": f"record:{town.record('E4')}"}  # of the team's own: never shown to them
    assert client.get(holds).status_code == client.get(holds, {"shows": "record:what"}).status_code == 204
    assert client.get(holds, shows)["HX-Redirect"] == f"/cases/{ELLA}/"

    with acting_as(town.seat("welfare")) as leila:
        jonas_takes_back(leila)
    assert client.get(holds)["HX-Redirect"] == f"/cases/{ELLA}/"


@pytest.mark.parametrize("path", ["consent/", "notes/new/", "notes/call/", f"notes/{town.record('E4')}/share/"])
def test_every_page_about_a_child_asks_whether_it_still_holds(client, path):
    client.post("/demo/as/welfare/")
    assert f"/cases/{ELLA}/holds/" in client.get(f"/cases/{ELLA}/{path}").content.decode()


def test_a_meetings_page_asks_too_for_who_does_not_lead_it(client):
    client.post("/demo/as/bup/")
    meeting = town.ids.of("meeting", "ella/3")
    html = client.get(f"/meetings/{meeting}/").content.decode()
    assert f"/cases/{ELLA}/holds/?at=" in html and f"&amp;shows=meeting%3A{meeting}" in html
