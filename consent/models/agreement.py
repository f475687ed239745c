"""What a family has answered, and what it has taken back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import Guarded
from agencies import days
from agencies.models import Membership, Unit
from cases.kinds import Kind
from cases.models import Case, Record, Relative
from consent.wording import wording


class Consent(Guarded):
    """The answer of the guardians and the young person to who may tell whom what, for what, until when."""

    class Form(models.TextChoices):
        WRITTEN = "WRITTEN", _("skriftligt")
        ORAL = "ORAL", _("muntligt, med vittne")
        IN_MEETING = "IN_MEETING", _("tillsammans, på mötet")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=300)
    form = models.CharField(max_length=10, choices=Form.choices)
    witness = models.CharField(max_length=120, blank=True)
    given_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    # The consent that this one is asked anew after; asked anew once, whoever asks.
    renews = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewed_by")
    # What may not be told, and each one's own words: a record of the unit that took the consent, nobody else's.
    words = models.OneToOneField(Record, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("given_at")), name="consent_ends_later"),
        ]

    @property
    def last_day(self):
        """The last day on which it holds."""
        return days.last_day(self.ends_at)


class Answer(Guarded):
    """What one guardian, the young person or somebody else concerned has said."""

    class Said(models.TextChoices):
        WAITING = "WAITING", _("har inte svarat")
        YES = "YES", _("har sagt ja")
        PARTLY = "PARTLY", _("har sagt ja till det mesta")
        NO = "NO", _("har sagt nej")

    YESES = (Said.YES, Said.PARTLY)  # what somebody can take back
    NOT_WHOLE = (Said.NO, Said.PARTLY)  # where what is left out has to be told

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="answers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    relative = models.ForeignKey(Relative, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_child = models.BooleanField(default=False)
    is_needed = models.BooleanField(default=True)
    # Somebody else in the family, who answers for what is told about themselves and for nothing of the child's (0024).
    about_self = models.BooleanField(default=False)
    # How somebody who answers for themselves has answered; those who answer for the child do so as the consent says.
    form = models.CharField(max_length=10, choices=Consent.Form.choices, blank=True)
    witness = models.CharField(max_length=120, blank=True)
    said = models.CharField(max_length=8, choices=Said.choices, default=Said.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    words = models.OneToOneField(Record, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The words that were answered (consent.wording), which stay to be shown again when there are newer ones.
    text_version = models.CharField(max_length=8, blank=True)
    text_language = models.CharField(max_length=2, blank=True)
    # The language that an interpreter spoke; empty when there was none.
    interpreted_to = models.CharField(max_length=60, blank=True)
    # Why the unit goes on although a child between 12 and 14 has said no; read where the answer is, by its unit.
    despite_no = models.TextField(blank=True)
    # The family's own day, after a no or a partly yes: before it nobody asks them again (practice.md 3.8).
    ask_again_on = models.DateField(null=True, blank=True)
    # When somebody who answers for themselves has taken back their yes: nothing about the child closes by it.
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(about_self=False)
                | models.Q(by_child=False, is_needed=False, relative__isnull=False),
                name="about_self_is_a_relative_s",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_back_at=None, taken_back_by=None)
                | models.Q(about_self=True, taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="taken_back_for_oneself",
            ),
            models.CheckConstraint(
                condition=models.Q(about_self=True) | models.Q(form="", witness=""), name="form_of_ones_own_answer"
            ),
        ]

    @property
    def how(self):
        """How it was given: in its own way, or as the consent's others were."""
        return self.form or self.consent.form

    @property
    def can_be_taken_back(self):
        """Whether somebody who answers for themselves has a yes to take back."""
        return self.about_self and self.said in self.YESES and self.taken_back_at is None

    @property
    def text(self):
        """The key of the words that were answered (consent.wording); "" while nobody has."""
        return f"{self.text_version}/{self.text_language}" if self.text_version else ""

    @property
    def wording(self):
        """The words that were answered; None while nobody has."""
        return wording(self.text) if self.text_version else None


class Refusal(Guarded):
    """A line that this person did not say yes to: it stays closed whatever the others said."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="refusals")
    grant = models.ForeignKey("consent.Grant", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "grant"], name="refused_once")]


class Withdrawal(Guarded):
    """What the family has taken back: the whole consent, or its lines with one unit, or of one kind.

    A fact beside the lines and not a change of them, so that anybody in the circle whom the family told can
    record it, also for lines that they may not see. The law closes what it names in the same second.
    """

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="withdrawals")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    about_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)
    told_by = models.CharField(max_length=120, blank=True)
    # One of several has taken back and the others have not: what it closes stays closed until who leads has weighed
    # it. Whose it is stands here when the unit that took the consent wrote it; others see no answers.
    by_one = models.BooleanField(default=False)
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawals")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer=None) | models.Q(by_one=True), name="withdrawal_of_one_names_one"
            ),
        ]
        indexes = [models.Index(fields=["consent"], name="withdrawal_consent")]

    def names(self, line) -> bool:
        """Whether this grant is among what was taken back."""
        return self.about_unit_id in (None, line.from_unit_id, line.to_unit_id) and self.kind in ("", line.kind)
