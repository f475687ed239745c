"""Who may say when somebody works."""

import re

from django.utils.translation import gettext_lazy as _

from access.action import YES, no

LONGEST = 12 * 60  # minutes; the log review counts no more as one's own hours (access/review.sql)
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5][05]")


def may_set_hours(actor, *, hours):
    if not set(hours) <= set("1234567"):
        return no(_("Veckan har sju dagar. Skriv tiderna dag för dag."))
    for begins, ends in hours.values():
        if not CLOCK.fullmatch(begins) or not CLOCK.fullmatch(ends):
            return no(_("Skriv klockslagen i hela fem minuter, till exempel 08:05."))
        if ends <= begins:
            return no(_("En arbetsdag slutar före den börjar. Skriv en senare tid."))
        if _minutes(ends) - _minutes(begins) > LONGEST:
            return no(_("En arbetsdag är högst tolv timmar. Skriv de tider då du brukar arbeta."))
    return YES


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
