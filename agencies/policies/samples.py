"""Who draws lines for the log reviewer, and who signs them."""

from django.utils.translation import gettext_lazy as _

from access.action import YES, no
from access.models import Draw, Signoff
from agencies.models import Role


def may_draw_samples(actor, *, agency, month):
    if not actor.has(Role.ROBOT) or agency.pk != actor.agency:
        return no(_("Stickproven drar Kring själv, när månaden är slut."))
    if Draw.objects.filter(agency=agency.pk, month=month).exists():
        return no(_("Den månadens stickprov är redan dragna. De dras en gång."))
    return YES


def may_sign_sample(actor, *, sample, outcome, remark):
    if not actor.has(Role.LOG_REVIEWER):
        return no(_("Stickproven granskar den som är loggranskare. Fråga behörighetsadministratören vem det är."))
    if sample.worker == actor.worker:
        return no(_("Raden handlar om dig själv. Be en annan loggranskare att granska den."))
    if Signoff.objects.filter(sample=sample).exists():
        return no(_("Stickprovet är redan granskat, och det som är skrivet ändras inte."))
    if outcome != Signoff.Outcome.IN_ORDER and not remark.strip():
        return no(_("Skriv kort vad du undrar över, så att den som läser vet vad det gäller."))
    return YES
