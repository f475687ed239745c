"""The work around one child, and who takes part in it."""

import secrets

from django.contrib.auth.models import Permission
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from access.guarded import Guarded, GuardedManager, GuardedQuerySet
from agencies.models import Membership, Unit
from cases.models.child import LETTERS, Child


def new_reference() -> str:
    """A random reference such as K-7QX4ABC: says nothing of how many cases there are."""
    return "K-" + "".join(secrets.choice(LETTERS) for _ in range(7))


class Case(Guarded):
    """The work around one child, opened by one unit."""

    class Stage(models.TextChoices):
        OWN = "OWN", _("Egen kartläggning")
        CONSENT = "CONSENT", _("Väntar på samtycke")
        MEETING = "MEETING", _("Möte bokas")
        PLAN = "PLAN", _("Plan pågår")
        REVIEW = "REVIEW", _("Följs upp")
        CLOSED = "CLOSED", _("Avslutat")

    class Decision(models.TextChoices):
        OWN = "OWN", _("Vi klarar det själva")
        HAND_OVER = "HAND_OVER", _("Det hör hemma hos en annan enhet")
        SEVERAL = "SEVERAL", _("Flera behövs")

    reference = models.CharField(max_length=12, unique=True, default=new_reference)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="cases")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.OWN)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child"], condition=models.Q(closed_at=None), name="one_open_case"),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="case_closed_pair",
            ),
        ]
        permissions = [("work_case", "Works on this case")]

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def refresh_from_db(self, *args, **kwargs) -> None:
        """Read the row afresh, and forget what a page had asked about the asker along with it."""
        super().refresh_from_db(*args, **kwargs)
        for asked in ("is_led", "is_mine"):
            vars(self).pop(asked, None)

    def __str__(self) -> str:
        return f"Case {self.reference}"


class InvolvementQuerySet(GuardedQuerySet):
    """Units' parts, where two units may have asked the same one."""

    def each_unit_once(self):
        """By the unit's name; of one that was asked twice the part that has come furthest."""
        rank = models.Case(models.When(state="ACTIVE", then=0), models.When(state="INVITED", then=1), default=2)
        return self.order_by("unit__name", "unit", rank, "id").distinct("unit__name", "unit")


class Involvement(Guarded):
    """A unit's part in a case: invited, with us, or not."""

    class State(models.TextChoices):
        INVITED = "INVITED", _("Tillfrågad")
        ACTIVE = "ACTIVE", _("Är med")
        DECLINED = "DECLINED", _("Tackade nej")
        LEFT = "LEFT", _("Har lämnat")

    class Because(models.TextChoices):
        """The four reasons for a no: none of them tells whether the unit knows the child (practice.md 4.3)."""

        NOT_NOW = "NOT_NOW", _("Vi kan inte delta just nu")
        WRONG_UNIT = "WRONG_UNIT", _("Fel enhet, fråga gärna en annan")
        OURSELVES = "OURSELVES", _("Vi kontaktar familjen själva")
        CONSENT = "CONSENT", _("Samtycket räcker inte för oss")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="involvements")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices)
    invited_by_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)  # as long as Consent.purpose, which it may be
    wished_days = ArrayField(models.DateField(), size=3, null=True, blank=True)  # when those who ask would rather meet
    suiting_days = ArrayField(
        models.DateField(), size=3, null=True, blank=True
    )  # what those who are asked answer to it
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    declined_because = models.CharField(max_length=12, choices=Because.choices, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)

    objects = GuardedManager.from_queryset(InvolvementQuerySet)()

    class Meta:
        constraints = [
            # Once by each unit that asks: who may not know that another has asked already is answered like anybody.
            models.UniqueConstraint(
                fields=["case", "unit", "invited_by_unit"],
                condition=models.Q(state__in=["INVITED", "ACTIVE"]),
                name="involved_once",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answered_by=None)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False),
                name="involvement_answered_pair",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="involvement_unit")]


class Caseload(Guarded, UserObjectPermissionBase):
    """This worker works on this case, in this unit: the one fact that guardian holds. Ended, never deleted."""

    content_object = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="caseload")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
        unique_together = []
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "content_object"],
                condition=models.Q(ends_at=None),
                name="caseload_once",
            )
        ]
        indexes = [models.Index(fields=["user", "unit"], include=["content_object", "ends_at"], name="caseload_mine")]

    @property
    def case_id(self):
        return self.content_object_id


def work_case() -> Permission:
    """The one permission that a Caseload row carries."""
    return Permission.objects.get(codename="work_case", content_type__app_label="cases")


class Handover(Guarded):
    """A question to one person: will you lead? Open until answered; the case keeps its lead meanwhile."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handovers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(answered_at=None), name="one_open_handover"),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, accepted=None)
                | models.Q(answered_at__isnull=False, accepted__isnull=False),
                name="handover_answered_pair",
            ),
        ]
