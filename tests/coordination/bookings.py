"""A meeting booked as a person of the town would, and the letters that went out."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from uuid import uuid4

from django.core import mail
from django.utils.timezone import now

from access.actor import acting_as
from agencies.models import Unit
from cases.models import Case
from coordination import actions
from coordination.models import Invitation, Meeting
from coordination.queries import booking
from tests.town import case, ids, seat

ELLA_NOW = ids.of("meeting", "ella/3")
# Who gets a mail when all who are usually asked are, by the name in their address.
AROUND = {"anna.berg", "daniel.forsgren", "maria.holm", "erik.lund", "jonas.oberg", "karin.oberg", "leila.amiri"}
AGENDA = "Ellas ord\nNästa möte"


def at(days=3, hour=10, long=60):
    """A time so many days ahead, and its end."""
    begins = (now() + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)
    return {"starts_at": begins, "ends_at": begins + timedelta(minutes=long)}


HELD = {"place": "Rum Linden", "video": "", "agenda": AGENDA, "language": "", "interpreter": ""}


def book(actor, key="ella", people=None, other=None, new_id=None, **more):
    """Book as the lead: all who are usually asked, or those whose name is in `people`."""
    of = Case.objects.select_related("child", "lead").get(pk=case(key))
    around = booking.people_around(actor, of)
    asked = [one for one in around if (one.is_usual if people is None else one.name in people)]
    placed = {"place": ""} if of.child.is_protected else {}
    typed = HELD | at() | {"kind": "JOINT"} | placed | more
    return actions.book_meeting(actor, case=of, new_id=new_id or uuid4(), people=asked, other=other, **typed)


def booked(who="welfare", **more):
    """The id of a meeting that somebody has booked, its letters sent and put aside."""
    with acting_as(seat(who)) as actor:
        return book(actor, **more).pk


def invitation(meeting, name):
    """One invitation of a meeting, by the person's name; asked for as the one who sees it."""
    rows = Invitation.objects.filter(meeting=meeting).select_related("membership__worker")
    return next(one for one in rows if (one.membership.worker.name if one.membership else one.name) == name)


def sent(to=""):
    """The mails that have gone out, to somebody or to all."""
    return [message for message in mail.outbox if to in message.to[0]]


def link_in(message) -> str:
    """The path of the link in a mail's text."""
    return "/" + re.search(r"https?://[^/\s]+/(i/\S+)", message.body)[1]


def calendar_in(message) -> str:
    """The calendar part of a mail as its reader's program gets it, decoded."""
    parsed = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    part = next(part for part in parsed.walk() if part.get_content_type() == "text/calendar")
    return part.get_payload(decode=True).decode()


def unit(name):
    """A unit of the town."""
    return Unit.objects.get(name=name)


def meeting(pk):
    """The meeting as it stands."""
    return Meeting.objects.get(pk=pk)
