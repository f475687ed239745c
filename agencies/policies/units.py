"""Who may add a unit or an agency."""

from django.utils.translation import gettext_lazy as _

from access.action import YES, no
from agencies.models import Agency, Role, Unit, Worker
from agencies.policies.people import NOT_ADMIN, NOT_ONESELF, NOT_OURS


def may_add_unit(actor, *, new_id, agency, name, area, phone, takes_children, signals_to):
    if not actor.has(Role.ACCESS_ADMIN):
        return no(NOT_ADMIN)
    if agency.pk != actor.agency:
        return no(NOT_OURS)
    if Unit.objects.filter(pk=new_id, agency=agency).exists():
        return YES  # the same form, sent twice
    return _may_be_called(agency.pk, name, signals_to)


def may_change_unit(actor, *, unit, name, area, phone, signals_to):
    if not actor.has(Role.ACCESS_ADMIN):
        return no(NOT_ADMIN)
    if unit.agency_id != actor.agency:
        return no(NOT_OURS)
    return _may_be_called(unit.agency_id, name, signals_to, besides=unit.pk)


def may_add_agency(actor, *, new_id, name, regime, unit_name, email, admin_name, title, phone):
    if not actor.has(Role.MUNICIPAL_ADMIN):
        return no(_("Bara kommunens administratör lägger till organisationer. Be hen om hjälp."))
    if Agency.objects.filter(pk=new_id).exists():
        return YES  # the same form, sent twice
    if Agency.objects.filter(name__iexact=name).exists():
        return no(_("Det finns redan en organisation som heter så. Dess egen administratör lägger till enheter i den."))
    worker = Worker.objects.filter(email=email).first()
    if worker is not None and worker.pk == actor.worker:
        return no(NOT_ONESELF)
    if worker is not None and worker.is_robot:
        return no(_("Den adressen är Krings egen. Skriv administratörens adress."))
    return YES


def _may_be_called(agency, name, signals_to, besides=None):
    if Unit.objects.filter(agency=agency, name__iexact=name).exclude(pk=besides).exists():
        return no(_("Det finns redan en enhet som heter så. Välj ett namn som skiljer dem åt."))
    if signals_to is not None and not signals_to._state.adding and signals_to.agency_id != agency:
        return no(_("Signaler kan bara gå till en enhet i samma organisation."))
    return YES
