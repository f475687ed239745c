"""A letter is written with its deed, sent once by the unit's robot, tells nothing, and outlives a lost server."""

import re
import socket
from contextlib import suppress
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.utils import translation
from django.utils.timezone import now

from access import outbox, tasks
from access.action import ACTIONS, Refused
from access.actor import acting_as
from access.guarded import OutsideAction, pen
from access.models import Outbox, Trail
from agencies.models import Worker
from tests.town import ids, seat

pytestmark = pytest.mark.django_db
WELFARE = ids.of("unit", "welfare")
ROBOT = ids.of("membership", "robot@welfare")
CALENDAR = (
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Möte\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def post(by="welfare", **more):
    with acting_as(seat(by)) as actor, pen():
        return outbox.post(actor, **{"to": "karin.oberg@post.example", "template": "news"} | more)


def as_it_stands(letter) -> Outbox:
    with acting_as(ROBOT):
        return Outbox.objects.get(pk=letter.pk)


def make_due(letter) -> None:
    with acting_as(ROBOT), pen():
        Outbox.objects.filter(pk=letter.pk).update(due_at=now())


def test_a_letter_leaves_when_its_deed_is_kept():
    letter = post()
    (sent,) = mail.outbox
    assert sent.subject == "Du har något nytt i Kring"
    assert sent.to == ["karin.oberg@post.example"]
    assert sent.extra_headers["Message-ID"] == f"<{letter.pk}@localhost>"
    kept = as_it_stands(letter)
    assert (kept.state, kept.tries) == ("SENT", 1)
    assert kept.sent_at


def test_a_deed_that_fails_sends_nothing():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        post()
        raise ZeroDivisionError
    assert mail.outbox == []
    with acting_as(ROBOT):
        assert not Outbox.objects.exists()


def test_a_letter_is_written_inside_an_action_only():
    with acting_as(seat("welfare")) as actor, pytest.raises(OutsideAction):
        outbox.post(actor, to="a@b.example", template="news")


def test_nobody_writes_for_another_unit():
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(seat("bup")), pen():
        Outbox(unit=WELFARE, to="a@b.example", template="news", made_at=now(), due_at=now()).save()


def test_only_the_units_robot_sees_the_letters():
    post()
    for who in (seat("welfare"), seat("unit_manager"), ids.of("membership", "robot@bup")):
        with acting_as(who):
            assert not Outbox.objects.exists()


def test_a_letter_waits_for_its_day():
    letter = post(due_at=now() + timedelta(days=1))
    tasks.sweep_outbox()
    assert mail.outbox == []
    make_due(letter)
    tasks.sweep_outbox()
    assert len(mail.outbox) == 1


def test_each_letter_speaks_its_readers_language(monkeypatch):
    monkeypatch.setattr(outbox, "render_to_string", lambda *_: f"In {translation.get_language()}\n\nHello\n\n\n\nBye")
    post(language="en")
    post(language="sv")
    assert [sent.subject for sent in mail.outbox] == ["In en", "In sv"]
    assert mail.outbox[0].body == "Hello\n\nBye\n"
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("template", ["invite", "password", "news", "draft"])
def test_no_letter_names_anybody_or_anything(template):
    worker = Worker.objects.get(email="leila.amiri@sjoviken.example")
    post(to=worker.email, template=template, fields={"worker": str(worker.pk)})
    (sent,) = mail.outbox
    told = f"{sent.subject} {sent.body} {sent.from_email}"
    for word in ("Leila", "Amiri", "Elevhälsan", "Björkskolan", "skola", "barn", "BUP", "social"):
        assert word not in re.sub(r"http\S+", "", told)
    assert sent.subject
    assert "\n" not in sent.subject
    assert "&" not in re.sub(r"http\S+", "", told)


def test_a_link_is_made_when_the_letter_is_sent_and_lies_in_no_table():
    worker = Worker.objects.get(email="leila.amiri@sjoviken.example")
    letter = post(to=worker.email, template="invite", fields={"worker": str(worker.pk)})
    assert "/account/" in mail.outbox[0].body
    assert as_it_stands(letter).fields == {"worker": str(worker.pk)}


def test_an_invitation_travels_as_a_calendar_part():
    post(calendar=CALENDAR)
    parts = {part.get_content_type(): part for part in mail.outbox[0].message().walk()}
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert "SUMMARY:Möte" in parts["text/calendar"].get_payload(decode=True).decode()


# --- Sending ------------------------------------------------------------------------------------------------


class Away:
    """A mail server that does not answer, or takes everything but this one letter."""

    def __init__(self, error):
        self.error = error

    def __call__(self, letter):
        raise self.error


def test_a_server_that_is_away_loses_nothing_and_a_letter_is_sent_once(monkeypatch):
    began = now()
    with monkeypatch.context() as there:
        there.setattr(mail.EmailMessage, "send", Away(ConnectionRefusedError()))
        letter = post()
    waiting, minute = as_it_stands(letter), timedelta(minutes=1)
    assert (waiting.state, waiting.tries) == ("WAITING", 1)
    assert began + minute <= waiting.due_at <= now() + minute
    tasks.sweep_outbox()
    assert mail.outbox == []  # not yet
    make_due(letter)
    tasks.sweep_outbox()
    tasks.sweep_outbox()
    assert len(mail.outbox) == 1
    assert as_it_stands(letter).tries == 2


def test_it_waits_longer_each_time_and_gives_up_after_three_days(monkeypatch):
    monkeypatch.setattr(mail.EmailMessage, "send", Away(TimeoutError()))
    letter, waited = post(), timedelta()
    while (kept := as_it_stands(letter)).state == "WAITING":
        waited += kept.due_at - now()
        make_due(letter)
        tasks.send_waiting(ROBOT)
    assert kept.state == "STOPPED"
    assert timedelta(days=3) < waited < timedelta(days=3, hours=3)
    make_due(letter)
    tasks.sweep_outbox()
    assert as_it_stands(letter).tries == outbox.LAST_TRY


@pytest.mark.parametrize("error", [SMTPRecipientsRefused({}), ValueError("a header with a line break")])
def test_a_letter_that_is_refused_does_not_stop_the_next(monkeypatch, error):
    first, second = post(due_at=now() + timedelta(hours=1)), post(due_at=now() + timedelta(hours=1))
    send = mail.EmailMessage.send

    def refuse_the_first(message):
        if str(first.pk) in message.extra_headers["Message-ID"]:
            raise error
        return send(message)

    monkeypatch.setattr(mail.EmailMessage, "send", refuse_the_first)
    make_due(first)
    make_due(second)
    tasks.sweep_outbox()
    assert (as_it_stands(first).state, as_it_stands(second).state) == ("WAITING", "SENT")


def test_a_template_that_is_not_there_stops_only_its_own_letter():
    broken, whole = post(template="nothing", due_at=now() + timedelta(hours=1)), post(due_at=now() + timedelta(hours=1))
    make_due(broken)
    make_due(whole)
    tasks.sweep_outbox()
    assert (as_it_stands(broken).state, as_it_stands(whole).state) == ("WAITING", "SENT")


def test_sending_leaves_a_line_and_looking_for_letters_none():
    letter = post()
    tasks.sweep_outbox()
    with acting_as(seat("log_reviewer")):
        lines = Trail.objects.filter(membership=ROBOT)
        assert [(line.name, line.subjects) for line in lines] == [("access.send_letter", [letter.pk])]


def test_nobody_but_the_robot_tidies_and_nobody_sends_twice():
    letter = post()
    with acting_as(seat("welfare")) as actor, pytest.raises(Refused):
        ACTIONS["access.tidy_drafts"].run(actor, stale=[])
    with acting_as(seat("welfare")) as actor, pytest.raises(Refused):
        ACTIONS["access.send_letter"].run(actor, letter=Outbox(unit=WELFARE))
    with acting_as(ROBOT) as robot, pytest.raises(Refused):
        ACTIONS["access.send_letter"].run(robot, letter=Outbox.objects.get(pk=letter.pk))


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_does_not_undo_the_deed(monkeypatch):
    def refuse(*_, **__):
        raise ConnectionRefusedError

    monkeypatch.setattr(tasks.send_waiting, "apply_async", refuse)
    letter = post()
    assert as_it_stands(letter).state == "WAITING"
    monkeypatch.undo()
    tasks.sweep_outbox()
    assert len(mail.outbox) == 1


@pytest.fixture
def no_broker(transactional_db, monkeypatch):
    """The broker's port is closed; answers with the list of what was tried to reach it."""
    from config.celery import app

    tried, connect = [], socket.socket.connect

    def counted(self, address):
        if address[:2] == ("127.0.0.1", 1):
            tried.append(address)
        return connect(self, address)

    url = app.conf.broker_write_url
    with monkeypatch.context() as away:
        away.setattr(socket.socket, "connect", counted)
        away.setattr(app, "_pool", None)
        away.setattr(app.amqp, "_producer_pool", None)
        app.conf.update(task_always_eager=False, broker_write_url="redis://127.0.0.1:1/0")
        yield tried
        app.conf.update(task_always_eager=True, broker_write_url=url)


def test_six_letters_knock_once_at_a_broker_that_is_away(no_broker):
    """Each knock may take two seconds, and the one who booked the meeting waits for all of them."""
    with acting_as(seat("welfare")) as actor, pen():
        for _ in range(6):
            outbox.post(actor, to="karin.oberg@post.example", template="news")
    assert 1 <= len(no_broker) <= 4
    with acting_as(ROBOT):
        assert Outbox.objects.filter(state="WAITING").count() == 6


def test_a_letter_that_was_taken_back_does_not_keep_the_next_waiting():
    with acting_as(seat("welfare")) as actor, pen():
        with suppress(ZeroDivisionError), transaction.atomic():
            outbox.post(actor, to="karin.oberg@post.example", template="news")
            raise ZeroDivisionError
        outbox.post(actor, to="jonas.oberg@post.example", template="news")
    assert [sent.to for sent in mail.outbox] == [["jonas.oberg@post.example"]]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_send_one_letter(behind_the_fence):
    letter = post(due_at=now() + timedelta(hours=1))
    make_due(letter)
    with behind_the_fence.transaction():
        behind_the_fence.execute("SELECT FROM access_outbox WHERE id = %s FOR UPDATE", [letter.pk])
        tasks.send_waiting(ROBOT)
        assert mail.outbox == []  # somebody else has it
    tasks.send_waiting(ROBOT)
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_through_a_real_worker_to_a_real_server(smtp, real_worker):
    from tests.running import eventually

    smtp.stop()
    letter = post(calendar=CALENDAR)
    eventually(lambda: as_it_stands(letter).tries == 1, seconds=15)
    smtp.start()
    make_due(letter)
    tasks.sweep_outbox()
    eventually(lambda: smtp.messages, seconds=15)
    (sent,) = smtp.messages
    assert sent["Message-ID"] == f"<{letter.pk}@localhost>"
    assert sent["Subject"] == "Du har något nytt i Kring"
    eventually(lambda: as_it_stands(letter).state == "SENT")
    assert "karin.oberg" not in real_worker.read_text()
