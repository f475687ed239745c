"""That somebody has looked into a case outside their own work because it could not wait, and what was thought of it."""

from datetime import timedelta
from math import ceil

from django.db import models
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from access.guarded import Guarded
from agencies.models import Agency, Membership, Unit, Worker
from cases.models import Case

LASTS = timedelta(minutes=30)
REVIEWED_WITHIN = 3  # working days


class Opening(Guarded):
    """An emergency opening: one worker reads, for half an hour, what the own agency has of one case.

    Like a Caseload row it has an end that the law itself reads; unlike one it gives no pen. It is never changed but
    for `ended_at`, when the one who opened is done before the time is over.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="openings")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    review_by = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__regex=r"\S+\s+\S+\s+\S+"), name="opening_has_a_reason_in_words"
            ),
        ]
        indexes = [models.Index(fields=["worker", "unit", "ends_at"], name="opening_running")]

    @property
    def is_over(self) -> bool:
        """Whether the time is up or it was ended before."""
        return self.ended_at is not None or self.ends_at <= now()

    @property
    def minutes_left(self) -> int:
        """Whole minutes, begun ones counted; 0 when it is over."""
        return 0 if self.is_over else ceil((self.ends_at - now()).total_seconds() / 60)

    @property
    def is_late(self) -> bool:
        """Whether the day by which it should have been reviewed has passed."""
        return self.review_by < localdate()


class OpeningReview(Guarded):
    """What who manages the unit, or reviews the agency's log, thought of an opening; written once."""

    class Outcome(models.TextChoices):
        NEEDED = "NEEDED", _("Den behövdes")
        COULD_WAIT = "COULD_WAIT", _("Den hade kunnat vänta, och vi har talat om det")
        WRONG = "WRONG", _("Den skulle inte ha gjorts, och jag går vidare med det")

    opening = models.OneToOneField(Opening, on_delete=models.PROTECT, related_name="review")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    remark = models.CharField(max_length=500)
    # Why the family's own log does not show the opening (for instance OSL 12:3); empty when it does.
    withheld_because = models.CharField(max_length=500, blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(remark=""), name="review_has_a_remark")]
