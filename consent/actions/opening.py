"""Which lines of a consent open once answers have come or a decision has been made."""

from consent.models import Answer
from consent.terms import lacks_right


def open_agreed(consent, moment) -> list:
    """Open the lines that everybody who must answer has said yes to or is set aside for; the lines that it opened.

    At least one yes must remain: where everybody is set aside nobody has agreed. A guardian whose right to decide is
    limited says yes to nothing alone: then those who may decide in their place are asked.
    """
    answers = list(
        consent.answers.filter(is_needed=True).select_related("relative").prefetch_related("refusals", "decisions")
    )
    opened = [g for g in consent.grants.filter(starts_at=None) if _agreed(g, answers)]
    for grant in opened:
        grant.starts_at = moment
        grant.save(update_fields=["starts_at"])
    return opened


def _agreed(grant, answers) -> bool:
    counting = [answer for answer in answers if grant.kind not in set_aside_for(answer)]
    if lacks_right([answer.relative for answer in counting if not answer.by_child]):
        return False
    return bool(counting) and all(_says_yes(answer, grant) for answer in counting)


def _says_yes(answer, grant) -> bool:
    if answer.said not in Answer.YESES:
        return False
    return all(refusal.grant_id != grant.pk for refusal in answer.refusals.all())


def set_aside_for(answer) -> set:
    """The kinds for which a decision says that this answer is not needed."""
    return {kind for decision in answer.decisions.all() if decision.withdrawal_id is None for kind in decision.kinds}
