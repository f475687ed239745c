"""Who leads: a handover is a question, open until somebody answers it."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import action
from cases.models import Caseload, Handover, work_case
from consent import policies


@action(may=policies.may_ask_handover, says=_("Fråga en kollega runt barnet om hen vill ta över som samordnare."))
def ask_handover(actor, *, case, to, reason):
    """Ask one person who works with the child to lead; until the answer the lead stays.

    The one who leads keeps the child in the own caseload, and so does not lose sight of it when the other accepts.
    """
    leading = case.lead
    there = Caseload.objects.filter(content_object=case, user=leading.worker_id, unit=actor.unit, ends_at=None)
    if leading.is_in_force and not there.exists():
        Caseload(
            content_object=case,
            user_id=leading.worker_id,
            permission=work_case(),
            unit_id=actor.unit,
            starts_at=now(),
            given_by_id=actor.membership,
        ).save()
    handover = Handover(
        case=case,
        unit_id=actor.unit,
        to_membership=to,
        reason=reason,
        asked_at=now(),
        asked_by_id=actor.membership,
    )
    handover.save()
    return handover


@action(may=policies.may_answer_handover, says=_("Svara på frågan om att ta över som samordnare."))
def answer_handover(actor, *, handover, accepted):
    """Take over or say no. The one who led goes on working with the child until somebody ends that."""
    if handover.answered_at:
        return handover
    case = handover.case
    if accepted:
        # First the law lets the asked one change the lead because the question is open; then it is answered.
        case.lead_id = handover.to_membership_id
        case.save(update_fields=["lead"])
    handover.answered_at, handover.accepted = now(), accepted
    handover.save(update_fields=["answered_at", "accepted"])
    return handover


@action(may=policies.may_take_back_handover, says=_("Ta tillbaka frågan om att ta över."))
def take_back_handover(actor, *, handover):
    """Take the question back while nobody has answered it."""
    handover.answered_at, handover.accepted = now(), False
    handover.save(update_fields=["answered_at", "accepted"])
    return handover
