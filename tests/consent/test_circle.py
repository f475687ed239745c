"""A unit is asked and not a person; it knows no more than it needs to answer; and a child is never without a lead."""

from uuid import uuid4

import pytest

from access.action import Refused
from access.actor import acting_as
from agencies.models import Membership, Unit
from cases.kinds import Kind
from cases.models import Case, Caseload, Handover, Involvement, Record, Relative
from consent import actions, queries
from consent.models import Grant
from consent.queries.lines import taking_part
from tests import town
from tests.consent.test_giving import terms

pytestmark = pytest.mark.django_db


def ask(unit="BVC Strandkanten", **more):
    """Leila gives a consent for Ella that covers this unit and invites it."""
    with acting_as(town.seat("welfare")) as leila:
        ella = Case.objects.get(pk=town.case("ella"))
        asked = Unit.objects.get(name=unit)
        typed = terms(ella.child, units=[asked], **more)
        actions.give_and_invite(leila, case=ella, consent_id=uuid4(), terms=typed, reason="Magen på morgnarna.")
        return Involvement.objects.get(case=ella, unit=asked).pk


def test_the_intake_sees_who_asks_and_why_and_the_own_lines_and_not_the_circle():
    involvement = ask()

    with acting_as(town.seat("child_health")) as ingrid:
        asked = queries.invitation(ingrid, involvement)

        assert asked.involvement.case.child.name == "Ella Öberg"
        assert asked.involvement.reason == "Magen på morgnarna."
        assert {line.kind for line in asked.lines} == {Kind.PRESENCE, Kind.AGREED}
        assert Involvement.objects.filter(case=town.case("ella")).count() == 1
        assert not Record.objects.filter(case=town.case("ella")).exists()
        assert not Relative.objects.filter(child=asked.involvement.case.child).exists()


def test_accepting_relies_on_the_consent_and_names_the_worker():
    involvement = ask()

    with acting_as(town.seat("child_health")) as ingrid:
        asked = queries.invitation(ingrid, involvement)
        worker = Membership.objects.get(pk=town.seat("child_health"))
        actions.accept_invitation(ingrid, involvement=asked.involvement, worker=worker)

        assert Grant.objects.filter(case=town.case("ella"), from_unit=ingrid.unit, relied_at=None).count() == 0
        assert Caseload.objects.filter(content_object=town.case("ella"), user=ingrid.worker).exists()
        assert Involvement.objects.get(pk=involvement).state == "ACTIVE"
        # Those who may not know of each other see nothing of each other.
        names = set(Involvement.objects.filter(case=town.case("ella")).values_list("unit__name", flat=True))
        assert names == {"BVC Strandkanten", "Elevhälsan Björkskolan"}


def test_a_no_has_one_of_four_reasons_and_ends_the_sight():
    involvement = ask()

    with acting_as(town.seat("child_health")) as ingrid:
        asked = queries.invitation(ingrid, involvement)
        actions.decline_invitation(ingrid, involvement=asked.involvement, because="NOT_NOW")

    with acting_as(town.seat("child_health")):
        assert not Case.objects.filter(pk=town.case("ella")).exists()


def test_another_units_intake_finds_no_such_invitation():
    from django.http import Http404

    involvement = ask()

    with acting_as(town.seat("police")) as oskar, pytest.raises(Http404):
        queries.invitation(oskar, involvement)


def test_a_unit_without_accounts_is_noted_by_the_lead():
    with acting_as(town.seat("welfare")) as leila:
        ella = Case.objects.get(pk=town.case("ella"))
        clinic = Unit.objects.get(name="Vårdcentralen Hamnen")
        with pytest.raises(Refused, match="inget samtycke"):
            actions.note_unit(leila, case=ella, unit=clinic, contact="Dr Ek", phone="")
        actions.give(leila, case=ella, consent_id=uuid4(), terms=terms(ella.child, units=[clinic]))

        noted = actions.note_unit(leila, case=ella, unit=clinic, contact="Dr Ek", phone="070-174 06 81")

        assert (noted.state, noted.contact) == ("ACTIVE", "Dr Ek")


def test_asked_again_while_the_question_is_open_is_refused():
    ask()

    with acting_as(town.seat("welfare")) as leila, pytest.raises(Refused, match="redan tillfrågad"):
        ella, unit = Case.objects.get(pk=town.case("ella")), Unit.objects.get(name="BVC Strandkanten")
        actions.invite_unit(leila, case=ella, unit=unit, reason="Igen")


