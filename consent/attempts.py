"""How often one worker may type a number that opens a case outside their own work."""

import logging

from django_ratelimit.core import get_usage
from redis import RedisError

MOST, PERIOD = 5, "15m"

log = logging.getLogger("kring.emergency")


def count(actor) -> None:
    """Remember one more number typed, whatever came of it."""
    _usage(actor, increment=True)


def too_many(actor) -> bool:
    """Whether the actor has typed more numbers than anybody needs to within a quarter of an hour."""
    usage = _usage(actor, increment=False)
    return bool(usage) and usage["count"] > MOST


def _usage(actor, *, increment) -> dict | None:
    try:
        return get_usage(
            None,
            group="consent.emergency",
            key=lambda *_: str(actor.worker),
            rate=f"{MOST}/{PERIOD}",
            increment=increment,
        )
    except RedisError:
        # Nobody stands outside in an emergency because a counter is away; each attempt is in the log all the same.
        log.error("emergency attempts are not counted: the cache does not answer")
        return None
