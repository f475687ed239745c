"""Who is ticked beside a note that is being written stays so, and who may not be shown its kind is told."""

import pytest
from django.utils.timezone import localdate, now

from access.actor import acting_as
from access.guarded import pen
from access.models import Draft
from agencies.models import Unit
from cases.models import Record
from consent import actions
from coordination import queries
from tests import town
from tests.accounts import signed_in
from tests.consent.test_stand_in import stands_in

pytestmark = pytest.mark.django_db
NEW, RECEIVERS = "/cases/K-0042/notes/new/", "/cases/K-0042/notes/receivers/"
TAKEN_AWAY = "Inte längre vald:"


@pytest.fixture
def units(db):
    """The key of each unit around Ella by its name, as a page posts it."""
    return {unit.name: str(unit.pk) for unit in Unit.objects.all()}


@pytest.fixture
def leila(client):
    signed_in(client, "welfare")
    return client


def ticked(html, key):
    box = html[html.index(f'value="{key}"') :].split(">", 1)[0]
    return "checked" in box


def test_who_is_ticked_stays_ticked_when_the_kind_lets_them_read(leila, units):
    answer = leila.post(RECEIVERS, {"kind": "SCHOOL_DAY", "units": [units["BUP Sjöviken"]]}).content.decode()

    assert ticked(answer, units["BUP Sjöviken"])
    assert not ticked(answer, units["Björkskolan"])
    assert TAKEN_AWAY not in answer


def test_who_may_not_read_the_kind_is_taken_away_and_named_in_one_line(leila, units):
    chosen = [units["BUP Sjöviken"], units["Stöd till barn och familj"], units["Björkskolan"]]

    answer = leila.post(RECEIVERS, {"kind": "HOME", "units": chosen}).content.decode()

    assert f"{TAKEN_AWAY} BUP Sjöviken, Stöd till barn och familj." in answer
    assert ticked(answer, units["Björkskolan"])
    assert units["BUP Sjöviken"] not in answer


def test_a_unit_that_is_not_around_the_child_is_never_named(leila, units):
    chosen = [units["Polisen Sjöviken, ungdomsgruppen"], "nobody", ""]

    answer = leila.post(RECEIVERS, {"kind": "HOME", "units": chosen}).content.decode()

    assert "Polisen" not in answer and TAKEN_AWAY not in answer


def test_sent_to_one_who_may_not_read_it_nothing_is_saved_and_the_rest_stays(leila, units):
    with acting_as(town.seat("welfare")):
        before = Record.objects.count()
    new_id = leila.get(NEW).context["form"]["new_id"].value()
    when = {"day": localdate().isoformat(), "clock": "00:01"}
    typed = {"new_id": new_id, "kind": "HOME", "text": "Det gick bra."} | when

    answer = leila.post(NEW, typed | {"units": [units["BUP Sjöviken"], units["Björkskolan"]]})

    html = answer.content.decode()
    assert answer.status_code == 422 and "Någon som var vald får inte läsa det här." in html
    assert f"{TAKEN_AWAY} BUP Sjöviken." in html
    assert ticked(html, units["Björkskolan"]) and "Det gick bra." in html
    with acting_as(town.seat("welfare")):
        assert Record.objects.count() == before


def test_a_draft_comes_back_with_those_who_were_ticked(leila, units):
    with acting_as(town.seat("welfare")) as actor, pen():
        Draft(
            worker=actor.worker, membership=actor.membership, form="note", subject="K-0042", began_at=now(),
            saved_at=now(), fields={"kind": ["SCHOOL_DAY"], "text": ["Bra."], "units": [units["BUP Sjöviken"]]},
        ).save()  # fmt: skip

    html = leila.get(NEW).content.decode()

    assert ticked(html, units["BUP Sjöviken"]) and ticked(html, "SCHOOL_DAY")


def test_a_note_that_all_have_been_shown_offers_no_sharing_and_says_with_whom(leila):
    """The club has no accounts and no consent for this kind; the clinic gets it by law."""
    with acting_as(town.seat("welfare")) as actor:
        by_law = {"purpose": "SUPPORT", "basis": "GENERAL_CLAUSE", "weighing": "De behöver uppenbart veta det."}
        note = Record.objects.get(pk=town.record("E11"))
        actions.share_by_law(actor, record=note, to_unit=Unit.objects.get(name="BUP Sjöviken"), **by_law)
    with acting_as(town.seat("welfare"), read_only=True) as actor:
        notes = {note.record.pk: note for note in queries.timeline_page(actor, "K-0042")[1].entries}
        page = {note.record.pk: note for note in queries.case_page(actor, "K-0042").timeline.entries}

    told = notes[town.record("E11")]
    assert not told.can_share and set(told.shared_with) == {"Björkskolan", "Stöd till barn och familj", "BUP Sjöviken"}
    assert notes[town.record("E3")].can_share
    assert {pk: note.can_share for pk, note in page.items()} == {pk: notes[pk].can_share for pk in page}
    html = leila.get("/cases/K-0042/timeline/").content.decode()
    assert f"/notes/{town.record('E11')}/share/" not in html
    assert f"/notes/{town.record('E3')}/share/" in html


def test_who_stands_in_for_the_lead_is_led_from_a_shared_note_to_a_new_consent(client):
    stands_in(town.seat("stand_in", "welfare"), town.seat("welfare"), town.seat("unit_manager", "welfare"))
    client.post("/demo/as/stand_in/")
    client.post("/switch/", {"membership": town.seat("stand_in", "welfare")})

    html = client.get(f"/cases/K-0042/notes/{town.record('E11')}/share/").content.decode()

    assert "Det finns ingen mer" in html and "/cases/K-0042/consent/new/" in html
