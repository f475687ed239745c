"""What may be told from one unit to another, and what has been."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import Guarded
from agencies.models import Membership, Unit
from cases.kinds import Kind
from cases.models import Case, Record
from consent.models.agreement import Consent
from consent.models.by_law import ShareDecision


class Grant(Guarded):
    """Unit A may show unit B this kind, in this case, from and to, on this basis: a line of a consent or of law.

    A line of law (`DUTY`) is for one record alone and stands on a decision, which is the deciding unit's own; the
    receiver sees the section. It is open from `starts_at` (null while not all who must have answered yes), once the
    releasing unit relies on it (`relied_at`), until `ends_at`. The clock stands in the law: expiry needs no job.
    """

    class Basis(models.TextChoices):
        CONSENT = "CONSENT", _("samtycke")
        INTERNAL = "INTERNAL", _("samma myndighet")
        DUTY = "DUTY", _("lagbestämmelse")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="grants")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    basis = models.CharField(max_length=8, choices=Basis.choices)
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    limit = models.CharField(max_length=200, blank=True)
    section = models.CharField(max_length=80, blank=True)
    decision = models.OneToOneField(
        ShareDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="grant"
    )
    record = models.ForeignKey(Record, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    relied_at = models.DateTimeField(null=True, blank=True)
    relied_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(basis="CONSENT", consent__isnull=False)
                | models.Q(consent=None) & ~models.Q(basis="CONSENT"),
                name="grant_of_consent_has_one",
            ),
            models.CheckConstraint(
                condition=~models.Q(basis="DUTY") & models.Q(decision=None, record=None)
                | models.Q(basis="DUTY", decision__isnull=False, record__isnull=False)
                & ~models.Q(section="")
                & ~models.Q(kind=Kind.PRESENCE),
                name="grant_by_law_is_decided",
            ),
            models.CheckConstraint(
                condition=models.Q(relied_at=None, relied_by=None)
                | models.Q(relied_at__isnull=False, relied_by__isnull=False),
                name="grant_relied_pair",
            ),
            models.CheckConstraint(condition=~models.Q(from_unit=models.F("to_unit")), name="grant_between_two"),
        ]
        indexes = [
            models.Index(fields=["case", "to_unit", "kind"], name="grant_door"),
            models.Index(fields=["to_unit", "kind", "case"], name="grant_to"),
        ]


class Disclosure(Guarded):
    """The act: this record, in this version, shown to that unit, through that grant."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="disclosures")
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="disclosures")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    disclosed_at = models.DateTimeField()
    disclosed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "to_unit", "grant"], name="disclosed_once_through"),
        ]
        indexes = [models.Index(fields=["to_unit", "record"], name="disclosure_to")]


class JournalCopy(Guarded):
    """That a unit has taken a record into its own journal: when, and the number it got there."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="journal_copies")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60, blank=True)
    copied_at = models.DateTimeField()
    copied_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
