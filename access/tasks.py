"""What is done when nobody is waiting: letters are sent, the log is sealed, old drafts are tidied."""

import logging

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore

from access import actions, outbox, queries, seals
from access.task import ActingTask, each_robot

log = logging.getLogger("kring.seal")
MINUTE, HOUR = 60, 60 * 60


@shared_task(base=ActingTask, name="access.send_waiting")
def send_waiting(robot):
    """Send the unit's next letter that is due, and ask for the one after it: one transaction a letter."""
    letter = queries.next_letter(robot)
    if letter and actions.send_letter(robot, letter=letter):
        outbox.wake(robot.unit)


@shared_task(name="access.sweep_outbox")
def sweep_outbox():
    """Every minute: whatever a lost message or a dead server has left behind is asked for again."""
    each_robot(send_waiting, expires=MINUTE)


@shared_task(base=ActingTask, name="access.tidy_drafts")
def tidy_drafts(robot):
    """Remind of the unit's old drafts and throw away the oldest."""
    if stale := queries.stale_drafts(robot):
        actions.tidy_drafts(robot, stale=stale)


@shared_task(name="access.sweep_drafts")
def sweep_drafts():
    """Every morning: each unit's robot tidies."""
    each_robot(tidy_drafts, expires=12 * HOUR)


@shared_task(name="access.clear_sessions")
def clear_sessions():
    """Every night: sessions that have run out are no longer kept."""
    SessionStore.clear_expired()


@shared_task(name="access.seal_trail")
def seal_trail():
    """Every minute: what has been logged is sealed. The hash is told, so that it is kept outside the database too."""
    with seals.sealer() as connection:
        while made := seals.seal(connection):
            log.info("seal %s:%s %s lines", made.number, made.hash, made.count)
