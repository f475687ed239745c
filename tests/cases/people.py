"""Those of the town whom the welfare team's tests need, and what they do to begin with."""

from uuid import uuid4

from access.actor import acting_as
from cases import actions
from cases.models import Case, Child
from tests.town import case, seat

AMANDA = seat("stand_in", "welfare")  # takes in signals for Leila's unit, and has none of Leila's children
PER = seat("unit_manager", "welfare")
NEW = {
    "given_name": "Vera",
    "family_name": "Lind",
    "school_class": "4A",
    "identity_kind": "",
    "identity_number": None,
    "born_on": None,
    "birth_year": None,
}


def signal(name="Vera Lind", *, by="teacher", school_class="4A", number=""):
    """A signal to Elevhälsan Björkskolan, sent; gives its id."""
    with acting_as(seat(by)) as actor:
        flow = uuid4()
        actions.begin_concern(actor, flow=flow)
        return actions.log_concern(
            actor,
            flow=flow,
            child_name=name,
            child_class=school_class,
            birth_year=None,
            identity_number=number,
            seen="Hon stannar vid dörren på rasterna.",
            since="",
            tried="",
            child_knows="YES",
            guardians_know="NO",
            knows_more="",
        ).pk


def child_of(key: str) -> Child:
    """A child of the town's, as the actor of the moment sees it."""
    return Child.objects.get(cases=case(key))


def start(actor, **details) -> Case:
    """A case begun because the family asked."""
    flow = uuid4()
    actions.begin_case(actor, flow=flow)
    return actions.start_case(actor, flow=flow, child=None, details=NEW | details, why="Vi sover inte.", kind="HOME")
