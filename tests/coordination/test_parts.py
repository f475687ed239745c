"""Somebody may be asked for a part of a meeting only: then that is the time in the mail, the link and the calendar."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.utils.timezone import localtime
from icalendar import Calendar

from access.action import Refused
from access.actor import acting_as
from agencies.models import Worker
from coordination import actions
from coordination.models import Busy, Invitation
from coordination.queries.booking import people_around
from coordination.queries.coming import coming_meetings
from coordination.queries.meetings import meeting_page
from tests.coordination.bookings import HELD, at, booked, calendar_in, invitation, link_in, meeting, sent
from tests.coordination.test_booking import PAGE, typed
from tests.town import seat

pytestmark = pytest.mark.django_db
TWENTY, LATER = (0, 20), (30, 60)
MARIA, KARIN = "Maria Holm", "Karin Öberg"


@pytest.fixture
def leila(client):
    """Leila's browser."""
    client.post("/demo/as/welfare/")
    return client


def ask(pk, name, part, who="welfare"):
    """Ask one of a meeting for a part of it."""
    with acting_as(seat(who)) as actor:
        return actions.invite_to_part(actor, invitation=invitation(pk, name), part=part)


def span_in(message):
    """From when till when, in the calendar of a mail."""
    event = next(iter(Calendar.from_ical(calendar_in(message)).walk("VEVENT")))
    return event["dtstart"].dt, event["dtend"].dt, event["sequence"]


def test_mail_link_calendar_and_busy_time_are_the_parts(client):
    pk = booked()
    mail.outbox.clear()
    asked = ask(pk, MARIA, TWENTY)
    (message,) = mail.outbox  # nobody else is told
    with acting_as(seat("welfare")):
        begins = meeting(pk).starts_at
        assert span_in(message) == (begins, begins + timedelta(minutes=20), 1)
        maria = Worker.objects.get(name=MARIA)
        busy = Busy.objects.only("starts_at", "ends_at").get(worker=maria, starts_at=begins)
        assert busy.ends_at == begins + timedelta(minutes=20)
    assert (asked.part_from, asked.part_until, asked.said) == (*TWENTY, "NOTHING")
    page = client.get(link_in(message)).content.decode()
    ends = localtime(begins + timedelta(minutes=20))
    assert f"–{ends:%H:%M}" in page and "den här delen av mötet" in page
    assert f"{localtime(begins + timedelta(hours=1)):%H:%M}" not in page
    assert "20 min" not in message.body and "del" not in calendar_in(message).casefold().split("dtstart")[0]


def test_those_at_the_table_see_it_beside_the_name_and_the_worker_on_min_dag():
    pk = booked()
    ask(pk, MARIA, LATER)
    with acting_as(seat("welfare")) as actor:
        begins = localtime(meeting(pk).starts_at)
        seats = {one.name: one.part for one in meeting_page(actor, pk).seats}
    half, whole = begins + timedelta(minutes=30), begins + timedelta(hours=1)
    assert seats[MARIA] == f"{half:%H:%M}–{whole:%H:%M}" and seats[KARIN] == ""
    with acting_as(seat("social")) as actor:
        mine = next(one for one in coming_meetings(actor) if one.meeting.pk == pk)
        assert f"{half:%H:%M}" in mine.when


def test_asked_for_the_same_again_nobody_is_written_to_and_all_of_it_again_is_all():
    pk = booked()
    ask(pk, KARIN, TWENTY)
    mail.outbox.clear()
    ask(pk, KARIN, TWENTY)
    assert mail.outbox == []
    assert ask(pk, KARIN, None).part_until is None
    (message,) = sent("karin")
    begins, ends, _sequence = span_in(message)
    assert ends - begins == timedelta(hours=1)


@pytest.mark.parametrize("part", [(0, 90), (20, 20), (40, 20), (-10, 20)])
def test_a_part_lies_within_the_meeting(part):
    pk = booked()
    with pytest.raises(Refused, match="ryms inte"):
        ask(pk, KARIN, part)
    with acting_as(seat("welfare")) as actor:
        assert invitation(pk, KARIN).part_until is None
        around = [replace(one, part=part) for one in people_around(actor, meeting(pk).case) if one.name == MARIA]
        with pytest.raises(Refused, match="ryms inte"):
            actions.book_meeting(
                actor, new_id=pk.__class__(int=7), case=meeting(pk).case, kind="JOINT", people=around, other=None,
                **HELD, **at(),
            )  # fmt: skip


def test_the_part_moves_with_the_meeting_which_is_not_made_too_short_for_it():
    pk = booked()
    ask(pk, KARIN, LATER)
    with acting_as(seat("welfare")) as actor:
        with pytest.raises(Refused, match="Ändra den delen först"):
            actions.change_meeting(actor, meeting=meeting(pk), **(HELD | at(3, 10, 45)))
        mail.outbox.clear()
        moved = actions.change_meeting(actor, meeting=meeting(pk), **(HELD | at(4, 13)))
        assert invitation(pk, KARIN).time[0] == moved.starts_at + timedelta(minutes=30)
    (message,) = sent("karin")
    assert span_in(message)[0] == moved.starts_at + timedelta(minutes=30)


@pytest.mark.parametrize("who", ["social", "teacher"])
def test_only_the_lead_asks_for_a_part(who):
    pk = booked()
    with pytest.raises(Refused, match="samordnare"):
        ask(pk, KARIN, TWENTY, who=who)


def test_the_pages_ask_for_a_part_when_it_is_booked_and_afterwards(leila):
    form = typed(leila, part_of=[f"m:{seat('social')}"], part_begins="10:00", part_ends="10:20")
    pk = leila.post(PAGE, form).url.split("/")[2]
    with acting_as(seat("welfare")):
        maria = invitation(pk, MARIA)
        assert (maria.part_from, maria.part_until) == TWENTY
        assert Invitation.objects.filter(meeting=pk).exclude(part_until=None).count() == 1
    assert "Med 10:00–10:20" in leila.get(f"/meetings/{pk}/").content.decode()
    url = f"/meetings/invitations/{maria.pk}/part/"
    for wrong, said in (({"begins": "10:00"}, "både från och till"), ({"begins": "9:00", "ends": "9:20"}, "ryms inte")):
        refused = leila.post(url, wrong)
        assert refused.status_code == 422 and said in refused.content.decode()
    assert leila.post(url, {"begins": "10:00", "ends": "11:00"}).status_code == 302
    with acting_as(seat("welfare")):
        assert invitation(pk, MARIA).part_until is None  # all of it


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"part_begins": "10:00", "part_ends": "10:20"}, "Välj vem det gäller."),
        ({"part_of": ["child"], "part_begins": "10:00", "part_ends": "10:20"}, "ska också vara bjuden"),
        ({"part_of": [f"m:{seat('social')}"], "part_begins": "10:00"}, "Skriv både från och till."),
        ({"part_of": [f"m:{seat('social')}"], "part_begins": "10:00", "part_ends": "12:00"}, "ryms inte"),
        ({"part_of": [f"m:{seat('police')}"], "part_begins": "10:00", "part_ends": "10:20"}, "giltigt alternativ"),
    ],
)
def test_what_is_wrong_with_a_part_stands_beside_it(leila, wrong, said):
    page = leila.post(PAGE, typed(leila, **wrong))
    assert page.status_code == 422 and said in page.content.decode()
    assert mail.outbox == []
