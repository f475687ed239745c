"""A task acts as somebody, or does not run."""

from uuid import UUID

from celery import Task
from django.db import connection

from access.actor import acting_as

ROBOTS = """
SELECT id FROM agencies_membership
WHERE 'ROBOT' = ANY (roles) AND (%(unit)s::uuid IS NULL OR unit_id = %(unit)s)
  AND starts_at <= statement_timestamp() AND (ends_at IS NULL OR statement_timestamp() < ends_at)
ORDER BY id
"""
ONE_AN_AGENCY = """
SELECT DISTINCT ON (u.agency_id) m.id FROM agencies_membership m JOIN agencies_unit u ON u.id = m.unit_id
WHERE 'ROBOT' = ANY (m.roles)
  AND m.starts_at <= statement_timestamp() AND (m.ends_at IS NULL OR statement_timestamp() < m.ends_at)
ORDER BY u.agency_id, m.id
"""


class ActingTask(Task):
    """A Celery task whose first argument is a membership's id; the body gets the actor in its place.

    The whole body is one transaction as that membership, most often a unit's robot. NoActor when it has ended.
    """

    abstract = True

    def __call__(self, membership, *args, **kwargs):
        with acting_as(membership) as actor:
            return self.run(actor, *args, **kwargs)


def robots(unit: UUID | None = None) -> list[UUID]:
    """The memberships of the units' robots, or of one unit's; that there is a robot is no secret."""
    with connection.cursor() as cursor:
        cursor.execute(ROBOTS, {"unit": unit})
        return [robot for (robot,) in cursor.fetchall()]


def each_agency(task, *, expires: int) -> None:
    """Ask one robot of every agency to do the task, for the agency; nobody acts for all. `expires` in seconds."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AN_AGENCY)
        robots = cursor.fetchall()
    for (robot,) in robots:
        task.apply_async([str(robot)], retry=False, expires=expires)


def each_robot(task, *, expires: int) -> None:
    """Ask every unit's robot to do the task, each by itself; nobody acts for all. `expires` in seconds."""
    for robot in robots():
        task.apply_async([str(robot)], retry=False, expires=expires)
