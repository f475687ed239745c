"""Which lines of a consent open once answers have come or a decision has been made."""

from consent.models import Answer


def open_agreed(consent, moment) -> list:
    """Open the lines that everybody who must answer has said yes to or is set aside for; the lines that it opened.

    At least one yes must remain: where everybody is set aside nobody has agreed.
    """
    answers = list(consent.answers.filter(is_needed=True).prefetch_related("refusals", "decisions"))
    opened = [g for g in consent.grants.filter(starts_at=None) if _agreed(g, answers)]
    for grant in opened:
        grant.starts_at = moment
        grant.save(update_fields=["starts_at"])
    return opened


def _agreed(grant, answers) -> bool:
    counting = [answer for answer in answers if grant.kind not in set_aside_for(answer)]
    return bool(counting) and all(_says_yes(answer, grant) for answer in counting)


def _says_yes(answer, grant) -> bool:
    if answer.said not in (Answer.Said.YES, Answer.Said.PARTLY):
        return False
    return all(refusal.grant_id != grant.pk for refusal in answer.refusals.all())


def set_aside_for(answer) -> set:
    """The kinds for which a decision says that this answer is not needed."""
    return {kind for decision in answer.decisions.all() if decision.withdrawal_id is None for kind in decision.kinds}
