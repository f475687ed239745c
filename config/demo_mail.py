"""What mail has Kring sent? Read from the folder that Django's file backend writes to."""

from __future__ import annotations

import email
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from icalendar import Calendar

SHOWN = 100
BETWEEN = b"\n" + b"-" * 79 + b"\n"  # what the file backend puts after each mail
FILE_BACKEND = "django.core.mail.backends.filebased.EmailBackend"


@dataclass(frozen=True)
class Mail:
    """A mail as its reader gets it."""

    id: str
    to: str
    sender: str
    subject: str
    at: datetime | None
    text: str
    headers: list[tuple[str, str]]
    calendars: list[list[tuple[str, str]]] = field(default_factory=list)


def folder() -> Path | None:
    """Where the mail lies; None when it goes to a real server."""
    return Path(settings.EMAIL_FILE_PATH) if settings.EMAIL_BACKEND == FILE_BACKEND else None


def sent() -> list[Mail]:
    """The latest mails, newest first."""
    place = folder()
    files = sorted(place.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True) if place else []
    found: list[Mail] = []
    for file in files:
        found += [_read(raw) for raw in reversed(file.read_bytes().split(BETWEEN)) if raw.strip()]
        if len(found) >= SHOWN:
            break
    return found[:SHOWN]


def _read(raw: bytes) -> Mail:
    message = email.message_from_bytes(raw, policy=default)
    parts = [part for part in message.walk() if part.get_content_maintype() == "text"]
    return Mail(
        id=message.get("Message-ID", ""),
        to=message.get("To", ""),
        sender=message.get("From", ""),
        subject=message.get("Subject", ""),
        at=_moment(message["Date"]) if message["Date"] else None,
        text="\n\n".join(part.get_content().strip() for part in parts if part.get_content_subtype() == "plain"),
        headers=[(name, str(value)) for name, value in message.items()],
        calendars=[_calendar(part.get_content()) for part in parts if part.get_content_subtype() == "calendar"],
    )


def _moment(header: str) -> datetime:
    at = parsedate_to_datetime(header)
    return at if is_aware(at) else at.replace(tzinfo=UTC)  # "-0000": UTC, from nowhere in particular


def _calendar(text: str) -> list[tuple[str, str]]:
    """Every property of a calendar and its events, in the order in which they stand."""
    whole = Calendar.from_ical(text)
    rows = [(name, _said(whole, name)) for name in whole]
    for event in whole.walk("VEVENT"):
        rows += [(name, _said(event, name)) for name in event]
    return rows


def _said(component, name: str) -> str:
    values = component[name] if isinstance(component[name], list) else [component[name]]
    return ", ".join(_value(value) for value in values)


def _value(value) -> str:
    moment = getattr(value, "dt", None)
    if isinstance(moment, datetime):
        return date_format(localtime(moment) if is_aware(moment) else moment, "l j F Y H:i")
    if isinstance(moment, date):
        return date_format(moment, "l j F Y")
    return value.to_ical().decode() if hasattr(value, "to_ical") else str(value)
