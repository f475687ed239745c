"""Who is asking: a membership in force, for one transaction, with what an absent colleague has lent."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import now

from access.actor import SETTINGS, NoActor, acting_as, current
from access.guarded import pen
from agencies.models import Membership, StandIn, Worker
from cases.models import Case
from tests.town import case, ids, seat

pytestmark = pytest.mark.django_db


def named() -> dict[str, str]:
    """What the database believes of who is asking."""
    with connection.cursor() as cursor:
        columns = ", ".join(f"COALESCE(current_setting('kring.{name}', true), '')" for name in SETTINGS)
        cursor.execute(f"SELECT {columns}")
        return dict(zip(SETTINGS, cursor.fetchone(), strict=True))


def sees_ella() -> bool:
    return Case.objects.filter(pk=case("ella")).exists()


def stand_in(absent, stand_in, *, starts=-1, ends=1):
    """Set by the absent one; hours from now."""
    with acting_as(absent), pen():
        row = StandIn(
            absent_id=absent,
            stand_in_id=stand_in,
            starts_at=now() + timedelta(hours=starts),
            ends_at=now() + timedelta(hours=ends),
        )
        row.save()
        return row


def change(membership, **values):
    """Change a membership as the school board's administrator."""
    with acting_as(seat("access_admin")), pen():
        assert Membership.objects.filter(pk=membership).update(**values) == 1


def test_the_actor_is_the_membership():
    with acting_as(seat("welfare")) as leila:
        assert current() is leila
        assert (leila.membership, leila.worker) == (seat("welfare"), ids.of("worker", "welfare"))
        assert (leila.unit, leila.agency) == (ids.of("unit", "welfare"), ids.of("agency", "education"))
        assert leila.roles == {"CASEWORKER", "INTAKE", "PROTECTED"}
        assert leila.has("MANAGER", "INTAKE") and not leila.has("MANAGER")
        assert (leila.name, leila.unit_name, leila.regime, leila.language) == (
            "Leila Amiri",
            "Elevhälsan Björkskolan",
            "SCHOOL",
            "sv",
        )
        assert leila.standing_in_for == ()
        assert sees_ella()
    assert current() is None


def test_two_memberships_are_two_actors():
    with acting_as(seat("stand_in")) as amanda:
        assert [one.unit_name for one in amanda.memberships] == ["Elevhälsan Björkskolan", "Elevhälsan Fyrgymnasiet"]
        upper = amanda.unit
    with acting_as(seat("stand_in", "welfare")) as amanda:
        assert amanda.unit != upper


def test_one_within_another_and_back_again():
    with acting_as(seat("welfare")) as leila:
        before = named()
        with acting_as(seat("emi")) as gunilla:
            assert current() is gunilla
            assert named()["membership"] == str(gunilla.membership)
            assert not sees_ella()
        assert (current(), named()) == (leila, before)
        assert sees_ella()


def test_an_error_inside_gives_the_outer_one_back():
    with acting_as(seat("welfare")) as leila:
        before = named()
        with pytest.raises(DatabaseError), acting_as(seat("emi")), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert (current(), named()) == (leila, before)


def test_what_is_rolled_back_inside_gives_the_outer_one_back():
    with acting_as(seat("welfare")) as leila:
        before = named()
        with acting_as(seat("emi")):
            transaction.set_rollback(True)
        assert (current(), named()) == (leila, before)


@pytest.mark.django_db(transaction=True)
def test_afterwards_nobody_is_asking(transactional_db):
    with acting_as(seat("welfare")):
        assert named()["unit"]
    assert set(named().values()) == {""}
    with pytest.raises(ZeroDivisionError), acting_as(seat("welfare")):
        raise ZeroDivisionError
    assert (current(), set(named().values())) == (None, {""})


@pytest.mark.django_db(transaction=True)
def test_looking_is_read_only_from_the_first_statement_and_all_the_way_in(transactional_db):
    with pytest.raises(DatabaseError, match="read-only"), acting_as(seat("welfare"), read_only=True) as leila, pen():
        Worker.objects.filter(pk=leila.worker).update(title="x")
    with pytest.raises(DatabaseError, match="read-only"), acting_as(seat("welfare"), read_only=True):
        with acting_as(seat("welfare")) as leila, pen():
            Worker.objects.filter(pk=leila.worker).update(title="x")
    with acting_as(seat("welfare")) as leila, pen():
        assert Worker.objects.filter(pk=leila.worker).update(title="kurator") == 1


