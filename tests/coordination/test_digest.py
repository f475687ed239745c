"""Each weekday morning one letter a worker: numbers and a link, no name; until it is done."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils.timezone import localdate, now

from access.actor import acting_as
from access.guarded import pen
from access.models import Outbox
from access.task import robots
from agencies.models import Membership, Worker
from cases.actions import assign_worker, close_case
from cases.models import Case, Caseload
from config.celery import app
from consent.actions import withdraw
from consent.models import Consent
from coordination import actions, queries, tasks
from coordination.models import Measure
from coordination.queries.due import _reminders
from tests import agreeing, town
from tests.town import ids

pytestmark = pytest.mark.django_db

LEILA, ANNA, MARIA, AMANDA = "leila.amiri", "anna.berg", "maria.holm", "amanda.fors"
TODAY = localdate()


def due(key, days, who="welfare"):
    """Let a measure of the town be due so many days from today."""
    with acting_as(town.seat(who)), pen():
        Measure.objects.filter(pk=ids.of("measure", key)).update(
            due_on=localdate() + timedelta(days=days), state="OPEN", done_at=None, done_by=None
        )


def nothing_due():
    """Take every day out of the town, so that a test has its own alone."""
    for who, of in (("welfare", "ella"), ("coordinator", "noah"), ("bup", "elias"), ("family_support", "tuva")):
        with acting_as(town.seat(who)), pen():
            Measure.objects.filter(case_id=town.case(of)).update(due_on=None)


def letters(to=""):
    return [sent for sent in mail.outbox if sent.to[0].startswith(to)]


def told(to, **numbers):
    """That the one letter to somebody says just these numbers."""
    (sent,) = letters(to)
    words = {"today": "Till i dag: ", "soon": "Inom tre dagar: ", "late": "Försenat: ", "others": "som du följer upp: "}
    for name, before in words.items():
        found = re.search(f"{before}(\\d+)", sent.body)
        assert (int(found[1]) if found else 0) == numbers.get(name, 0), sent.body
    return sent


@pytest.mark.parametrize(
    ("late", "own", "lead"),
    [
        (-4, 0, 0),
        (-3, 1, 0),
        (-1, 1, 0),
        (0, 2, 0),
        (1, 3, 1),
        (6, 3, 1),
        (7, 4, 2),
        (13, 4, 2),
        (14, 5, 3),
        (21, 6, 4),
    ],
)
def test_the_days_of_reminding(late, own, lead):
    due_on = TODAY - timedelta(days=late)
    assert _reminders(due_on, False, TODAY) == own
    assert _reminders(due_on, True, TODAY) == lead


def test_a_letter_has_numbers_and_a_link_and_no_name():
    nothing_due()
    due("ella/4.1", 0)
    due("ella/1.1", 2)
    tasks.sweep_due()
    sent = told(LEILA, today=1, soon=1)
    assert sent.subject == "Du har något att göra i Kring"
    for word in ("Ella", "Öberg", "Leila", "Björkskolan", "grind", "plan", "K-0042"):
        assert word not in sent.subject + sent.body
    assert re.search(r"https?://\S+/", sent.body)
    assert len(mail.outbox) == 1


def test_what_is_late_reaches_the_lead_too_and_what_nobody_with_an_account_does():
    nothing_due()
    due("ella/2.1", -1)
    due("ella/1.2", 3)  # Jonas does it: as if it were Leila's
    tasks.sweep_due()
    told(ANNA, late=1)
    told(LEILA, soon=1, others=1)


def test_what_is_not_late_yet_is_not_the_leads():
    nothing_due()
    due("ella/2.1", 0)
    tasks.sweep_due()
    told(ANNA, today=1)
    assert not letters(LEILA)


def test_two_memberships_get_one_letter_about_both():
    nothing_due()
    due("elias/2.1", 0, "bup")
    with acting_as(town.seat("welfare")) as actor:
        seat = Membership.objects.get(pk=town.seat("stand_in", "welfare"))
        assign_worker(actor, case=Case.objects.get(pk=town.case("ella")), membership=seat)
        agreeing.end(actor, who=("Amanda",))
        with pen():
            Measure.objects.filter(responsible=seat).update(due_on=localdate())
    tasks.sweep_due()
    told(AMANDA, today=2)


def test_once_a_day_however_often_it_is_asked():
    nothing_due()
    due("ella/4.1", -1)
    for _time in range(3):
        tasks.sweep_due()
    assert len(letters(LEILA)) == 1


def test_a_morning_that_was_lost_is_made_up_for_once():
    nothing_due()
    due("ella/4.1", -3)  # the first day late was two days ago, and nobody was there to send
    tasks.sweep_due()
    told(LEILA, late=1)
    with acting_as(ids.of("membership", "robot@welfare")) as robot:
        assert not queries.digests(robot, localdate() + timedelta(days=1))
        assert queries.digests(robot, localdate() + timedelta(days=4))  # a week late


def test_done_is_done():
    nothing_due()
    due("ella/2.1", -1)
    with acting_as(town.seat("teacher")) as actor:
        actions.mark_done(actor, measure=agreeing.measure("ella/2.1"), result="", version=1)
    tasks.sweep_due()
    assert mail.outbox == []


def test_a_closed_door_and_a_closed_case_remind_nobody():
    nothing_due()
    due("ella/3.1", 0)
    with acting_as(town.seat("social")) as actor:
        withdraw(actor, consent=Consent.objects.get(case=town.case("ella")), about_unit=None, kind="", told_by="Karin")
    due("ella/4.1", 0)
    with acting_as(town.seat("welfare")) as actor:
        case = Case.objects.get(pk=town.case("ella"))
        close_case(actor, case=case, changed="Det är bra.", remains="", words="", said_by="")
    tasks.sweep_due()
    assert mail.outbox == []


def test_who_no_longer_works_with_the_child_is_not_reminded():
    nothing_due()
    due("ella/2.1", 0)
    with acting_as(town.seat("teacher")), pen():
        ours = Caseload.objects.filter(content_object=town.case("ella"), unit_id=ids.of("unit", "school"))
        ours.update(ends_at=now() - timedelta(seconds=1))
    tasks.sweep_due()
    assert not letters(ANNA)


def test_a_robot_knows_whose_and_when_and_nothing_else():
    due("ella/4.1", 0)
    with acting_as(ids.of("membership", "robot@welfare")) as robot:
        assert queries.digests(robot, localdate())
        assert not Measure.objects.exists()
        assert not Case.objects.exists()
    with acting_as(town.seat("welfare")) as actor:
        assert not queries.digests(actor, localdate())


def test_it_is_sent_on_weekday_mornings_in_stockholm():
    entry = app.conf.beat_schedule["due"]
    assert entry["task"] == "coordination.sweep_due"
    assert app.conf.timezone == "Europe/Stockholm"
    assert (entry["schedule"].hour, entry["schedule"].minute) == ({6}, {30})
    assert entry["schedule"].day_of_week == {1, 2, 3, 4, 5}


def test_each_unit_has_its_own_small_task(monkeypatch):
    asked = []
    monkeypatch.setattr(tasks.remind, "apply_async", lambda args, **how: asked.append(args[0]))
    tasks.sweep_due()
    assert sorted(asked) == sorted(str(robot) for robot in robots())


def test_each_gets_it_in_their_own_language():
    nothing_due()
    due("ella/4.1", 0)
    with acting_as(town.seat("welfare")), pen():
        Worker.objects.filter(pk=ids.of("worker", "welfare")).update(language="en")
    tasks.sweep_due()
    with acting_as(ids.of("membership", "robot@welfare")):
        assert Outbox.objects.get(template="digest").language == "en"


@pytest.mark.django_db(transaction=True)
def test_a_real_mail_server_gets_it(smtp):
    nothing_due()
    due("ella/4.1", 0)
    tasks.sweep_due()
    (message,) = smtp.messages
    assert message["Subject"] == "Du har något att göra i Kring"
    assert message["To"] == "leila.amiri@sjoviken.example"
    assert "Till i dag: 1" in message.get_content()


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_away_loses_nothing(smtp):
    nothing_due()
    due("ella/4.1", 0)
    smtp.stop()
    tasks.sweep_due()
    assert smtp.messages == []
    with acting_as(ids.of("membership", "robot@welfare")):
        assert Outbox.objects.get(template="digest").state == "WAITING"


def test_only_the_robot_sends_digests():
    with acting_as(town.seat("welfare")) as leila:
        assert not actions.send_digests.may(leila, digests=[], on=TODAY)
