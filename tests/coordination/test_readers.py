"""A unit sees who has read, changed and been shown what is its own, and never what another does with its own."""

from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from access.action import ACTIONS
from access.actor import acting_as
from access.trail import Line, write
from agencies.models import Unit
from cases.models import Case, Record
from consent.actions import disclose
from coordination import queries
from coordination.queries.readers import DONE, TOLD_OTHERWISE
from tests import town
from tests.consent.test_stand_in import stands_in

pytestmark = pytest.mark.django_db

ELLA = "K-0042"


def readings(key, reference=ELLA, **asked):
    with acting_as(town.seat(key), read_only=True) as actor:
        page = queries.readers(actor, reference, **asked)
    return [reading for _day, found in page.days for reading in found]


def said(key, **asked):
    return [f"{reading.who} {reading.text}" for reading in readings(key, **asked)]


def test_erik_has_read_what_he_was_shown():
    found = [reading for reading in readings("welfare") if reading.who == "Erik Lund"]

    assert [reading.text for reading in found] == ["läste 2 anteckningar"]
    assert found[0].title == "psykolog" and found[0].unit.name == "BUP Sjöviken"
    assert set(found[0].about) == {town.record("E6"), town.record("E10")}


def test_nothing_tells_of_what_another_does_with_its_own():
    names = [name for reading in readings("welfare") for name in reading.about.values()]

    assert not [name for name in names if "Vård" in name]
    assert not [reading for reading in readings("teacher") if town.record("E9") in reading.about]
    assert [reading for reading in readings("bup") if town.record("E9") in reading.about]


def test_what_was_shown_stands_with_its_receiver_and_who_showed_it():
    assert "BUP Sjöviken har fått läsa 1 anteckning. Leila Amiri delade." in said("welfare")
    assert not [line for line in said("bup") if "har fått läsa" in line]


def test_several_readings_of_a_day_are_one_line(client):
    client.post("/demo/as/bup/")
    for _ in range(3):
        client.get(f"/cases/{ELLA}/")
        client.get(f"/cases/{ELLA}/timeline/")

    today = [
        reading for reading in readings("welfare")
        if reading.who == "Erik Lund" and localdate(reading.at) == localdate()
    ]  # fmt: skip
    assert len(today) == 1
    assert today[0].text.startswith("läste 2 anteckningar")


def test_a_deed_is_told_in_plain_words_and_a_sharing_once():
    with acting_as(town.seat("welfare")) as leila:
        record = Record.objects.select_related("case").get(pk=town.record("E4"))
        bup = next(unit for unit in _units() if unit.name == "BUP Sjöviken")
        disclose(leila, record=record, units=[bup])

    new = [line for line in said("welfare") if line.startswith(("Leila", "BUP"))][:2]
    assert "BUP Sjöviken har fått läsa 1 anteckning. Leila Amiri delade." in new
    assert not [line for line in new if line.startswith("Leila")]


def test_others_alone_leave_out_ones_own_unit():
    assert [line for line in said("welfare") if line.startswith("Leila Amiri")]
    assert not [line for line in said("welfare", others=True) if line.startswith("Leila Amiri")]
    assert [line for line in said("welfare", others=True) if line.startswith("Anna Berg")]


def test_a_unit_that_one_may_not_know_of_is_not_met_in_the_log_either():
    with acting_as(town.seat("welfare")) as leila:
        ours = leila.unit
    for key in ("preschool", "social"):
        with acting_as(town.seat(key)) as actor:
            write(actor, [Line("READ", "coordination.case", owner=ours, case=town.case("ella"))])

    opened = {reading.who for reading in readings("welfare") if localdate(reading.at) == localdate()}
    assert "Maria Holm" in opened and "Malin Sundin" not in opened


def test_the_page_says_it_in_words(client):
    client.post("/demo/as/welfare/")
    shown = client.get(f"/cases/{ELLA}/readers/").content.decode()

    assert "Vem har läst" in shown and "läste 1 anteckning" in shown
    assert client.get(f"/cases/{ELLA}/readers/", {"show": "others", "before": "nonsense"}).status_code == 200


def test_a_long_log_comes_in_pages_that_leave_nothing_out(monkeypatch):
    whole = readings("welfare")
    monkeypatch.setattr(import_module("coordination.queries.readers"), "MOST", 4)
    shown, before = [], ""
    with acting_as(town.seat("welfare"), read_only=True) as actor:
        while True:
            page = queries.readers(actor, ELLA, before=before)
            shown += [reading for _day, found in page.days for reading in found]
            before = page.older
            if not before:
                break

    assert {(r.who, r.text) for r in shown} == {(r.who, r.text) for r in whole}
    assert [r.at for r in shown] == sorted((r.at for r in shown), reverse=True)


def test_the_log_costs_few_reads(django_assert_num_queries):
    with acting_as(town.seat("welfare"), read_only=True) as actor, CaptureQueriesContext(connection) as reads:
        queries.readers(actor, ELLA)
    assert len(reads) <= 15


def test_every_deed_around_a_child_has_words_of_its_own():
    before_there_is_a_case = {
        f"cases.{name}" for name in ("begin_case", "begin_concern", "keep_concern", "stop_concern", "log_concern")
    }
    deeds = {name for name in ACTIONS if name.split(".")[0] in ("cases", "consent")}

    assert deeds - before_there_is_a_case - TOLD_OTHERWISE <= set(DONE) <= set(ACTIONS)


def _units():
    return Unit.objects.filter(pk__in=Case.objects.get(reference=ELLA).involvements.values("unit"))


def test_a_stand_ins_line_says_for_whom_to_the_own_unit_and_to_the_reviewer(client):
    stands_in(town.seat("stand_in", "welfare"), town.seat("welfare"), town.seat("unit_manager", "welfare"))
    client.post("/demo/as/stand_in/")
    client.post("/switch/", {"membership": town.seat("stand_in", "welfare")})
    client.get("/cases/K-0042/timeline/")

    client.post("/demo/as/welfare/")
    assert "(för Leila Amiri)" in client.get("/cases/K-0042/readers/").content.decode()
    client.post("/demo/as/log_reviewer/")
    shown = client.get("/logs/").content.decode()
    assert "Amanda Fors" in shown and "· för Leila Amiri" in shown
    # Anna's school has notes that Amanda has read: that somebody stood in, and not for whom.
    client.post("/demo/as/teacher/")
    theirs = client.get("/cases/K-0042/readers/").content.decode()
    assert "(som ersättare)" in theirs and "(för Leila Amiri)" not in theirs
