"""What a unit keeps from a guardian, by a decision with its reason."""

from django.db import models
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from access.guarded import Guarded
from agencies.models import Membership, Unit
from cases.models import Case, Record, Relative
from consent.models.by_law import LEAST, MOST


class Withholding(Guarded):
    """That a record is shown to no guardian, or not to one of them: on which ground, why, and when to look again.

    Decided by the unit that wrote the record, and for every paper that anybody prints. `relative` is null when it is
    kept from all of them. It holds until it is lifted, whatever the day to look again (12:3 OSL, domain.md 4.5).
    """

    class Ground(models.TextChoices):
        HARM = "HARM", _("Barnet kan skadas om vårdnadshavaren får veta")
        OWN = "OWN", _("Den unga bestämmer själv om det här")
        PLACE = "PLACE", _("Det visar var någon bor eller vistas")
        ANOTHER = "ANOTHER", _("Det gäller någon annan, till exempel den andra vårdnadshavaren")
        TOLD = "TOLD", _("Den som har berättat kan råka illa ut")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="withholdings")
    relative = models.ForeignKey(Relative, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ground = models.CharField(max_length=8, choices=Ground.choices)
    reason = models.TextField()
    look_again_on = models.DateField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(GreaterThanOrEqual(Length(Trim("reason")), LEAST))
                & models.Q(LessThanOrEqual(Length("reason"), MOST)),
                name="withholding_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(ground__in=["HARM", "OWN", "PLACE", "ANOTHER", "TOLD"]),
                name="withholding_has_a_ground",
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at=None, lifted_by=None)
                | models.Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="withholding_lifted_pair",
            ),
            models.UniqueConstraint(
                fields=["record", "relative"], condition=models.Q(lifted_at=None), nulls_distinct=False,
                name="withheld_once",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["case"], name="withholding_holds", condition=models.Q(lifted_at=None))]

    @property
    def law(self) -> str:
        """The sections that the ground stands on."""
        return SECTIONS[self.ground]

    @property
    def is_old(self) -> bool:
        """Whether it has been lifted."""
        return self.lifted_at is not None


G = Withholding.Ground
SECTIONS = {
    G.HARM: _("12 kap. 3 § första stycket 1 OSL"),
    G.OWN: _("12 kap. 3 § OSL, 6 kap. 11 § föräldrabalken"),
    G.PLACE: _("12 kap. 3 § första stycket 2, 21 kap. 3 § och 26 kap. 2 § OSL"),
    G.ANOTHER: _("12 kap. 1 §, 23 kap. 1–2 §§, 25 kap. 1 § och 26 kap. 1 § OSL"),
    G.TOLD: _("25 kap. 7 § och 26 kap. 5 § OSL"),
}
HELPS = {
    G.HARM: _("Det kan antas att barnet lider betydande men om uppgiften röjs för vårdnadshavaren."),
    G.OWN: _("Med stigande ålder och mognad bestämmer barnet självt över mer av det som är personligt."),
    G.PLACE: _("Ett skyddat boende, en ny adress, en plats där någon hämtar eller lämnar."),
    G.ANOTHER: _("Uppgiften är den personens hemlighet, inte barnets."),
    G.TOLD: _("Om det finns fara för våld eller annat allvarligt. Gäller i vården och socialtjänsten."),
}
