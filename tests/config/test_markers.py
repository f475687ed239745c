"""A name planted in a child, a note and a relative is found on pages and nowhere else."""

import io
import logging

import pytest
from django.core import mail
from django.db import connection
from django.utils.timezone import now

from access.actor import acting_as
from access.guarded import pen
from cases.models import Case, Child, Record, Relative
from config import logs
from coordination import queries
from tests import services
from tests.accounts import signed_in
from tests.coordination.bookings import booked
from tests.town import case, ids, seat

pytestmark = pytest.mark.django_db
MARKER = "Zyxelina-Marker"
WORDS = (MARKER, "Ella", "Öberg")
AGENCY_KINDS = ("socialtjänst", "BUP", "polis", "elevhäls", "vård", "skola", "social")


@pytest.fixture
def log():
    """What all loggers would print through our handler."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Line())
    root.addHandler(handler)
    before, root.level = root.level, logging.DEBUG
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def planted(behind_the_fence):
    """The marker in Ella's family, as their lead could have written it; and how long PostgreSQL's log was before."""
    length = len(postgres())
    with acting_as(seat("welfare")) as leila, pen():
        of = Case.objects.get(pk=case("ella"))
        Child.objects.filter(pk=of.child_id).update(given_name=MARKER)
        Relative.objects.filter(pk=ids.of("relative", "ella/karin")).update(name=MARKER)
        Record(
            case=of, unit_id=leila.unit, author_id=leila.membership, happened_at=now(), written_at=now(),
            kind=Record.objects.filter(case=of).first().kind, text=MARKER,
        ).save()  # fmt: skip
    return length


def postgres():
    return (services.DATA / "postgres" / "log").read_text(encoding="utf-8", errors="replace")


def fails(*_arguments, **_named):
    raise ValueError(MARKER)


def fails_in_the_database(*_arguments, **_named):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::int", [MARKER])


def test_the_marker_stays_on_the_pages(client, planted, log, monkeypatch, capfd):
    signed_in(client, "welfare")
    client.raise_request_exception = False
    answers = [client.get(path) for path in (
        "/", "/children/", "/search/?q=Ella", f"/search/?q={MARKER}", "/cases/K-0042/", "/cases/K-0042/timeline/",
        "/cases/K-0042/family/", "/cases/K-0042/plan/", "/signals/", f"/cases/{MARKER}/", f"/nowhere/{MARKER}",
    )]  # fmt: skip
    assert any(MARKER in answer.content.decode() for answer in answers), "the marker is not on any page"
    answers.append(client.post("/search/", {"q": MARKER}))
    answers.append(client.post("/cases/K-0042/notes/new/", {"text": MARKER, "source": MARKER}))
    booked(agenda=MARKER, place=MARKER)
    for how in (fails, fails_in_the_database):
        with monkeypatch.context() as patched:
            patched.setattr(queries, "case_page", how)
            answers.append(client.get("/cases/K-0042/"))
    assert any(answer.status_code == 500 for answer in answers)
    for answer in answers:
        said = f"{answer.headers}"
        assert not [word for word in WORDS if word in said], said
        if answer.status_code == 500:
            assert not [word for word in WORDS if word in answer.content.decode()]

    printed = log.getvalue() + "".join(capfd.readouterr())
    assert printed
    assert not [word for word in WORDS if word in printed]
    assert not [word for word in WORDS if word in postgres()[planted:]]

    assert mail.outbox
    for message in mail.outbox:
        said = f"{message.subject} {message.body} {message.from_email}"
        assert not [word for word in (*WORDS, "K-0042") if word in said], said
        assert not [kind for kind in AGENCY_KINDS if kind.lower() in said.lower()], said
        names = [getattr(part, "get_filename", lambda: "")() or "" for part in message.attachments]
        assert not [word for word in WORDS if word in "".join(names)]
