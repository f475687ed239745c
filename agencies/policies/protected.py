"""Who may let somebody see protected names, and until when."""

from datetime import timedelta

from django.utils.timezone import now
from django.utils.translation import gettext as _

from access.action import YES, no
from agencies.models import LONGEST_RIGHT, SHORTEST_REASON
from agencies.policies.people import may_touch
from agencies.roles import NEEDS_CHILDREN


def may_give_protected_right(actor, *, membership, reason, ends_at):
    allowed = may_touch(actor, membership)
    if not allowed:
        return allowed
    if not membership.unit.takes_children or not NEEDS_CHILDREN.intersection(membership.roles):
        return no(_("Rätten gäller namn på barn som medarbetaren är med runt. Ge först en roll som arbetar med barn."))
    if len(reason.strip()) < SHORTEST_REASON:
        return no(_("Skriv varför medarbetaren behöver se skyddade namn. En mening räcker. Nämn inget barn."))
    if not now() < ends_at <= now() + timedelta(days=LONGEST_RIGHT):
        return no(_("Välj en sista dag, högst tolv månader fram. Behövs rätten längre prövas den då på nytt."))
    return YES


def may_end_protected_right(actor, *, right):
    allowed = may_touch(actor, right.membership)
    if allowed and right.ends_at <= now():
        return no(_("Rätten har redan slutat."))
    return allowed
