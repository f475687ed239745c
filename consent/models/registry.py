"""That an agency's registrar has taken out what the agency once received, although nobody there sees it any longer."""

from datetime import timedelta

from django.db import models

from access.guarded import Guarded
from agencies.models import Agency, Membership, Unit, Worker
from cases.models import Case
from consent.models.telling import Disclosure

READABLE = timedelta(minutes=30)


class Production(Guarded):
    """One received record taken out by the registrar of the agency that received it, and why; never changed.

    What another authority can read in a common system is an official document there too (practice.md 5.2), also
    after the consent has been taken back. It is readable until `ends_at`, then it is taken out anew.
    """

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__regex=r"\S+\s+\S+\s+\S+"), name="production_has_a_reason_in_words"
            ),
        ]
        indexes = [models.Index(fields=["worker", "ends_at"], name="production_readable")]
