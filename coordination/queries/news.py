"""What has happened since the asker last looked?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.models import Trail
from cases.policies.cases import WORKING
from consent.models import Disclosure
from coordination.queries.around import icon_of

RECENT, NEWS, FORGOTTEN = 14, 6, 30  # days back that news are news, how many, days that an end is told of


@dataclass(frozen=True)
class News:
    """Something that has happened since lately."""

    text: str
    at: datetime
    reference: str
    icon: str = "Chat"
    colour: str = "neutral"


def news(actor, waits, accepted, done) -> list[News]:
    """What the asker has not seen, the latest first: doors that have closed, what others have shown, yes and thanks.

    `waits` is what the law tells, `accepted` the questions that the asker said yes to, `done` the measures told of.
    """
    shown = _shown(actor) if actor.has(*WORKING) else []
    found = [*_lost(waits), *map(_accepted, accepted), *map(_thanks, done), *shown]
    return sorted(found, key=lambda one: one.at, reverse=True)[:NEWS]


def _accepted(part) -> News:
    """A yes to being with around a child, for who gave it and perhaps works with other things."""
    said = _("Du tackade ja till att vara med runt %(child)s") % {"child": part.case.child.called}
    return News(said, part.answered_at, part.case.reference, "HandHeart", part.invited_by_unit.agency.colour)


def _thanks(measure) -> News:
    """What the asker has done, seen by those who are with around the child."""
    said = _("%(child)s: klart, tack! %(what)s") % {"child": measure.case.child.called, "what": measure.text}
    return News(said, measure.done_at, measure.case.reference, "CheckmarkCircle", "success")


def _shown(actor) -> list[News]:
    """Notes that others have lately shown to the asker's unit in the asker's cases, and that the asker has not read."""
    read = Trail.objects.filter(
        verb=Trail.Verb.READ, worker=actor.worker, case=OuterRef("case_id"), subjects__contains=[OuterRef("record_id")]
    )
    acts = (
        Disclosure.objects.filter(to_unit=actor.unit, disclosed_at__gt=now() - timedelta(days=RECENT))
        .exclude(Exists(read))
        .select_related("record__unit__agency", "case__child")
        .order_by("-disclosed_at", "id")
        .defer("record__text")[: NEWS * 2]
    )
    told: dict = {}
    for act in acts:
        told.setdefault((act.case_id, act.record.unit_id), []).append(act)
    return [_news(group) for group in told.values()]


def _news(acts) -> News:
    act, number = acts[0], len(acts)
    said = ngettext(
        "%(unit)s har delat en anteckning om %(child)s",
        "%(unit)s har delat %(number)d anteckningar om %(child)s",
        number,
    ) % {"unit": act.record.unit.name, "child": act.case.child.called, "number": number}
    unit = act.record.unit
    return News(said, act.disclosed_at, act.case.reference, icon_of(unit), unit.agency.colour)


def _lost(waits) -> list[News]:
    """Doors that have been closed: that it is so, and no name."""
    recent = now() - timedelta(days=FORGOTTEN)
    return [
        News(
            _("Ett samarbete är avslutat. Tack.")
            if lost.is_closed
            else _("Ett samtycke har ändrats (%s)") % lost.reference,
            lost.at,
            lost.reference,
            "CheckmarkCircle" if lost.is_closed else "PadlockLocked",
        )
        for lost in (*waits.lost, *waits.changed)
        if lost.at > recent
    ]
