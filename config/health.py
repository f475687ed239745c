"""Is everything up: database, fence, broker, worker, beat, the log's seals."""

import logging
import time

import redis
from django.db import DatabaseError, InterfaceError, connection
from django.http import JsonResponse

from config.celery import has_pulse

FENCE_KEPT = 10  # seconds that one look at the catalogue is good for; the page is open to everybody
log = logging.getLogger("kring.health")
_fence = {"until": 0.0, "answer": "unknown"}


class Health:
    """Answers /health before session, sign-in and actor are asked for anything."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Give the state of the parts (200, or 503 when one is down); pass every other page on."""
        if request.path_info != "/health":
            return self.get_response(request)
        found = states()
        fine = all(state == "ok" for state in found.values())
        answer = JsonResponse(found, status=200 if fine else 503)
        answer["Cache-Control"] = "no-store"
        return answer


def states() -> dict[str, str]:
    """Each part's state: "ok", or a word or two that give nothing away."""
    database = _database()
    return {"database": database, "fence": _fence_state(database == "ok")} | _broker_and_friends()


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError, OSError):
        log.exception("database")
        return "unreachable"
    return "ok"


def _fence_state(reachable: bool) -> str:
    if not reachable:
        return "unknown"
    if _fence["until"] < time.monotonic():
        from access.fence import faults

        try:
            found = faults()
        except DatabaseError:
            log.exception("fence")
            return "unknown"
        for fault in found:
            log.error("fence: %s", fault)
        _fence.update(until=time.monotonic() + FENCE_KEPT, answer="down" if found else "ok")
    return _fence["answer"]


def _broker_and_friends() -> dict[str, str]:
    try:
        return {"broker": "ok"} | {who: "ok" if has_pulse(who) else "silent" for who in ("worker", "beat", "seals")}
    except (redis.RedisError, OSError):
        log.exception("broker")
        return {"broker": "unreachable", "worker": "unknown", "beat": "unknown", "seals": "unknown"}
