"""What a unit has decided by itself about telling: with the support of law, or not now."""

from django.db import models
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from access.guarded import Guarded
from agencies.models import Membership, Unit
from cases.models import Case, Record
from consent.rulebook import Purpose

LEAST, MOST = 10, 1000  # characters of a weighing (domain.md 3.3)
# Purposes and bases that would tell of an orosanmälan or of the inquiry it leads to: done outside Kring, kept nowhere
# (domain.md 5; the rules mark these bases `outside`, and a test holds the two lists together).
NEVER_KEPT = (Purpose.PROTECT.value, Purpose.INQUIRY.value, Purpose.FEEDBACK.value)
NEVER_CARRIED = ("CONCERN", "CONCERN_PUBLIC", "INQUIRY", "REPORTER_FEEDBACK", "POLICE_NOTIFY", "CONSENT", "INTERNAL")
PURPOSES = [purpose for purpose in Purpose if purpose.value not in NEVER_KEPT]


class ShareDecision(Guarded):
    """That a unit shows one record, in one version, to one receiver without consent: by which law, why, who, when.

    `basis` and `rules` are the rule's code and the version of the rule text that it was read in (consent/rules),
    `section` the law that the receiver is told. The weighing is the deciding unit's own and shown to nobody else.
    `follows` is the decision that this one carries on, to a corrected version.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="share_decisions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="share_decisions")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=16, choices=[(one.value, one.label) for one in PURPOSES])
    basis = models.CharField(max_length=24)
    section = models.CharField(max_length=80)
    rules = models.CharField(max_length=20)
    weighing = models.TextField()
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(GreaterThanOrEqual(Length(Trim("weighing")), LEAST))
                & models.Q(LessThanOrEqual(Length("weighing"), MOST)),
                name="share_decision_is_weighed",
            ),
            models.CheckConstraint(
                condition=~models.Q(section="") & ~models.Q(rules="") & ~models.Q(basis__in=["", *NEVER_CARRIED]),
                name="share_decision_stands_on_law",
            ),
            models.CheckConstraint(
                condition=~models.Q(purpose__in=["", *NEVER_KEPT]), name="share_decision_tells_of_no_report"
            ),
            models.CheckConstraint(condition=~models.Q(unit=models.F("to_unit")), name="share_decision_between_two"),
        ]
        indexes = [models.Index(fields=["record", "to_unit"], name="share_decision_of_record")]


class Postponement(Guarded):
    """That a unit does not share a record now: with whom (nobody in particular when null), why, when to look again.

    It waits until the record is shared with them, decided about anew, or put away (`done_at`).
    """

    class Ground(models.TextChoices):
        ASK_FIRST = "ASK_FIRST", _("Vi frågar familjen först")
        THEY_TELL = "THEY_TELL", _("Familjen berättar själv")
        SAID_NO = "SAID_NO", _("Någon i familjen har sagt nej")
        NOT_NEEDED = "NOT_NEEDED", _("Mottagaren behöver det inte nu")
        UNSURE = "UNSURE", _("Vi frågar chef eller jurist")
        OTHER = "OTHER", _("Annat")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="postponements")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ground = models.CharField(max_length=12, choices=Ground.choices)
    words = models.CharField(max_length=300, blank=True)
    look_again_on = models.DateField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ground__in=["ASK_FIRST", "THEY_TELL", "SAID_NO", "NOT_NEEDED", "UNSURE"])
                | models.Q(ground="OTHER") & ~models.Q(words=""),
                name="postponement_has_a_ground",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by=None) | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="postponement_done_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "look_again_on"], name="postponement_waits", condition=models.Q(done_at=None))
        ]
