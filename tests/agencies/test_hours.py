"""Everybody writes the own week; who manages the unit reads the others'; a booking hints by it."""

import pytest

from access.action import Refused
from access.actor import acting_as
from agencies import actions
from agencies.models import Worker
from agencies.queries.hours import in_words
from tests.town import PEOPLE, ids, seat

pytestmark = pytest.mark.django_db


def week(**typed):
    """The form as it is sent: every day's two fields, empty but those typed."""
    return {f"{edge}_{day}": "" for day in range(1, 8) for edge in ("from", "to")} | typed


def hours_of(key):
    with acting_as(seat(key)):
        return Worker.objects.get(pk=ids.of("worker", key)).hours


def test_the_own_week_is_there_and_is_changed(client):
    client.post("/demo/as/bup/")
    assert 'value="17:00"' in client.get("/hours/").content.decode()

    answer = client.post("/hours/", week(from_1="07:30", to_1="15:55", from_7="10:00", to_7="12:00"), follow=True)

    assert "Arbetstiden är sparad." in answer.content.decode()
    assert hours_of("bup") == {"1": ["07:30", "15:55"], "7": ["10:00", "12:00"]}
    assert client.post("/hours/", week()).status_code == 302
    assert hours_of("bup") == {}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"from_2": "16:00", "to_2": "08:00"}, "Tisdag: slutar före den börjar."),
        ({"from_2": "08:00", "to_2": "08:00"}, "Tisdag: slutar före den börjar."),
        ({"from_3": "08:00"}, "Onsdag: skriv både från och till, eller inget."),
        ({"to_3": "08:00"}, "Onsdag: skriv både från och till, eller inget."),
        ({"from_2": "00:00", "to_2": "23:55"}, "Tisdag: högst tolv timmar."),
        ({"from_1": "08:03", "to_1": "16:00"}, "Skriv hela fem minuter, till exempel 08:05."),
        ({"from_1": "25:00", "to_1": "16:00"}, "Skriv klockslaget som 08:00."),
    ],
)
def test_a_week_that_cannot_be_is_told_beside_the_field_and_nothing_is_kept(client, typed, said):
    before = hours_of("teacher")
    client.post("/demo/as/teacher/")

    answer = client.post("/hours/", week(**typed))

    assert answer.status_code == 422 and said in answer.content.decode()
    assert hours_of("teacher") == before


@pytest.mark.parametrize(
    "hours",
    [{"8": ["08:00", "09:00"]}, {"1": ["08:01", "09:00"]}, {"1": ["10:00", "09:00"]}, {"1": ["00:00", "23:55"]}],
)
def test_the_action_refuses_it_too(hours):
    with acting_as(seat("teacher")) as anna, pytest.raises(Refused):
        actions.set_hours(anna, hours=hours)


def test_who_manages_the_unit_reads_the_others_and_changes_the_own_alone(client):
    client.post("/demo/as/unit_manager/")
    shown = client.get("/hours/").content.decode()

    assert PEOPLE["welfare"].name in shown and "mån–fre 08:00–16:30" in shown
    client.post("/hours/", week(from_1="09:00", to_1="10:00"))
    assert hours_of("unit_manager") == {"1": ["09:00", "10:00"]}
    assert len(hours_of("welfare")) == 5


def test_who_manages_nobody_reads_nobody_elses(client):
    client.post("/demo/as/teacher/")
    shown = client.get("/hours/").content.decode()
    assert "Kollegorna" not in shown and PEOPLE["welfare"].name not in shown


def test_a_week_is_said_in_few_words():
    office = {str(day): ["08:00", "16:30"] for day in range(1, 6)}
    assert in_words(office) == ["mån–fre 08:00–16:30"]
    assert in_words(office | {"3": ["08:00", "12:00"]}) == [
        "mån–tis 08:00–16:30", "ons 08:00–12:00", "tors–fre 08:00–16:30",
    ]  # fmt: skip
    assert in_words({}) == []
