"""Who draws lines for the log reviewer, and who signs them."""

from django.utils.translation import gettext_lazy as _

from access.action import YES, no
from access.models import Draw, Reply, Signoff
from agencies.models import Membership, Role


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
    if outcome == Signoff.Outcome.PASS_ON and not _managers_besides(sample):
        return no(
            _("Ingen annan leder enheten, så ingen kan svara. Ring den som är chef över den och välj Fråga personen.")
        )
    return YES


def _managers_besides(sample):
    """Whether somebody else than the one it is about manages the unit: nobody answers for themselves."""
    seats = Membership.objects.in_force().filter(unit=sample.unit, roles__contains=[Role.MANAGER])
    return seats.exclude(worker=sample.worker).exists()


def may_reply_to_reviewer(actor, *, sample, words):
    if not actor.has(Role.MANAGER) or sample.unit != actor.unit or sample.worker == actor.worker:
        return no(_("Den som leder enheten svarar granskaren, och ingen svarar om sig själv."))
    if Reply.objects.filter(sample=sample).exists():
        return no(_("Granskaren har redan fått svar, och det som är skrivet ändras inte."))
    if not words.strip():
        return no(_("Skriv vad du har fått veta. Ett kort svar räcker."))
    return YES
