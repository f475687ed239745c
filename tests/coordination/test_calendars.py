"""A calendar gets a time and a link: valid by RFC 5545 and 5546, and without a name, a place or another participant."""

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from icalendar import Calendar

from access.guest import LINK
from coordination.calendars import CANCEL, REQUEST, calendar
from coordination.models import Invitation

BEGINS = datetime(2026, 11, 24, 9, tzinfo=UTC)
ONCE = {"VERSION", "PRODID", "METHOD"}


def made(method=REQUEST, sequence=0, language="sv", invitation=None):
    """The text for Karin, and its one event."""
    meeting = SimpleNamespace(
        starts_at=BEGINS, ends_at=BEGINS + timedelta(hours=1), sequence=sequence, place="Björkskolan, rum Linden",
        video="https://video.example/ella", agenda="Ellas ord",
    )  # fmt: skip
    asked = Invitation(pk=invitation or uuid4())
    text = calendar(meeting, asked, to="karin.oberg@post.example", language=language, method=method)
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len(events) == 1
    return text, events[0]


@pytest.mark.parametrize("method", [REQUEST, CANCEL])
def test_it_is_what_the_standards_ask_for(method):
    text, event = made(method)
    whole = Calendar.from_ical(text)

    assert {name: whole[name] for name in ("VERSION", "METHOD")} == {"VERSION": "2.0", "METHOD": method}
    assert whole["PRODID"]
    assert not event.errors and not whole.errors
    # RFC 5546 3.2.2 and 3.2.5: these once each; exactly one organizer and here one attendee.
    for name in ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "ORGANIZER", "SUMMARY", "ATTENDEE", "STATUS"):
        assert len(re.findall(rf"^{name}[;:]", text, re.MULTILINE)) == 1, name
    assert event["STATUS"] == ("CONFIRMED" if method == REQUEST else "CANCELLED")
    assert event.decoded("DTSTART") == BEGINS and event.decoded("DTEND") == BEGINS + timedelta(hours=1)
    assert re.search(r"^DTSTART:20261124T090000Z\r$", text, re.MULTILINE)
    assert re.search(r"^DTSTAMP:\d{8}T\d{6}Z\r$", text, re.MULTILINE)
    # RFC 5545 3.1: lines end with CRLF and are no longer than 75 octets.
    assert text.endswith("END:VCALENDAR\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_it_tells_nothing():
    text, event = made()

    assert event["SUMMARY"] == "Möte"
    assert "LOCATION" not in event and "URL" not in event and "COMMENT" not in event
    assert event["DESCRIPTION"] == LINK
    assert event["CLASS"] == "PRIVATE"
    assert str(event["ATTENDEE"]) == "mailto:karin.oberg@post.example" and "CN" not in event["ATTENDEE"].params
    assert str(event["ORGANIZER"]) == "mailto:kring@localhost" and "CN" not in event["ORGANIZER"].params
    for word in ("Ella", "ella", "Linden", "Björk", "BUP", "video", "Leila"):
        assert word not in text


def test_a_move_is_the_same_entry_with_a_higher_number():
    asked = uuid4()
    first, second = made(invitation=asked)[1], made(sequence=1, invitation=asked)[1]

    assert first["UID"] == second["UID"] and str(asked) in first["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)


def test_a_cancelled_one_has_no_link():
    assert LINK not in made(CANCEL)[0]


def test_the_receivers_language():
    assert made(language="en")[1]["SUMMARY"] in ("Möte", "Meeting")  # "Möte" until the English words are there
