"""Who may say when somebody works."""

import re

from django.utils.translation import gettext_lazy as _

from access.action import YES, no

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5][05]")


def may_set_hours(actor, *, hours):
    if not set(hours) <= set("1234567"):
        return no(_("Veckan har sju dagar. Skriv tiderna dag för dag."))
    for begins, ends in hours.values():
        if not CLOCK.fullmatch(begins) or not CLOCK.fullmatch(ends):
            return no(_("Skriv klockslagen i hela fem minuter, till exempel 08:05."))
        if ends <= begins:
            return no(_("En arbetsdag slutar före den börjar. Skriv en senare tid."))
    return YES