def test_only_the_lead_asks():
    with acting_as(town.seat("teacher")) as anna, pytest.raises(Refused, match="fasta kontakt"):
        ella, unit = Case.objects.get(pk=town.case("ella")), Unit.objects.get(name="BVC Strandkanten")
        actions.invite_unit(anna, case=ella, unit=unit, reason="Hej")


def test_a_handover_is_open_until_it_is_accepted():
    with acting_as(town.seat("social")) as maria:
        handover = Handover.objects.get(case=town.case("elias"), answered_at=None)
        assert handover.case.lead_id == town.seat("bup")

        actions.answer_handover(maria, handover=handover, accepted=True)

        assert Case.objects.get(pk=town.case("elias")).lead_id == maria.membership
    with acting_as(town.seat("bup")):
        assert Case.objects.filter(pk=town.case("elias")).exists()


def test_a_no_to_a_handover_leaves_the_lead():
    with acting_as(town.seat("social")) as maria:
        handover = Handover.objects.get(case=town.case("elias"), answered_at=None)

        actions.answer_handover(maria, handover=handover, accepted=False)

        assert Case.objects.get(pk=town.case("elias")).lead_id == town.seat("bup")


def test_only_the_one_asked_answers_and_only_the_lead_takes_the_question_back():
    with acting_as(town.seat("bup")) as erik:
        handover = Handover.objects.get(case=town.case("elias"), answered_at=None)
        with pytest.raises(Refused, match="någon annan"):
            actions.answer_handover(erik, handover=handover, accepted=True)

        actions.take_back_handover(erik, handover=handover)

        assert Handover.objects.get(pk=handover.pk).accepted is False


def test_one_asks_somebody_who_works_around_the_child_and_only_once():
    with acting_as(town.seat("welfare")) as leila:
        ella = Case.objects.get(pk=town.case("ella"))
        maria, hanna = (Membership.objects.get(pk=town.seat(key)) for key in ("social", "private_school"))
        with pytest.raises(Refused, match="redan arbetar runt barnet"):
            actions.ask_handover(leila, case=ella, to=hanna, reason="")

        actions.ask_handover(leila, case=ella, to=maria, reason="Nytt läsår")

        with pytest.raises(Refused, match="väntar redan"):
            actions.ask_handover(leila, case=ella, to=maria, reason="")


def test_a_unit_already_there_relies_on_a_new_consent_before_its_lines_hold():
    with acting_as(town.seat("welfare")) as leila:
        ella, bup = Case.objects.get(pk=town.case("ella")), Unit.objects.get(name="BUP Sjöviken")
        consent = actions.give(leila, case=ella, consent_id=uuid4(), terms=terms(ella.child, units=[bup]))
    with acting_as(town.seat("bup")) as erik:
        assert consent.grants.filter(from_unit=erik.unit, relied_at=None).count() == 2

        actions.rely_on(erik, consent=consent)

        assert not consent.grants.filter(from_unit=erik.unit, relied_at=None).exists()
        with pytest.raises(Refused, match="redan"):
            actions.rely_on(erik, consent=consent)


# --- two units ask the same one ---


@pytest.fixture
def asked_unseen(transactional_db, behind_the_fence):
    """BVC is asked, or with, by a unit that Leila's does not know has asked."""

    def part(state):
        behind_the_fence.execute(
            """INSERT INTO cases_involvement (id, case_id, unit_id, state, invited_at, invited_by_unit_id,
                 invited_by_id, reason, declined_because, contact, contact_phone)
               VALUES (gen_random_uuid(), %s, %s, %s, now(), %s, %s, '', '', '', '')""",
            [town.case("ella"), town.ids.of("unit", "child_health"), state, town.ids.of("unit", "police"),
             town.seat("police")],
        )  # fmt: skip

    return part


@pytest.mark.parametrize("state", ["ACTIVE", "INVITED"])
def test_a_unit_that_another_has_asked_unseen_is_asked_like_any(asked_unseen, state):
    asked_unseen(state)
    pk = ask()

    with acting_as(town.seat("welfare")):
        assert Involvement.objects.get(pk=pk).state == "INVITED"
    with acting_as(town.seat("child_health")) as ingrid:
        worker = Membership.objects.get(pk=town.seat("child_health"))
        for one in queries.invitations(ingrid):
            if one.case_id == town.case("ella"):
                actions.accept_invitation(ingrid, involvement=one, worker=worker)
        assert Caseload.objects.filter(content_object=town.case("ella"), unit=ingrid.unit).count() == 1
    with acting_as(town.seat("welfare")) as leila:
        ella = Case.objects.get(pk=town.case("ella"))
        assert [unit.name for unit in open_units(leila, ella)].count("BVC Strandkanten") == 1


def open_units(actor, case):
    return [part.unit for part in taking_part(actor, case)]
