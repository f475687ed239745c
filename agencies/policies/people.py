"""Who may let whom in, and out: each agency's administrators their own, and nobody themselves."""

from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import YES, no
from agencies.models import Membership, Role, Worker
from agencies.roles import NEEDS_CHILDREN, WITH_CHILDREN, givable

NOT_ADMIN = _("Bara organisationens behörighetsadministratör kan ändra här. Be hen om hjälp.")
NOT_OURS = _("Enheten hör till en annan organisation. Dess egen administratör släpper in medarbetare där.")
NOT_ONESELF = _("Ingen ger eller tar behörighet åt sig själv. Be en kollega som också är behörighetsadministratör.")


def may_invite_worker(actor, *, new_id, unit, email, name, title, phone, roles, starts_at, ends_at):
    worker = Worker.objects.filter(email=email).first()
    if worker is None:
        return _may_seat(actor, unit, roles, starts_at, ends_at)
    if worker.is_robot:
        return no(_("Den adressen är Krings egen. Skriv medarbetarens adress."))
    return may_give_membership(
        actor, new_id=new_id, worker=worker, unit=unit, roles=roles, starts_at=starts_at, ends_at=ends_at
    )


def may_give_membership(actor, *, new_id, worker, unit, roles, starts_at, ends_at):
    if worker.pk == actor.worker:
        return no(NOT_ONESELF)
    allowed = _may_seat(actor, unit, roles, starts_at, ends_at)
    if not allowed:
        return allowed
    if Membership.objects.filter(pk=new_id, unit=unit, worker=worker).exists():
        return YES  # the same form, sent twice
    if _seats(worker, unit).filter(Q(ends_at=None) | Q(ends_at__gt=starts_at)).exists():
        return no(_("Medarbetaren har redan ett uppdrag i enheten. Ändra det i stället."))
    return YES


def may_invite_again(actor, *, worker):
    allowed = may_change_worker(actor, worker=worker, name="", title="", phone="")
    if allowed and worker.has_usable_password():
        return no(_("Medarbetaren har redan valt ett lösenord. Ett nytt får hen själv via ”Glömt lösenordet?”."))
    return allowed


def may_change_worker(actor, *, worker, name, title, phone):
    if not actor.has(Role.ACCESS_ADMIN):
        return no(NOT_ADMIN)
    if not worker.memberships.filter(unit__agency=actor.agency).exists() or worker.is_robot:
        return no(NOT_OURS)
    return YES


def may_change_roles(actor, *, membership, roles):
    allowed = may_touch(actor, membership)
    if not allowed:
        return allowed
    allowed = _may_hold(actor, membership.unit, roles, held=membership.roles)
    if not allowed:
        return allowed
    if Role.MANAGER in membership.roles and Role.MANAGER not in roles and not _another_leads(membership, now()):
        return no(_leaderless(membership))
    return YES


def may_extend_membership(actor, *, membership, ends_at):
    allowed = may_touch(actor, membership)
    if not allowed:
        return allowed
    if membership.ends_at is None:
        return no(_("Uppdraget gäller redan tills vidare."))
    if ends_at is not None and ends_at <= membership.ends_at:
        return no(_("Välj en dag efter den som uppdraget slutar nu. Ska det sluta tidigare, avsluta det i stället."))
    if _seats(membership.worker, membership.unit).filter(starts_at__gte=membership.ends_at).exists():
        return no(_("Medarbetaren har redan ett senare uppdrag i enheten. Ändra det i stället."))
    return YES


def may_end_membership(actor, *, membership, ends_at):
    allowed = may_touch(actor, membership)
    if not allowed:
        return allowed
    moment = ends_at or now()
    if membership.ends_at is not None and moment > membership.ends_at:
        return no(_("Uppdraget slutar redan tidigare. Förläng det i stället."))
    if membership.starts_at <= moment and not _another_leads(membership, moment):
        return no(_leaderless(membership))
    return YES


def may_touch(actor, membership):
    """Whether the actor may change anything about a membership: the first question of each policy here."""
    if not actor.has(Role.ACCESS_ADMIN):
        return no(NOT_ADMIN)
    if membership.unit.agency_id != actor.agency or Role.ROBOT in membership.roles:
        return no(NOT_OURS)
    if membership.worker_id == actor.worker:
        return no(NOT_ONESELF)
    if membership.ends_at is not None and membership.ends_at <= now():
        return no(_("Uppdraget är avslutat. Ge ett nytt om medarbetaren ska tillbaka."))
    return YES


def _may_seat(actor, unit, roles, starts_at, ends_at):
    if not actor.has(Role.ACCESS_ADMIN):
        return no(NOT_ADMIN)
    if unit.agency_id != actor.agency:
        return no(NOT_OURS)
    if ends_at is not None and ends_at <= starts_at:
        return no(_("Uppdraget slutar före det börjar. Välj en senare dag."))
    return _may_hold(actor, unit, roles)


def _may_hold(actor, unit, roles, held=()):
    if not roles:
        return no(_("Välj minst en roll: utan roll kan man inte göra något i Kring."))
    if set(roles) - set(held) - set(givable(actor)):
        return no(_("Du kan inte ge en av de rollerna. Välj bland dem som visas."))
    if not unit.takes_children and NEEDS_CHILDREN.intersection(roles):
        return no(_("Enheten arbetar inte med barn. Välj en annan roll, eller en enhet som gör det."))
    return YES


def _seats(worker, unit):
    return Membership.objects.filter(worker=worker, unit=unit)


def _another_leads(membership, moment) -> bool:
    """Whether somebody is there to have what this one has open, once it has ended."""
    if not membership.unit.takes_children or not WITH_CHILDREN.intersection(membership.roles):
        return True
    others = Membership.objects.filter(unit=membership.unit, roles__contains=[Role.MANAGER]).exclude(pk=membership.pk)
    return others.filter(Q(ends_at=None) | Q(ends_at__gt=moment), starts_at__lte=moment).exists()


def _leaderless(membership):
    return _(
        "Ingen annan leder %(unit)s, och då blir barn utan någon vuxen i Kring. "
        "Ge först en kollega rollen ”%(role)s” där."
    ) % {"unit": membership.unit.name, "role": Role.MANAGER.label}
