"""The family is written down by those who work on the child in the unit that began; nothing is overwritten unseen."""

from uuid import uuid4

import pytest
from django.http import Http404

from access.action import Refused
from access.actor import acting_as
from access.models import Trail
from cases import actions, queries
from cases.details import mark
from cases.forms.family import ChangeRelativeForm, ChildForm
from cases.models import Relative
from tests.cases.people import PER, start
from tests.town import seat

pytestmark = pytest.mark.django_db

HODAN = {
    "name": "Hodan Hassan", "relation": "GUARDIAN", "has_custody": True, "phone": "070-174 06 50", "email": "",
    "reach": "", "language": "somaliska", "needs_interpreter": False, "limited_right": False,
}  # fmt: skip


@pytest.fixture
def leila(db):
    with acting_as(seat("welfare")) as actor:
        yield actor


@pytest.fixture
def vera(leila):
    return queries.case(leila, start(leila).reference)


def add(actor, case, **changed):
    return actions.add_relative(actor, new_id=uuid4(), case=case, details=HODAN | changed)


def test_those_who_work_on_the_child_add_the_family(leila, vera):
    with acting_as(PER) as per, pytest.raises(Refused, match="arbetar med barnet"):
        add(per, queries.case(per, vera.reference))
    assert add(leila, vera).unit_id == leila.unit


def test_sent_twice_is_added_once(leila, vera):
    new_id = uuid4()
    for _again in range(2):
        actions.add_relative(leila, new_id=new_id, case=vera, details=HODAN)
    assert len(queries.relatives(leila, vera)) == 1


def test_another_unit_in_the_circle_changes_nothing(db):
    with acting_as(seat("social")) as maria:
        ella = queries.case(maria, "K-0042")
        assert not Relative.objects.filter(child=ella.child).exists()
        with pytest.raises(Refused, match="Den enhet som började"):
            add(maria, ella)
        with pytest.raises(Refused, match="Den enhet som började"):
            actions.change_child(maria, case=ella, child=ella.child, was=mark(ella.child), details={})


def test_the_second_of_two_sees_both(leila, vera):
    hodan = add(leila, vera)
    shown = hodan.version
    actions.change_relative(leila, case=vera, relative=hodan, version=shown, details=HODAN | {"phone": "1"})
    with pytest.raises(Refused, match="Jämför och välj"):
        actions.change_relative(leila, case=vera, relative=hodan, version=shown, details=HODAN | {"phone": "2"})
    assert Relative.objects.get(pk=hodan.pk).phone == "1"
    now = actions.change_relative(leila, case=vera, relative=hodan, version=shown + 1, details=HODAN | {"phone": "2"})
    assert now.phone == "2"


def test_somebody_elses_relative_is_not_there(leila, vera):
    with acting_as(seat("social")) as maria:
        theirs = add(maria, queries.case(maria, start(maria).reference))
    for pk in (theirs.pk, uuid4()):
        with pytest.raises(Http404):
            queries.one_relative(leila, vera.reference, pk)
    ellas = queries.relatives(leila, queries.case(leila, "K-0042"))[0]
    with pytest.raises(Http404):
        queries.one_relative(leila, vera.reference, ellas.pk)
    with pytest.raises(Refused, match="en annan enhets"):
        actions.change_relative(leila, case=vera, relative=ellas, version=ellas.version, details=HODAN)


def test_the_childs_details_are_not_overwritten_unseen(leila, vera):
    was = mark(vera.child)
    actions.change_child(leila, case=vera, child=vera.child, was=was, details={"school_class": "4B"})
    with pytest.raises(Refused, match="Jämför och välj"):
        actions.change_child(leila, case=vera, child=vera.child, was=was, details={"school_class": "4C"})
    assert queries.case(leila, vera.reference).child.school_class == "4B"


def test_a_number_belongs_to_one_child(leila, vera):
    was = mark(vera.child)
    with pytest.raises(Refused, match="redan det numret"):
        actions.change_child(leila, case=vera, child=vera.child, was=was, details={"identity_number": "201703122380"})
    vera.child.refresh_from_db()
    changed = actions.change_child(
        leila, case=vera, child=vera.child, was=was, details={"identity_number": "201710042381"}
    )
    assert changed.identity_number == "201710042381"


def test_a_protected_child_is_not_changed_here(leila):
    protected = queries.case(leila, "K-0033")
    with pytest.raises(Refused, match="Skyddade"):
        actions.change_child(
            leila, case=protected, child=protected.child, was=mark(protected.child), details={"given_name": "Ronja"}
        )


def test_the_number_is_shown_to_who_works_on_it_and_the_log_says_so(leila):
    ella = queries.case(leila, "K-0042")
    assert actions.show_identity(leila, case=ella).identity_number == "201703122380"
    assert Trail.objects.filter(name="cases.show_identity", case=ella.pk, worker=leila.worker).exists()
    with acting_as(PER) as per, pytest.raises(Refused, match="arbetar med barnet"):
        actions.show_identity(per, case=queries.case(per, "K-0042"))


@pytest.mark.parametrize(
    ("relation", "custody"),
    [("GUARDIAN", True), ("PARENT", False), ("GOOD_MAN", True), ("FOSTER", False), ("OTHER", False)],
)
def test_custody_follows_from_what_one_is_for_the_child(relation, custody):
    form = ChangeRelativeForm({"name": "Hodan", "relation": relation})
    assert form.is_valid()
    assert form.details["has_custody"] is custody


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"identity_number": "20171004-2382"}, "identity_number"),
        ({"identity_number": "20171304-2381"}, "identity_number"),
        ({"identity_number": "abc"}, "identity_number"),
        ({"identity_number": "19700101-0000"}, "identity_number"),
        ({"birth_year": "2099"}, "birth_year"),
        ({"birth_year": "1990"}, "birth_year"),
        ({"birth_year": "tolv"}, "birth_year"),
        ({"given_name": ""}, "given_name"),
        ({"school_class": ""}, "school_class"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(leila, vera, typed, field):
    good = {"given_name": "Vera", "family_name": "Lind", "school_class": "4A", "birth_year": "", "identity_number": ""}
    assert ChildForm(good, child=vera.child).is_valid()
    assert field in ChildForm(good | typed, child=vera.child).errors


def test_an_empty_number_leaves_the_one_that_is_there(leila):
    ella = queries.case(leila, "K-0042").child
    typed = {"given_name": "Ella", "family_name": "Öberg", "school_class": "", "identity_number": ""}
    form = ChildForm(typed, child=ella)
    assert form.is_valid()
    assert "identity_number" not in form.details and form.details["birth_year"] == 2017


def test_the_family_of_a_protected_child_is_not_written_here(client):
    client.post("/demo/as/welfare/")
    shown = client.get("/cases/K-0033/family/").content.decode()

    assert "hanteras på papper" in shown and 'name="phone"' not in shown
    assert client.post("/cases/K-0033/family/", {"name": "Någon", "relation": "GUARDIAN"}).status_code == 422
