"""A meeting is booked by the lead, with those alone who may know of each other; the mail reveals nothing of it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import ProgrammingError, transaction
from django.utils.timezone import localtime, now
from icalendar import Calendar

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from access.models import Trail
from agencies.models import StandIn
from cases.models import Case, Relative
from consent.models import Withdrawal
from coordination import actions
from coordination.forms.meetings import Other
from coordination.models import Address, Busy, Invitation, Meeting
from coordination.queries import booking, coming, meetings
from coordination.timetable import Span
from tests.coordination.bookings import (
    AROUND,
    ELLA_NOW,
    HELD,
    at,
    book,
    booked,
    calendar_in,
    invitation,
    link_in,
    meeting,
    unit,
)
from tests.town import PEOPLE, STORIES, case, ids, seat
from tests.town.places import UNITS

pytestmark = pytest.mark.django_db


def secrets() -> set[str]:
    """Every name of a person, a unit and a place of the town that a mail may not hold."""
    names = {part for person in PEOPLE.values() for part in person.name.split()}
    names |= {part for story in STORIES.values() for part in (story.child.given, story.child.family, story.reference)}
    names |= {one.name for story in STORIES.values() for one in story.relatives}
    return {name for name in names if name} | {unit.name for unit in UNITS.values()} | {"Rum Linden", "BUP", "Ellas"}


def test_everybody_gets_one_mail_of_their_own():
    booked()

    assert {message.to[0].partition("@")[0] for message in mail.outbox} == AROUND
    assert len(mail.outbox) == len(AROUND)
    assert all(len(message.to) == 1 and not message.cc and not message.bcc for message in mail.outbox)
    assert {message.subject for message in mail.outbox} == {"Möte"}


def test_the_mail_and_its_calendar_hold_no_name_no_place_and_no_agency():
    booked()

    for message in mail.outbox:
        text, calendar = message.body, calendar_in(message)
        event = Calendar.from_ical(calendar).walk("VEVENT")[0]
        assert event["DESCRIPTION"].endswith(link_in(message)), "the link in the calendar is the mail's own"
        assert all(len(line.encode()) <= 75 for line in calendar.splitlines())
        token = link_in(message)  # random letters, which may happen to spell a name
        unfolded = re.sub(r"\r?\n ", "", calendar)
        assert token in text and token in unfolded
        for word in secrets():
            assert word not in text.replace(token, ""), word
            assert word not in unfolded.replace(token, ""), word
        assert 'method="REQUEST"' in message.message().as_string()
    assert len({link_in(message) for message in mail.outbox}) == len(AROUND)


def test_sent_twice_it_is_booked_once():
    new_id = uuid4()
    booked(new_id=new_id)
    booked(new_id=new_id)

    assert len(mail.outbox) == len(AROUND)
    with acting_as(seat("welfare")):
        assert Invitation.objects.filter(meeting=new_id).count() == len(AROUND)


def test_only_the_lead_books():
    with acting_as(seat("teacher")) as anna, pytest.raises(Refused, match="samordnare"):
        book(anna, people=[])
    with acting_as(seat("bup")) as erik, pytest.raises(Refused, match="samordnare"):
        book(erik, people=[])


def test_who_stands_in_for_the_lead_books_and_changes_in_the_own_name():
    with acting_as(seat("unit_manager", "welfare")), pen():
        StandIn(
            absent_id=seat("welfare"), stand_in_id=seat("stand_in", "welfare"),
            starts_at=now() - timedelta(hours=1), ends_at=now() + timedelta(days=3),
        ).save()  # fmt: skip
    with acting_as(seat("stand_in", "welfare")) as amanda:
        pk = book(amanda).pk
        assert invitation(pk, "Amanda Fors").said == "YES" and invitation(pk, "Leila Amiri").said == "NOTHING"
        actions.change_meeting(amanda, meeting=meeting(pk), **HELD, **at(4))
        actions.cancel_meeting(amanda, meeting=meeting(pk))


def test_a_meeting_has_somebody_and_a_time_to_come():
    with acting_as(seat("welfare")) as leila:
        with pytest.raises(Refused, match="minst en"):
            book(leila, people=[])
        with pytest.raises(Refused, match="redan varit"):
            book(leila, **at(-1))


def test_two_who_may_not_know_of_each_other_share_no_meeting_and_nobody_is_named():
    with acting_as(seat("welfare")) as leila:
        with pytest.raises(Refused) as refused:
            book(leila, people=["Erik Lund", "Mia Ståhl"])
        assert str(refused.value) == "Två av dem får inte veta om varandra. Boka två möten."
        assert book(leila, people=["Mia Ståhl"]) and book(leila, people=["Erik Lund", "Maria Holm"])


def test_the_wall_holds_them_apart_too():
    pk = booked(people=["Erik Lund"])

    with acting_as(seat("welfare")), pen(), pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
        Invitation(meeting_id=pk, case_id=case("ella"), unit=unit("Elevhälsan Björkskolan"),
                   guest_unit=unit("Sjövikens ridklubb"), name="Mia Ståhl").save()  # fmt: skip


def test_a_unit_that_no_line_covers_cannot_be_asked():
    with acting_as(seat("welfare")) as leila:
        of = Case.objects.select_related("child").get(pk=case("ella"))
        stranger = booking.Person("u:x", "Oskar Rydell", "", unit=unit("Polisen Sjöviken, ungdomsgruppen"))
        with pytest.raises(Refused, match="samtycket"):
            actions.book_meeting(
                leila, case=of, new_id=uuid4(), people=[stranger], other=None, kind="JOINT", **HELD, **at()
            )
        asked = actions.book_meeting(
            leila,
            case=of,
            new_id=uuid4(),
            people=[],
            other=Other("Nils", "nils@post.example"),
            kind="JOINT",
            **HELD,
            **at(),
        )
        with pen(), pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
            Invitation(meeting=asked, case=of, unit_id=leila.unit, guest_unit=stranger.unit).save()


def test_after_a_withdrawal_the_lead_is_told_that_two_must_be_kept_apart():
    pk = booked(people=["Erik Lund", "Maria Holm"])
    with acting_as(seat("welfare")) as leila, pen():
        assert not meetings.meeting_page(leila, pk).kept_apart
        Withdrawal(
            consent_id=ids.of("consent", "ella"), case_id=case("ella"), about_unit=unit("BUP Sjöviken"),
            unit_id=leila.unit,
            withdrawn_at=meeting(pk).booked_at, withdrawn_by_id=leila.membership,
        ).save()  # fmt: skip
        assert meetings.meeting_page(leila, pk).kept_apart
    with acting_as(seat("social")) as maria:
        assert "Erik Lund" not in [one.name for one in meetings.meeting_page(maria, pk).seats]


def test_around_a_protected_child_nothing_is_mailed():
    with acting_as(seat("welfare")) as leila:
        pk = book(leila, key="protected").pk
        assert {one.via for one in Invitation.objects.filter(meeting=pk)} == {"TOLD"}
        with pytest.raises(Refused, match="inga mejl"):
            book(leila, key="protected", other=Other("Nils", "nils@post.example"))
        actions.change_meeting(leila, meeting=meeting(pk), **HELD | at(4) | {"place": ""})
        actions.cancel_meeting(leila, meeting=meeting(pk))
    assert mail.outbox == []


def test_the_first_meeting_moves_the_work_on():
    with acting_as(seat("welfare")) as leila:
        Case.objects.get(pk=case("ella"))
        with pen():
            Case.objects.filter(pk=case("ella")).update(stage="CONSENT")
        book(leila)
        assert Case.objects.get(pk=case("ella")).stage == "MEETING"


def test_one_sees_those_at_the_table_whom_one_may_know_of_and_the_family():
    with acting_as(seat("bup")) as erik:
        page = meetings.meeting_page(erik, ELLA_NOW)

        assert {seat.name for seat in page.seats} == {
            "Erik Lund", "Leila Amiri", "Anna Berg", "Maria Holm", "Karin Öberg", "Jonas Öberg",
        }  # fmt: skip
        assert not Relative.objects.filter(child=page.meeting.case.child).exists()
        assert dict(page.told) == {"Det vi kommer överens om": "bara Björkskolan, Elevhälsan Björkskolan"}
        assert not Address.objects.filter(invitation__meeting=ELLA_NOW).exists()


def test_hints_say_that_somebody_is_busy_and_never_why():
    with acting_as(seat("welfare")) as leila:
        held = meeting(ELLA_NOW)
        workers = [one.membership.worker for one in booking.people_around(leila, held.case) if one.membership]
        said = booking.hints(Span(held.starts_at + timedelta(minutes=30), held.ends_at + timedelta(hours=1)), workers)

        assert any(line.startswith("Erik Lund är upptagen") for line in said)
        assert "Ella" not in " ".join(said) and "möte" not in " ".join(said).lower()


def test_the_busy_times_lead_back_to_nothing():
    with acting_as(seat("police")):
        busy = Busy.objects.only("worker_id", "starts_at", "ends_at").first()
        assert busy and not Meeting.objects.filter(pk=busy.pk).exists()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            list(Busy.objects.values("key", "unit"))


def test_who_is_asked_or_leads_sees_the_meeting_coming_and_others_do_not():
    with acting_as(seat("bup")) as erik:
        ella, elias = coming.coming_meetings(erik)
        later = f"{localtime(ella.meeting.starts_at + timedelta(minutes=30)):%H.%M}"
        assert ella.meeting.pk == ELLA_NOW and ella.news == [f"du föreslog: Kan från {later}"]
        assert elias.is_lead
    with acting_as(seat("family_support")) as daniel:
        assert coming.coming_meetings(daniel) == []
    with acting_as(seat("police")):
        assert not Meeting.objects.filter(pk=ELLA_NOW).exists()


def test_what_is_done_leaves_its_line():
    pk = booked()

    with acting_as(seat("welfare")):
        line = Trail.objects.get(name="coordination.book_meeting", subjects__contains=[pk])
        assert (line.verb, line.case) == ("DID", case("ella"))
