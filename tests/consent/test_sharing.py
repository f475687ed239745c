"""Push, never open: a note reaches a unit by an act of the one that wrote it, through a line that is open."""

from uuid import uuid4

import pytest
from django.utils.timezone import now

from access.action import Refused
from access.actor import acting_as
from agencies.models import Unit
from cases.kinds import Kind
from cases.models import Case, Record
from consent import actions, queries
from consent.models import Disclosure, JournalCopy
from tests import town

pytestmark = pytest.mark.django_db


@pytest.fixture
def ella(leila):
    return Case.objects.get(pk=town.case("ella"))


def units(*names):
    return list(Unit.objects.filter(name__in=names))


def write(actor, case, kind, to, text="Det gick bra i dag."):
    return actions.write_and_share(
        actor,
        new_id=uuid4(),
        case=case,
        kind=kind,
        text=text,
        source="",
        happened_at=now(),
        by_phone=False,
        units=units(*to),
    )


def sees(key, record):
    with acting_as(town.seat(key)):
        return Record.objects.filter(pk=record.pk).exists()


def test_the_receivers_are_those_whom_a_line_of_that_kind_is_open_to(leila, ella):
    names = {receiver.unit.name: receiver.warns for receiver in queries.receivers(leila, ella, Kind.WELLBEING)}

    assert names == {"Björkskolan": False, "BUP Sjöviken": False}


def test_those_ticked_see_it_at_once_and_others_never(leila, ella):
    record = write(leila, ella, Kind.SCHOOL_DAY, ["BUP Sjöviken"])

    assert sees("bup", record)
    assert not sees("social", record)
    assert not sees("teacher", record)


def test_with_nobody_ticked_it_stays_in_the_team(leila, ella):
    record = write(leila, ella, Kind.SCHOOL_DAY, [])

    assert not any(sees(key, record) for key in ("bup", "social", "teacher", "unit_manager"))


def test_a_unit_of_the_same_agency_gets_it_by_an_act_and_without_consent(leila, ella):
    record = write(leila, ella, Kind.HOME, ["Björkskolan"])

    assert sees("teacher", record)
    assert Disclosure.objects.get(record=record).grant.basis == "INTERNAL"


def test_what_the_consent_does_not_cover_is_refused_and_nothing_is_written(leila, ella):
    before = Record.objects.count()

    with pytest.raises(Refused, match="låter er inte berätta det här för BUP"):
        write(leila, ella, Kind.HOME, ["BUP Sjöviken"])

    assert Record.objects.count() == before


def test_shown_twice_is_shown_once(leila, ella):
    record = write(leila, ella, Kind.SCHOOL_DAY, ["BUP Sjöviken"])

    actions.disclose(leila, record=record, units=units("BUP Sjöviken"))

    assert Disclosure.objects.filter(record=record).count() == 1


def test_nobody_shares_what_another_unit_has_written(leila, ella):
    theirs = Record.objects.get(pk=town.record("E8"))

    with pytest.raises(Refused, match="Bara den enhet som har skrivit"):
        actions.disclose(leila, record=theirs, units=units("BUP Sjöviken"))


def test_sharing_needs_somebody_to_share_with(leila, ella):
    with pytest.raises(Refused, match="minst en"):
        actions.disclose(leila, record=Record.objects.get(pk=town.record("E4")), units=[])


def test_a_correction_goes_to_those_ticked_and_the_others_keep_what_they_were_shown(leila, ella):
    record = write(leila, ella, Kind.SCHOOL_DAY, ["BUP Sjöviken", "Stöd till barn och familj"])

    newer = actions.correct_and_share(
        leila, record=record, kind=record.kind, text="Det gick bra i går.", source="", happened_at=record.happened_at,
        units=units("BUP Sjöviken"),
    )  # fmt: skip

    assert sees("bup", newer)
    assert not sees("social", newer)
    assert sees("social", record)


def test_why_is_always_a_row(leila):
    with acting_as(town.seat("bup")) as erik:
        shown = Record.objects.get(pk=town.record("E6"))
        (act,) = Disclosure.objects.filter(record=shown, to_unit=erik.unit)

        assert (act.grant.basis, act.unit.name) == ("CONSENT", "Elevhälsan Björkskolan")


def test_a_copy_to_the_own_journal_is_noted_with_its_number():
    with acting_as(town.seat("bup")) as erik:
        shown = Record.objects.get(pk=town.record("E6"))

        actions.copy_to_journal(erik, record=shown, number="2026-117")

        assert JournalCopy.objects.get(record=shown).number == "2026-117"
    with acting_as(town.seat("welfare")):
        assert not JournalCopy.objects.exists()


def test_the_officer_writes_only_what_is_shared_at_once():
    with acting_as(town.seat("police")) as oskar:
        noah = Case.objects.get(pk=town.case("noah"))
        with pytest.raises(Refused, match="bara det som ska delas"):
            write(oskar, noah, Kind.POLICE, [])

        record = write(oskar, noah, Kind.POLICE, ["Samverkansteamet"])

    assert sees("coordinator", record)
    assert not sees("leisure", record)
