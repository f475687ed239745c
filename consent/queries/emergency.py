"""What does an emergency opening show, to the one who opened and to the one who reviews it?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import now

from access.action import Verdict
from access.trail import saw
from agencies.models import Unit
from cases.age import age
from cases.models import Child, Record, Relative
from consent import policies, sight
from consent.models import Opening, OpeningReview
from consent.policies.emergency import managers
from consent.queries.withheld import not_for

FEW = 20  # openings of a unit that its page lists


class Kept(NamedTuple):
    """A row as the log shall name it: whose line it becomes is not always whose row it is."""

    pk: UUID
    unit_id: UUID | None


@dataclass(frozen=True)
class Person:
    """Somebody to call."""

    name: str
    title: str
    unit: str
    phone: str


@dataclass(frozen=True)
class OpeningPage:
    """An opening as the one who made it sees it: all of it while it runs, afterwards only that it was."""

    opening: Opening
    child: Child | None = None
    age: int | None = None
    records: list[Record] = field(default_factory=list)
    family: list[Relative] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    withheld: frozenset[UUID] = frozenset()  # notes that are not for a guardian


@dataclass(frozen=True)
class ReviewPage:
    """An opening as its reviewer sees it: who, when, why, and not a word of what was read."""

    opening: Opening
    review: OpeningReview | None
    may: Verdict


def opening_page(actor, pk) -> OpeningPage:
    """The asker's own opening; Http404 for anybody else."""
    opening = get_object_or_404(_openings().filter(worker=actor.worker, unit=actor.unit), pk=pk)
    shown = sight.shown_now(opening.pk)
    if shown is None:
        return OpeningPage(opening)
    case, child = shown
    records = list(
        Record.objects.filter(case=case)
        .exclude(pk__in=Record.objects.filter(case=case, corrects__isnull=False).values("corrects"))
        .select_related("unit__agency", "author__worker")
        .order_by("-happened_at", "id")
    )
    child = Child.objects.filter(pk=child).first() if child else None
    family = list(Relative.objects.filter(child=child).order_by("-has_custody", "name")) if child else []
    _log(actor, case, [*records, *family])
    return OpeningPage(
        opening,
        child,
        age(child) if child else None,
        records,
        family,
        _people(case),
        frozenset(one.record for one in not_for(case)),
    )


def _log(actor, case, rows) -> None:
    """Each unit of the own agency is told of what is its own. What others have shown is the own unit's line: to tell
    them that it was opened in an emergency would itself tell where the child is (practice.md 5.4)."""
    units = {row.unit_id for row in rows}
    house = set(Unit.objects.filter(pk__in=units, agency=actor.agency).values_list("pk", flat=True))
    kept = [Kept(row.pk, row.unit_id if row.unit_id in house else actor.unit) for row in rows]
    saw("consent.emergency", kept or [Kept(case, actor.unit)], case=case)


def _people(case) -> list[Person]:
    found = sight.contacts(case)
    workers = get_user_model().objects.in_bulk({worker for worker, _unit in found})
    units = Unit.objects.in_bulk({unit for _worker, unit in found})
    people = [
        Person(workers[worker].name, workers[worker].title, units[unit].name, workers[worker].phone)
        for worker, unit in found
    ]
    return sorted(people, key=lambda person: person.name)


def opening_holds(actor, pk) -> bool:
    """Whether the asker's opening still shows something."""
    return sight.shown_now(pk) is not None


def own_opening(actor, pk) -> Opening:
    """The asker's own opening; else Http404."""
    return get_object_or_404(_openings().filter(worker=actor.worker, unit=actor.unit), pk=pk)


def review_page(actor, pk) -> ReviewPage:
    """An opening that is the asker's to review, or that has been; else Http404."""
    opening = _openings().filter(pk=pk).filter(pk__in=sight.REVIEWABLE).first()
    if opening is None:
        raise Http404
    saw("consent.opening", [opening])
    may = policies.may_review_emergency(actor, opening=opening, outcome="", remark="…", withheld_because="")
    return ReviewPage(opening, getattr(opening, "review", None), may)


def running(actor) -> list[Opening]:
    """The asker's own openings that are open now."""
    mine = _openings().filter(worker=actor.worker, unit=actor.unit, ended_at=None).order_by("-starts_at", "id")[:FEW]
    return [opening for opening in mine if not opening.is_over]


def opening_of(actor, reference) -> UUID | None:
    """The asker's own running opening of the case called so."""
    return next((opening.pk for opening in running(actor) if opening.reference == reference), None)


def openings_of(actor) -> tuple[list[Opening], list[Opening]]:
    """The asker's own openings that are open now, and those that wait for the asker's review.

    Reviewed are those of the unit that the asker manages and, of the agency's log, what nobody else has reviewed in
    time or can review. One read.
    """
    mine = Q(worker=actor.worker, unit=actor.unit, ended_at=None, ends_at__gt=now())
    waiting = Q(review=None, pk__in=sight.REVIEWABLE)
    if not actor.has("LOG_REVIEWER"):
        waiting &= Q(unit=actor.unit) if actor.has("MANAGER") else Q(pk=None)
    found = list(_openings().filter(mine | waiting).order_by("review_by", "starts_at", "id"))
    running = [one for one in found if one.worker_id == actor.worker and not one.is_over]
    rest = [one for one in found if one.worker_id != actor.worker]
    return running, [one for one in rest if (actor.has("MANAGER") and one.unit_id == actor.unit) or _falls_to_log(one)]


def _falls_to_log(opening) -> bool:
    return opening.is_late or not opening.is_managed


def of_unit(actor) -> list[Opening]:
    """The unit's latest openings for who manages it, those not yet reviewed first."""
    latest = _openings().filter(unit=actor.unit).order_by("-starts_at", "id")[:FEW]
    return sorted(latest, key=lambda one: hasattr(one, "review"))


def _openings():
    managed = Exists(managers(OuterRef("unit"), OuterRef("worker")))
    return Opening.objects.annotate(reference=sight.REFERENCE, is_managed=managed).select_related(
        "worker", "unit", "membership", "review__reviewed_by__worker"
    )
