"""What has been decided about a consent that not everybody has said yes to."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from access.guarded import Guarded
from agencies.models import Membership, Unit
from cases.kinds import Kind
from consent.grounds import LAWS, LESSER, OWN, Ground
from consent.models.agreement import Answer, Consent, Withdrawal


class Decision(Guarded):
    """That one person's answer, or taking back, does not close these kinds; or that the consent ends. With its reason.

    Made by the lead in the unit that took the consent and read there alone. `withdrawal` is what it weighs up, null
    when it is about an answer that is missing or a no.
    """

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="decisions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    withdrawal = models.ForeignKey(
        Withdrawal, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    ground = models.CharField(max_length=8, choices=Ground.choices)
    kinds = ArrayField(models.CharField(max_length=12, choices=Kind.choices), default=list)
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ground=Ground.ENDED, answer=None, withdrawal=None, kinds=[])
                | Q(answer__isnull=False) & ~Q(ground=Ground.ENDED),
                name="decision_is_about_somebody",
            ),
            # One guardian alone decides little, and nothing that the other has taken back (6:13 FB).
            models.CheckConstraint(
                condition=~Q(ground=Ground.ABSENT) | Q(withdrawal=None, kinds__contained_by=list(LESSER)),
                name="decision_of_one_guardian_is_small",
            ),
            models.CheckConstraint(
                condition=~Q(ground=Ground.MATURE) | Q(kinds__contained_by=list(OWN)),
                name="decision_of_the_young_is_their_own",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
            models.UniqueConstraint(fields=["answer"], condition=Q(withdrawal=None), name="decided_once"),
            models.UniqueConstraint(fields=["withdrawal"], name="weighed_once"),
        ]
        indexes = [models.Index(fields=["consent"], name="decision_consent")]

    @property
    def law(self):
        """What the ground lets be told, and where that stands."""
        return LAWS[Ground(self.ground)]
