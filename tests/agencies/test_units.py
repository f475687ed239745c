"""An administrator adds units to the own agency; the municipality's adds agencies, and then has no say in them."""

from uuid import uuid4

import pytest

from access.action import Refused
from access.actor import acting_as
from access.task import robots
from agencies import actions
from agencies.models import Agency, Membership, Unit, Worker
from tests.town import PEOPLE, ids, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def tove(db):
    with acting_as(seat("access_admin")) as actor:
        yield actor


def agency(code="education"):
    return Agency.objects.get(pk=ids.of("agency", code))


def unit(key):
    return Unit.objects.get(pk=ids.of("unit", key))


def add(actor, **changed):
    facts = {
        "new_id": uuid4(),
        "agency": agency(),
        "name": "Tallskolan",
        "area": None,
        "phone": "",
        "takes_children": True,
        "signals_to": None,
    }
    return actions.add_unit(actor, **facts | changed)


def change(actor, of, **changed):
    return actions.change_unit(
        actor, unit=of, **{"name": of.name, "area": None, "phone": "", "signals_to": None} | changed
    )


def found(actor, **changed):
    facts = {
        "new_id": uuid4(),
        "name": "Friskolan Ekorren AB",
        "regime": "PRIVATE_SCHOOL",
        "unit_name": "Friskolan Ekorren",
        "email": "siv.lo@ekorren.example",
        "admin_name": "Siv Lo",
        "title": "rektor",
        "phone": "",
    }
    return actions.add_agency(actor, **facts | changed)


def test_a_unit_comes_with_its_robot(tove):
    made = add(tove)

    (robot,) = robots(made.pk)
    with acting_as(robot) as kring:
        assert (kring.unit, kring.roles) == (made.pk, {"ROBOT"})
    assert Worker.objects.filter(is_robot=True).count() == 1
    assert made.icon == "HatSchool"


def test_a_unit_may_take_its_own_signals(tove):
    own = uuid4()

    made = add(tove, new_id=own, signals_to=Unit(pk=own))
    assert Unit.objects.get(pk=made.pk).signals_to_id == made.pk


def test_a_form_sent_twice_makes_one(tove):
    once, twice = uuid4(), uuid4()

    assert add(tove, new_id=once) == add(tove, new_id=once)
    assert found(tove, new_id=twice) == found(tove, new_id=twice)


def test_a_unit_is_corrected(tove):
    change(tove, unit("school"), name="Björkskolan F–9", phone="070-174 06 62", signals_to=unit("welfare"))

    assert (unit("school").name, unit("school").phone) == ("Björkskolan F–9", "070-174 06 62")


def test_two_units_of_an_agency_have_two_names(tove):
    with pytest.raises(Refused, match="redan en enhet"):
        add(tove, name="björkskolan")
    with pytest.raises(Refused, match="redan en enhet"):
        change(tove, unit("preschool"), name="Björkskolan")
    assert change(tove, unit("school"), name="Björkskolan")


def test_signals_stay_in_the_agency(tove):
    with pytest.raises(Refused, match="samma organisation"):
        add(tove, signals_to=unit("bup"))
    with pytest.raises(Refused, match="samma organisation"):
        change(tove, unit("school"), signals_to=unit("assessment"))


def test_another_agencys_units_are_its_own(tove):
    with pytest.raises(Refused, match="annan organisation"):
        add(tove, agency=agency("police"))
    with pytest.raises(Refused, match="annan organisation"):
        change(tove, unit("bup"))


def test_an_agency_comes_with_a_unit_and_an_administrator_who_takes_over(tove):
    made = found(tove)

    siv = Membership.objects.get(worker__email="siv.lo@ekorren.example")
    assert (siv.unit.agency, siv.unit.name, siv.roles) == (made, "Friskolan Ekorren", ["ACCESS_ADMIN"])
    assert made.code == "friskolan-ekorren-ab"
    with pytest.raises(Refused, match="annan organisation"):
        actions.end_membership(tove, membership=siv, ends_at=None)
    with pytest.raises(Refused, match="annan organisation"):
        add(tove, agency=made)
    with acting_as(siv.pk) as actor:
        assert add(actor, agency=made, name="Fritids Ekorren")


def test_the_municipality_has_no_children(tove):
    made = found(tove, regime="MUNICIPALITY", name="Kommunledningen", unit_name="Staben")

    assert not made.units.get().takes_children


def test_an_agency_that_is_there_is_not_added_again(tove):
    with pytest.raises(Refused, match="redan en organisation"):
        found(tove, name="polismyndigheten")


def test_the_first_administrator_is_neither_oneself_nor_kring(tove):
    with pytest.raises(Refused, match="åt sig själv"):
        found(tove, email=PEOPLE["access_admin"].email)
    with pytest.raises(Refused, match="Krings egen"):
        found(tove, email="kring@kring.invalid")


def test_two_agencies_with_names_alike_have_two_codes(tove):
    assert found(tove).code != found(tove, name="Friskolan Ekorren, AB", email="bo@ekorren.example").code


@pytest.mark.parametrize("key", ["unit_manager", "log_reviewer", "bup_intake", "municipal_lead"])
def test_nobody_else_adds_anything(key, db):
    with acting_as(seat(key)) as actor:
        with pytest.raises(Refused, match="administratör"):
            add(actor)
        with pytest.raises(Refused, match="administratör"):
            change(actor, unit("school"))
        with pytest.raises(Refused, match="kommunens administratör"):
            found(actor)
