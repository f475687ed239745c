"""What somebody who has left or is away had open does not lie: a measure is given on, a meeting is taken."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import ProgrammingError, transaction
from django.utils.timezone import localdate, now

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from agencies.actions import set_stand_in
from agencies.models import Membership, StandIn
from cases.actions import assign_worker
from cases.models import Case
from coordination import actions, tasks
from coordination.models import Busy, Invitation, Measure, Meeting
from coordination.queries.coming import coming_meetings
from coordination.queries.doing import doing
from coordination.sight import TO_GIVE
from tests import town
from tests.coordination.bookings import ELLA_NOW, HELD, at, sent
from tests.town import ids, seat

pytestmark = pytest.mark.django_db
MARIAS = ids.of("measure", "ella/4.1")


def seat_of(key, unit=""):
    return Membership.objects.get(pk=seat(key, unit))


@pytest.fixture
def left():
    """Leila's measure around Ella, given to Amanda who then leaves; who does it now is Per's to say."""
    with acting_as(seat("welfare")) as leila:
        ella = Case.objects.get(pk=town.case("ella"))
        assign_worker(leila, case=ella, membership=seat_of("stand_in", "welfare"))
        with pen():
            Measure.objects.filter(pk=MARIAS).update(due_on=localdate() - timedelta(days=1), state="OPEN")
        measure = Measure.objects.get(pk=MARIAS)
        actions.give_measure(leila, measure=measure, membership=seat_of("stand_in", "welfare"), version=measure.version)
    ends("stand_in", "welfare")
    return MARIAS


def ends(key, unit):
    """A membership ends."""
    with acting_as(seat("access_admin")), pen():
        assert Membership.objects.filter(pk=seat(key, unit)).update(ends_at=now() - timedelta(seconds=1))


def test_what_a_leaver_had_open_lies_with_the_units_manager_and_is_given_on(client, left):
    with acting_as(seat("unit_manager", "welfare")) as per:
        assert [thing.of for thing in doing(per).things] == [left]
        with pytest.raises(Refused, match="arbetar med barnet"):
            actions.give_measure(
                per, measure=Measure.objects.get(pk=left), membership=seat_of("unit_manager", "welfare"), version=2
            )
    client.post("/demo/as/unit_manager/")
    assert "Att fördela" in client.get("/").content.decode()
    page = client.get(f"/measures/{left}/give/").content.decode()
    assert "Leila Amiri" in page and "Amanda Fors" in page
    form = {"to": seat("welfare"), "version": "1"}
    overtaken = client.post(f"/measures/{left}/give/", form)
    said = overtaken.content.decode()
    assert overtaken.status_code == 422 and "Någon har ändrat" in said and "Nu gör Amanda Fors det" in said
    assert re.search(rf'value="{seat("welfare")}"[^>]* checked', said) and 'name="version" value="2"' in said
    given = client.post(f"/measures/{left}/give/", form | {"version": "2"})
    assert (given.status_code, given.url) == (302, "/")
    with acting_as(seat("welfare")):
        given = Measure.objects.get(pk=left)
        assert (given.responsible_id, given.version) == (seat("welfare"), 3)
    with acting_as(seat("unit_manager", "welfare")) as per:
        assert doing(per).things == [] and not Measure.objects.filter(pk=left).exists()


def test_who_came_from_the_plan_is_led_back_to_it(client, left):
    client.post("/demo/as/welfare/")
    page = client.get(f"/measures/{left}/give/").content.decode()
    assert f'href="/measures/{left}/"' in page
    given = client.post(f"/measures/{left}/give/", {"to": seat("welfare"), "version": "2"})
    assert (given.status_code, given.url) == (302, "/cases/K-0042/plan/")


def test_nobody_else_gives_it_and_nobody_gets_it_from_another_unit(left):
    with acting_as(seat("teacher")) as anna:
        measure = Measure.objects.filter(pk=left).first()
        if measure:
            with pytest.raises(Refused, match="samordnare"):
                actions.give_measure(anna, measure=measure, membership=seat_of("teacher"), version=2)
    with acting_as(seat("welfare")), pen():
        for other in (seat("bup"), seat("teacher")):
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                Measure.objects.filter(pk=left).update(responsible=other)


def test_what_the_family_does_is_nobody_elses_to_give(client):
    client.post("/demo/as/welfare/")
    with acting_as(seat("welfare")):
        families = Measure.objects.filter(case=town.case("ella"), responsible=None).first()
    assert "Det går att lämna över" in client.get(f"/measures/{families.pk}/give/").content.decode()


def test_what_is_late_reaches_the_manager_of_who_has_left(left):
    mail.outbox.clear()
    tasks.sweep_due()
    assert any("Försenat: 1" in letter.body for letter in sent("per."))


def test_when_the_lead_has_left_what_is_late_reaches_the_manager():
    with acting_as(seat("welfare")), pen():
        Measure.objects.filter(pk=MARIAS).update(due_on=localdate() - timedelta(days=1), state="OPEN")
    ends("welfare", "welfare")
    mail.outbox.clear()
    tasks.sweep_due()
    assert sent("per.") and not sent("leila")


@pytest.fixture
def away():
    """Leila is ill today, Amanda is in her place, and Ella's meeting begins."""
    moment = now()
    with acting_as(seat("welfare")), pen():
        Meeting.objects.filter(pk=ELLA_NOW).update(starts_at=moment, ends_at=moment + timedelta(hours=1))
    with acting_as(seat("unit_manager", "welfare")), pen():
        StandIn(
            absent_id=seat("welfare"), stand_in_id=seat("stand_in", "welfare"),
            starts_at=moment - timedelta(hours=1), ends_at=moment + timedelta(days=3),
        ).save()  # fmt: skip
    mail.outbox.clear()


