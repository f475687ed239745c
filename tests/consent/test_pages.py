"""The pages of consent, circle and sharing: what is shown, to whom, and what bad input gets."""

import re

import pytest

from access.actor import acting_as
from agencies.models import Unit
from cases.models import Case, Handover, Involvement, Relative
from consent.models import Consent
from tests import town
from tests.accounts import signed_in
from tests.consent.test_circle import ask

pytestmark = pytest.mark.django_db
GIVE = "/cases/K-0042/consent/new/"


def unit(name):
    return Unit.objects.get(name=name)


def typed(**more):
    """A consent for Ella as the page sends it: BVC Strandkanten, what is agreed, and a yes from everybody."""
    with acting_as(town.seat("welfare")):
        ella = Case.objects.get(pk=town.case("ella"))
        guardians = [str(pk) for pk in Relative.objects.filter(child=ella.child).values_list("pk", flat=True)]
    return {
        "units": [str(unit("BVC Strandkanten").pk)],
        "choice": "AGREED",
        "know": "ALL",
        "purpose": "Att morgnarna ska bli lugna.",
        "given_on": "2026-01-01",
        "ends_on": "2026-01-02",
        "how": "WRITTEN",
        "said_child": "YES",
        **{f"said_{pk}": "YES" for pk in guardians},
    } | more


def filled(client, **more):
    """The page's own hidden id and dates, with what is typed."""
    html = client.get(GIVE).content.decode()
    found = {
        name: re.search(rf'name="{name}"[^>]*value="([^"]+)"', html).group(1)
        for name in ("consent_id", "given_on", "ends_on")
    }
    return typed() | found | more


def test_nothing_is_ticked_from_the_start(client):
    signed_in(client, "welfare")

    html = client.get(GIVE).content.decode()

    assert " checked" not in html


def test_saved_it_stands_with_its_answers(client):
    signed_in(client, "welfare")

    answer = client.post(GIVE, filled(client) | {"then": "save"}, follow=True)

    assert answer.redirect_chain == [("/cases/K-0042/consent/", 302)]
    assert "Att morgnarna ska bli lugna." in answer.content.decode()


def test_saved_and_invited_in_one_step(client):
    signed_in(client, "welfare")

    client.post(GIVE, filled(client) | {"then": "invite"})

    with acting_as(town.seat("child_health")):
        assert Involvement.objects.filter(case=town.case("ella"), state="INVITED").exists()


def test_what_the_choices_mean_is_said_before_saving_and_nothing_is_saved(client):
    signed_in(client, "welfare")

    answer = client.post("/cases/K-0042/consent/lines/", filled(client) | {"choice": "AGREED"})

    html = answer.content.decode()
    assert "BVC Strandkanten" in html
    assert "får veta att ni samarbetar och när ni ses" in html
    assert "Inget visas förrän någon delar det" in html
    with acting_as(town.seat("welfare")):
        assert Consent.objects.filter(case=town.case("ella")).count() == 1


def test_a_receiver_without_secrecy_carries_its_warning(client):
    signed_in(client, "welfare")

    answer = client.post(
        "/cases/K-0042/consent/lines/", filled(client, units=[str(unit("Fritidsgården Sjömärket").pk)])
    )

    assert "Har ingen egen sekretess" in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"units": []}, "Välj minst en enhet"),
        ({"choice": ""}, "Välj vad ni får berätta"),
        ({"purpose": ""}, "Skriv vad samtycket är till för."),
        ({"ends_on": "2036-01-01"}, "högst tolv månader"),
        ({"ends_on": "2020-01-01"}, "Slutdagen"),
        ({"how": "ORAL"}, "Skriv vem som var vittne."),
        ({"said_child": ""}, "Välj vad Ella har svarat."),
        ({"said_child": "PARTLY"}, "Kryssa i det som svaret inte är ett ja till."),
        ({"consent_id": "gissat"}, "Sidan var för gammal"),
        ({"purpose": "Ett\x00 nolltecken"}, "osynligt tecken"),
    ],
)
def test_bad_input_is_answered_beside_the_field_and_nothing_is_lost(client, wrong, sentence):
    signed_in(client, "welfare")

    answer = client.post(GIVE, filled(client) | wrong)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    if "purpose" not in wrong:
        assert "Att morgnarna ska bli lugna." in html


def test_who_does_not_lead_is_told_so(client):
    signed_in(client, "teacher")

    answer = client.post(GIVE, typed() | {"consent_id": "x"})

    assert answer.status_code == 422


HIDDEN = [
    "/cases/K-0042/consent/",
    GIVE,
    "/cases/K-0042/consent/paper/",
    "/cases/K-0042/circle/",
    "/cases/K-0042/handover/",
    f"/cases/K-0042/notes/{town.record('E3')}/share/",
    f"/cases/K-0042/notes/{town.record('E3')}/journal/",
]


def bare(answer):
    """A page without its token, which is another on every page, and without the address that was asked for."""
    return re.sub(
        r"[A-Za-z0-9]{64}|K-9999|K-0042|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", answer.content.decode()
    )


NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize("path", HIDDEN)
def test_hidden_and_absent_are_the_same_404(client, path):
    signed_in(client, "police")

    hidden, absent = client.get(path), client.get(path.replace("K-0042", "K-9999"))

    assert hidden.status_code == absent.status_code == 404
    assert bare(hidden) == bare(absent)


def test_anothers_ids_tell_no_more_than_ids_of_nothing(client):
    involvement = ask()
    with acting_as(town.seat("welfare")):
        consent = Consent.objects.filter(case=town.case("ella")).first()
        answer = consent.answers.first()
    with acting_as(town.seat("bup")):
        handover = Handover.objects.get(case=town.case("elias"))
    signed_in(client, "police")
    there = {
        "/invitations/{}/": involvement,
        "/consents/{}/withdraw/": consent.pk,
        "/answers/{}/": answer.pk,
        "/handovers/{}/": handover.pk,
    }

    for path, pk in there.items():
        hidden, absent = client.get(path.format(pk)), client.get(path.format(NOWHERE))
        assert (hidden.status_code, bare(hidden)) == (404, bare(absent)), path


def test_the_paper_says_what_the_family_must_know(client):
    signed_in(client, "welfare")

    html = client.get("/cases/K-0042/consent/paper/").content.decode()

    for sentence in (
        "Du får säga nej",
        "ta tillbaka",
        "får hjälp även om du säger nej",
        "inte ett samtycke enligt",
        "måste alltid göra en orosanmälan",
    ):
        assert sentence in html
