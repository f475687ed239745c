"""How a consent stands: one place says it, and the consents' page, the child's page and Min dag show the same."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from access.actor import acting_as
from agencies.models import Unit
from cases.models import Case
from consent import actions, queries
from consent.models import Consent
from consent.states import State
from tests import town
from tests.accounts import signed_in
from tests.consent.test_giving import give

pytestmark = pytest.mark.django_db


@pytest.fixture
def ella(leila):
    return Case.objects.get(pk=town.case("ella"))


@pytest.fixture
def health(leila):
    return Unit.objects.get(name="BVC Strandkanten")


def stands(actor, consent):
    return next(one.standing for one in queries.consents(actor, consent.case) if one.pk == consent.pk)


def test_it_waits_by_name_and_says_what_to_do(leila, ella, health):
    how = stands(leila, give(leila, ella, units=[health], answers={"Jonas Öberg": ("WAITING",)}))

    assert (how.state, how.words) == (State.WAITING, "Väntar på 1 av 2: Jonas")
    assert how.next.startswith("Fråga dem som inte har svarat.")
    assert [(step.label, step.mark) for step in how.steps][:3] == [
        ("Skrivs", "done"), ("Väntar på svar", "now"), ("Gäller", "ahead"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (120, State.ACTIVE, "Gäller"),
        (11, State.ENDING, "Gäller i 11 dagar till"),
        (1, State.ENDING, "Gäller i 1 dag till"),
        (0, State.ENDING, "Gäller till och med i dag"),
    ],
)
def test_it_runs_until_its_end_comes_near(leila, ella, health, days, state, words):
    today = localdate()

    how = stands(
        leila,
        give(leila, ella, units=[health], given_on=today - timedelta(days=30), ends_on=today + timedelta(days=days)),
    )

    assert (how.state, how.words) == (state, words)


def test_a_no_is_an_end_and_not_a_wait(leila, ella, health):
    how = stands(leila, give(leila, ella, units=[health], answers={"Jonas Öberg": ("NO",)}))

    assert (how.state, how.is_live) == (State.REFUSED, False)
    assert [step.label for step in how.steps] == ["Skrivs", "Inget ja från alla"]


def test_taken_back_it_is_so_for_who_took_it_and_who_relied_on_it(leila, ella):
    consent = Consent.objects.get(case=ella)
    actions.withdraw(leila, consent=consent, about_unit=None, kind="", told_by="Karin")

    assert stands(leila, consent).state == State.WITHDRAWN
    assert not stands(leila, consent).is_live


def test_the_child_is_waited_for_by_the_name_that_it_is_called(db):
    with acting_as(town.seat("coordinator")) as ellinor:
        noah = Case.objects.get(pk=town.case("noah"))
        health = Unit.objects.get(name="BVC Strandkanten")

        how = stands(ellinor, give(ellinor, noah, units=[health], answers={"child": ("WAITING",)}))

    assert how.words.endswith(": Noah")


def test_both_pages_say_whom_it_waits_for_and_the_consents_page_shows_the_steps(client):
    signed_in(client, "family_support")

    for path in ("/cases/K-0041/", "/cases/K-0041/consent/"):
        shown = client.get(path).content.decode()
        assert "Väntar på 1 av 2: Robin" in shown
    assert 'data-mark="now" data-color="warning" aria-current="step">Väntar på svar' in shown


def test_what_is_being_written_shows_where_it_will_stand(client):
    signed_in(client, "welfare")
    client.post(
        "/drafts/",
        {"draft_form": "consent", "draft_subject": "K-0042", "draft_page": "/cases/K-0042/consent/new/",
         "purpose": "Att morgnarna ska bli lugna."},
    )  # fmt: skip

    shown = client.get("/cases/K-0042/consent/").content.decode()

    assert "Utkast till samtycke" in shown
    assert "Skriv klart det som familjen har svarat." in shown


def test_an_asked_unit_reads_no_name_of_who_has_not_answered(client):
    signed_in(client, "bup")

    shown = client.get("/cases/K-0042/consent/").content.decode()

    assert "Gäller" in shown
    assert "Väntar på 1" not in shown and "Jonas" not in shown
