"""What has been drawn for the school's log reviewer, and lines to draw out of a month in which the town has none."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from access.actor import acting_as
from access.models import Sample
from agencies import actions
from agencies.models import Agency
from agencies.queries import samples as queries
from tests.town import ids, seat

STOCKHOLM = ZoneInfo("Europe/Stockholm")
ROBOT = "robot@welfare"


def text(response):
    return response.content.decode()


def rows(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def waiting():
    with acting_as(seat("log_reviewer")) as actor:
        return queries.samples(actor).waiting


def noon(days=0, clock=12):
    """A weekday long ago, in a month in which the town has no lines."""
    day = datetime(2024, 3, 4, clock, 0, tzinfo=STOCKHOLM) + timedelta(days=days)
    assert day.weekday() < 5
    return day


MARCH = noon().date().replace(day=1)


def drawn(month=MARCH, robot=ROBOT):
    """Draw the month; answers the reasons of each line that was drawn."""
    with acting_as(ids.of("membership", robot)) as actor:
        actions.draw_samples(actor, agency=Agency.objects.get(pk=actor.agency), month=month)
    with acting_as(seat("log_reviewer")):
        return {sample.line: sample.reasons for sample in Sample.objects.filter(draw__month=month)}


SIGN = """INSERT INTO access_signoff (id, sample_id, agency, outcome, remark, signed_at, signed_by)
VALUES (gen_random_uuid(), %s, %s, 'IN_ORDER', '', now(), %s)"""


def sign_by_hand(sample, agency, by):
    return rows(SIGN, sample, agency, by)
