"""Who stands in for whom in one's own unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.utils.timezone import localtime, now

from agencies.days import last_day
from agencies.models import Membership, Role, StandIn
from agencies.policies import may_end_stand_in


@dataclass(frozen=True)
class Standing:
    """A stand-in as a row; `end` is whether the asker may end it."""

    row: StandIn
    begins_on: date
    ends_on: date
    has_begun: bool
    end: object


@dataclass(frozen=True)
class StandIns:
    """The page: those running and coming, and whom one can choose among. `mine` is the asker's own membership."""

    rows: list[Standing]
    choices: QuerySet[Membership]
    mine: Membership
    for_others: bool


def stand_ins(actor) -> StandIns:
    """The unit's stand-ins that are not over, and its people."""
    found = StandIn.objects.filter(absent__unit=actor.unit, ends_at__gt=now())
    found = found.select_related("absent__worker", "stand_in__worker").order_by("starts_at", "id")
    return StandIns(
        rows=[
            Standing(
                row=row,
                begins_on=localtime(row.starts_at).date(),
                ends_on=last_day(row.ends_at),
                has_begun=row.starts_at <= now(),
                end=may_end_stand_in(actor, standing=row),
            )
            for row in found
        ],
        choices=_colleagues(actor),
        mine=_colleagues(actor).get(pk=actor.membership),
        for_others=actor.has(Role.MANAGER),
    )


def standing(actor, pk) -> StandIn:
    """One stand-in of the unit; 404 for every other."""
    found = StandIn.objects.filter(pk=pk, absent__unit=actor.unit).select_related("absent__worker", "stand_in__worker")
    row = found.first()
    if row is None:
        raise Http404
    return row


def _colleagues(actor):
    seats = Membership.objects.filter(unit=actor.unit, worker__is_robot=False).in_force()
    return seats.select_related("worker", "unit").order_by("worker__name", "id")
