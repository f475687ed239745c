"""Who is asking with a link alone: one invitation, and nothing else."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.core import signing
from django.db import connection, transaction
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control

from access.actor import SETTINGS, NoActor, _current, _restore, _settings
from access.web import SAFE, open_to_all

# Where a calendar's text has the link: like a password's, it is made when the letter is sent and lies in no table.
LINK = "KRING-LINK"

_signer = signing.Signer(salt="kring.guest", sep=".")


class LinkOver(NoActor):
    """The link is of no invitation that holds: altered, taken back, of a meeting that is over or will not be."""


@dataclass(frozen=True)
class Guest:
    """Somebody with an invitation's link, as an actor: `membership` and `worker` are the invitation itself.

    `unit` and `agency` are those that sent the invitation: there the guest's deeds are logged.
    """

    membership: UUID
    worker: UUID
    unit: UUID
    agency: UUID
    roles: frozenset[str] = frozenset()
    regime: str = ""
    standing_in_for: tuple[str, ...] = ()

    def has(self, *roles: str) -> bool:
        """A guest holds no role."""
        return False


def path(invitation: UUID | str, serial: int) -> str:
    """The address of an invitation's page, without the host. It is as good as a key to that one page."""
    name = urlsafe_b64encode(UUID(str(invitation)).bytes).decode().rstrip("=")
    return reverse("coordination:guest", args=[_signer.sign(f"{name}-{serial}")])


def read(token: str) -> tuple[UUID, int] | None:
    """The invitation and the number of the link that a token was made for; None for what we have not signed."""
    try:
        name, _dash, serial = _signer.unsign(token).rpartition("-")
        return UUID(bytes=urlsafe_b64decode(f"{name}==")), int(serial)
    except (signing.BadSignature, ValueError):
        return None


@contextmanager
def acting_as_guest(invitation: UUID, serial: int = 1, *, read_only: bool = False) -> Iterator[Guest]:
    """One transaction in which the database shows one invitation and its meeting, and nothing else.

    Which links hold is said by law.guest_meeting. Raises LinkOver. Inside a worker's transaction the worker is
    laid aside for as long as it lasts.
    """
    nested = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if read_only:
            cursor.execute("SET TRANSACTION READ ONLY")
        before = _settings(cursor) if nested else None
        _restore(cursor, [str(invitation) if name == "guest" else "" for name in SETTINGS])
        cursor.execute("SELECT unit_id, agency_id FROM law.guest_meeting WHERE serial = %s", [serial])
        row = cursor.fetchone()
        if row is None:
            raise LinkOver("This link does not hold.")
        token = _current.set(guest := Guest(invitation, invitation, *row))
        try:
            yield guest
            if before is not None and not connection.needs_rollback:
                _restore(cursor, before)
        finally:
            _current.reset(token)


def holds(invitation: UUID | str, serial: int) -> bool:
    """Whether this link of an invitation holds now."""
    try:
        with acting_as_guest(UUID(str(invitation)), serial):
            return True
    except LinkOver:
        return False


def by_link(view):
    """Make a view of (request, guest) answer whoever has the link. Every link that does not hold gets the same page."""

    @open_to_all
    @wraps(view)
    def answer(request, token):
        response = None
        if named := read(token):
            try:
                with acting_as_guest(*named, read_only=request.method in SAFE) as guest:
                    response = view(request, guest)
            except (LinkOver, Http404):
                response = None
        response = response or over()
        patch_cache_control(response, private=True, no_store=True)
        return response

    return answer


def over() -> HttpResponse:
    """The page for a link that does not hold; made of nothing that was asked for, so that it is the same for all."""
    page = render_to_string("guest/over.html", {"request": None, "csrf_token": ""})
    return HttpResponse(re.sub(r"\n\s*\n+", "\n", page), status=404)
