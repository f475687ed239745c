"""Agencies, units, workers, and who works where with which roles."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.guarded import Guarded, GuardedQuerySet, OpenManager


class Regime(models.TextChoices):
    """The secrecy rule that an agency works under (`domain.md` 3.2); decides what sharing with it means."""

    SCHOOL = "SCHOOL", _("Skola och förskola (OSL 23 kap.)")
    HEALTH = "HEALTH", _("Hälso- och sjukvård (OSL 25 kap.)")
    EMI = "EMI", _("Skolhälsa, EMI: skolsköterska och skolläkare (OSL 25 kap.)")
    SOCIAL = "SOCIAL", _("Socialtjänst (OSL 26 kap.)")
    POLICE = "POLICE", _("Polis (OSL 18 och 35 kap.)")
    PRIVATE_SCHOOL = "PRIVATE_SCHOOL", _("Fristående skola (skollagen 29:14)")
    PRIVATE_CARE = "PRIVATE_CARE", _("Privat vård (patientsäkerhetslagen 6:12)")
    LEISURE = "LEISURE", _("Fritid, utan egen sekretess")
    MUNICIPALITY = "MUNICIPALITY", _("Kommunledning, utan egen sekretess")
    ASSOCIATION = "ASSOCIATION", _("Förening, utan egen sekretess")


COLOURS = {
    Regime.SCHOOL: "skola",
    Regime.PRIVATE_SCHOOL: "skola",
    Regime.HEALTH: "halsa",
    Regime.EMI: "halsa",
    Regime.PRIVATE_CARE: "halsa",
    Regime.SOCIAL: "social",
    Regime.LEISURE: "fritid",
    Regime.ASSOCIATION: "fritid",
}
WITHOUT_SECRECY = {Regime.LEISURE, Regime.MUNICIPALITY, Regime.ASSOCIATION}


SHORTEST_REASON, LONGEST_RIGHT = 10, 366  # characters; days


class Role(models.TextChoices):
    """What a membership may do in its unit; a membership holds a set of these.

    PROTECTED is in none of these sets: it is a right of its own, with a reason and an end (ProtectedRight).
    """

    REPORTER = "REPORTER", _("Lämnar signaler")
    CASEWORKER = "CASEWORKER", _("Arbetar med barn")
    INTAKE = "INTAKE", _("Tar emot")
    COORDINATOR = "COORDINATOR", _("Samordnar")
    MANAGER = "MANAGER", _("Leder enheten")
    ACCESS_ADMIN = "ACCESS_ADMIN", _("Behörighetsadministratör")
    MUNICIPAL_ADMIN = "MUNICIPAL_ADMIN", _("Lägger till nya organisationer")
    LOG_REVIEWER = "LOG_REVIEWER", _("Loggranskare")
    MUNICIPAL_LEAD = "MUNICIPAL_LEAD", _("Ser kommunens siffror")
    PROTECTED = "PROTECTED", _("Ser skyddade personuppgifter")
    REGISTRAR = "REGISTRAR", _("Registrator")
    ROBOT = "ROBOT", _("Kring själv")


class Agency(Guarded):
    """A secrecy border: an authority, a committee, an independent branch, a private school."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    regime = models.CharField(max_length=20, choices=Regime.choices)

    objects = OpenManager()

    class Meta:
        base_manager_name = "objects"

    @property
    def colour(self) -> str:
        """The theme colour of the agency's kind; never shown without a word beside it."""
        return COLOURS.get(self.regime, "neutral")

    @property
    def has_own_secrecy(self) -> bool:
        return self.regime not in WITHOUT_SECRECY


class Area(models.Model):
    """A geographic area that units belong to."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return f"Area {self.pk}"


class Unit(Guarded):
    """A school, a team, a station inside an agency: what a consent names and who sees a note."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=120)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="units")
    phone = models.CharField(max_length=30, blank=True)
    signals_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    takes_children = models.BooleanField(default=True)
    has_accounts = models.BooleanField(default=True)
    icon = models.CharField(max_length=40, blank=True)

    objects = OpenManager()

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="unit_name_in_agency")]


class WorkerManager(BaseUserManager.from_queryset(GuardedQuerySet)):
    """Finds workers by e-mail, whatever its letters' case."""

    def get_by_natural_key(self, username):
        return self.get(email=username.lower())


class Worker(Guarded, AbstractBaseUser):
    """A person who signs in."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=5, default="sv")
    hours = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField(default=True)
    is_robot = models.BooleanField(default=False)
    last_login = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = WorkerManager()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"Worker {self.pk}"


class MembershipQuerySet(GuardedQuerySet):
    """Memberships by when they hold."""

    def in_force(self):
        """Those that have begun and not ended, this second."""
        moment = now()
        return self.filter(starts_at__lte=moment).exclude(ends_at__lte=moment)


class Membership(Guarded):
    """A worker in a unit with a set of roles, from and to."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), default=list)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["worker", "unit"], name="membership_seat")]
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "unit"], condition=models.Q(ends_at=None), name="membership_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gte=models.F("starts_at")),
                name="membership_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~models.Q(roles__contains=[Role.PROTECTED]), name="membership_right_is_apart"
            ),
        ]

    @property
    def is_in_force(self) -> bool:
        moment = now()
        return self.starts_at <= moment and (self.ends_at is None or moment < self.ends_at)


class ProtectedRight(Guarded):
    """That a membership may see the names of protected children whom it works around: why, and from when until when.

    Given by the agency's own access administrator, never to oneself, for twelve months at most; it ends by itself. A
    membership's roles never hold it: the law adds it to them for as long as it runs (agencies/protected.sql).
    """

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="protected_rights")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    ends_at = models.DateTimeField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(GreaterThanOrEqual(Length(Trim("reason")), SHORTEST_REASON)),
                name="protected_right_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("given_at"))
                & models.Q(ends_at__lte=models.F("given_at") + timedelta(days=LONGEST_RIGHT)),
                name="protected_right_is_a_year_at_most",
            ),
            models.CheckConstraint(
                condition=~models.Q(membership=models.F("given_by")), name="protected_right_is_given_by_another"
            ),
        ]
        indexes = [models.Index(fields=["membership", "ends_at"], name="protected_right_runs")]


class StandIn(Guarded):
    """Somebody who, from and to, sees and does in the unit what an absent colleague may, in their own name.

    Without anybody it says that the colleague is away: then who manages the unit takes what is left.
    """

    absent = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="stand_ins")
    stand_in = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="stands_in_for"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = OpenManager()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="stand_in_ends_after_start"
            ),
            models.CheckConstraint(condition=~models.Q(absent=models.F("stand_in")), name="stand_in_is_another"),
        ]
