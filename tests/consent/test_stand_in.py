"""Who stands in for the lead does what the lead may, in the own name; and who manages leads when the lead has left."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import now

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from agencies.actions import end_membership
from agencies.models import Membership, StandIn, Unit
from cases.actions import take_part
from cases.models import Case, Caseload, Handover, Involvement
from consent import actions
from consent.models import Consent
from coordination import actions as meetings
from coordination import queries
from coordination.models import Invitation
from coordination.queries import things
from tests import town
from tests.accounts import signed_in
from tests.agreeing import NOW as ELLA_NOW
from tests.consent.test_giving import terms

pytestmark = pytest.mark.django_db
AMANDA = town.seat("stand_in", "welfare")


def stands_in(stand_in, absent, manager):
    """The manager sets one colleague in another's place, from an hour ago."""
    with acting_as(manager), pen():
        StandIn(
            absent_id=absent, stand_in_id=stand_in,
            starts_at=now() - timedelta(hours=1), ends_at=now() + timedelta(days=3),
        ).save()  # fmt: skip


@pytest.fixture
def amanda(db):
    """In Leila's place."""
    stands_in(AMANDA, town.seat("welfare"), town.seat("unit_manager", "welfare"))
    with acting_as(AMANDA) as actor:
        yield actor


def ella():
    return Case.objects.get(pk=town.case("ella"))


def test_the_stand_in_takes_a_consent_and_invites_in_the_own_name(amanda):
    clinic = Unit.objects.get(name="BVC Strandkanten")

    actions.give_and_invite(
        amanda, case=ella(), consent_id=uuid4(), terms=terms(ella().child, units=[clinic]), reason="Magen."
    )

    assert Involvement.objects.get(case=ella(), unit=clinic).invited_by_id == AMANDA
    assert Consent.objects.filter(case=ella(), recorded_by=AMANDA).exists()


def test_the_stand_in_asks_somebody_to_take_over_and_takes_it_back(amanda):
    maria = Membership.objects.get(pk=town.seat("social"))

    asked = actions.ask_handover(amanda, case=ella(), to=maria, reason="Nytt läsår")
    actions.take_back_handover(amanda, handover=asked)

    assert Handover.objects.get(pk=asked.pk).accepted is False
    # Who leads keeps the child; the stand-in gets nothing that outlasts the leave.
    assert not Caseload.objects.filter(content_object=ella(), user=amanda.worker).exists()


def test_the_stand_in_answers_what_the_absent_one_is_asked():
    stands_in(town.seat("family_support"), town.seat("social"), town.seat("family_support"))
    with acting_as(town.seat("family_support")) as daniel:
        rows, offered = things.handovers(daniel)
        assert town.case("elias") in offered and any("ta över" in thing.text for thing in rows)
        handover = Handover.objects.get(case=town.case("elias"), answered_at=None)

        actions.answer_handover(daniel, handover=handover, accepted=True)

        assert Case.objects.get(pk=town.case("elias")).lead_id == town.seat("social")


def test_the_page_offers_the_stand_in_what_it_offers_the_lead(client, amanda):
    page = queries.case_page(amanda, "K-0042")
    assert page.head.is_lead and not page.head.is_me and page.head.can_assign
    signed_in(client, "stand_in", "welfare")

    case, circle = (client.get(f"/cases/K-0042/{part}").content.decode() for part in ("", "circle/"))

    assert "Leila Amiri" in case and "Bjud in eller lämna över" in case and "Du är Ellas" not in case
    assert "Lämna över" in circle and "Nytt samtycke" in client.get("/cases/K-0042/consent/").content.decode()


def test_the_stand_in_answers_the_absent_ones_invitation(amanda):
    mine = Invitation.objects.get(meeting=ELLA_NOW, membership=town.seat("welfare"), revoked_at=None)

    meetings.answer_invitation(amanda, invitation=mine, said="NO", remark="")

    assert Invitation.objects.get(pk=mine.pk).said == "NO"
    other = Invitation.objects.filter(meeting=ELLA_NOW, membership=town.seat("social")).first()
    with pytest.raises(Refused, match="inte din"):
        meetings.answer_invitation(amanda, invitation=other, said="NO", remark="")


def test_when_the_lead_has_left_the_manager_goes_in_and_then_leads():
    with acting_as(town.seat("access_admin")) as tove:
        end_membership(tove, membership=Membership.objects.get(pk=town.seat("welfare")), ends_at=None)
    with acting_as(town.seat("unit_manager", "welfare")) as per:
        clinic = Unit.objects.get(name="BVC Strandkanten")
        with pytest.raises(Refused, match="Gå in i samarbetet först"):
            actions.invite_unit(per, case=ella(), unit=clinic, reason="Magen.")
        take_part(per, case=ella())
        typed = terms(ella().child, units=[clinic])

        actions.give_and_invite(per, case=ella(), consent_id=uuid4(), terms=typed, reason="Magen.")

        assert Involvement.objects.filter(case=ella(), unit=clinic, state="INVITED").exists()


def test_somebody_who_neither_leads_nor_stands_in_is_refused():
    with acting_as(town.seat("teacher")) as anna:
        maria = Membership.objects.get(pk=town.seat("social"))
        with pytest.raises(Refused, match="samordnare"):
            actions.ask_handover(anna, case=ella(), to=maria, reason="")


def test_the_circle_says_who_stands_in_and_until_when(client, amanda):
    signed_in(client, "bup")

    html = client.get("/cases/K-0042/").content.decode()

    assert "ersätts av Amanda Fors till" in html and "tel:070-174 06 09" in html
