"""The timeline is what each may read, says why, and leaves nothing out."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404
from django.utils.timezone import now

from access.actor import acting_as
from access.guarded import pen
from agencies.models import Unit
from cases.kinds import Kind
from cases.models import Record
from coordination import queries
from tests import town

pytestmark = pytest.mark.django_db

ELLA = "K-0042"


def numbers(timeline):
    known = {town.record(key): key for key in [f"E{number}" for number in range(1, 14)]}
    return {known[entry.record.pk] for entry in timeline.entries if entry.record.pk in known}


def read_by(key, reference=ELLA):
    with acting_as(town.seat(key), read_only=True) as actor:
        return queries.timeline_page(actor, reference)[1]


@pytest.mark.parametrize(
    ("key", "seen"),
    [
        ("teacher", {"E4", "E5", "E6", "E8", "E10", "E11", "E12", "E13"}),
        ("social", {"E5", "E6", "E7", "E8", "E10", "E11", "E12", "E13"}),
        ("bup", {"E6", "E9", "E10", "E13"}),
        ("welfare", {"E3", "E4", "E5", "E6", "E8", "E10", "E11", "E12", "E13"}),
    ],
)
def test_the_timeline_is_what_each_may_read(key, seen):
    assert numbers(read_by(key)) == seen


def test_a_note_says_why_one_sees_it_and_ones_own_whom_it_is_shown_to():
    entries = {entry.record.pk: entry for entry in read_by("bup").entries}
    shown, own = entries[town.record("E6")], entries[town.record("E9")]

    assert shown.why.startswith("Elevhälsan Björkskolan delade den med er") and "samtycke" in shown.why
    assert own.is_own and own.shared_with == []
    theirs = {entry.record.pk: entry for entry in read_by("welfare").entries}[town.record("E10")]
    assert set(theirs.shared_with) == {"Björkskolan", "Stöd till barn och familj", "BUP Sjöviken"}


def test_a_corrected_note_shows_as_its_correction_alone():
    with acting_as(town.seat("welfare")) as leila, pen():
        old = Record.objects.get(pk=town.record("E3"))
        new = Record(
            id=uuid4(), case_id=old.case_id, unit_id=old.unit_id, author_id=leila.membership, kind=old.kind,
            text="Rättat.", happened_at=old.happened_at, written_at=now(), corrects=old,
        )  # fmt: skip
        new.save()

    shown = [entry.record.pk for entry in read_by("welfare").entries]
    assert new.pk in shown and old.pk not in shown


def test_a_correction_that_was_not_shown_leaves_the_receiver_what_was():
    with acting_as(town.seat("welfare")) as leila, pen():
        old = Record.objects.get(pk=town.record("E10"))
        Record(
            id=uuid4(), case_id=old.case_id, unit_id=old.unit_id, author_id=leila.membership, kind=old.kind,
            text="Rättat.", happened_at=old.happened_at, written_at=now(), corrects=old,
        ).save()  # fmt: skip

    assert town.record("E10") in [entry.record.pk for entry in read_by("bup").entries]


def write_many(number):
    with acting_as(town.seat("welfare")) as leila, pen():
        for days in range(number):
            Record(
                id=uuid4(), case_id=town.case("ella"), unit_id=leila.unit, author_id=leila.membership,
                kind=Kind.SCHOOL_DAY, text=f"Dag {days}.", happened_at=now() - timedelta(days=days), written_at=now(),
            ).save()  # fmt: skip


def test_the_timeline_comes_fifty_at_a_time_and_leaves_nothing_out(client):
    write_many(60)
    with acting_as(town.seat("welfare"), read_only=True) as actor:
        first = queries.timeline_page(actor, ELLA)[1]
        rest = queries.timeline_page(actor, ELLA, before=first.older)[1]

    shown = [entry.record.pk for entry in (*first.entries, *rest.entries)]
    assert len(first.entries) == 50 and not rest.older
    assert len(shown) == len(set(shown)) == first.total

    client.post("/demo/as/welfare/")
    part = client.get(f"/cases/{ELLA}/timeline/", {"before": first.older}, headers={"HX-Request": "true"})
    assert part.content.decode().count("<article>") == len(rest.entries)


@pytest.mark.parametrize(
    "before", ["nonsense", "2026-01-01~x", "~", "2026-13-01T00:00:00+00:00~00000000-0000-4000-8000-000000000000"]
)
def test_a_made_up_place_in_the_timeline_is_its_beginning(client, before):
    client.post("/demo/as/welfare/")

    assert client.get(f"/cases/{ELLA}/timeline/", {"before": before}).status_code == 200


def test_the_filters_are_those_that_something_readable_fits(client):
    timeline = read_by("bup")
    assert {choice.name for choice in timeline.units} == {"BUP Sjöviken", "Björkskolan", "Elevhälsan Björkskolan"}
    assert {choice.key for choice in timeline.kinds} == {"AGREED", "CARE", "SCHOOL_DAY"}

    with acting_as(town.seat("bup"), read_only=True) as actor:
        bup = Unit.objects.get(name="BUP Sjöviken")
        chosen = queries.timeline_page(actor, ELLA, unit=str(bup.pk))[1]
    assert numbers(chosen) == {"E9"}

    client.post("/demo/as/bup/")
    part = client.get(f"/cases/{ELLA}/timeline/", {"kind": "CARE"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="timeline">') and part.count("<article>") == 1


def test_the_timeline_of_a_case_one_only_knows_of_is_not_there():
    with acting_as(town.seat("unit_manager"), read_only=True) as actor, pytest.raises(Http404):
        queries.timeline_page(actor, ELLA)


def test_a_note_that_is_in_the_own_journal_says_so_to_that_unit_alone(client):
    client.post("/demo/as/bup/")
    path = f"/cases/{ELLA}/notes/{town.record('E6')}/journal/"
    client.post(path, {"number": "2026-117"})

    assert "nr 2026-117" in client.get(f"/cases/{ELLA}/").content.decode()
    client.post("/demo/as/welfare/")
    assert "2026-117" not in client.get(f"/cases/{ELLA}/").content.decode()
