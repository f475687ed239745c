"""Who may write a signal, and when it may be sent."""

from django.utils.translation import gettext_lazy as _

from access.action import YES, no
from agencies.models import Unit
from cases.flow import question_of
from cases.models import ProtectionQuestion

WRITERS = ("REPORTER", "CASEWORKER", "INTAKE", "COORDINATOR", "MANAGER")


def may_begin_concern(actor, *, flow=None):
    if not actor.has(*WRITERS):
        return no(_("Ditt uppdrag här är inte att lämna signaler. Byt uppdrag, eller prata med din chef."))
    if not Unit.objects.filter(pk=actor.unit, signals_to__isnull=False).exists():
        return no(_("Din enhet lämnar inga signaler i Kring. Prata med en kollega, eller börja ett samarbete."))
    return YES


def may_keep_concern(actor, *, flow, fields, page):
    return may_begin_concern(actor)


def may_stop_concern(actor, *, flow):
    return YES


def may_log_concern(
    actor,
    *,
    flow,
    child_name,
    child_class,
    birth_year,
    identity_number,
    seen,
    since,
    tried,
    child_knows,
    guardians_know,
    knows_more,
):
    if not ProtectionQuestion.objects.filter(pk=question_of(actor, flow)).exists():
        return no(_("Börja med skyddsfrågan. Den ställs innan en signal skrivs."))
    if not child_name.strip() or not (child_class or birth_year or identity_number):
        return no(_("Skriv vem det gäller: namn, och klass eller födelseår."))
    if not seen.strip():
        return no(_("Skriv vad du har sett eller hört."))
    return may_begin_concern(actor)
