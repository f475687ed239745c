"""What is done later, when, and how we know that somebody is there to do it.

A task knows who it acts as (access.task). No result is kept: what a task did stands in the database.
"""

import logging
import os
import time
import warnings
from contextlib import suppress

import redis
from celery import Celery, signals
from celery.beat import PersistentScheduler
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

log = logging.getLogger("kring.task")

PULSE_EVERY = 5  # seconds
PULSE_LASTS = 30
SEAL_LASTS = 5 * 60  # the log is sealed every minute; so long after the last seal /health tells

app = Celery("kring")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_ignore_result=True,
    task_acks_late=True,  # a task whose worker dies is done again, so every task can be done twice
    task_reject_on_worker_lost=True,
    task_time_limit=300,
    task_soft_time_limit=240,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    worker_send_task_events=False,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": 900,
        "socket_connect_timeout": 2,
        # A page does not wait for a broker that is away: whoever posts tries once, and once more at once. (The worker
        # and beat come back by broker_connection_retry, which these do not govern.)
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0,
        "interval_max": 0,
    },
    beat_scheduler="config.celery:Schedule",
    beat_max_loop_interval=PULSE_EVERY,
    timezone="Europe/Stockholm",
    beat_schedule={
        "letters": {"task": "access.sweep_outbox", "schedule": 60},
        "seals": {"task": "access.seal_trail", "schedule": 60, "options": {"expires": 60}},
        "drafts": {"task": "access.sweep_drafts", "schedule": crontab(hour=6, minute=10)},
        "due": {"task": "coordination.sweep_due", "schedule": crontab(hour=6, minute=30, day_of_week="mon-fri")},
        "samples": {"task": "agencies.sweep_samples", "schedule": crontab(hour=5, minute=20)},
        "sessions": {"task": "access.clear_sessions", "schedule": crontab(hour=3, minute=40)},
    },
)
app.autodiscover_tasks()


# `make run` may be root on a machine of one's own; the image's user is not.
warnings.filterwarnings("ignore", message="You're running the worker with superuser privileges")


# --- Signs of life, for /health -----------------------------------------------------------------------------


def _broker() -> redis.Redis:
    from django.conf import settings

    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2)


def pulse(who: str, lasts: int = PULSE_LASTS) -> None:
    """Say that `who` (worker, beat, seals) is alive; silent when the broker is down, for then everything else tells."""
    with suppress(redis.RedisError, OSError):
        _broker().set(f"kring:pulse:{who}", "1", ex=lasts)


def has_pulse(who: str) -> bool:
    """Whether `who` has been heard of lately; raises redis.RedisError when the broker is down."""
    return bool(_broker().exists(f"kring:pulse:{who}"))


@signals.worker_ready.connect
def _beat_the_heart(sender, **_):
    log.info("worker is ready")
    pulse("worker")
    pulse("seals", SEAL_LASTS)
    sender.timer.call_repeatedly(PULSE_EVERY, pulse, ("worker",))


class Schedule(PersistentScheduler):
    """Celery's schedule in a file, which says at every turn that it is there."""

    def tick(self, *args, **kwargs):
        """Do what is due; answers with the seconds until the next turn."""
        pulse("beat")
        return super().tick(*args, **kwargs)


@signals.worker_init.connect
def _look_at_the_walls(**_):
    from access.checks import refuse_to_serve
    from config.logs import silence_uncaught

    silence_uncaught()
    refuse_to_serve()


@signals.task_success.connect
def _note_seal(sender, **_):
    if sender.name == "access.seal_trail":
        pulse("seals", SEAL_LASTS)


# --- One line a task: its name and id, never what it was given -----------------------------------------------

_started: dict[str, float] = {}


@signals.setup_logging.connect
def _keep_our_logging(**_):
    """Celery sets up no logging of its own when somebody listens here: Django's settings have done it."""


@signals.task_prerun.connect
def _note_start(task_id, **_):
    _started[task_id] = time.monotonic()


@signals.task_postrun.connect
def _log_task(task_id, task, state=None, **_):
    spent = (time.monotonic() - _started.pop(task_id, time.monotonic())) * 1000
    log.info("task %s %s %s %.0f ms", task_id, task.name, state or "-", spent)