def test_a_look_inside_a_deed_does_not_lock_the_deed():
    with acting_as(seat("welfare")) as leila, pen():
        with acting_as(seat("welfare"), read_only=True):
            with pytest.raises(DatabaseError, match="read-only"), transaction.atomic():
                Worker.objects.filter(pk=leila.worker).update(title="x")
        assert Worker.objects.filter(pk=leila.worker).update(title="kurator") == 1


@pytest.mark.parametrize("values", [{"ends_at": now() - timedelta(seconds=5)}])
def test_a_membership_that_has_ended_asks_nothing(values):
    change(seat("welfare"), **values)
    with pytest.raises(NoActor), acting_as(seat("welfare")):
        pass  # pragma: no cover


def test_one_that_has_not_begun_or_is_not_there_asks_nothing():
    with acting_as(seat("access_admin")), pen():
        early = Membership(
            worker_id=ids.of("worker", "teacher"),
            unit_id=ids.of("unit", "upper_school"),
            roles=["REPORTER"],
            starts_at=now() + timedelta(days=1),
        )
        early.save()
    for membership in (early.pk, uuid4(), "00000000-0000-0000-0000-000000000000"):
        with pytest.raises(NoActor), acting_as(membership):
            pass  # pragma: no cover


def test_somebody_made_inactive_asks_nothing():
    with acting_as(seat("access_admin")), pen():
        assert Worker.objects.filter(pk=ids.of("worker", "welfare")).update(is_active=False) == 1
    with pytest.raises(NoActor), acting_as(seat("welfare")):
        pass  # pragma: no cover


def test_a_membership_without_a_role_asks_and_may_nothing():
    change(seat("teacher"), roles=[])
    with acting_as(seat("teacher")) as anna:
        assert anna.roles == frozenset()


# --- standing in ---


def test_a_stand_in_sees_what_the_other_sees_and_has_the_roles_that_concern_children():
    with acting_as(seat("stand_in", "welfare")) as amanda:
        assert not sees_ella()
        own = amanda.roles
    stand_in(seat("welfare"), seat("stand_in", "welfare"))
    with acting_as(seat("stand_in", "welfare")) as amanda:
        assert sees_ella()
        assert amanda.standing_in_for == ("Leila Amiri",)
        assert amanda.roles == own | {"CASEWORKER", "INTAKE"}
        assert "PROTECTED" not in amanda.roles
        assert amanda.membership == seat("stand_in", "welfare")


@pytest.mark.parametrize(("starts", "ends"), [(-2, -1), (1, 2)])
def test_before_and_after_it_is_as_it_was(starts, ends):
    stand_in(seat("welfare"), seat("stand_in", "welfare"), starts=starts, ends=ends)
    with acting_as(seat("stand_in", "welfare")) as amanda:
        assert amanda.standing_in_for == () and not sees_ella()


def test_in_another_of_ones_units_one_stands_in_for_nobody():
    stand_in(seat("welfare"), seat("stand_in", "welfare"))
    with acting_as(seat("stand_in")) as amanda:
        assert amanda.standing_in_for == () and not sees_ella()


@pytest.mark.parametrize("gone", ["ended", "inactive"])
def test_nobody_stands_in_for_somebody_who_has_left(gone):
    """Then the unit's manager leads, and gives the children to others."""
    stand_in(seat("welfare"), seat("stand_in", "welfare"))
    with acting_as(seat("access_admin")), pen():
        if gone == "ended":
            Membership.objects.filter(pk=seat("welfare")).update(ends_at=now() - timedelta(seconds=1))
        else:
            Worker.objects.filter(pk=ids.of("worker", "welfare")).update(is_active=False)
    with acting_as(seat("stand_in", "welfare")) as amanda:
        assert amanda.standing_in_for == () and not sees_ella()


def test_a_manager_lends_no_leadership():
    with acting_as(seat("unit_manager", "welfare")), pen():
        StandIn(
            absent_id=seat("unit_manager", "welfare"),
            stand_in_id=seat("stand_in", "welfare"),
            starts_at=now() - timedelta(hours=1),
            ends_at=now() + timedelta(hours=1),
        ).save()
    with acting_as(seat("stand_in", "welfare")) as amanda:
        assert not amanda.has("MANAGER")
