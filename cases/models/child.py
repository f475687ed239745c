"""The child as known to one unit, and the family."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import Guarded
from agencies.models import Unit

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0, O, 1 and I: read aloud on the telephone


def new_code() -> str:
    """A random code such as S-7QX4: what colleagues call a protected child; says nothing of how many there are."""
    return "S-" + "".join(secrets.choice(LETTERS) for _ in range(4))


class Child(Guarded):
    """The child as known to one unit; another unit's child is another row, and neither tells of the other.

    A protected child has no name here: it stands in ProtectedName, apart, for the few with the right. What the mark
    takes away, from the child and from the family, the database itself takes (consent/protected.sql): a mark is whole.
    """

    class Identity(models.TextChoices):
        PERSONAL = "PERSONAL", _("personnummer")
        COORDINATION = "COORDINATION", _("samordningsnummer")
        TEMPORARY = "TEMPORARY", _("tillfälligt nummer")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    identity_kind = models.CharField(max_length=12, choices=Identity.choices, blank=True)
    # Null and not "": many children of a unit have no number, and the constraint below counts nulls as different.
    identity_number = models.CharField(max_length=12, null=True, blank=True)  # noqa: DJ001
    born_on = models.DateField(null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    school_class = models.CharField(max_length=60, blank=True)
    protected_code = models.CharField(max_length=12, blank=True)
    protected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["identity_number"], name="child_number")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "identity_number"], name="child_once_in_unit"),
            models.CheckConstraint(
                condition=models.Q(protected_code="")
                | models.Q(
                    given_name="",
                    family_name="",
                    identity_number=None,
                    born_on=None,
                    birth_year=None,
                    school_class="",
                ),
                name="protected_child_is_masked",
            ),
        ]

    @property
    def is_protected(self) -> bool:
        return bool(self.protected_code)

    @property
    def called(self) -> str:
        """The name that colleagues use: the given name, or the mask."""
        return self.given_name or self.name

    @property
    def name(self) -> str:
        """The whole name, or the mask of a protected child."""
        if self.is_protected:
            return _("Skyddad person, %(code)s") % {"code": self.protected_code}
        return f"{self.given_name} {self.family_name}".strip()


class ProtectedName(Guarded):
    """The names around a protected child, for those with the extra right and a reason."""

    child = models.OneToOneField(Child, on_delete=models.PROTECT, related_name="protected_name")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    others = models.TextField(blank=True)
    born_on = models.DateField(null=True, blank=True)  # the law reads it: coming of age outlasts the mark


class Relative(Guarded):
    """A guardian or somebody else in the family, as the unit that wrote it knows them."""

    class Relation(models.TextChoices):
        GUARDIAN = "GUARDIAN", _("vårdnadshavare")
        SPECIAL = "SPECIAL", _("särskilt förordnad vårdnadshavare")
        TEMPORARY = "TEMPORARY", _("tillfällig vårdnadshavare")
        GOOD_MAN = "GOOD_MAN", _("god man för ensamkommande barn")
        PARENT = "PARENT", _("förälder utan vårdnad")
        FOSTER = "FOSTER", _("familjehemsförälder")
        OTHER = "OTHER", _("annan närstående")

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="relatives")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=10, choices=Relation.choices, default=Relation.GUARDIAN)
    has_custody = models.BooleanField(default=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=60, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    reach = models.CharField(max_length=200, blank=True)
    limited_right = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
