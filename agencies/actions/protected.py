"""The right to see protected names, a thing of its own: given with a reason and an end."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import action
from agencies import policies
from agencies.models import ProtectedRight


@action(
    may=policies.may_give_protected_right, says=_("Ge en medarbetare rätt att se skyddade namn, med skäl och slutdag.")
)
def give_protected_right(actor, *, membership, reason, ends_at):
    """Let a membership see protected names until `ends_at`; one that runs ends now, and both are kept."""
    moment = now()
    for earlier in ProtectedRight.objects.filter(membership=membership, ends_at__gt=moment):
        _end(earlier)
    right = ProtectedRight(
        membership=membership, unit_id=membership.unit_id, reason=reason.strip(), ends_at=ends_at, given_at=now(),
        given_by_id=actor.membership,
    )  # fmt: skip
    right.save()
    return right


@action(may=policies.may_end_protected_right, says=_("Ta tillbaka rätten att se skyddade namn."))
def end_protected_right(actor, *, right):
    """End it this second."""
    _end(right)
    return right


def _end(right):
    right.ends_at = max(now(), right.given_at)
    right.save(update_fields=["ends_at"])
