"""A note is written once, by somebody who works on the case; it is corrected by another that points back."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.timezone import now

from access.action import Refused
from access.actions import keep_draft
from access.actor import acting_as
from access.queries import draft
from cases import actions, queries
from cases.forms.records import CallForm, RecordForm
from cases.models import Child, Record
from tests.cases.people import AMANDA, PER, start
from tests.town import record, seat

pytestmark = pytest.mark.django_db

NOTE = {"kind": "WELLBEING", "text": "Hon skrattade i dag.", "source": "", "by_phone": False, "for_sharing": False}


@pytest.fixture
def leila(db):
    with acting_as(seat("welfare")) as actor:
        yield actor


def write(actor, reference="K-0042", **changed):
    case = queries.case(actor, reference)
    return actions.write_record(actor, **{"new_id": uuid4(), "case": case, "happened_at": now()} | NOTE | changed)


def correct(actor, row, text):
    return actions.correct_record(actor, record=row, kind=row.kind, text=text, source="", happened_at=row.happened_at)


def test_a_note_is_the_teams_until_it_is_shown(leila):
    written = write(leila)
    assert (written.unit_id, written.author_id) == (leila.unit, leila.membership)
    for other in ("teacher", "social", "bup"):
        with acting_as(seat(other)):
            assert not Record.objects.filter(pk=written.pk).exists()


def test_who_does_not_work_on_it_writes_nothing(db):
    with acting_as(PER) as per:
        with pytest.raises(Refused, match="arbetar med barnet"):
            write(per)
        actions.take_part(per, case=queries.case(per, "K-0042"))
        assert write(per)


def test_a_closed_case_is_not_written_in(leila):
    with pytest.raises(Refused, match="avslutat"):
        write(leila, "K-0040")
    assert write(leila)


def test_the_police_write_only_what_is_shown_at_once(db):
    with acting_as(seat("police")) as oskar:
        with pytest.raises(Refused, match="Här skriver du bara det som ska delas"):
            write(oskar, "K-0031")
        assert write(oskar, "K-0031", for_sharing=True)


def test_sent_twice_is_written_once_and_the_draft_is_gone(leila):
    new_id = uuid4()
    keep_draft(leila, form="note", subject="K-0042", fields={"text": ["Hon skr"]})
    assert write(leila, new_id=new_id) == write(leila, new_id=new_id)
    assert Record.objects.filter(text=NOTE["text"]).count() == 1
    assert draft(leila, "note", "K-0042") is None


def test_text_is_kept_as_it_was_written(leila):
    for text in ("🌻 Hon log", "أنا بخير", "<b>inte fet</b>", "två\nrader"):
        assert Record.objects.get(pk=write(leila, text=text).pk).text == text


def test_a_correction_stands_in_the_old_ones_place(leila):
    first = write(leila)
    second = correct(leila, first, "Hon log i dag.")
    third = correct(leila, second, "Hon log två gånger i dag.")
    page = queries.history(leila, "K-0042", first.pk)
    assert [page.newest.text, *(one.text for one in page.before)] == [third.text, second.text, first.text]
    assert Record.objects.get(pk=first.pk).text == NOTE["text"]


def test_of_two_who_correct_the_same_the_second_chooses(leila):
    mine = {"text": ["min"], "shown": [str(record("E3"))]}
    keep_draft(leila, form="correction", subject=str(record("E3")), fields=mine)
    page = queries.people(leila, "K-0042")
    actions.assign_worker(leila, case=page.case, membership=page.colleagues[0])
    with acting_as(AMANDA) as amanda:
        theirs = correct(amanda, Record.objects.get(pk=record("E3")), "Amandas text")
    with acting_as(seat("welfare")) as again:
        with pytest.raises(Refused, match="Jämför texterna"):
            correct(again, Record.objects.get(pk=record("E3")), "Leilas text")
        page = queries.correcting(again, "K-0042", record("E3"))
        assert page.is_changed and page.newest == theirs and page.typed["text"] == "min"
        mine = correct(again, page.newest, "Leilas text")
        assert queries.history(again, "K-0042", record("E3")).newest == mine
        assert draft(again, "correction", str(record("E3"))) is None


def test_the_same_correction_sent_twice_is_one(leila):
    first = write(leila)
    assert correct(leila, first, "Rättat") == correct(leila, first, "Rättat")


def test_another_units_note_is_not_corrected(leila):
    theirs = Record.objects.get(pk=record("E13"))  # shown to us by Björkskolan
    with pytest.raises(Refused, match="en annan enhets"):
        correct(leila, theirs, "Nytt")
    for pk in (record("E13"), record("E9"), uuid4()):
        with pytest.raises(Http404):
            queries.correcting(leila, "K-0042", pk)
    with acting_as(seat("teacher")) as anna:
        assert correct(anna, Record.objects.get(pk=record("E13")), "Nytt")


def test_who_reads_is_said_in_words(leila):
    assert queries.readers(leila, queries.case(leila, "K-0042")) == [
        "Elevhälsan Björkskolan (1 person i teamet som arbetar med Ella)"
    ]


def test_a_case_of_another_is_not_there_to_write_in(leila):
    with acting_as(seat("social")) as maria:
        theirs = start(maria).reference
    for reference in (theirs, "K-0041", "K-NONE99"):
        with pytest.raises(Http404):
            queries.writing(leila, reference)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 200_000}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"text": "a\x07b"}, "text"),
        ({"kind": ""}, "kind"),
        ({"kind": "PRESENCE"}, "kind"),
        ({"kind": "VOICE", "source": ""}, "source"),
        ({"day": "2026-02-30"}, "day"),
        ({"day": (now() + timedelta(days=2)).date().isoformat()}, "day"),
        ({"day": "0001-01-01"}, "day"),
        ({"day": "9999-12-31"}, "day"),
        ({"day": (now() - timedelta(days=23 * 366)).date().isoformat()}, "day"),
        ({"clock": "25:00"}, "clock"),
        ({"new_id": "påhittat"}, "new_id"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(typed, field):
    good = {
        "kind": "WELLBEING", "text": "Hej", "source": "", "day": "2026-01-02", "clock": "10:00",
        "new_id": RecordForm(child=Child()).fields["new_id"].fresh(),
    }  # fmt: skip
    assert RecordForm(good, child=Child()).is_valid()
    assert field in RecordForm(good | typed, child=Child()).errors


@pytest.mark.parametrize("child", [Child(born_on=date(2026, 1, 3)), Child(birth_year=2027)])
def test_nothing_is_written_of_a_time_before_the_child(child):
    typed = {
        "kind": "WELLBEING", "text": "Hej", "source": "", "day": "2026-01-02", "clock": "10:00",
        "new_id": RecordForm(child=child).fields["new_id"].fresh(),
    }  # fmt: skip
    assert RecordForm(typed, child=child).errors["day"] == ["Barnet var inte fött då. Kontrollera dagen."]
    assert RecordForm(typed, child=Child(born_on=date(2026, 1, 2), birth_year=2026)).is_valid()


def test_the_database_too_refuses_another_age(leila):
    """No note is ever changed: one of the year 1 would stop the timeline for good."""
    with pytest.raises(IntegrityError, match="record_of_a_childhood"), transaction.atomic():
        write(leila, happened_at=datetime(1, 1, 2, tzinfo=UTC))
    assert write(leila, happened_at=datetime(2005, 1, 2, tzinfo=UTC))


def test_a_call_says_with_whom(leila):
    relatives = queries.calling(leila, "K-0042").relatives
    karin = next(one for one in relatives if one.name == "Karin Öberg")
    typed = {
        "who": str(karin.pk), "text": "Hon ringer i morgon.", "kind": "HOME", "day": "2026-01-02", "clock": "10:00",
        "new_id": CallForm(child=Child(), relatives=[]).fields["new_id"].fresh(),
    }  # fmt: skip
    form = CallForm(typed, child=Child(), relatives=relatives)
    assert form.is_valid(), form.errors
    assert form.note["source"] == "Karin Öberg"
    assert "other" in CallForm(typed | {"who": "else"}, child=Child(), relatives=relatives).errors
    assert CallForm(typed | {"who": "else", "other": "BUP"}, child=Child(), relatives=relatives).is_valid()
    assert "who" in CallForm(typed | {"who": str(uuid4())}, child=Child(), relatives=relatives).errors
