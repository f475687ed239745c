"""A consent taken after a unit had come waits for that unit: its people are told on Min dag and on the child's page."""

from uuid import uuid4

import pytest

from access.actor import acting_as
from agencies.models import Unit
from cases.models import Case
from consent import actions
from consent.models import Consent
from coordination import queries
from tests import town
from tests.consent.test_giving import terms

pytestmark = pytest.mark.django_db
CASE = "/cases/K-0042/"
TOLD = "Det ni själva får berätta öppnas"


@pytest.fixture
def later(db):
    """A consent between the welfare team and BUP, where Erik has been since two weeks."""

    def give(**how):
        with acting_as(town.seat("welfare")) as leila:
            ella = Case.objects.get(pk=town.case("ella"))
            bup = Unit.objects.get(name="BUP Sjöviken")
            return actions.give(leila, case=ella, consent_id=uuid4(), terms=terms(ella.child, units=[bup], **how))

    return give


def waits_for(key):
    with acting_as(town.seat(key), read_only=True) as actor:
        return [thing for thing in queries.today(actor).things if "läs det nya samtycket" in thing.text]


def test_those_of_the_releasing_unit_are_told_until_it_relies_on_the_consent(client, later):
    assert waits_for("bup") == []
    consent = later()

    (told,) = waits_for("bup")
    assert (told.text, told.page, told.of) == ("Ella: läs det nya samtycket", "consent:consents", "K-0042")
    client.post("/demo/as/bup/")
    assert TOLD in client.get(CASE).content.decode()
    client.post(f"/consents/{consent.pk}/rely/")
    assert waits_for("bup") == [] and TOLD not in client.get(CASE).content.decode()


@pytest.mark.parametrize("key", ["welfare", "teacher", "social", "bup_intake", "unit_manager"])
def test_nobody_else_is_told(later, key):
    later()
    assert waits_for(key) == []


def test_what_not_everybody_has_said_yes_to_waits_for_nobody_outside(later):
    later(answers={"Jonas Öberg": ("NO",)})
    assert waits_for("bup") == []


def test_what_has_been_taken_back_waits_no_longer(later):
    consent = later()
    with acting_as(town.seat("welfare")) as leila:
        actions.withdraw(leila, consent=consent, about_unit=None, kind="", told_by="Karin Öberg")
    assert waits_for("bup") == []


def test_who_told_it_is_named_to_those_who_know_the_family(client, later):
    with acting_as(town.seat("social")) as maria:
        consent = Consent.objects.filter(case=town.case("ella")).order_by("given_at").first()
        actions.withdraw(maria, consent=consent, about_unit=None, kind="VOICE", told_by="Karin Öberg")
    page, said = f"{CASE}consent/", "Karin Öberg berättade det."

    for key, told in {"welfare": True, "social": True, "teacher": False, "bup": False}.items():
        client.post(f"/demo/as/{key}/")
        assert (said in client.get(page).content.decode()) is told, key
    client.post("/demo/as/welfare/")
    told = "Karin Öberg berättade det. Maria Holm, Stöd till barn och familj skrev in det"
    assert told in client.get("/").content.decode()
