"""What somebody noticed, what is written in a case, and that the protection question was put."""

from datetime import UTC, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import Guarded
from agencies.models import Membership, Unit
from cases.kinds import Kind
from cases.models.case import Case

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


MASKED = "Skyddad person, "  # as consent/protected.sql writes it


class Concern(Guarded):
    """What somebody noticed, sent to those who take in signals: never the statutory report (orosanmälan).

    It keeps what was typed about the child; the intake matches or makes the Child.
    """

    class Knows(models.TextChoices):
        YES = "YES", _("Ja")
        NO = "NO", _("Nej, inte än")
        PARTLY = "PARTLY", _("Delvis")

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    child_name = models.CharField(max_length=160)
    child_class = models.CharField(max_length=60, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    identity_number = models.CharField(max_length=12, blank=True)
    seen = models.TextField()
    since = models.CharField(max_length=200, blank=True)
    tried = models.TextField(blank=True)
    child_knows = models.CharField(max_length=8, choices=Knows.choices)
    guardians_know = models.CharField(max_length=8, choices=Knows.choices)
    knows_more = models.CharField(max_length=300, blank=True)
    question_put_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    answer_by = models.DateField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="concerns")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Dealt with outside Kring: then nothing of what was written is left.
    outside_at = models.DateTimeField(null=True, blank=True)
    outside_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outside_at=None, outside_by=None)
                | models.Q(
                    outside_at__isnull=False,
                    outside_by__isnull=False,
                    case=None,
                    child_name="",
                    child_class="",
                    birth_year=None,
                    identity_number="",
                    seen="",
                    since="",
                    tried="",
                    child_knows="",
                    guardians_know="",
                    knows_more="",
                ),
                name="concern_outside_is_blank",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_at=None, taken_by=None, case=None)
                | models.Q(taken_at__isnull=False, taken_by__isnull=False, case__isnull=False),
                name="concern_taken_pair",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answered_by=None, answer="")
                | models.Q(answered_at__isnull=False, answered_by__isnull=False) & ~models.Q(answer=""),
                name="concern_answered_pair",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-sent_at"], name="concern_inbox")]

    @property
    def called(self) -> str:
        """The given name as it was written; the whole mask of a child that has been marked as protected since."""
        words = self.child_name.split()
        return self.child_name if self.child_name.startswith(MASKED) else words[0] if words else ""


class Record(Guarded):
    """Anything a unit writes in a case, of one kind. Never changed: a correction is a new row that points back.

    So what was disclosed is a fixed version by itself, and two who correct the same row cannot both win.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="records")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.TextField()
    source = models.CharField(max_length=120, blank=True)
    by_phone = models.BooleanField(default=False)
    happened_at = models.DateTimeField()
    written_at = models.DateTimeField()
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(kind=Kind.PRESENCE), name="record_is_contents"),
            # A slip of the year, which no page could count back to and nobody could ever change.
            models.CheckConstraint(condition=models.Q(happened_at__gte=EARLIEST), name="record_of_a_childhood"),
        ]
        indexes = [models.Index(fields=["case", "-happened_at"], name="record_timeline")]


class ProtectionQuestion(Guarded):
    """That the protection question was put, when and by whom; what was answered is kept nowhere."""

    class Step(models.TextChoices):
        CONCERN = "CONCERN", _("när en signal skrevs")
        START = "START", _("när ett samarbete började")
        DECISION = "DECISION", _("när enheten bestämde hur det går vidare")
        CONSENT = "CONSENT", _("före samtycke")
        REFUSAL = "REFUSAL", _("efter ett nej")
        WITHDRAWAL = "WITHDRAWAL", _("när ett ja togs tillbaka")
        REVIEW = "REVIEW", _("vid uppföljning")
        CLOSING = "CLOSING", _("vid avslut")

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    step = models.CharField(max_length=10, choices=Step.choices)
    put_at = models.DateTimeField()
