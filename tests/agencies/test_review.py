"""The log reviewer sees the lines of the own agency and no more of a case than its reference."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime, now

from access import trail
from access.action import ACTIONS
from access.actor import acting_as
from access.models import Trail
from agencies.queries.review import Filter, review
from agencies.said import READ, said
from tests.town import PEOPLE, STORIES, case, ids, seat

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
STOCKHOLM = ZoneInfo("Europe/Stockholm")
NAMES = [part for story in STORIES.values() for part in (story.child.given, story.child.family) if part]
HIDDEN = ["Ronja", "Alm", "Ylva"]


def text(response):
    return response.content.decode()


def lines(**asked):
    with acting_as(seat("log_reviewer")) as actor:
        return review(actor, Filter(**asked)).lines


LINE = """
INSERT INTO access_trail (id, at, verb, name, membership, worker, unit, agency, owner_unit, owner_agency, "case",
                          subjects, standing_in, request)
SELECT gen_random_uuid(), %s, 'READ', 'cases.record', m.id, m.worker_id, u.id, u.agency_id, u.id, u.agency_id, %s,
       '{}', false, '' FROM agencies_membership m JOIN agencies_unit u ON u.id = m.unit_id WHERE m.id = %s
"""

OWNED = """
INSERT INTO access_trail (id, at, verb, name, membership, worker, unit, agency, owner_unit, owner_agency, "case",
                          subjects, standing_in, request)
SELECT gen_random_uuid(), %s, 'READ', 'cases.record', m.id, m.worker_id, u.id, u.agency_id, o.id, o.agency_id, %s,
       '{}', false, '' FROM agencies_membership m JOIN agencies_unit u ON u.id = m.unit_id, agencies_unit o
 WHERE o.id = %s AND m.id = %s
