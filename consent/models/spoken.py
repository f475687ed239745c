"""What was told by word of mouth: on the telephone, in the corridor."""

from django.db import models
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual

from access.guarded import Guarded
from agencies.models import Membership, Unit
from cases.models import Case, Record, Relative
from consent.models.by_law import LEAST, NEVER_CARRIED

# Grounds that ask for no weighing: the consent, the same agency, and a guardian's own right to know (OSL 12:3).
UNWEIGHED = ("CONSENT", "INTERNAL", "GUARDIAN")


class Spoken(Guarded):
    """That a unit told somebody something by word of mouth: a disclosure without paper, known to the unit alone.

    `record` is the unit's own note of it. Either a unit or a guardian was told. `basis` is CONSENT, INTERNAL or a
    rule's code, with its `section` and, where it has to be weighed, the weighing.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="spoken")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    relative = models.ForeignKey(Relative, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    basis = models.CharField(max_length=24)
    section = models.CharField(max_length=80, blank=True)
    weighing = models.TextField(blank=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_unit=None, relative__isnull=False)
                | models.Q(to_unit__isnull=False, relative=None),
                name="spoken_to_one",
            ),
            models.CheckConstraint(
                condition=models.Q(basis__in=UNWEIGHED)
                | ~models.Q(section="")
                & ~models.Q(basis__in=["", *NEVER_CARRIED])
                & models.Q(GreaterThanOrEqual(Length(Trim("weighing")), LEAST)),
                name="spoken_is_weighed",
            ),
        ]
