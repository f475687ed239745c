"""A mark made by who does not lead, or of what another has written, is as whole: and gives that one no pen besides."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import now

from access.actor import acting_as
from access.guarded import pen
from agencies.models import Membership
from cases import actions, queries
from cases.models import Case, Handover, Record, Relative
from consent import actions as consent_actions
from coordination.models import Invitation
from tests.cases.test_protecting import mark
from tests.coordination.bookings import booked, invitation
from tests.town import case, seat

pytestmark = pytest.mark.django_db


def test_who_marks_need_not_lead_and_the_family_s_names_go_from_the_invitations_all_the_same():
    booked()
    with acting_as(seat("welfare")) as leila:
        ella = Case.objects.get(pk=case("ella"))
        colleague = Membership.objects.get(pk=seat("stand_in", "welfare"))
        actions.assign_worker(leila, case=ella, membership=colleague)
    with acting_as(seat("stand_in", "welfare")) as amanda:
        of = queries.case(amanda, "K-0042")
        actions.protect_child(amanda, case=of, child=of.child)
    with acting_as(seat("welfare")):
        family = Invitation.objects.filter(case=case("ella"), relative__isnull=False)
        assert family.exists() and not [one.name for one in family if "(skyddad)" not in one.name]
        assert not Invitation.objects.filter(case=case("ella")).exclude(via="TOLD").exists()


SHIELDED = {
    "a meeting's agenda": "UPDATE coordination_meeting SET place = '', agenda = 'x' WHERE id = %(meeting)s",
    "a meeting's time": "UPDATE coordination_meeting SET ends_at = ends_at + interval '1 hour' WHERE id = %(meeting)s",
    "a meeting's end": "UPDATE coordination_meeting SET state = 'CANCELLED' WHERE id = %(meeting)s",
    "an answer": "UPDATE coordination_invitation SET via = 'TOLD', said = 'NO' WHERE id = %(karins)s",
    "who was there": "UPDATE coordination_invitation SET via = 'TOLD', attended = true WHERE id = %(karins)s",
    "whom one asks": "UPDATE coordination_invitation SET via = 'TOLD', revoked_at = now() WHERE id = %(karins)s",
    "a name": "UPDATE coordination_invitation SET via = 'TOLD', name = 'x' WHERE id = %(karins)s",
}


@pytest.mark.parametrize("what", SHIELDED)
def test_who_marks_and_does_not_lead_blanks_and_changes_nothing_else(what, db):
    pk = booked()
    with acting_as(seat("welfare")) as leila:
        ella = Case.objects.get(pk=case("ella"))
        actions.assign_worker(leila, case=ella, membership=Membership.objects.get(pk=seat("stand_in", "welfare")))
        asked = {"meeting": pk, "karins": invitation(pk, "Karin Öberg").pk}
    with acting_as(seat("stand_in", "welfare")) as amanda, connection.cursor() as cursor:
        of = queries.case(amanda, "K-0042")
        actions.protect_child(amanda, case=of, child=of.child)
        with (
            pytest.raises(DatabaseError, match=r"changes nothing else|name on an invitation stands"),
            transaction.atomic(),
        ):
            cursor.execute(SHIELDED[what], asked)
        cursor.execute(
            "UPDATE coordination_meeting SET place = '', sequence = sequence + 1 WHERE id = %(meeting)s", asked
        )
        assert cursor.rowcount == 1
    with acting_as(seat("welfare")), connection.cursor() as cursor:
        if "name" not in what:  # who leads says it by the same statement
            cursor.execute(SHIELDED[what], asked)
            assert cursor.rowcount == 1


def test_the_mark_does_not_put_off_the_day_one_comes_of_age(behind_the_fence, transactional_db):
    behind_the_fence.execute(
        "UPDATE cases_child SET born_on = current_date - interval '18 years' WHERE id IN"
        " (SELECT child_id FROM cases_case WHERE id = %s)", [case("ella")],
    )  # fmt: skip
    open_to_bup = "SELECT count(*) FROM law.door WHERE case_id = %s"
    with acting_as(seat("bup")), connection.cursor() as cursor:
        cursor.execute(open_to_bup, [case("ella")])
        assert cursor.fetchone() == (0,)
    mark()
    with acting_as(seat("bup")), connection.cursor() as cursor:
        cursor.execute(open_to_bup, [case("ella")])
        assert cursor.fetchone() == (0,)


def test_what_another_units_lead_has_written_of_the_family_is_masked_too():
    """Maria leads now and has written in an aunt; the school, which began the work, marks the child."""
    with acting_as(seat("welfare")) as leila:
        of = queries.case(leila, "K-0042")
        to = Membership.objects.get(pk=seat("social"))
        asked = consent_actions.ask_handover(leila, case=of, to=to, reason="Hon träffar Ella oftast.")
    with acting_as(seat("social")) as maria:
        consent_actions.answer_handover(maria, handover=Handover.objects.get(pk=asked.pk), accepted=True)
        of = queries.case(maria, "K-0042")
        with pen():
            Relative(
                child=of.child, unit_id=maria.unit, name="Zqmoster", relation="OTHER", has_custody=False,
                phone="070-9876123", reach="Zqgatan 5",
            ).save()  # fmt: skip

    mark()

    with acting_as(seat("welfare")) as leila:
        kept = Relative.objects.get(child=of.child_id, unit_id=to.unit_id)
        assert (kept.phone, kept.reach) == ("", "") and kept.name.endswith("(skyddad)")
        with pen(), pytest.raises(DatabaseError), transaction.atomic():
            Relative.objects.filter(pk=kept.pk).update(name="Ny")


def test_what_was_told_by_law_is_no_longer_told_when_the_child_is_marked():
    with acting_as(seat("bup")) as erik:
        note = consent_actions.write_and_share(
            erik, new_id=uuid4(), case=Case.objects.get(pk=case("ella")), kind="CARE", text="En behandling har börjat.",
            source="", happened_at=now(), by_phone=False, units=[],
        )  # fmt: skip
        consent_actions.share_by_law(
            erik, record=note, to_unit=Membership.objects.get(pk=seat("social")).unit, purpose="SUPPORT",
            basis="CARE_HEALTH", weighing="Det brådskar, och familjen behöver stödet nu.",
        )  # fmt: skip

    def told():
        with acting_as(seat("social")):
            return Record.objects.filter(pk=note.pk).exists()

    assert told()
    mark()
    assert not told()