"""


@pytest.fixture
def write(transactional_db, behind_the_fence):
    """Leave a line at another time than now, which nobody can but who goes behind the fence."""

    def line(key, *moments):
        for at in moments:
            behind_the_fence.execute(LINE, [at, case("ella"), seat(key)])

    return line


# --- What is seen ---------------------------------------------------------------------------------------------


def test_a_line_says_who_what_and_in_which_case_and_nothing_of_the_child(lars):
    shown = text(lars.get("/logs/"))

    for words in ("Leila Amiri", "skolkurator", "Läste anteckningar", "K-0042"):
        assert words in shown
    for hidden in (*NAMES, *HIDDEN):
        assert not re.search(rf"\b{hidden}\b", shown), hidden


def test_a_protected_child_is_a_mask_also_here(lars):
    shown = text(lars.get("/logs/", {"only": "protected"}))

    assert "Skyddad person, S-3" in shown
    assert "K-0042" not in shown
    assert STORIES["protected"].reference not in shown


def test_what_others_read_of_ours_is_there_and_what_they_do_with_their_own_is_not(db):
    erik = [line for line in lines() if line.name == "Erik Lund"]

    assert [line.concerns for line in erik] == ["hör till Elevhälsan Björkskolan"]


def test_what_was_shown_to_us_does_not_say_by_whom(db):
    shared = [line.concerns for line in lines(person=ids.of("worker", "teacher")) if line.concerns]

    assert "delat från en annan enhet" in shared
    assert not [said for said in shared if "Stöd till barn" in said]


def test_each_agencys_reviewer_sees_its_own(db):
    with acting_as(seat("log_reviewer")):
        agencies = set(Trail.objects.values_list("agency", "owner_agency"))
    ours = ids.of("agency", "education")
    assert all(ours in pair for pair in agencies)


@pytest.mark.parametrize("key", ["teacher", "unit_manager", "access_admin", "municipal_lead", "bup", "police"])
def test_nobody_else_finds_the_page_or_the_cases_names(client, key):
    client.post(f"/demo/as/{key}/")
    assert client.get("/logs/").status_code == 404
    with acting_as(seat(key)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM law.reviewed")
        assert cursor.fetchone()[0] == 0


def test_the_reviewer_sees_the_names_of_no_case_without_a_line(db):
    with acting_as(seat("log_reviewer")), connection.cursor() as cursor:
        cursor.execute("SELECT reference FROM law.reviewed")
        found = {reference for (reference,) in cursor.fetchall()}
    # Saga's case is the social services' alone; nobody of the education committee has been near it.
    assert "K-0042" in found
    assert STORIES["saga"].reference not in found


def test_the_look_is_itself_a_line(lars):
    lars.get("/logs/")

    assert "Läste loggen" in text(lars.get("/logs/"))


# --- Hours ----------------------------------------------------------------------------------------------------


def tuesday(clock):
    day = localtime(now()).date() - timedelta(days=7)
    day -= timedelta(days=(day.weekday() - 1) % 7)
    return datetime.combine(day, datetime.strptime(clock, "%H:%M").time(), STOCKHOLM)  # noqa: DTZ007


@pytest.mark.parametrize(
    ("at", "outside"),
    [("06:59", True), ("07:01", False), ("12:00", False), ("17:29", False), ("17:31", True), ("21:40", True)],
)
def test_outside_hours_is_more_than_an_hour_from_ones_own(write, at, outside):
    write("welfare", tuesday(at))

    marked = [line.is_outside for line in lines(day=tuesday(at).date()) if line.at == tuesday(at)]
    assert marked == [outside]


def marks(key, *moments):
    found = {line.at: line.is_outside for line in lines(person=ids.of("worker", key))}
    return [found[at] for at in moments]


def test_a_day_one_does_not_work_is_outside(write):
    monday = tuesday("12:00") - timedelta(days=1)
    days = (monday, monday + timedelta(days=1), monday + timedelta(days=6))
    write("preschool", *days)

    assert marks("preschool", *days) == [False, False, True]


def test_without_hours_of_ones_own_weekdays_count(write, behind_the_fence):
    behind_the_fence.execute("UPDATE agencies_worker SET hours = '{}' WHERE id = %s", [ids.of("worker", "teacher")])
    moments = (tuesday("07:30"), tuesday("18:30"), tuesday("12:00") - timedelta(days=2))
    write("teacher", *moments)

    assert marks("teacher", *moments) == [False, True, True]


# --- Finding --------------------------------------------------------------------------------------------------


def test_by_person_by_day_and_by_mark(lars):
    leila = ids.of("worker", "welfare")

    assert {line.name for line in lines(person=leila)} == {"Leila Amiri"}
    assert all(line.is_outside for line in lines(only="outside"))
    assert all(line.is_protected for line in lines(only="protected"))
    day = localtime(lines(only="protected")[0].at).date()
    assert {localtime(line.at).date() for line in lines(day=day)} == {day}
    for wrong in ({"person": "x"}, {"day": "x"}, {"only": "x"}, {"before": "x"}, {"before": "2020-01-01_x"}):
        assert lars.get("/logs/", wrong).status_code == 200


def test_what_kring_does_by_itself_is_shown_when_asked_for(db):
    robot = ids.of("membership", "robot@welfare")
    with acting_as(robot):
        trail.note("DID", "access.send_letter")

    assert "Kring" not in {line.name for line in lines()}
    assert [line.what for line in lines(person=ids.of("worker", "robot"))] == ["Skickade ett brev"]


def test_pages_follow_each_other_without_gap_or_repeat(lars, monkeypatch):
    monkeypatch.setattr("agencies.queries.review.PAGE", 4)
    everything, before = [], ""
    while True:
        page = lars.get("/logs/", {"before": before, "only": ""}).context["page"]
        everything += [(line.at, line.name, line.concerns) for line in page.lines]
        before = page.older
        if not before:
            break
    times = [at for at, _name, _concerns in everything]
    assert times == sorted(times, reverse=True)
    assert len(everything) >= 18


def test_the_page_costs_the_same_with_ten_times_the_lines(write, client):
    client.post("/demo/as/log_reviewer/")

    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/logs/").status_code == 200
        return sum(query["sql"].lstrip().startswith("SELECT") for query in asked)

    before = cost()
    write("welfare", *(now() - timedelta(minutes=number) for number in range(200)))
    assert cost() == before <= 15 + 2  # the session and its worker


# --- Words ----------------------------------------------------------------------------------------------------


def named_in_code(pattern):
    code = [
        path
        for app in ("access", "agencies", "cases", "consent", "coordination")
        for path in (ROOT / app).rglob("*.py")
    ]
    return {name for path in code for name in re.findall(pattern, path.read_text(encoding="utf-8"))}


def test_every_look_has_its_words():
    missing = named_in_code(r'\bsaw\(\s*"([a-z_.]+)"') - set(READ)

    assert not missing, f"agencies/said.py does not say what these looks are: {sorted(missing)}"


def test_every_deed_has_its_words_and_a_refusal_says_so():
    for name in ACTIONS:
        assert said("DID", name) not in ("", name)
        assert said("REFUSED", name).startswith("Fick nej: ")
    assert said("DID", "unheard.of") == "unheard.of"
    assert said("SIGNED_IN", "agencies.sign_in") == "Loggade in"
    assert said("SIGNED_IN", "agencies.switch") == "Bytte uppdrag"
    assert "inte finns" in said("MISSING", "cases:case")
    assert said("READ", "unheard.of") == "Läste en sida"


def test_a_refused_deed_is_a_line_of_the_doers_agency(client):
    client.post("/demo/as/access_admin/")
    client.post(f"/assignments/{seat('access_admin')}/end/", {"when": "NOW"})

    assert "Fick nej: avslutade ett uppdrag" in {line.what for line in lines(person=ids.of("worker", "access_admin"))}
    assert PEOPLE["access_admin"].name == "Tove Sandell"


def test_one_visit_is_one_line(write):
    at = datetime(2025, 3, 5, 10, 0, 10, tzinfo=STOCKHOLM)
    write("welfare", at, at + timedelta(seconds=5), at + timedelta(seconds=20), at + timedelta(minutes=2))

    assert [line.at.minute for line in lines(day=at.date())] == [2, 0]


def test_one_visit_says_once_whose_it_all_is(transactional_db, behind_the_fence):
    at = datetime(2025, 3, 6, 10, 0, tzinfo=STOCKHOLM)
    for second, owner in enumerate(("school", "upper_welfare", "school", "support")):
        read = [at + timedelta(seconds=second), case("ella"), ids.of("unit", owner), seat("welfare")]
        behind_the_fence.execute(OWNED, read)

    (line,) = lines(day=at.date())

    assert line.concerns == "hör till Björkskolan och Elevhälsan Fyrgymnasiet, delat från en annan enhet"
