"""What is done when nobody is waiting: whoever has something due is reminded."""

from celery import shared_task
from django.utils.timezone import localdate

from access.task import ActingTask, each_robot
from coordination import actions, queries

HOURS = 12 * 60 * 60


@shared_task(base=ActingTask, name="coordination.remind")
def remind(robot):
    """Write to those of the unit who have something due; made anew each day, and once a day at most."""
    on = localdate()
    if digests := queries.digests(robot, on):
        actions.send_digests(robot, digests=digests, on=on)


@shared_task(name="coordination.sweep_due")
def sweep_due():
    """Every weekday morning: each unit's robot looks for itself."""
    each_robot(remind, expires=HOURS)
