"""A unit that is asked knows who asks and no more, works on nothing before it says yes, and on nothing after a no."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import now

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from agencies.models import Membership, Unit
from cases.actions import assign_worker, end_assignment, take_part
from cases.models import Case, Caseload, Handover, Involvement, work_case
from cases.queries import people
from consent import actions
from consent import queries as asking
from consent.models import Answer, Consent
from consent.queries.invitations import heard
from coordination import queries
from tests import town
from tests.accounts import signed_in
from tests.consent.test_circle import ask
from tests.consent.test_giving import terms

pytestmark = pytest.mark.django_db
INGRID, MARIA = town.seat("child_health"), town.seat("social")


def elias():
    return Case.objects.get(pk=town.case("elias"))


@pytest.fixture
def asked(db):
    """Elias, whose case BUP opened and Maria now leads: she asks BVC, and BVC may not know of BUP."""
    with acting_as(MARIA) as maria:
        actions.answer_handover(maria, handover=Handover.objects.get(case=elias(), answered_at=None), accepted=True)
        clinic = Unit.objects.get(name="BVC Strandkanten")
        typed = terms(elias().child, units=[clinic])
        actions.give_and_invite(maria, case=elias(), consent_id=uuid4(), terms=typed, reason="Sömnen.")
        return Involvement.objects.get(case=elias(), unit=clinic).pk


def accept(asked):
    with acting_as(INGRID) as ingrid:
        question = asking.invitation(ingrid, asked).involvement
        actions.accept_invitation(ingrid, involvement=question, worker=Membership.objects.get(pk=INGRID))


def test_the_intake_of_an_asked_unit_is_led_to_the_question(client, asked):
    signed_in(client, "child_health")

    answer = client.get("/cases/K-0027/")

    assert (answer.status_code, answer["Location"]) == (302, f"/invitations/{asked}/")
    assert "BUP" not in client.get(f"/invitations/{asked}/").content.decode()


def test_it_never_learns_which_unit_opened_the_case(client, asked):
    accept(asked)
    signed_in(client, "child_health")
    assert "Maria Holm" in client.get("/cases/K-0027/").content.decode()
    with acting_as(MARIA) as maria, pen():
        erik = Membership.objects.get(pk=town.seat("bup"))
        actions.ask_handover(maria, case=elias(), to=erik, reason="")
    with acting_as(town.seat("bup")) as erik:
        actions.answer_handover(erik, handover=Handover.objects.get(case=elias(), answered_at=None), accepted=True)

    pages = [client.get(f"/cases/K-0027/{part}") for part in ("", "timeline/", "plan/", "readers/")]

    assert {page.status_code for page in pages} == {200}
    for page in pages:
        html = page.content.decode()
        assert "BUP" not in html and "Erik Lund" not in html and "Stöd till barn och familj" in html
    with acting_as(INGRID, read_only=True) as ingrid:
        head = queries.case_page(ingrid, "K-0027").head
        assert (head.lead, head.asks.name) == (None, "Stöd till barn och familj")


def test_nobody_goes_in_before_the_unit_has_said_yes(asked):
    with acting_as(INGRID) as ingrid:
        with pytest.raises(Refused, match="inte med än"):
            take_part(ingrid, case=elias())
        with pytest.raises(Refused, match="inte med än"):
            assign_worker(ingrid, case=elias(), membership=Membership.objects.get(pk=INGRID))
        assert not people(ingrid, "K-0027").take_part

    accept(asked)

    with acting_as(INGRID) as ingrid:
        assert take_part(ingrid, case=elias()).user_id == ingrid.worker


def test_a_no_ends_the_work_of_whoever_of_the_unit_was_there_before(asked):
    with acting_as(INGRID) as ingrid:
        question = asking.invitation(ingrid, asked).involvement
        with pen():
            row = Caseload(
                content_object=elias(), user_id=ingrid.worker, permission=work_case(), unit_id=ingrid.unit,
                starts_at=now() - timedelta(minutes=1), given_by_id=INGRID,
            )  # fmt: skip
            row.save()
        actions.decline_invitation(ingrid, involvement=question, because="NOT_NOW")

    with acting_as(INGRID):
        assert not Case.objects.filter(pk=town.case("elias")).exists()


def test_asked_again_the_answer_is_given_anew():
    first = ask()
    with acting_as(INGRID) as ingrid:
        question = asking.invitation(ingrid, first).involvement
        actions.decline_invitation(ingrid, involvement=question, because="NOT_NOW")
    with acting_as(town.seat("welfare")) as leila:
        ella = Case.objects.get(pk=town.case("ella"))
        again = actions.invite_unit(leila, case=ella, unit=question.unit, reason="Igen")

    accept(again.pk)

    with acting_as(INGRID):
        assert Involvement.objects.get(pk=again.pk).state == "ACTIVE"


def test_the_question_says_who_has_answered_and_not_in_what_words(client):
    question = ask()
    signed_in(client, "child_health")

    html = client.get(f"/invitations/{question}/").content.decode()

    assert html.count("Vårdnadshavare</span>") == 2 and "Barnet själv" in html and "har sagt ja" in html
    assert "Karin" not in html and "Jonas" not in html
    assert "2017••••-••••" in html and "201703122380" not in html
    with acting_as(INGRID) as ingrid:
        [consent] = asking.invitation(ingrid, question).consents
        assert {one.said for one in consent.heard} == {"har sagt ja"}
        assert not consent.answers.exists()
    shown = client.post("/cases/K-0042/identity/")
    assert "20170312-2380" in shown.content.decode() and "no-store" in shown["Cache-Control"]


def test_whoever_is_not_named_by_the_consent_hears_nothing():
    ask()
    with acting_as(town.seat("welfare")):
        given = list(Consent.objects.filter(case=town.case("ella"), purpose="Att morgnarna ska bli lugna."))
    for who in ("bup", "teacher", "police"):
        with acting_as(town.seat(who)):
            heard(given)
            assert [consent.heard for consent in given] == [[] for _consent in given]


def test_who_no_longer_leads_is_told_who_enters_a_yes_that_opens_between_others(client):
    with acting_as(MARIA) as maria:
        question = Handover.objects.get(case=elias(), answered_at=None)
        for _sent_twice in range(2):
            actions.answer_handover(maria, handover=question, accepted=True)
        with pytest.raises(Refused, match="redan besvarad"):
            actions.answer_handover(maria, handover=question, accepted=False)
    signed_in(client, "bup")
    with acting_as(town.seat("bup")):
        waiting = Answer.objects.get(consent__case=elias(), said=Answer.Said.WAITING)

    yes = client.post(f"/answers/{waiting.pk}/", {"said": "YES"})
    no = client.post(f"/answers/{waiting.pk}/", {"said": "NO"}, follow=True)

    assert yes.status_code == 422 and "Svaret öppnar mellan andra enheter" in yes.content.decode()
    assert no.redirect_chain and "Svaret är sparat" in no.content.decode()


def test_who_has_left_the_work_is_told_who_records_it(client):
    with acting_as(town.seat("police")) as oskar:
        consent = Consent.objects.get(case=town.case("noah")).pk
        noah = Case.objects.get(pk=town.case("noah"))
        end_assignment(oskar, caseload=Caseload.objects.get(content_object=noah, user=oskar.worker))
    signed_in(client, "police")

    page = client.get("/cases/K-0031/consent/").content.decode()
    answer = client.post(f"/consents/{consent}/withdraw/", {"what": "all", "who": "all", "told_by": "Noah"})

    assert "Familjen tar tillbaka" not in page
    assert answer.status_code == 422 and "Bara den som arbetar med barnet" in answer.content.decode()