def adrift(key):
    with acting_as(seat(key, "welfare")) as actor:
        return [one.is_adrift for one in coming_meetings(actor) if one.meeting.pk == ELLA_NOW]


def test_the_manager_and_the_stand_in_are_told_that_nobody_has_the_meeting_and_either_takes_it(client, away):
    assert adrift("unit_manager") == adrift("stand_in") == [True]
    client.post("/demo/as/unit_manager/")
    assert "Ta mötet" in client.get(f"/meetings/{ELLA_NOW}/").content.decode()

    for _twice in range(2):
        assert client.post(f"/meetings/{ELLA_NOW}/take/").status_code == 302

    assert adrift("unit_manager") == [False]
    page = client.get(f"/meetings/{ELLA_NOW}/").content.decode()
    assert "Ta mötet" not in page and "Per " in page
    with acting_as(seat("unit_manager", "welfare")):
        mine = Invitation.objects.get(meeting=ELLA_NOW, membership=seat("unit_manager", "welfare"))
        assert mine.said == "YES"


def test_the_manager_moves_it_and_calls_it_off_and_everybody_is_told(away):
    with acting_as(seat("unit_manager", "welfare")) as per:
        meeting = Meeting.objects.get(pk=ELLA_NOW)
        actions.change_meeting(per, meeting=meeting, **HELD, **at(4))
        assert Busy.objects.filter(worker=ids.of("worker", "bup"), starts_at=at(4)["starts_at"]).exists()
    assert sent("karin") and sent("erik")
    mail.outbox.clear()
    with acting_as(seat("unit_manager", "welfare")) as per:
        actions.cancel_meeting(per, meeting=Meeting.objects.get(pk=ELLA_NOW))
    assert sent("karin") and sent("erik")


def test_while_the_lead_is_there_the_manager_neither_takes_nor_cancels(client):
    with acting_as(seat("welfare")):
        meeting = Meeting.objects.get(pk=ELLA_NOW)
    with acting_as(seat("teacher")) as anna, pytest.raises(Refused, match="samordnare"):
        actions.take_meeting(anna, meeting=meeting)
    client.post("/demo/as/unit_manager/")
    assert client.post(f"/meetings/{ELLA_NOW}/take/").status_code == 404


@pytest.fixture
def ill():
    """Leila is ill today and nobody is in her place."""
    moment = now()
    with acting_as(seat("welfare")), pen():
        Meeting.objects.filter(pk=ELLA_NOW).update(starts_at=moment, ends_at=moment + timedelta(hours=1))
    with acting_as(seat("unit_manager", "welfare")) as per:
        set_stand_in(
            per, new_id=uuid4(), absent=Membership.objects.get(pk=seat("welfare")), stand_in=None,
            starts_at=moment - timedelta(hours=1), ends_at=moment + timedelta(days=3),
        )  # fmt: skip


def test_when_the_lead_is_ill_and_nobody_stands_in_the_manager_takes_the_meeting_and_gives_the_measures_on(client, ill):
    assert adrift("unit_manager") == [True]
    client.post("/demo/as/unit_manager/")
    day = client.get("/").content.decode()
    assert "Utan ledare i dag" in day and "Att fördela" in day
    assert client.post(f"/meetings/{ELLA_NOW}/take/").status_code == 302
    with acting_as(seat("unit_manager", "welfare")) as per:
        leilas = Measure.objects.get(pk=ids.of("measure", "ella/1.1"), pk__in=TO_GIVE)
        mine = Membership.objects.get(pk=per.membership)
        given = actions.give_measure(per, measure=leilas, membership=mine, version=leilas.version)
    assert given.responsible_id == seat("unit_manager", "welfare")


@pytest.fixture
def in_four_days():
    moment = now() + timedelta(days=4)
    with acting_as(seat("welfare")), pen():
        Meeting.objects.filter(pk=ELLA_NOW).update(starts_at=moment, ends_at=moment + timedelta(hours=1))


@pytest.mark.parametrize(("days", "stands"), [(1, []), (6, [True])])
def test_a_meeting_stands_with_the_manager_from_when_the_lead_will_be_away_at_that_time(in_four_days, days, stands):
    assert adrift("unit_manager") == []
    with acting_as(seat("unit_manager", "welfare")) as per:
        set_stand_in(
            per, new_id=uuid4(), absent=Membership.objects.get(pk=seat("welfare")), stand_in=None,
            starts_at=now() - timedelta(hours=1), ends_at=now() + timedelta(days=days),
        )  # fmt: skip
    assert adrift("unit_manager") == stands


def test_a_meeting_whose_lead_has_left_stands_with_the_manager_at_once(client, in_four_days):
    ends("welfare", "welfare")
    assert adrift("unit_manager") == [True]
    client.post("/demo/as/unit_manager/")
    day = client.get("/").content.decode()
    assert "Utan ledare: " in day and "Utan ledare i dag" not in day


def test_with_somebody_in_the_leads_place_nothing_is_to_be_given_on(away):
    with acting_as(seat("unit_manager", "welfare")):
        assert not Measure.objects.filter(pk__in=TO_GIVE, responsible=seat("welfare")).exists()
    with acting_as(seat("teacher")):
        assert not Measure.objects.filter(pk__in=TO_GIVE).exists()
