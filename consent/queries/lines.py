"""Which lines are open, and whom a note may therefore be shown to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from agencies.models import Unit
from cases.kinds import Kind
from cases.models import Involvement
from consent.models import Grant, Refusal

NO_SECRECY = _("Har ingen egen sekretess: det de får kan vem som helst begära ut.")
RUNNING = RawSQL("SELECT grant_id FROM law.running", [])


@dataclass(frozen=True)
class Receiver:
    """A unit that the actor's own may show this kind to now, and through which line.

    `grant` is None for a unit of the same agency: the line is then made with the act. `warns` when the unit has no
    secrecy of its own, so that what it gets can be asked for by anybody.
    """

    unit: Unit
    grant: Grant | None
    warns: bool


def open_lines(**filters):
    """The lines open this second that the asker may see. Which they are the law says, and nobody says it again.

    Lines of law are not among them: each is for one record and opens for nothing else (consent.queries.by_law).
    """
    return Grant.objects.filter(pk__in=RUNNING, record=None, **filters)


def is_covered(actor, case, unit) -> bool:
    """Whether the actor's unit may tell this unit that the work goes on: without it nobody can be invited."""
    return open_lines(case=case, from_unit=actor.unit, to_unit=unit, kind=Kind.PRESENCE).exists()


def refused_units(actor, case) -> set[UUID]:
    """The units that a guardian has not said yes to telling, in a consent that runs and that the actor's unit took."""
    no = Refusal.objects.filter(grant=OuterRef("pk"), answer__by_child=False)
    lines = Grant.objects.filter(case=case, from_unit=actor.unit, consent__ends_at__gt=now())
    return set(lines.filter(Exists(no)).values_list("to_unit", flat=True))


def taking_part(actor, case):
    """The other units that are with now, as far as the asker may know of them, by name."""
    parts = Involvement.objects.filter(case=case, state=Involvement.State.ACTIVE).exclude(unit=actor.unit)
    return parts.select_related("unit__agency").each_unit_once()


def receivers(actor, case, kind) -> list[Receiver]:
    """The units taking part that the actor may show a note of this kind to, by name."""
    lines = {line.to_unit_id: line for line in open_lines(case=case, from_unit=actor.unit, kind=kind).order_by("basis")}
    return [
        Receiver(part.unit, lines.get(part.unit_id), not part.unit.agency.has_own_secrecy)
        for part in taking_part(actor, case)
        if part.unit_id in lines or part.unit.agency_id == actor.agency
    ]


def open_to(actor, case) -> dict[UUID, set[str]]:
    """The units taking part in an open case that a note may be offered to now, each with the kinds of note."""
    if case.is_closed:
        return {}
    units = {part.unit_id: part.unit for part in taking_part(actor, case)}
    found = {pk: set(Kind.values) for pk, unit in units.items() if unit.agency_id == actor.agency}
    for pk, kind in open_lines(case=case, from_unit=actor.unit).values_list("to_unit_id", "kind"):
        if pk in units:
            found.setdefault(pk, set()).add(kind)
    return {pk: offered(case, units[pk], kinds) for pk, kinds in found.items()}


def offered(case, unit, kinds) -> set[str]:
    """The kinds of note that it makes sense to offer to a unit: what consent does not reach the law perhaps does.

    Not for a protected child, and not to a unit without accounts, which reads nothing here.
    """
    return set(Kind.values) if unit.has_accounts and not case.child.is_protected else set(kinds)


def doors_of_case(actor, case) -> list[Grant]:
    """The open lines that begin or end in the actor's unit, with their units and consent."""
    return list(
        open_lines(case=case)
        .filter(Q(from_unit=actor.unit) | Q(to_unit=actor.unit))
        .select_related("from_unit__agency", "to_unit__agency", "consent")
        .order_by("kind")
    )
