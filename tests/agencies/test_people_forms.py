"""What an administrator types is done once, or said beside the field why not, and goes no further than allowed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from access.actor import acting_as
from agencies.models import Agency
from tests.agencies.pages import LEILA, PAGES, SCHOOL, TOVE, WELFARE, fresh, invitation, seats, text
from tests.town import PEOPLE, ids, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def tove(client):
    client.post("/demo/as/access_admin/")
    return client


def test_raw_forms_with_another_agencys_unit_or_with_oneself_make_nothing(tove):
    refusals = [
        tove.post("/people/invite/", invitation(tove, unit=ids.of("unit", "bup"))),
        tove.post("/people/invite/", invitation(tove, email=PEOPLE["access_admin"].email)),
        tove.post("/people/invite/", invitation(tove, roles=["ROBOT"])),
        tove.post("/people/invite/", invitation(tove, new_id="x")),
        tove.post(f"/people/{TOVE}/assignment/", invitation(tove, unit=SCHOOL)),
        tove.post(f"/assignments/{seat('access_admin')}/roles/", {"roles": ["ACCESS_ADMIN", "PROTECTED"]}),
        tove.post(f"/assignments/{seat('access_admin')}/end/", {"when": "NOW"}),
        tove.post(
            "/people/units/add/",
            {"new_id": fresh(tove, "/people/units/add/"), "name": "X", "signals_to": ids.of("unit", "bup")},
        ),
    ]

    assert {refusal.status_code for refusal in refusals} == {422}
    assert seats("robin.ask@sjoviken.example") == []
    with acting_as(seat("access_admin")) as still:
        assert still.roles == {"ACCESS_ADMIN", "MUNICIPAL_ADMIN"}


def test_the_invitation_is_made_once_however_often_it_is_sent(tove):
    sent = invitation(tove)

    for _twice in range(2):
        assert tove.post("/people/invite/", sent).url == "/people/"
    assert seats("robin.ask@sjoviken.example") == ["Elevhälsan Björkskolan"]
    assert "Robin Ask är inbjuden" in text(tove.get("/people/"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"email": "robin"}, "Skriv hela e-postadressen"),
        ({"email": ""}, "Skriv e-postadressen"),
        ({"email": f"{'r' * 60}@{'a.' * 100}example"}, "E-postadressen är för lång"),
        ({"ends_on": "9999-12-31"}, "Dagen ligger för långt bort"),
        ({"starts_on": "9999-12-31"}, "Dagen ligger för långt bort"),
        ({"name": ""}, "Skriv namnet"),
        ({"name": "Rob\x00in"}, "osynligt tecken"),
        ({"roles": []}, "Välj minst en roll"),
        ({"starts_on": "2020-01-01"}, "Dagen har varit"),
        ({"ends_on": "2020-01-01"}, "Slutar före den börjar"),
        ({"email": PEOPLE["welfare"].email}, "redan ett uppdrag"),
    ],
)
def test_what_is_typed_wrong_is_said_and_kept(tove, changed, said):
    answer = tove.post("/people/invite/", invitation(tove, **changed))

    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="kurator"' in text(answer)


def test_every_form_does_what_it_says(tove):
    day = (localdate() + timedelta(days=20)).isoformat()
    done = [
        tove.post(
            f"/people/{LEILA}/assignment/", invitation(tove, new_id=fresh(tove, PAGES["assignment"]), unit=SCHOOL)
        ),
        tove.post(f"/people/{LEILA}/details/", {"name": "Leila Amiri", "title": "kurator", "phone": "1"}),
        tove.post(f"/people/{LEILA}/invite/"),
        tove.post(PAGES["roles"], {"roles": ["INTAKE"]}),
        tove.post(PAGES["extend"], {"ends_on": day}),
        tove.post(PAGES["end"], {"when": "LATER", "ends_on": day}),
        tove.post(PAGES["end"], {"when": "NOW"}),
        tove.post(PAGES["change_unit"], {"name": "Elevhälsan", "signals_to": WELFARE}),
        tove.post(
            "/people/units/add/",
            {"new_id": fresh(tove, "/people/units/add/"), "name": "Tallskolan", "signals_to": "itself"},
        ),
    ]

    assert {answer.status_code for answer in done} == {302}
    shown = text(tove.get("/people/changes/", {"person": LEILA}))
    for words in ("Gav ett uppdrag", "Ändrade roller", "Avslutade ett uppdrag", "Ändrade namn, titel eller telefon"):
        assert words in shown
    assert "Förlängde" not in shown
    everything = text(tove.get("/people/changes/"))
    assert "Förlängde ett uppdrag</strong>: Lars Wendel" in everything
    assert "Lade till en enhet" in everything


def test_an_end_on_a_day_asks_for_the_day(tove):
    assert "Välj den sista dagen" in text(tove.post(PAGES["end"], {"when": "LATER"}))
    assert "Dagen har varit" in text(tove.post(PAGES["end"], {"when": "LATER", "ends_on": "2020-01-01"}))


def test_older_changes_follow(tove, monkeypatch):
    monkeypatch.setattr("agencies.queries.changes.PAGE", 2)
    for roles in (["INTAKE"], ["CASEWORKER"], ["INTAKE", "CASEWORKER"]):
        tove.post(PAGES["roles"], {"roles": roles})

    first = tove.get("/people/changes/").context["page"]
    second = tove.get("/people/changes/", {"before": first.older}).context["page"]
    assert [len(page.lines) for page in (first, second)] == [2, 1]
    assert tove.get("/people/changes/", {"before": "x", "person": "y"}).status_code == 200


def test_an_agency_is_added_with_its_administrator(tove):
    sent = {
        "new_id": fresh(tove, "/people/agencies/add/"),
        "name": "Friskolan Ekorren AB",
        "regime": "PRIVATE_SCHOOL",
        "unit_name": "Friskolan Ekorren",
        "admin_name": "Siv Lo",
        "title": "rektor",
        "email": "siv.lo@ekorren.example",
        "phone": "",
    }

    assert tove.post("/people/agencies/add/", sent | {"regime": ""}).status_code == 422
    assert tove.post("/people/agencies/add/", sent).status_code == 302
    with acting_as(seat("access_admin")):
        assert Agency.objects.get(name="Friskolan Ekorren AB").units.count() == 1
    assert "Siv Lo" not in text(tove.get("/people/"))


def test_the_ended_ones_next_click_is_refused(client, tove):
    leilas = Client()
    leilas.post("/demo/as/welfare/")
    assert leilas.get("/stand-in/").status_code == 200

    tove.post(PAGES["end"], {"when": "NOW"})
    assert leilas.get("/stand-in/").status_code == 403
    assert leilas.get("/stand-in/").url.startswith("/sign-in/")
