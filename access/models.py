"""Who saw and who did, what is half written, and what is to be sent."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.guarded import Guarded, GuardedManager


class TrailManager(GuardedManager):
    """Reads a line without `stood_for`, which the web may not read: `law.stood_for` tells it to those whom it may."""

    def get_queryset(self):
        return super().get_queryset().defer("stood_for")


class Trail(Guarded):
    """One line of the log: who, for which unit, did or saw what, when. Added, never changed.

    It carries identifiers and no words, and no foreign keys, so that it outlives what it tells of.
    `owner_*` is whose record or membership the line concerns: that unit may read the line as well. `standing_in` is
    that it was done in an absent colleague's place, and `stood_for` in whose (the membership), where the case is
    theirs: to be read by the doer's own unit and agency alone.
    `written_in` is the transaction that wrote it, set by the database (access/seals.sql).
    """

    class Verb(models.TextChoices):
        READ = "READ", _("läste")
        DID = "DID", _("gjorde")
        REFUSED = "REFUSED", _("fick nej")
        MISSING = "MISSING", _("hittade inte")
        SIGNED_IN = "SIGNED_IN", _("loggade in")

    at = models.DateTimeField()
    verb = models.CharField(max_length=12, choices=Verb.choices)
    name = models.CharField(max_length=80)
    membership = models.UUIDField()
    worker = models.UUIDField()
    unit = models.UUIDField()
    agency = models.UUIDField()
    owner_unit = models.UUIDField(null=True)
    owner_agency = models.UUIDField(null=True)
    case = models.UUIDField(null=True)
    subjects = ArrayField(models.UUIDField(), default=list)
    standing_in = models.BooleanField(default=False)
    stood_for = models.UUIDField(null=True)
    request = models.CharField(max_length=32, blank=True)
    written_in = models.BigIntegerField()

    objects = TrailManager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "-at"], name="trail_case"),
            models.Index(fields=["owner_agency", "-at"], name="trail_owner"),
            models.Index(fields=["agency", "-at"], name="trail_agency"),
            models.Index(fields=["written_in"], name="trail_written"),
        ]


class Seal(Guarded):
    """What vouches for the lines that the transactions from `begins` up to (not with) `ends` have written.

    `lines` is the SHA-256 over those of the lines in their order; `hash` is over the seal itself, in which the hash
    of the one before stands, so that no seal can be exchanged without all that follow (access/seals.py).
    """

    number = models.BigIntegerField(unique=True)
    begins = models.BigIntegerField(unique=True)
    ends = models.BigIntegerField()
    first = models.UUIDField()
    last = models.UUIDField()
    count = models.PositiveBigIntegerField()
    lines = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    hash = models.CharField(max_length=64)


class Reason(models.TextChoices):
    """Why a line was drawn to be looked at: by lot, or for a risk (`domain.md` 8.5)."""

    LOT = "LOT", _("På måfå")
    NAMESAKE = "NAMESAKE", _("Samma efternamn")
    OUTSIDE = "OUTSIDE", _("Utanför arbetstid")
    IDLE = "IDLE", _("Läste utan att göra något")
    LATE = "LATE", _("Efter att arbetet var slut")
    PROTECTED = "PROTECTED", _("Skyddade personuppgifter")
    EMERGENCY = "EMERGENCY", _("Nödöppning")


class Draw(Guarded):
    """That an agency's lines of a month have been drawn: once, also when there was none to draw."""

    agency = models.UUIDField()
    month = models.DateField()
    drawn_at = models.DateTimeField()
    due_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "month"], name="draw_once_a_month")]


class Sample(Guarded):
    """A visit that the agency's log reviewer looks at: its first line, whose it is and why it was drawn.

    Like the log it carries identifiers and no words, and no keys to what it tells of.
    """

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="samples")
    agency = models.UUIDField()
    line = models.UUIDField(unique=True)
    worker = models.UUIDField()
    unit = models.UUIDField()
    case = models.UUIDField()
    at = models.DateTimeField()
    reasons = ArrayField(models.CharField(max_length=10, choices=Reason.choices), default=list)


class Signoff(Guarded):
    """What a log reviewer has found a sample to be: added once, never changed."""

    class Outcome(models.TextChoices):
        IN_ORDER = "IN_ORDER", _("I sin ordning")
        ASK = "ASK", _("Fråga personen")
        PASS_ON = "PASS_ON", _("Lämna vidare till chefen")

    sample = models.OneToOneField(Sample, on_delete=models.PROTECT, related_name="signoff")
    agency = models.UUIDField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    remark = models.CharField(max_length=500, blank=True)
    signed_at = models.DateTimeField()
    signed_by = models.UUIDField()


class Reply(Guarded):
    """What the manager of the unit has answered to a sample that was passed on: added once, never changed."""

    sample = models.OneToOneField(Sample, on_delete=models.PROTECT, related_name="reply")
    agency = models.UUIDField()
    unit = models.UUIDField()
    words = models.CharField(max_length=1000)
    replied_at = models.DateTimeField()
    replied_by = models.UUIDField()


class Draft(Guarded):
    """What somebody has typed and not sent: its writer's alone, until sent or 14 days old."""

    UNSENT = "unsent"  # the form of what was posted while the session was locked
    TO = "draft_to"  # the name in `fields` of where that is to be posted again
    PAGE = "draft_page"  # the name in `fields` of where it is gone on with; no form's field is called so

    worker = models.UUIDField()
    membership = models.UUIDField()
    form = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    fields = models.JSONField(default=dict)
    began_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "membership", "form", "subject"], name="draft_one_each"),
        ]

    @property
    def page(self) -> str:
        """The address on which its writer goes on with it."""
        if self.form == self.UNSENT:
            return reverse("access:again", args=[self.pk])
        return next(iter(self.fields.get(self.PAGE, [])), "/")

    @property
    def typed(self) -> list[tuple[str, str]]:
        """The fields as they were posted, one pair a value."""
        return [(name, value) for name, values in self.fields.items() if name != self.TO for value in values]

    def said(self, name: str) -> str:
        """What one field holds, or nothing."""
        return next(iter(self.fields.get(name, [])), "")


class Outbox(Guarded):
    """A message to be sent: written with the deed that caused it, sent by the unit's robot, once."""

    class State(models.TextChoices):
        WAITING = "WAITING", _("väntar")
        SENT = "SENT", _("skickat")
        STOPPED = "STOPPED", _("stoppat")

    unit = models.UUIDField()
    to = models.EmailField()
    language = models.CharField(max_length=5, default="sv")
    template = models.CharField(max_length=60)
    fields = models.JSONField(default=dict)
    calendar = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["unit", "due_at"], name="outbox_due", condition=models.Q(state="WAITING"))]
