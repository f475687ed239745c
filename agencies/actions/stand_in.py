"""How somebody stands in for a colleague."""

from datetime import timedelta

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import action
from agencies import policies
from agencies.models import StandIn

BRIEFLY = timedelta(microseconds=1)  # a row is never taken away, and it must end after it begins


@action(may=policies.may_set_stand_in, says=_("Sätt en ersättare i den egna enheten, från och till."))
def set_stand_in(actor, *, new_id, absent, stand_in, starts_at, ends_at):
    """Let a colleague of the unit see and do what the absent one may, in their own name; it ends by itself."""
    if made := StandIn.objects.filter(pk=new_id).first():
        return made
    standing = StandIn(pk=new_id, absent=absent, stand_in=stand_in, starts_at=starts_at, ends_at=ends_at)
    standing.save()
    return standing


@action(may=policies.may_end_stand_in, says=_("Avsluta en ersättning i förtid."))
def end_stand_in(actor, *, standing):
    """End it now; one that has not begun never will."""
    moment = now()
    if standing.starts_at >= moment:
        standing.starts_at, standing.ends_at = moment - BRIEFLY, moment
    else:
        standing.ends_at = moment
    standing.save(update_fields=["starts_at", "ends_at"])
    return standing
