"""Lines are drawn once a month for an agency's log reviewer, who sees them and no name of a child."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from access.action import Refused
from access.actor import acting_as
from access.models import Draw, Sample
from access.task import ONE_AN_AGENCY
from agencies import actions, tasks
from agencies.days import month_before
from agencies.models import Agency
from agencies.queries import samples as queries
from tests.agencies.drawing import MARCH, ROBOT, drawn, noon, rows, sign_by_hand, text, waiting
from tests.town import case, ids, seat

pytestmark = pytest.mark.django_db
NAMES = ("Öberg", "Ella", "Karin", "Ronja", "Alm", "Ylva", "BUP", "Erik")


def test_a_visit_is_drawn_once_with_everything_that_sticks_out(left):
    first = left("welfare", noon(clock=10))
    left("welfare", noon(clock=11), verb="DID")
    left("welfare", noon(clock=21))
    left("social", noon())  # another agency's

    found = drawn()
    assert set(found) == {first}
    assert {"LOT", "OUTSIDE"} <= set(found[first])
    assert "IDLE" not in found[first]


def test_nobody_writes_themselves_out_of_the_sample(left, behind_the_fence):
    """Own hours count up to twelve a day, however they came into the row."""
    behind_the_fence.execute(
        """UPDATE agencies_worker SET hours = '{"1": ["00:00", "23:55"], "2": ["11:00", "22:00"]}' WHERE id = %s""",
        [ids.of("worker", "welfare")],
    )
    boundless, late_shift = left("welfare", noon(clock=21)), left("welfare", noon(1, clock=21))

    found = drawn()
    assert "OUTSIDE" in found[boundless] and "OUTSIDE" not in found[late_shift]


def test_each_risk_is_found(left):
    idle, protected = left("welfare", noon()), left("welfare", noon(1), story="protected")

    found = drawn()
    assert "IDLE" in found[idle] and "PROTECTED" not in found[idle]
    assert "PROTECTED" in found[protected]
    assert "LATE" not in found[idle]


def test_reading_after_the_end_of_the_work_is_found(left, behind_the_fence):
    behind_the_fence.execute(
        "UPDATE cases_caseload SET starts_at = %s, ends_at = %s WHERE content_object_id = %s AND user_id = %s",
        [noon(-7), noon(-3), case("ella"), ids.of("worker", "teacher")],
    )
    after, before = left("teacher", noon()), left("teacher", noon(-4))

    found = drawn()
    assert "LATE" in found[after] and "LATE" not in found.get(before, [])


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Anna Öberg", True),
        ("Anna Berg-Öberg", True),
        ("Anna öberg", True),
        ("Anna Berg", False),
        ("Öberg Sten", False),
    ],
)
def test_the_same_surname_is_found_and_nobody_s_name_is_told(left, lars, behind_the_fence, name, same):
    behind_the_fence.execute("UPDATE agencies_worker SET name = %s WHERE id = %s", [name, ids.of("worker", "teacher")])
    line = left("teacher", noon())

    assert ("NAMESAKE" in drawn()[line]) is same
    with acting_as(seat("log_reviewer")):
        pk = Sample.objects.get(line=line).pk
    page = text(lars.get(f"/logs/samples/{pk}/")).replace(name, "")
    assert ("Samma efternamn" in page) is same
    assert not [known for known in NAMES if known in page]


def test_a_protected_child_s_name_is_not_even_compared(left, behind_the_fence):
    behind_the_fence.execute(
        "UPDATE agencies_worker SET name = 'Leila Alm' WHERE id = %s", [ids.of("worker", "welfare")]
    )
    line = left("welfare", noon(), story="protected")

    assert "NAMESAKE" not in drawn()[line]


def test_no_more_are_drawn_than_asked_for(left, settings):
    settings.LOG_REVIEW_BY_LOT, settings.LOG_REVIEW_BY_RISK = 2, 1
    for day in (0, 1, 2, 3, 4, 7, 8, 9):
        left("welfare", noon(day))
        left("teacher", noon(day))

    found = drawn()
    assert 2 <= len(found) <= 3
    assert sum("LOT" in reasons for reasons in found.values()) == 2


def test_a_month_is_drawn_once(left):
    left("welfare", noon())
    before = drawn()

    with pytest.raises(Refused, match="redan dragna"):
        drawn()
    with pytest.raises(Refused, match="redan dragna"):
        drawn(robot="robot@school")
    with acting_as(seat("log_reviewer")):
        assert {s.line: s.reasons for s in Sample.objects.filter(draw__month=MARCH)} == before


def test_the_morning_s_task_draws_last_month_for_an_agency_and_then_rests(transactional_db, left):
    month = month_before(localdate())
    left("social", datetime.combine(month + timedelta(days=9), noon().timetz()))
    robot = ids.of("membership", "robot@support")
    for _morning in range(2):
        tasks.draw_samples(str(robot))

    with acting_as(robot) as actor:
        assert [draw.month for draw in Draw.objects.all()] == [month]
        assert queries.undrawn(actor) is None
    robots = {robot for (robot,) in rows(ONE_AN_AGENCY)}
    agencies = rows("SELECT DISTINCT u.agency_id FROM agencies_membership m JOIN agencies_unit u ON u.id = m.unit_id "
                    "WHERE m.id = ANY (%s)", list(robots))  # fmt: skip
    assert len(robots) == len(agencies) > 3


def test_nobody_draws_but_kring():
    with acting_as(seat("log_reviewer")) as lars, pytest.raises(Refused, match="Kring själv"):
        actions.draw_samples(lars, agency=Agency.objects.get(pk=lars.agency), month=MARCH)
    with acting_as(ids.of("membership", ROBOT)) as robot, pytest.raises(Refused, match="Kring själv"):
        actions.draw_samples(robot, agency=Agency.objects.exclude(pk=robot.agency).first(), month=MARCH)


# --- Looking --------------------------------------------------------------------------------------------------


def test_the_list_shows_what_waits_and_what_is_late(lars):
    page = text(lars.get("/logs/samples/"))

    assert "Att granska" in page and "Månad för månad" in page
    assert any(row.is_late for row in waiting()) == ("skulle ha varit" in page)
    assert not [name for name in NAMES if name in page]


def test_one_sample_says_who_when_what_why_and_what_else(lars):
    found = next(row for row in waiting() if not row.is_ones_own)
    page = text(lars.get(f"/logs/samples/{found.sample.pk}/"))

    assert found.worker.name in page and found.case in page and found.unit in page
    assert "Enheten " in page and "Samma person, samma samarbete, samma dag" in page
    assert not [name for name in NAMES if name in page]
    assert "Tittade på ett stickprov ur loggen" in text(lars.get("/logs/"))


@pytest.mark.parametrize("key", ["welfare", "unit_manager", "access_admin", "social", "municipal_lead"])
def test_nobody_else_finds_them(client, key):
    client.post(f"/demo/as/{key}/")

    assert client.get("/logs/samples/").status_code == 404
    assert client.get(f"/logs/samples/{waiting()[0].sample.pk}/").status_code == 404


def test_another_agency_s_reviewer_sees_and_signs_none(behind_the_fence, client, transactional_db):
    behind_the_fence.execute("UPDATE agencies_membership SET roles = '{LOG_REVIEWER}' WHERE id = %s", [seat("social")])
    pk = waiting()[0].sample.pk
    client.post("/demo/as/social/")

    assert "Inget att granska" in text(client.get("/logs/samples/"))
    assert client.get(f"/logs/samples/{pk}/").status_code == 404
    with acting_as(seat("social")) as maria:
        assert rows("SELECT id FROM access_sample") == rows("SELECT * FROM law.doorway") == []
        with pytest.raises(DatabaseError), transaction.atomic():
            sign_by_hand(pk, maria.agency, maria.membership)


def test_the_list_costs_the_same_however_long(lars, left):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert lars.get("/logs/samples/").status_code == 200
        return sum(query["sql"].lstrip().startswith("SELECT") for query in asked)

    before = cost()
    for day in (0, 1, 2, 3, 4, 7, 8, 9):
        left("welfare", noon(day))
    drawn()
    assert cost() == before <= 15 + 2  # the session and its worker


@pytest.mark.parametrize(
    ("key", "story", "words"),
    [
        ("welfare", "ella", ["Hade barnet bland sina.", "Enheten började samarbetet."]),
        ("teacher", "ella", ["Hade barnet bland sina.", "Enheten är med genom ett samtycke."]),
        ("preschool", "ella", ["Leder enheten.", "Enheten var inte med då, så vitt Kring vet."]),
    ],
)
def test_the_door_is_said_in_words(left, settings, key, story, words):
    settings.LOG_REVIEW_BY_LOT = 1000
    line = left(key, now(), story=story)
    drawn(localdate().replace(day=1))

    with acting_as(seat("log_reviewer")) as actor:
        assert queries.sample(actor, Sample.objects.get(line=line).pk).door == words
