"""How an agency and its units come to be."""

from uuid import uuid4

from django.utils.text import slugify
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import action
from agencies import policies
from agencies.actions.people import open_account, seat
from agencies.models import Agency, Membership, Regime, Role, Unit, Worker

ICONS = {
    Regime.SCHOOL: "HatSchool",
    Regime.PRIVATE_SCHOOL: "HatSchool",
    Regime.HEALTH: "Hospital",
    Regime.EMI: "Bandage",
    Regime.PRIVATE_CARE: "Hospital",
    Regime.SOCIAL: "HandShakeHeart",
    Regime.POLICE: "Shield",
    Regime.LEISURE: "Star",
    Regime.ASSOCIATION: "Heart",
}


@action(may=policies.may_add_unit, says=_("Lägg till en enhet i den egna organisationen."))
def add_unit(actor, *, new_id, agency, name, area, phone, takes_children, signals_to):
    """Add a unit with its robot, which sends the unit's mails and reminders; `new_id` is the unit's id."""
    if made := Unit.objects.filter(pk=new_id).first():
        return made
    return _build(new_id, agency, name, area=area, phone=phone, takes_children=takes_children, signals_to=signals_to)


@action(may=policies.may_change_unit, says=_("Ändra en enhets namn, område eller telefon."))
def change_unit(actor, *, unit, name, area, phone, signals_to):
    """Correct a unit; what was written under its old name stands."""
    unit.name, unit.area, unit.phone, unit.signals_to = name, area, phone, signals_to
    unit.save(update_fields=["name", "area", "phone", "signals_to"])
    return unit


@action(
    may=policies.may_add_agency, says=_("Lägg till en organisation med en första enhet och en första administratör.")
)
def add_agency(actor, *, new_id, name, regime, unit_name, email, admin_name, title, phone):
    """Add an agency that its own administrator takes over; `new_id` is the agency's id.

    Afterwards the municipality can change nothing in it: the fence lets it seat people in an empty agency only.
    """
    if made := Agency.objects.filter(pk=new_id).first():
        return made
    agency = Agency(pk=new_id, code=_code(name), name=name, regime=regime)
    agency.save()
    unit = _build(uuid4(), agency, unit_name, takes_children=regime != Regime.MUNICIPALITY)
    worker = Worker.objects.filter(email=email).first() or open_account(email, admin_name, title, phone)
    seat(actor, uuid4(), worker, unit, [Role.ACCESS_ADMIN], now(), None)
    return agency


def _build(new_id, agency, name, **facts):
    unit = Unit(pk=new_id, agency=agency, name=name, icon=ICONS.get(agency.regime, "Buildings2"), **facts)
    unit.save()
    Membership(worker=_robot(), unit=unit, roles=[Role.ROBOT], starts_at=now()).save()
    return unit


def _robot():
    """Kring itself, who has a membership in every unit and so sees no more than the one it acts for."""
    robot = Worker.objects.filter(is_robot=True).first()
    if robot is None:
        robot = Worker(email="kring@kring.invalid", name="Kring", is_robot=True)
        robot.set_unusable_password()
        robot.save()
    return robot


def _code(name) -> str:
    code = slugify(name)[:34] or "organisation"
    return code if not Agency.objects.filter(code=code).exists() else f"{code}-{uuid4().hex[:4]}"
