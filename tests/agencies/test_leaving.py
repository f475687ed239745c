"""An ended seat is over this second, no unit is left without a lead, and nobody reaches beyond their own agency."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import now

from access.action import Refused
from access.actor import NoActor, acting_as
from access.models import Trail
from agencies import actions
from tests.agencies.staff import give, held, invite, unit, worker
from tests.town import PEOPLE, ids, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def tove(db):
    with acting_as(seat("access_admin")) as actor:
        yield actor


# --- Letting out ----------------------------------------------------------------------------------------------


def test_an_ended_seat_is_over_this_second_and_per_leads_in_leilas_place(tove):
    actions.end_membership(tove, membership=held("welfare"), ends_at=None)

    with pytest.raises(NoActor), acting_as(seat("welfare")):
        pass
    with acting_as(seat("unit_manager")), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM law.led")
        assert cursor.fetchone()[0] >= 3


def test_an_end_on_a_day_leaves_the_days_before_it(tove):
    monday = now() + timedelta(days=3)
    actions.end_membership(tove, membership=held("welfare"), ends_at=monday)

    with acting_as(seat("welfare")):
        pass
    assert held("welfare").ends_at == monday
    with pytest.raises(Refused, match="slutar redan tidigare"):
        actions.end_membership(tove, membership=held("welfare"), ends_at=monday + timedelta(days=1))


def test_what_is_over_is_not_touched_again(tove):
    actions.end_membership(tove, membership=held("welfare"), ends_at=None)

    for do, more in ((actions.end_membership, {"ends_at": None}), (actions.change_roles, {"roles": ["INTAKE"]})):
        with pytest.raises(Refused, match="Uppdraget är avslutat"):
            do(tove, membership=held("welfare"), **more)


def test_the_only_one_who_leads_a_unit_stays_until_another_does(tove):
    per = held("unit_manager")
    for do, more in ((actions.end_membership, {"ends_at": None}), (actions.change_roles, {"roles": ["CASEWORKER"]})):
        with pytest.raises(Refused, match="Ingen annan leder Elevhälsan Björkskolan"):
            do(tove, membership=per, **more)

    give(tove, roles=["MANAGER"])
    assert actions.end_membership(tove, membership=per, ends_at=None)


def test_a_lead_who_goes_before_is_no_heir(tove):
    soon = now() + timedelta(days=2)
    give(tove, roles=["MANAGER"], ends_at=soon)

    with pytest.raises(Refused, match="Ingen annan leder"):
        actions.end_membership(tove, membership=held("unit_manager"), ends_at=soon + timedelta(days=1))
    assert actions.end_membership(tove, membership=held("unit_manager"), ends_at=soon - timedelta(days=1))


def test_a_seat_that_has_not_begun_can_be_taken_back(tove):
    made = give(tove, roles=["MANAGER"], starts_at=now() + timedelta(days=2), unit=unit("upper_school"))

    ended = actions.end_membership(tove, membership=made, ends_at=None)
    assert ended.ends_at == ended.starts_at


# --- Whose it is ----------------------------------------------------------------------------------------------


def test_what_was_done_is_a_line_for_the_agency(tove):
    actions.end_membership(tove, membership=held("welfare"), ends_at=None)

    line = Trail.objects.get(name="agencies.end_membership", worker=tove.worker)
    assert (line.verb, line.owner_unit, line.case) == ("DID", ids.of("unit", "welfare"), None)
    assert seat("welfare") in line.subjects


def every_deed(own):
    """Each deed on somebody's seat, with what would make it succeed for who may."""
    return [
        (actions.change_roles, {"membership": own, "roles": ["CASEWORKER", "INTAKE"]}),
        (actions.extend_membership, {"membership": own, "ends_at": None}),
        (actions.end_membership, {"membership": own, "ends_at": None}),
    ]


@pytest.mark.parametrize("key", ["bup", "police", "emi", "private_school", "municipal_lead"])
def test_no_other_agencys_people_are_within_reach(tove, key):
    theirs = held(key)
    for do, facts in every_deed(theirs):
        with pytest.raises(Refused, match="annan organisation"):
            do(tove, **facts)
    with pytest.raises(Refused, match="annan organisation"):
        give(tove, unit=theirs.unit)
    with pytest.raises(Refused, match="annan organisation"):
        invite(tove, unit=theirs.unit)
    with pytest.raises(Refused, match="annan organisation"):
        actions.change_worker(tove, worker=theirs.worker, name="X", title="Y", phone="")


def test_nobody_gives_or_takes_for_themselves(tove):
    me = held("access_admin")
    for do, facts in every_deed(me):
        with pytest.raises(Refused, match="Ingen ger eller tar behörighet åt sig själv"):
            do(tove, **facts)
    with pytest.raises(Refused, match="åt sig själv"):
        give(tove, worker=worker("access_admin"))
    with pytest.raises(Refused, match="åt sig själv"):
        invite(tove, email=PEOPLE["access_admin"].email)


@pytest.mark.parametrize("key", ["unit_manager", "log_reviewer", "welfare", "municipal_lead"])
def test_nobody_else_in_the_town_lets_anybody_in_or_out(key, db):
    with acting_as(seat(key)) as actor:
        for do, facts in every_deed(held("preschool")):
            with pytest.raises(Refused, match="behörighetsadministratör"):
                do(actor, **facts)
        for do in (invite, give):
            with pytest.raises(Refused, match="behörighetsadministratör"):
                do(actor)
        with pytest.raises(Refused, match="behörighetsadministratör"):
            actions.invite_again(actor, worker=worker("welfare"))
