"""When do those of a unit work?"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from agencies.models import Membership, Role, Worker


@dataclass(frozen=True)
class HoursPage:
    """The asker's own hours; and for who manages the unit each colleague's, as one says them."""

    mine: Worker
    colleagues: list[tuple[Worker, list[str]]]
    for_others: bool


def hours_page(actor) -> HoursPage:
    """The asker's hours, and who else's the asker may look at here."""
    manages = actor.has(Role.MANAGER)
    seats = Membership.objects.filter(unit=actor.unit, worker__is_robot=False).in_force() if manages else ()
    colleagues = {seat.worker_id: seat.worker for seat in seats.select_related("worker")} if manages else {}
    colleagues.pop(actor.worker, None)
    return HoursPage(
        Worker.objects.get(pk=actor.worker),
        [(one, in_words(one.hours)) for one in sorted(colleagues.values(), key=lambda one: (one.name, one.pk))],
        manages,
    )


def in_words(hours: dict) -> list[str]:
    """A week as one says it, days alike in one: "mån–fre 8:00–16:30"."""
    runs: list[tuple[list[int], list[str]]] = []
    for day in sorted(map(int, hours)):
        at = hours[str(day)]
        if runs and runs[-1][1] == at and runs[-1][0][-1] == day - 1:
            runs[-1][0].append(day)
        else:
            runs.append(([day], at))
    return [_("%(days)s %(from)s–%(to)s") % {"days": _days(days), "from": at[0], "to": at[1]} for days, at in runs]


def _days(days) -> str:
    names = [str(WEEKDAYS_ABBR[day - 1]).lower() for day in (days[0], days[-1])]
    return names[0] if len(days) == 1 else "–".join(names)
