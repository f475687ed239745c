"""Who may say who stands in for whom."""

from datetime import timedelta

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import YES, no
from agencies.models import Role, StandIn

LONGEST = timedelta(days=366)
AGAIN = _("Den kollegan är redan ersättare en del av tiden. Avsluta det först, eller välj andra dagar.")
AWAY_AGAIN = _("Det står redan att kollegan är borta en del av tiden. Avsluta det först, eller välj andra dagar.")


def may_set_stand_in(actor, *, new_id, absent, stand_in, starts_at, ends_at):
    allowed = _may_speak_for(actor, absent)
    if not allowed:
        return allowed
    if StandIn.objects.filter(pk=new_id, absent=absent).exists():
        return YES  # the same form, sent twice
    if stand_in is not None:
        may_stand_in = _may_stand_in(stand_in, absent)
        if not may_stand_in:
            return may_stand_in
    if ends_at <= starts_at or ends_at <= now():
        return no(_("Ersättningen slutar före den börjar. Välj en senare dag."))
    if ends_at - starts_at > LONGEST:
        return no(_("En ersättare sätts för högst ett år i taget."))
    overlapping = StandIn.objects.filter(absent=absent, stand_in=stand_in, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if overlapping.exists():
        return no(AGAIN if stand_in else AWAY_AGAIN)
    return YES


def _may_stand_in(stand_in, absent):
    if stand_in.unit_id != absent.unit_id or Role.ROBOT in stand_in.roles or not stand_in.is_in_force:
        return no(
            _("En ersättare måste arbeta i samma enhet. Be behörighetsadministratören om ett uppdrag åt hen först.")
        )
    if stand_in.worker_id == absent.worker_id:
        return no(_("Ingen kan ersätta sig själv. Välj en kollega."))
    return YES


def may_end_stand_in(actor, *, standing):
    allowed = _may_speak_for(actor, standing.absent)
    if not allowed:
        return allowed
    if standing.ends_at <= now():
        return no(_("Den ersättningen är redan slut."))
    return YES


def _may_speak_for(actor, absent):
    if absent.unit_id != actor.unit or Role.ROBOT in absent.roles:
        return no(_("Ersättare sätts i den egna enheten. Byt uppdrag, eller fråga den som leder enheten."))
    if absent.pk != actor.membership and not actor.has(Role.MANAGER):
        return no(_("Du kan sätta ersättare för dig själv. För en kollega gör den som leder enheten det."))
    if not absent.is_in_force:
        return no(_("Det uppdraget gäller inte längre."))
    return YES
