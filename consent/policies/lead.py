"""Who may hand the lead over, and to whom."""

from django.utils.translation import gettext as _

from access.action import YES, no
from cases.models import Caseload, Handover
from cases.policies.cases import leads
from cases.sight import SEATS


def may_ask_handover(actor, *, case, to, reason):
    if case.is_closed:
        return no(_("Samarbetet är avslutat."))
    if not leads(actor, case):
        return no(_("Bara den som är barnets samordnare kan lämna över."))
    if to.pk == case.lead_id:
        return no(_("Den personen är redan barnets samordnare."))
    if Handover.objects.filter(case=case, answered_at=None).exists():
        return no(_("En fråga om att ta över väntar redan på svar. Ta tillbaka den först."))
    working = Caseload.objects.filter(content_object=case, user=to.worker_id, unit=to.unit_id, ends_at=None)
    if not working.exists():
        return no(_("Välj någon som redan arbetar runt barnet."))
    return YES


def may_answer_handover(actor, *, handover, accepted):
    if handover.answered_at and handover.accepted != accepted:
        return no(_("Frågan är redan besvarad eller tillbakatagen."))
    if not Handover.objects.filter(pk=handover.pk, to_membership__in=SEATS).exists():
        return no(_("Frågan är ställd till någon annan."))
    if handover.answered_at:
        return YES  # the same answer, sent twice
    if handover.case.is_closed:
        return no(_("Samarbetet är avslutat."))
    return YES


def may_take_back_handover(actor, *, handover):
    if handover.answered_at:
        return no(_("Frågan är redan besvarad."))
    if not leads(actor, handover.case):
        return no(_("Bara den som är barnets samordnare kan ta tillbaka frågan."))
    return YES
