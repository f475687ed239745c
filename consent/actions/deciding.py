"""What is decided about a consent that not everybody has said yes to."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import action
from consent import policies
from consent.actions.opening import open_agreed
from consent.grounds import LAWS, Ground
from consent.models import Answer, Decision, Withdrawal


@action(may=policies.may_decide_without, says=_("Besluta att ett svar inte behövs, med grund och skäl."))
def decide_without(actor, *, consent, ground, answer, reason):
    """Record that one goes on without an answer, and open what the ground lets be told and the others agree to.

    `answer` is whose answer is set aside; None where the young person decides alone, and every guardian's is. What
    that person has taken back alone opens again for the same kinds. (6:13 FB, 12:3 OSL; practice.md 3.2.)
    """
    moment = now()
    aside = [answer] if answer else list(consent.answers.filter(is_needed=True, by_child=False))
    for one in aside:
        _set_aside(actor, consent, one, ground, reason.strip(), moment)
    open_agreed(consent, moment)
    return consent


def _set_aside(actor, consent, answer, ground, reason, moment):
    undecided = Withdrawal.objects.filter(consent=consent, by_one=True, decisions=None)
    backs = [back for back in undecided if back.answer_id in (None, answer.pk)]
    is_missing = answer.said != Answer.Said.YES and not answer.decisions.filter(withdrawal=None).exists()
    for back in [*backs, *([None] if is_missing else [])]:
        Decision(
            consent=consent, unit_id=actor.unit, answer=answer, withdrawal=back, ground=ground,
            kinds=[str(kind) for kind in LAWS[Ground(ground)].kinds], reason=reason, decided_at=moment,
            decided_by_id=actor.membership,
        ).save()  # fmt: skip


@action(may=policies.may_end_consent, says=_("Avsluta ett samtycke som inte räcker, med ett skäl."))
def end_consent(actor, *, consent, reason):
    """End every line of the consent now, because what is left of the family's yes is not enough or not needed."""
    moment = now()
    Decision(
        consent=consent, unit_id=actor.unit, ground=Ground.ENDED, reason=reason.strip(), decided_at=moment,
        decided_by_id=actor.membership,
    ).save()  # fmt: skip
    for grant in consent.grants.filter(ends_at__gt=moment):
        grant.ends_at = moment
        grant.save(update_fields=["ends_at"])
    return consent
