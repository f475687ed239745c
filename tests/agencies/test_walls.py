"""Behind the policies stands the fence: the database itself refuses an administrator who reaches too far."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import now

from access.actor import acting_as
from access.guarded import pen
from agencies.models import Agency, Membership, StandIn, Unit, Worker
from tests.town import ids, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def tove(db):
    with acting_as(seat("access_admin")) as actor, pen():
        yield actor


def refused(write):
    with pytest.raises(DatabaseError), transaction.atomic():
        write()


def new_seat(worker, unit, roles=("CASEWORKER",)):
    return Membership(
        id=uuid4(), worker_id=ids.of("worker", worker), unit_id=ids.of("unit", unit), roles=list(roles), starts_at=now()
    )


def test_no_seat_in_another_agency_and_none_for_oneself(tove):
    refused(lambda: new_seat("welfare", "bup").save())
    refused(lambda: new_seat("welfare", "police", ["ACCESS_ADMIN"]).save())
    refused(lambda: new_seat("access_admin", "school").save())
    new_seat("welfare", "school").save()


def test_no_change_in_another_agency_and_none_for_oneself(tove):
    assert Membership.objects.filter(pk=seat("bup")).update(ends_at=now()) == 0
    assert Membership.objects.filter(pk=seat("access_admin")).update(roles=["PROTECTED"]) == 0
    assert Membership.objects.filter(pk=seat("welfare")).update(roles=["INTAKE"]) == 1
    assert Unit.objects.filter(pk=ids.of("unit", "bup")).update(name="X") == 0
    assert Worker.objects.filter(pk=ids.of("worker", "bup")).update(name="X") == 0


def test_kring_itself_is_nobodys_staff(tove):
    assert Worker.objects.filter(is_robot=True).update(is_active=False) == 0


def test_the_municipality_adds_units_and_seats_to_an_empty_agency_alone(tove):
    refused(lambda: Unit(agency_id=ids.of("agency", "police"), name="Ny").save())
    agency = Agency(code="ny", name="Ny", regime="SOCIAL")
    agency.save()
    unit = Unit(agency=agency, name="Ny")
    unit.save()
    first = Membership(worker_id=ids.of("worker", "leisure"), unit=unit, roles=["CASEWORKER"], starts_at=now())
    refused(first.save)  # an administrator is all it may seat
    first.roles = ["ACCESS_ADMIN"]
    first.save()
    refused(lambda: new_seat("police", "police").save())
    refused(lambda: Unit(agency=agency, name="En till").save())


def test_who_administers_nothing_writes_nothing(db):
    with acting_as(seat("unit_manager")), pen():
        refused(lambda: new_seat("preschool", "welfare").save())
        refused(lambda: Unit(agency_id=ids.of("agency", "education"), name="Ny").save())
        refused(lambda: Agency(code="ny", name="Ny", regime="SOCIAL").save())
        assert Membership.objects.filter(pk=seat("welfare")).update(ends_at=now()) == 0


def test_a_stand_in_is_set_inside_the_unit_alone(db):
    from datetime import timedelta

    def stands_in(absent, stand_in):
        return StandIn(absent_id=absent, stand_in_id=stand_in, starts_at=now(), ends_at=now() + timedelta(days=1))

    with acting_as(seat("social")), pen():
        refused(stands_in(seat("family_support"), seat("social")).save)  # only who manages does it for another
        refused(stands_in(seat("social"), seat("bup")).save)
        stands_in(seat("social"), seat("family_support")).save()
