"""Which time, day and link may a meeting and what it agrees have? Asked by every policy that takes one."""

from datetime import timedelta

from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from access.action import YES, no

AHEAD = timedelta(days=2 * 365)
HAS_BEEN = _("Det har redan varit. Välj en tid som kommer.")
TOO_FAR = _("Välj en dag inom två år.")
ENDS_FIRST = _("Mötet slutar innan det börjar. Rätta tiden.")
ONLY_HTTPS = _("Klistra in hela länken. Den börjar med https://")
PART_OUTSIDE = _("Den delen ryms inte i mötet. Rätta klockslagen.")
DAY_HAS_BEEN = _("Välj en dag som kommer.")


def meets_then(starts_at, ends_at, video, was=None):
    """Whether a meeting may be held at this time and this link; `was` is when it began before, which may stand."""
    if ends_at <= starts_at:
        return no(ENDS_FIRST)
    if starts_at > now() + AHEAD:
        return no(TOO_FAR)
    if starts_at != was and starts_at < now():
        return no(HAS_BEEN)
    return no(ONLY_HTTPS) if video and not video.startswith("https://") else YES


def done_by(day, was=None):
    """Whether something may be agreed to be done by this day, today at the earliest; `was` is the day it had."""
    if day is None or day == was:
        return YES
    if day < localdate():
        return no(DAY_HAS_BEEN)
    return no(TOO_FAR) if day > localdate() + AHEAD else YES


def looked_at_on(day):
    """Whether a plan may be followed up on this day: tomorrow at the earliest."""
    return no(DAY_HAS_BEEN) if day is not None and day <= localdate() else done_by(day)


def lies_within(part, starts_at, ends_at):
    """Whether a part of a meeting, (from, until) in minutes from its start, lies within it; None is all of it."""
    if part is None:
        return YES
    begins, ends = (starts_at + timedelta(minutes=minutes) for minutes in part)
    return YES if starts_at <= begins < ends <= ends_at else no(PART_OUTSIDE)
