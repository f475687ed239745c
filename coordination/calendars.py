"""What does a calendar get? That there is a meeting then, and the link behind which all else stands."""

from __future__ import annotations

from datetime import UTC
from email.utils import parseaddr

from django.conf import settings
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from access.guest import LINK

REQUEST, CANCEL = "REQUEST", "CANCEL"


def calendar(meeting, invitation, *, to: str, language: str, method: str = REQUEST) -> str:
    """The iCalendar text (RFC 5545, 5546) for one receiver: nobody else, no place, no name (`practice.md` 6.1).

    The link in it is written when the letter is sent (access.guest.LINK). Who answers does so by the link, so no
    reply by mail is asked for.
    """
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    event = Event()
    event.add("uid", f"{invitation.pk}@{sender.rpartition('@')[2]}")
    event.add("dtstamp", now().astimezone(UTC))
    event.add("sequence", meeting.sequence)
    begins, ends = invitation.within(meeting)  # whoever is with for a part sees that time, and no longer one
    event.add("dtstart", begins.astimezone(UTC))
    event.add("dtend", ends.astimezone(UTC))
    with translation.override(language):
        event.add("summary", _("Möte"))
    event.add("organizer", vCalAddress(f"mailto:{sender}"))
    event.add("attendee", _attendee(to, method), encode=0)
    event.add("class", "PRIVATE")
    event.add("status", "CONFIRMED" if method == REQUEST else "CANCELLED")
    if method == REQUEST:
        event.add("description", LINK)
    whole = Calendar()
    whole.add("prodid", "-//Kring//Kring//SV")
    whole.add("version", "2.0")
    whole.add("method", method)
    whole.add_component(event)
    return whole.to_ical().decode()


def _attendee(to: str, method: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{to}")
    person.params["ROLE"] = "REQ-PARTICIPANT"
    if method == REQUEST:
        person.params["PARTSTAT"] = "NEEDS-ACTION"
        person.params["RSVP"] = "FALSE"
    return person
