"""Which emergency openings does the asker have open, and which wait to be reviewed?"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.policies.cases import WORKING
from consent.queries import openings_of
from coordination.queries.things import Thing
from look.templatetags.look import short_day


def openings(actor) -> list[Thing]:
    """What the asker reads in an emergency now, and what somebody has read so and the asker is to review."""
    if not actor.has(*WORKING, "MANAGER", "LOG_REVIEWER"):
        return []
    mine, to_review = openings_of(actor)
    return [_running(one) for one in mine] + [_to_review(one) for one in to_review]


def _running(opening) -> Thing:
    minutes = opening.minutes_left
    return Thing(
        text=_("Nödöppning: %(reference)s") % {"reference": opening.reference},
        about=ngettext("%(minutes)d minut kvar", "%(minutes)d minuter kvar", minutes) % {"minutes": minutes},
        due=opening.review_by,
        page="consent:opening",
        of=opening.pk,
        icon="ExclamationmarkTriangle",
        state="today",
        colour="danger",
    )


def _to_review(opening) -> Thing:
    return Thing(
        text=_("Granska en nödöppning"),
        about=_("%(name)s, %(unit)s, %(reference)s")
        % {"name": opening.worker.name, "unit": opening.unit.name, "reference": opening.reference},
        when=_("Skulle ha granskats %(day)s") % {"day": short_day(opening.review_by)}
        if opening.is_late
        else _("Senast %(day)s") % {"day": short_day(opening.review_by)},
        due=opening.review_by,
        page="consent:review_opening",
        of=opening.pk,
        icon="Eye",
        state="today",
        colour="warning",
    )
