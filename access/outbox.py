"""How a letter is written with the deed that causes it, and how it is sent once."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.timezone import now

from access import guest
from access.models import Outbox
from access.task import robots

# Wait one minute after the first failure, then twice as long each time; 150 tries are a little over three days.
LONGEST_WAIT = timedelta(minutes=30)
LAST_TRY = 150
# The server took the connection and refused this one letter: the next may well be taken.
REFUSED_LETTER = (SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused)

log = logging.getLogger("kring.outbox")


def post(actor, *, to, template, fields=None, language="sv", calendar="", due_at=None, new_id=None):
    """Put a letter in the outbox, inside an action; it is sent when the deed is kept, or at `due_at`.

    `template` names templates/emails/<template>.txt, whose first line is the subject. `fields` are what the
    template gets, as JSON, and never anything secret: they lie in a table. With `"worker": "<id>"` the letter gets
    `link`, a way to choose a password, which is made when the letter is sent; with `"guest": ["<id>", serial]` it is an
    invitation's own, also in `calendar`, an iCalendar text, where guest.LINK stands for it. With a `new_id`
    the same letter cannot be written twice.
    """
    letter = Outbox(
        **({"pk": new_id} if new_id else {}),
        unit=actor.unit,
        to=to,
        language=language,
        template=template,
        fields=fields or {},
        calendar=calendar,
        made_at=now(),
        due_at=due_at or now(),
    )
    letter.save()
    if letter.due_at <= now():
        wake(actor.unit)
    return letter


def wake(unit) -> None:
    """Ask the unit's robot to send what waits, once this transaction is kept, however many letters it wrote.

    A broker that is away must not undo the deed: the sweep finds the letter within a minute of its return.
    """

    def ask() -> None:
        _ask(unit)

    ask.wakes = str(unit)
    # What a savepoint took back is no longer among these, so what waits here will be called.
    waiting = (call for _savepoints, call, _robust in transaction.get_connection().run_on_commit)
    if all(getattr(call, "wakes", "") != ask.wakes for call in waiting):
        transaction.on_commit(ask, robust=True)


def _ask(unit) -> None:
    from access.tasks import send_waiting

    for robot in robots(unit):
        send_waiting.apply_async([str(robot)], retry=False, expires=60)


def deliver(letter) -> bool:
    """Send a letter and mark the row; answers whether the next may be tried at once.

    Whatever goes wrong, the row says when to try again, and the log says what kind of error it was, not to whom.
    """
    if "guest" in letter.fields and not guest.holds(*letter.fields["guest"]):
        # Written before the link ceased to hold: whoever had it taken away is not told where the meeting is.
        letter.state = Outbox.State.STOPPED
        letter.save(update_fields=["state"])
        return True
    letter.tries += 1
    go_on = True
    try:
        message(letter).send()
    except Exception as error:  # a letter that cannot even be written must not stop the others
        log.warning("letter %s not sent, try %s", letter.pk, letter.tries, exc_info=True)
        go_on = isinstance(error, REFUSED_LETTER) or not isinstance(error, OSError)
        letter.due_at = now() + min(timedelta(minutes=2 ** min(letter.tries - 1, 9)), LONGEST_WAIT)
        if letter.tries >= LAST_TRY:
            letter.state = Outbox.State.STOPPED
            log.error("letter %s given up", letter.pk)
    else:
        letter.state, letter.sent_at = Outbox.State.SENT, now()
    letter.save(update_fields=["state", "sent_at", "tries", "due_at"])
    return go_on


def message(letter) -> EmailMultiAlternatives:
    """The mail of a letter: always the same Message-ID, so that one sent twice by mishap is shown once."""
    fields = fields_of(letter)
    with translation.override(letter.language):
        text = render_to_string(f"emails/{letter.template}.txt", fields)
    subject, _, body = text.strip().partition("\n")
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    mail = EmailMultiAlternatives(
        subject.strip(),
        re.sub(r"\n{3,}", "\n\n", body.strip()) + "\n",
        to=[letter.to],
        headers={"Message-ID": f"<{letter.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    if letter.calendar:
        method = re.search(r"^METHOD:(\w+)", letter.calendar, re.MULTILINE)
        calendar = letter.calendar.replace(guest.LINK, _folded(fields.get("link", "")))
        mail.attach_alternative(calendar, f"text/calendar; method={method[1] if method else 'PUBLISH'}")
    return mail


def fields_of(letter) -> dict:
    """What a letter's template is given."""
    given = {"address": settings.ADDRESS, **letter.fields}
    if "worker" in letter.fields:
        # To the worker's own address alone: a letter to somebody else would hand over the account.
        worker = get_user_model().objects.get(pk=letter.fields["worker"], email=letter.to)
        given["link"] = settings.ADDRESS + password_path(worker)
    if "guest" in letter.fields:
        given["link"] = settings.ADDRESS + guest.path(*letter.fields["guest"])
    return given


def _folded(link: str) -> str:
    # No line of a calendar is longer than 75 octets (RFC 5545 3.1), whatever stands before the link.
    return "\r\n ".join(link[begin : begin + 60] for begin in range(0, len(link), 60))


def password_path(worker) -> str:
    """The path of the page where a worker chooses a password: good for three days, dead once one is chosen."""
    uid = urlsafe_base64_encode(force_bytes(worker.pk))
    token = default_token_generator.make_token(worker)
    return reverse("agencies:choose_password", args=[uid, token])
