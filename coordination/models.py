"""Meetings and who is asked to them, what was agreed, and who does what by when."""

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import Guarded
from agencies.models import Membership, Unit, Worker
from cases.models import Case, Record, Relative


class Meeting(Guarded):
    """A joint meeting around a child: when, where behind the link, and about what."""

    class Kind(models.TextChoices):
        JOINT = "JOINT", _("Samverkansmöte")
        SIP = "SIP", _("SIP-möte")
        SSPF = "SSPF", _("SSPF-möte")

    class Interpreter(models.TextChoices):
        WANTED = "WANTED", _("inte bokad än")
        BOOKED = "BOOKED", _("bokad, inte bekräftad")
        CONFIRMED = "CONFIRMED", _("bekräftad")

    class State(models.TextChoices):
        BOOKED = "BOOKED", _("bokat")
        HELD = "HELD", _("har hållits")
        CANCELLED = "CANCELLED", _("inställt")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.JOINT)
    state = models.CharField(max_length=10, choices=State.choices, default=State.BOOKED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    video = models.URLField(max_length=300, blank=True)
    agenda = models.TextField(blank=True)
    language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(max_length=120, blank=True)
    interpreter_booked_at = models.DateTimeField(null=True, blank=True)
    interpreter_booked_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    interpreter_confirmed_at = models.DateTimeField(null=True, blank=True)
    booked_at = models.DateTimeField()
    booked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    minutes = models.OneToOneField(Record, on_delete=models.PROTECT, null=True, blank=True, related_name="meeting")
    no_voice_because = models.CharField(max_length=200, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    busy_key = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_later"),
            models.CheckConstraint(
                condition=models.Q(
                    interpreter_booked_at=None, interpreter_booked_by=None, interpreter_confirmed_at=None
                )
                | models.Q(interpreter_booked_at__isnull=False, interpreter_booked_by__isnull=False),
                name="interpreter_booked_first",
            ),
        ]
        indexes = [models.Index(fields=["case", "starts_at"], name="meeting_case")]

    @property
    def interpreting(self) -> str:
        """How far the interpreter is: an `Interpreter`, or nothing where none is needed."""
        if not self.language:
            return ""
        if self.interpreter_confirmed_at:
            return self.Interpreter.CONFIRMED
        return self.Interpreter.BOOKED if self.interpreter_booked_at else self.Interpreter.WANTED

    @property
    def stands(self) -> str:
        """A sign of how it stands now: another one once anything that can be typed about it has been changed."""
        typed = (self.starts_at.timestamp(), self.ends_at.timestamp(), self.place, self.video, self.agenda)
        said = "\n".join(map(str, (*typed, self.language, self.interpreter)))
        return sha256(said.encode()).hexdigest()[:16]


class Invitation(Guarded):
    """One person asked to a meeting: a worker, somebody in the family, or somebody else; answered by a link."""

    class Via(models.TextChoices):
        MAIL = "MAIL", _("e-post")
        PAPER = "PAPER", _("på papper")
        TOLD = "TOLD", _("muntligt")

    class Said(models.TextChoices):
        NOTHING = "NOTHING", _("har inte svarat")
        YES = "YES", _("kommer")
        NO = "NO", _("kan inte")
        SUGGEST = "SUGGEST", _("föreslår något annat")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    guest_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    relative = models.ForeignKey(Relative, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_child = models.BooleanField(default=False)
    name = models.CharField(max_length=120, blank=True)
    # Somebody who is with for a part only: from and until, in minutes from the meeting's start, so that it moves along.
    part_from = models.PositiveSmallIntegerField(null=True, blank=True)
    part_until = models.PositiveSmallIntegerField(null=True, blank=True)
    via = models.CharField(max_length=6, choices=Via.choices, default=Via.MAIL)
    said = models.CharField(max_length=8, choices=Said.choices, default=Said.NOTHING)
    remark = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    attended = models.BooleanField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    # Which of the person's links holds: one sent to a wrong address dies when a new one is made.
    serial = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="worker_invited_once"),
            models.CheckConstraint(
                condition=models.Q(part_from=None, part_until=None) | models.Q(part_until__gt=models.F("part_from")),
                name="part_ends_later",
            ),
            models.UniqueConstraint(fields=["meeting", "relative"], name="relative_invited_once"),
        ]
        indexes = [models.Index(fields=["guest_unit", "meeting"], name="invitation_guest")]

    def within(self, meeting) -> tuple[datetime, datetime]:
        """From when till when the person is asked to be there: the whole of the meeting, or the part."""
        if self.part_until is None:
            return meeting.starts_at, meeting.ends_at
        begins, ends = (timedelta(minutes=minutes) for minutes in (self.part_from, self.part_until))
        return meeting.starts_at + begins, meeting.starts_at + ends

    @property
    def time(self) -> tuple[datetime, datetime]:
        """The same, of the meeting that is at hand."""
        return self.within(self.meeting)


class Address(Guarded):
    """Where a person without an account gets the mail; the booker's and its robot's to read, nobody else's."""

    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="address")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField()
    language = models.CharField(max_length=5, default="sv")


class Busy(Guarded):
    """That a worker is busy from and to: a bare interval, with no word of why, and no way back to a child."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["worker", "starts_at"], name="busy_worker")]


class Plan(Guarded):
    """What the family and those around the child have agreed to do: one plan a case."""

    class Kind(models.TextChoices):
        CHILD = "CHILD", _("Barnets plan")
        SIP = "SIP", _("SIP")
        SSPF = "SSPF", _("Åtagandeplan (SSPF)")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="plan")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.CHILD)
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    follow_up_on = models.DateField(null=True, blank=True)


class Goal(Guarded):
    """A goal in the family's words. It is seen by those who may read the record that it was agreed in."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="goals")
    text = models.CharField(max_length=300)
    said_by = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=1)


class Measure(Guarded):
    """Who does what by when: one responsible person. Seen with the record it was agreed in, and by who does it."""

    class State(models.TextChoices):
        OPEN = "OPEN", _("pågår")
        DONE = "DONE", _("klart")
        DROPPED = "DROPPED", _("görs inte")

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="measures")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measures")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="measures")
    text = models.CharField(max_length=300)
    responsible = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    responsible_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    relative = models.ForeignKey(Relative, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    result = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by=None) | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="measure_done_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["responsible", "due_on"], condition=models.Q(state="OPEN"), name="measure_due"),
        ]
