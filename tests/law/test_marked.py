"""Once a family is marked as protected, no output says its name, number, address or telephone to anybody.

Marker words are planted wherever Kring keeps who a child is and how the family is reached, the family is marked, and
every address is asked as everybody, the search for every marker; then what came of it is searched: pages, headers,
addresses, file names, mails with their calendars, and the lines that were logged.
"""

import logging
import re
from email import message_from_bytes, policy

import psycopg
import pytest
from django.core import mail
from django.db import connection

from access.actor import acting_as
from access.guarded import pen
from cases import actions, queries
from cases.models import Child, Relative
from coordination.models import Address, Meeting
from tests import services
from tests.accounts import signed_in
from tests.coordination.bookings import booked
from tests.law.addresses import addresses, seats
from tests.strict import StrictClient
from tests.town import seat

pytestmark = [pytest.mark.law, pytest.mark.django_db]
# Planted with Ella; the others are the town's own protected child and her mother (tests/town/school.py).
MARKERS = re.compile(
    r"Zqronja|Zqalm|Zqylva|Zqulf|070-9876123|zqylva@|Zqgatan|Zqrummet|20161114|Zqklass|\bRonja\b|\bYlva\b|\bAlm\b",
    re.IGNORECASE,
)
KARIN = "zqylva@post.example"
ASKED = ("Zqronja", "Zqalm", "Zqylva", "Ronja", "Ylva")


def plant():
    """Give Ella and her family the markers, a meeting with letters and a place, and the mark."""
    with acting_as(seat("welfare")) as leila:
        of = queries.case(leila, "K-0042")
        with pen():
            Child.objects.filter(pk=of.child_id).update(
                given_name="Zqronja", family_name="Zqalm", school_class="Zqklass", identity_number="201611142391",
                identity_kind="PERSONAL",
            )  # fmt: skip
            near = list(Relative.objects.filter(child=of.child_id).order_by("-has_custody", "name"))
            for one, name in zip(near, ("Zqylva Zqalm", "Zqulf Zqalm", "Zqalm Zqalm"), strict=False):
                Relative.objects.filter(pk=one.pk).update(
                    name=name, phone="070-9876123", email=KARIN, reach="Zqgatan 5"
                )
    pk = booked(place="Zqrummet")
    with acting_as(seat("welfare")) as leila:
        of = queries.case(leila, "K-0042")
        assert Meeting.objects.get(pk=pk).place and Address.objects.filter(case=of, email__startswith="zqylva").exists()
        assert all(word in of.child.name for word in ("Zqronja", "Zqalm"))
        actions.protect_child(leila, case=of, child=of.child)
    return pk


def said(response) -> str:
    """All that the browser gets: the head, the address led to, the file's name, the page or the file."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    head = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return head + "\n" + body.decode("utf-8", "replace")


def read(letter) -> str:
    """A mail's heads and parts as its reader sees them; but for the address that a letter before the mark went to."""
    parsed = message_from_bytes(letter.message().as_bytes(), policy=policy.default)
    texts = [part.get_content() for part in parsed.walk() if part.get_content_maintype() == "text"]
    return "\n".join([*map(str, parsed.values()), *texts]).replace(KARIN, "")


def paths(meeting):
    """Every address about Ella; of the town's own protected child the pages that tell most."""
    with psycopg.connect(services.superuser_url(connection.settings_dict["NAME"]), autocommit=True) as look:
        for address in addresses():
            path = address.example(look)
            yield path
    yield f"/meetings/{meeting}/"
    yield f"/meetings/{meeting}/change/"
    for page in (
        "",
        "family/",
        "people/",
        "consents/",
        "log/",
        "plan/",
        "meetings/new/",
        "readers/",
        "protected-name/",
    ):
        yield f"/cases/K-0033/{page}"


def leaks(text, asked=""):
    """The markers in a text, but for the one that was typed."""
    found = {match.group().lower() for match in MARKERS.finditer(text)}
    return found - {asked.lower()}


def test_no_output_tells_who_a_protected_family_is(caplog):
    caplog.set_level(logging.DEBUG)
    meeting = plant()
    told = {}
    everybody = [("", ""), *seats()]
    clients = {who: StrictClient() for who in everybody}
    for path in paths(meeting):
        for (key, unit), client in clients.items():
            if key:
                signed_in(client, key, unit)
            if found := leaks(said(client.get(path))):
                told[path, key, unit] = found
    for (key, unit), client in clients.items():
        if key:
            signed_in(client, key, unit)
            for asked in ASKED:
                page = client.post("/search/", {"q": asked}).content.decode()
                if leaks(page, asked) or "K-0042" in page or "K-0033" in page:
                    told["search", key, unit] = asked
    for number, letter in enumerate(mail.outbox):
        if found := leaks(read(letter)):
            told["mail", number] = found
    if found := leaks(caplog.text):
        told["log"] = found
    assert told == {}


def test_a_marker_left_behind_is_noticed(client):
    """The same search, before the mark: it finds what the walk above looks for."""
    with acting_as(seat("welfare")) as leila, pen():
        of = queries.case(leila, "K-0042")
        Child.objects.filter(pk=of.child_id).update(given_name="Zqronja")
    assert leaks(said(signed_in(client, "welfare").get("/cases/K-0042/"))) == {"zqronja"}
