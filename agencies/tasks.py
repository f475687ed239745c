"""What is done for an agency when nobody is waiting: lines are drawn for its log reviewer."""

from celery import shared_task

from access.task import ActingTask, each_agency
from agencies import actions
from agencies.queries import samples

HOUR = 60 * 60


@shared_task(base=ActingTask, name="agencies.draw_samples")
def draw_samples(robot):
    """Draw the agency's lines of the month that has ended, unless that is done."""
    if month := samples.undrawn(robot):
        actions.draw_samples(robot, agency=samples.agency(robot), month=month)


@shared_task(name="agencies.sweep_samples")
def sweep_samples():
    """Every morning, so that a month is drawn also when the first mornings were missed."""
    each_agency(draw_samples, expires=12 * HOUR)
