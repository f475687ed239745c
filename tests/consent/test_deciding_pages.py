"""A young person who decides alone, a child who takes back, and the page on which it is decided."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from agencies.models import Unit
from cases.kinds import Kind
from cases.models import Case, Child
from consent import actions
from consent.grounds import Ground
from consent.models import Consent, Decision
from consent.states import State
from tests import town
from tests.accounts import signed_in
from tests.consent.test_deciding import WHY, answer_of, asked, decide, ella, health, open_kinds, read_by
from tests.consent.test_giving import give
from tests.consent.test_states import stands

__all__ = ["ella", "health"]
pytestmark = pytest.mark.django_db


# --- a mature young person alone ---


def fifteen(case):
    with pen():
        born = localdate() - timedelta(days=15 * 365 + 20)
        Child.objects.filter(pk=case.child_id).update(born_on=born, birth_year=born.year)
    return Case.objects.select_related("child").get(pk=case.pk)


def test_a_mature_young_person_alone_opens_what_is_their_own(leila, ella, health):
    case = fifteen(ella)
    consent = asked(leila, case, health, "NO")
    assert not open_kinds(consent)

    decide(leila, consent, Ground.MATURE, reason="Ella förstår vad hon säger ja till och kan väga det själv.")

    assert open_kinds(consent) == {str(kind) for kind in Kind} - {"ANSWER", "HOME"}
    assert stands(leila, consent).state == State.ACTIVE


def test_without_their_own_yes_it_opens_nothing(leila, ella, health):
    case = fifteen(ella)
    consent = give(leila, case, units=[health], answers={"child": ("NO",)})

    with pytest.raises(Refused, match="har inte sagt ja"):
        decide(leila, consent, Ground.MATURE)


def test_from_fifteen_no_decision_replaces_the_young_persons_yes(leila, ella, health):
    case = fifteen(ella)
    consent = give(leila, case, units=[health], answers={"child": ("NO",)})

    with pytest.raises(Refused, match="stänger den ungas nej"):
        decide(leila, consent, Ground.CHILD, consent.answers.get(by_child=True))


def test_a_younger_childs_taking_back_closes_until_it_is_weighed(leila, ella):
    consent = Consent.objects.get(case=ella)
    before = read_by("bup", "ella")
    own = consent.answers.get(by_child=True)
    actions.withdraw(leila, consent=consent, about_unit=None, kind="", told_by="Ella", by_one=True, answer=own)
    assert read_by("bup", "ella") < before

    decide(leila, consent, Ground.CHILD, own, "Ella ville vänta, men behöver hjälp med magen nu. Vi har pratat.")

    assert read_by("bup", "ella") == before


# --- the page ---


def test_the_page_shows_the_law_and_keeps_the_decision_on_the_consent_and_in_the_log(client):
    with acting_as(town.seat("welfare")) as leila:
        ella = Case.objects.get(pk=town.case("ella"))
        consent = asked(leila, ella, Unit.objects.get(name="BVC Strandkanten"))
        jonas = answer_of(consent, "Jonas Öberg")
    signed_in(client, "welfare")
    page = client.get(f"/consents/{consent.pk}/decide/").content.decode()
    assert "6 kap. 13 § föräldrabalken" in page and "Väntar på 1 av 2: Jonas" in page

    said = client.post(
        f"/consents/{consent.pk}/decide/", {"ground": "ABSENT", "answer": str(jonas.pk), "reason": WHY}, follow=True
    )

    shown = said.content.decode()
    assert said.redirect_chain == [("/cases/K-0042/consent/", 302)]
    assert WHY in shown and "En vårdnadshavare kan inte svara" in shown


def test_a_choice_without_a_person_is_said_beside_the_field(client):
    with acting_as(town.seat("welfare")) as leila:
        ella = Case.objects.get(pk=town.case("ella"))
        consent = asked(leila, ella, Unit.objects.get(name="BVC Strandkanten"))
    signed_in(client, "welfare")

    said = client.post(f"/consents/{consent.pk}/decide/", {"ground": "ABSENT", "reason": WHY})

    assert said.status_code == 422
    assert "Välj vems svar det gäller." in said.content.decode()


def test_ended_by_the_page(client):
    with acting_as(town.seat("welfare")) as leila:
        ella = Case.objects.get(pk=town.case("ella"))
        consent = asked(leila, ella, Unit.objects.get(name="BVC Strandkanten"))
    signed_in(client, "welfare")

    client.post(f"/consents/{consent.pk}/decide/", {"ground": "ENDED", "reason": "Familjen vill vänta."})

    with acting_as(town.seat("welfare")):
        assert Decision.objects.get(consent=consent.pk).ground == Ground.ENDED


@pytest.mark.parametrize("key", ["bup", "social", "teacher"])
def test_the_decision_is_nobody_elses(client, key):
    with acting_as(town.seat("welfare")):
        consent = Consent.objects.get(case=town.case("ella"))
    signed_in(client, key)

    assert client.get(f"/consents/{consent.pk}/decide/").status_code == 404
