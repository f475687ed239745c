"""When a yes is taken back each unit reads what it had shown, who had read it and what it had got, and no more."""

import pytest

from access.actor import acting_as
from cases.models import Record
from consent import actions, queries
from consent.models import Consent, Disclosure
from tests import town
from tests.accounts import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/cases/K-0042/consent/"


def take_back(about=None, kind=""):
    with acting_as(town.seat("welfare")) as leila:
        for consent in Consent.objects.filter(case=town.case("ella")):
            actions.withdraw(leila, consent=consent, about_unit=about, kind=kind, told_by="Karin")


def told(key):
    with acting_as(town.seat(key)) as actor:
        page = queries.consents_page(actor, "K-0042")
        return [one for _consent, group in page["consents"] for one in group]


def test_as_long_as_nothing_is_taken_back_there_is_no_list(client):
    assert told("welfare") == []
    signed_in(client, "welfare")
    assert "Det här hade redan delats" not in client.get(PAGE).content.decode()


def test_who_had_read_it_and_taken_it_in_stands_with_what_was_shown(client):
    signed_in(client, "bup").get("/cases/K-0042/timeline/")
    with acting_as(town.seat("bup")) as erik:
        shown = Disclosure.objects.filter(case=town.case("ella"), to_unit=erik.unit).values("record")
        record = Record.objects.filter(pk__in=shown, unit__name="Elevhälsan Björkskolan").first()
        actions.copy_to_journal(erik, record=record, number="7")

    take_back()

    ours = [one for one in told("welfare") if one.is_ours and one.unit.name == "BUP Sjöviken"]
    assert ours and all("psykolog" in one.readers for one in ours)
    assert {r for one in ours for r in one.copied} == {record.pk}
    signed_in(client, "welfare")
    html = client.get(PAGE).content.decode()
    assert "Det här hade redan delats" in html and "psykolog" in html and "Erik Lund" not in html.split("<h4 class")[1]


def test_nobody_reads_what_passed_between_two_others():
    take_back()
    with acting_as(town.seat("welfare")) as leila:
        mine = set(Disclosure.objects.values_list("record", flat=True))
        between = Disclosure.objects.exclude(unit=leila.unit).exclude(to_unit=leila.unit)
        assert not between.exists()
    found = {record for one in told("welfare") for record in one.records}
    assert found and found <= mine


def test_only_what_the_withdrawal_names():
    take_back(kind="CARE")
    kinds = {one.kind for one in told("welfare")}
    assert len(kinds) <= 1
