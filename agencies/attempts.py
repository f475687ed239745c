"""How often somebody may try to sign in, from one place and for one e-mail address."""

import ipaddress
import logging
from math import ceil

from django.conf import settings
from django.utils.crypto import salted_hmac
from django_ratelimit.core import get_usage
from redis import RedisError

PERIOD = "15m"
PER_EMAIL, PER_PLACE = 5, 20

log = logging.getLogger("kring.signin")


def minutes_left(request, what: str, email: str) -> int:
    """For how many minutes this e-mail address or place must wait; 0 when it may try now."""
    usages = _usages(request, what, email, increment=False)
    return max((ceil(usage["time_left"] / 60) for usage in usages if usage["count"] >= usage["limit"]), default=0)


def count(request, what: str, email: str) -> None:
    """Remember one more try; whether there is such an account is neither asked nor told."""
    _usages(request, what, email, increment=True)


def _usages(request, what, email, *, increment) -> list[dict]:
    # A school is one place: only what failed is counted, or the twenty-first teacher of the morning stood outside.
    hashed = salted_hmac("kring.attempts", email.strip().lower()).hexdigest()
    limits = ((f"{what}.email", hashed, PER_EMAIL), (f"{what}.place", _place(request), PER_PLACE))
    try:
        found = [
            get_usage(
                request, group=group, key=lambda *_, value=value: value, rate=f"{most}/{PERIOD}", increment=increment
            )
            for group, value, most in limits
        ]
    except RedisError:
        # Who works with children is not locked out because a counter is away; the hash stays as slow as ever.
        log.error("attempts are not counted: the cache does not answer")
        return []
    return [usage for usage in found if usage]


def _place(request) -> str:
    """The caller's address, of an IPv6 one the network: what one household or office has."""
    # The proxy that speaks HTTPS for us adds the caller last; what stands before that, anybody may have written.
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.PRODUCTION else ""
    place = forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    return str(ipaddress.ip_network(f"{place}/64", strict=False)) if ":" in place else place
