"""Who may say when somebody works."""

import re
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from access.action import YES, no

LONGEST = timedelta(hours=12)  # the log review counts no more as one's own hours (access/review.sql)
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5][05]")


def may_set_hours(actor, *, hours):
    if not set(hours) <= set("1234567"):
        return no(_("Veckan har sju dagar. Skriv tiderna dag för dag."))
    for begins, ends in hours.values():
        if not CLOCK.fullmatch(begins) or not CLOCK.fullmatch(ends):
            return no(_("Skriv klockslagen i hela fem minuter, till exempel 08:05."))
        if ends <= begins:
            return no(_("En arbetsdag slutar före den börjar. Skriv en senare tid."))
        if length(time.fromisoformat(begins), time.fromisoformat(ends)) > LONGEST:
            return no(_("En arbetsdag är högst tolv timmar. Skriv de tider då du brukar arbeta."))
    return YES


def length(begins: time, ends: time) -> timedelta:
    """How long a day is that begins and ends then."""
    return datetime.combine(date.min, ends) - datetime.combine(date.min, begins)
