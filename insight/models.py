"""What is counted, term by term."""

from uuid import uuid4

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Area


class Measure(models.TextChoices):
    """What a number counts. The first four are counts of children; the others say how it went for those."""

    SIGNALS = "SIGNALS", _("Signaler")
    OWN_SUPPORT = "OWN_SUPPORT", _("Eget stöd räckte")
    SEVERAL = "SEVERAL", _("Flera behövdes")
    PRIVATE_SCHOOL = "PRIVATE_SCHOOL", _("Från fristående skola")
    DAYS_TO_CONTACT = "DAYS_TO_CONTACT", _("Dagar till första kontakt")
    DAYS_TO_MEETING = "DAYS_TO_MEETING", _("Dagar till gemensamt möte")
    IN_TIME = "IN_TIME", _("Planer som följts upp i tid")
    VOICE = "VOICE", _("Barnets egna ord finns med")
    HELPED = "HELPED", _("Familjer som säger ”det hjälpte”")


# A median or a share of a handful of children tells of each of them: it is withheld with what it is counted on.
COUNTED_ON = {
    Measure.DAYS_TO_CONTACT: Measure.SIGNALS,
    Measure.DAYS_TO_MEETING: Measure.SEVERAL,
    Measure.IN_TIME: Measure.SEVERAL,
    Measure.VOICE: Measure.SEVERAL,
    Measure.HELPED: Measure.SEVERAL,
}
# Measures that together make another one, so that one of them could be found by taking away.
PARTS = {Measure.SIGNALS: (Measure.OWN_SUPPORT, Measure.SEVERAL)}


class Count(models.Model):
    """One number of one term: of the whole municipality, or of one area. No child, unit or worker behind it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    term = models.CharField(max_length=6, validators=[RegexValidator(r"^\d{4}-[12]$")])
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    measure = models.CharField(max_length=16, choices=Measure.choices)
    value = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "area", "measure"], nulls_distinct=False, name="count_once_a_term"),
        ]

    def __str__(self) -> str:
        return f"Count {self.pk}"
