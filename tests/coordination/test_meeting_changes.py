"""A meeting that changes asks anew those whom it concerns, and clears the calendars of those whom it no longer does."""

import pytest
from django.core import mail
from django.utils.timezone import now
from icalendar import Calendar

from access import tasks
from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from access.models import Outbox
from coordination import actions
from coordination.models import Busy, Meeting
from coordination.queries import coming
from tests.coordination.bookings import (
    AROUND,
    HELD,
    at,
    booked,
    calendar_in,
    invitation,
    meeting,
    sent,
)
from tests.running import eventually
from tests.town import ids, seat

pytestmark = pytest.mark.django_db


def test_another_time_asks_everybody_anew():
    pk = booked()
    with acting_as(seat("teacher")) as anna:
        actions.answer_invitation(anna, invitation=invitation(pk, "Anna Berg"), said="YES", remark="")
    mail.outbox.clear()

    with acting_as(seat("welfare")) as leila:
        actions.change_meeting(leila, meeting=meeting(pk), **HELD, **at(4))

        assert invitation(pk, "Anna Berg").said == "NOTHING" and invitation(pk, "Leila Amiri").said == "YES"
        moved = Busy.objects.filter(worker=ids.of("worker", "teacher"), starts_at=at(4)["starts_at"])
        assert moved.exists() and not Busy.objects.filter(starts_at=at(3)["starts_at"]).exists()
    assert len(mail.outbox) == len(AROUND)
    assert Calendar.from_ical(calendar_in(sent("karin")[0])).walk("VEVENT")[0]["SEQUENCE"] == 1


def test_another_place_tells_them_and_another_agenda_does_not():
    pk = booked()
    mail.outbox.clear()

    with acting_as(seat("welfare")) as leila:
        actions.change_meeting(leila, meeting=meeting(pk), **(HELD | {"agenda": "Bara en sak"}), **at())
        assert mail.outbox == [] and meeting(pk).sequence == 0
        actions.change_meeting(leila, meeting=meeting(pk), **(HELD | {"place": "Rum Eken"}), **at())
        assert invitation(pk, "Leila Amiri").said == "YES"
    assert len(sent("karin")) == 1 and "Rum Eken" not in sent("karin")[0].message().as_string()


def test_a_cancelled_meeting_leaves_every_calendar():
    pk = booked()
    mail.outbox.clear()

    with acting_as(seat("welfare")) as leila:
        actions.cancel_meeting(leila, meeting=meeting(pk))
        assert not Busy.objects.filter(starts_at=at()["starts_at"]).exists()
        assert actions.cancel_meeting(leila, meeting=meeting(pk)).sequence == 1  # sent twice
        with pytest.raises(Refused, match="inställt"):
            actions.change_meeting(leila, meeting=meeting(pk), **HELD, **at(4))
    event = Calendar.from_ical(calendar_in(sent("karin")[0])).walk("VEVENT")[0]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert len(mail.outbox) == len(AROUND) and "/i/" not in sent("karin")[0].body


def test_one_persons_invitation_is_taken_back_and_nobody_else_is_told():
    pk = booked()
    mail.outbox.clear()

    with acting_as(seat("welfare")) as leila:
        actions.revoke_invitation(leila, invitation=invitation(pk, "Erik Lund"))
    assert [message.to for message in mail.outbox] == [["erik.lund@sundbygden.example"]]
    assert "METHOD:CANCEL" in calendar_in(mail.outbox[0])
    with acting_as(seat("bup")):
        assert not Meeting.objects.filter(pk=pk).exists()


def test_each_answers_for_oneself_and_the_lead_notes_for_others():
    pk = booked()

    with acting_as(seat("bup")) as erik:
        with pytest.raises(Refused, match="inte din"):
            actions.answer_invitation(erik, invitation=invitation(pk, "Maria Holm"), said="NO", remark="")
        with pytest.raises(Refused, match="passar dig"):
            actions.answer_invitation(erik, invitation=invitation(pk, "Erik Lund"), said="SUGGEST", remark=" ")
        actions.answer_invitation(erik, invitation=invitation(pk, "Erik Lund"), said="SUGGEST", remark="Kan från 10.30")
        with pytest.raises(Refused, match="samordnare"):
            actions.note_answer(erik, invitation=invitation(pk, "Karin Öberg"), said="NO", remark="")
    with acting_as(seat("welfare")) as leila:
        noted = actions.note_answer(leila, invitation=invitation(pk, "Karin Öberg"), said="YES", remark="på telefon")
        assert noted.noted_by_id == leila.membership
        found = next(one for one in coming.coming_meetings(leila) if one.meeting.pk == pk)
        assert found.news == ["Erik Lund föreslår: Kan från 10.30", "4 har inte svarat"]


def test_a_yes_after_a_suggestion_does_not_keep_the_suggestion():
    pk = booked()

    with acting_as(seat("bup")) as erik:
        for said in ("SUGGEST", "YES"):
            answered = actions.answer_invitation(
                erik, invitation=invitation(pk, "Erik Lund"), said=said, remark="10.30"
            )
        assert (answered.said, answered.remark) == ("YES", "")


@pytest.mark.django_db(transaction=True)
def test_while_the_mail_server_is_down_nothing_is_lost_and_afterwards_each_gets_one(smtp, real_worker):
    smtp.stop()
    booked()
    eventually(lambda: any(letter.tries for letter in letters()), seconds=15)
    smtp.start()
    with acting_as(ids.of("membership", "robot@welfare")), pen():
        Outbox.objects.filter(template="meeting").update(due_at=now())
    for _again in range(2):
        tasks.sweep_outbox()
    eventually(lambda: all(letter.state == "SENT" for letter in letters()), seconds=20)

    assert {message["To"].partition("@")[0] for message in smtp.messages} == AROUND
    assert len(smtp.messages) == len(AROUND)
    assert not any(name in real_worker.read_text() for name in AROUND)


def letters():
    """The letters about meetings, as the unit's robot has them."""
    with acting_as(ids.of("membership", "robot@welfare")):
        return list(Outbox.objects.filter(template="meeting"))
