"""What can be done when somebody must see a case that is not theirs, and afterwards."""

from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from access import outbox
from access.action import action
from agencies.models import Membership
from agencies.workdays import workday_after
from consent import policies, sight
from consent.models import Opening, OpeningReview
from consent.models.emergency import LASTS, REVIEWED_WITHIN
from consent.policies.emergency import managers


@action(
    may=policies.may_open_emergency,
    says=_(
        "Nödöppna ett samarbete i en halvtimme och läsa det som er organisation har. Den som leder enheten får veta."
    ),
)
def open_emergency(actor, *, new_id, number, reason):
    """Open, for half an hour, what the own agency has of the one case that the number names, and tell who manages the
    unit at once; where nobody else does, those who review the agency's log."""
    again = Opening.objects.filter(pk=new_id).first()
    if again:
        return again
    moment = now()
    opening = Opening(
        pk=new_id, case_id=sight.sought(number), membership_id=actor.membership, worker_id=actor.worker,
        unit_id=actor.unit, agency_id=actor.agency, reason=reason.strip(), starts_at=moment, ends_at=moment + LASTS,
        review_by=workday_after(localdate(moment), REVIEWED_WITHIN),
    )  # fmt: skip
    opening.save()
    for worker in _told(actor):
        outbox.post(actor, to=worker.email, template="opening", language=worker.language)
    return opening


def _told(actor) -> set:
    told = managers(actor.unit, actor.worker).select_related("worker")
    reviewers = Membership.objects.in_force().filter(unit__agency=actor.agency, roles__contains=["LOG_REVIEWER"])
    found = list(told) or reviewers.exclude(worker=actor.worker).select_related("worker")
    return {seat.worker for seat in found if seat.worker.is_active}


@action(may=policies.may_end_emergency, says=_("Avsluta en nödöppning innan tiden är ute."))
def end_emergency(actor, *, opening):
    """End the own opening: nothing of it is seen any longer."""
    opening.ended_at = now()
    opening.save(update_fields=["ended_at"])
    return opening


@action(may=policies.may_review_emergency, says=_("Granska en nödöppning och skriva vad du har kommit fram till."))
def review_emergency(actor, *, opening, outcome, remark, withheld_because):
    """Sign an opening off with an outcome and a remark; with a reason it is kept out of the family's own log."""
    review = OpeningReview(
        opening=opening, unit_id=opening.unit_id, outcome=outcome, remark=remark.strip(),
        withheld_because=withheld_because.strip(), reviewed_at=now(), reviewed_by_id=actor.membership,
    )  # fmt: skip
    review.save()
    return review
