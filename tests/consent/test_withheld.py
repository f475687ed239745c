"""A note is kept from a guardian by a decision with its reason, and shown again by another; neither is forgotten."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.utils.timezone import localdate, now

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from agencies.models import Unit
from cases.models import Relative
from consent import actions, queries
from consent.models import Withholding
from coordination import queries as day
from tests import town
from tests.accounts import signed_in

pytestmark = pytest.mark.django_db
WHY = "Ella har berättat det i förtroende."


def jonas():
    return Relative.objects.get(name="Jonas Öberg")


def keep(actor, note, **other):
    words = {
        "relative": other.pop("relative") if "relative" in other else jonas(),
        "ground": "HARM",
        "reason": WHY,
        "look_again_on": localdate() + timedelta(days=30),
    }
    return actions.withhold(actor, record=note, **(words | other))


def kept(note):
    return {(one.record, one.name) for one in queries.not_for(note.case_id)}


def test_the_decision_stands_with_its_ground_and_who_made_it(leila, note):
    decided = keep(leila, note)

    assert (decided.ground, decided.reason, decided.decided_by_id) == ("HARM", WHY, leila.membership)
    assert "12 kap. 3 §" in str(decided.law)
    assert kept(note) == {(note.pk, "Jonas Öberg")}


def test_the_decision_is_its_units_and_that_it_stands_is_every_readers(leila, note):
    keep(leila, note)
    bup = Unit.objects.get(name="BUP Sjöviken")

    with acting_as(town.seat("bup")):
        assert not Withholding.objects.exists() and kept(note) == set()
    actions.disclose(leila, record=note, units=[bup])
    with acting_as(town.seat("bup")):  # who may hand it over must know, and knows neither why nor the family's names
        assert not Withholding.objects.exists() and kept(note) == {(note.pk, "")}
    for key in ("teacher", "leisure", "unit_manager"):
        with acting_as(town.seat(key)):
            assert not Withholding.objects.exists() and kept(note) == set()


def test_it_follows_a_correction_both_ways(leila, note):
    actions.disclose(leila, record=note, units=[Unit.objects.get(name="BUP Sjöviken")])
    newer = actions.correct_and_share(
        leila, record=note, kind=note.kind, text="Lugnt.", source="", happened_at=note.happened_at, units=[]
    )  # fmt: skip

    keep(leila, newer)

    assert {record for record, _name in kept(note)} == {note.pk, newer.pk}
    with acting_as(town.seat("bup")):
        assert kept(note) == {(note.pk, "")}


def test_it_is_lifted_and_kept(leila, note):
    decided = actions.show_again(leila, withholding=keep(leila, note))

    assert kept(note) == set()
    decided.refresh_from_db()
    assert decided.lifted_by_id == leila.membership and decided.lifted_at
    with pytest.raises(Refused, match="redan tillbakataget"):
        actions.show_again(leila, withholding=decided)


def test_deciding_again_about_the_same_person_takes_the_place_of_the_first(leila, note):
    first = keep(leila, note)
    other = keep(leila, note, relative=None, ground="OWN")

    again = keep(leila, note, ground="PLACE")

    assert set(Withholding.objects.filter(lifted_at=None)) == {other, again}
    first.refresh_from_db()
    assert first.is_old


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": " "}, "Skriv skälet"),
        ({"reason": "x" * 1001}, "högst 1000 tecken"),
        ({"ground": "TOLD"}, "bara i vården och socialtjänsten"),
        ({"look_again_on": localdate()}, "Välj en dag efter i dag"),
        ({"look_again_on": localdate() + timedelta(days=800)}, "högst tolv månader"),
    ],
)
def test_it_has_a_ground_a_reason_and_a_day(leila, note, wrong, sentence):
    with pytest.raises(Refused, match=sentence):
        keep(leila, note, **wrong)
    assert not Withholding.objects.exists()


def test_it_is_kept_from_one_of_the_childs_own_guardians(leila, note):
    stranger = Relative.objects.filter(has_custody=True).exclude(child=note.case.child).first()
    without = Relative(child=note.case.child, unit_id=leila.unit, name="Bo", has_custody=False, relation="PARENT")
    with pen():
        without.save()

    for who in filter(None, (stranger, without)):
        with pytest.raises(Refused, match="en av barnets vårdnadshavare"):
            keep(leila, note, relative=who)


def test_only_the_unit_that_wrote_it_decides(leila, note):
    actions.disclose(leila, record=note, units=[Unit.objects.get(name="BUP Sjöviken")])
    decided = keep(leila, note)

    with acting_as(town.seat("bup")) as erik, pytest.raises(Refused, match="Bara den enhet som har skrivit"):
        keep(erik, note, relative=None)
    with acting_as(town.seat("teacher")) as anna:
        assert not actions.withhold.may(
            anna, record=note, relative=None, ground="HARM", reason=WHY, look_again_on=localdate()
        )
        assert not actions.show_again.may(anna, withholding=decided)


@pytest.mark.parametrize(
    "change",
    [
        {"lifted_at": None, "lifted_by": None},
        {"lifted_at": now() - timedelta(days=1)},
    ],
)
def test_what_has_been_lifted_stays_so(leila, note, change):
    decided = actions.show_again(leila, withholding=keep(leila, note))

    with pen(), transaction.atomic():
        assert Withholding.objects.filter(pk=decided.pk).update(**change) == 0


def test_no_decision_is_made_or_lifted_in_the_past(leila, note):
    decided = keep(leila, note)
    past = now() - timedelta(days=3)

    with pytest.raises(ProgrammingError, match="row-level security"), pen(), transaction.atomic():
        Withholding.objects.filter(pk=decided.pk).update(lifted_at=past, lifted_by=leila.membership)
    with pytest.raises(ProgrammingError, match="row-level security"), pen(), transaction.atomic():
        Withholding(
            case=note.case, unit_id=leila.unit, record=note, ground="OWN", reason=WHY, look_again_on=localdate(),
            decided_at=past, decided_by_id=leila.membership,
        ).save()  # fmt: skip


def test_from_the_note_to_its_decision_and_back(client, leila, note, monkeypatch):
    page = f"/cases/K-0042/notes/{note.pk}/withhold/"
    signed_in(client, "welfare")
    assert page in client.get("/cases/K-0042/").content.decode()
    form = client.get(page).content.decode()
    for said in ("Karin Öberg", "Jonas Öberg", "Ingen av vårdnadshavarna", "12 kap. 3 §", "överklagas"):
        assert said in form

    empty = client.post(page, {"reason": ""})
    typed = {"relative": str(jonas().pk), "ground": "HARM", "reason": WHY}
    saved = client.post(page, typed | {"look_again_on": localdate() + timedelta(days=30)}, follow=True)

    assert empty.status_code == 422 and "Välj vem som inte ska få se." in empty.content.decode()
    assert "Beslutet gäller nu" in saved.content.decode() and WHY in saved.content.decode()
    assert "Visas inte för Jonas Öberg" in client.get("/cases/K-0042/").content.decode()
    decided = Withholding.objects.get()
    monkeypatch.setattr("coordination.queries.law.localdate", lambda *on: localdate(*on) + timedelta(days=30))
    assert [thing.of for thing in day.today(leila).things if thing.page == "consent:withheld"] == [decided.pk]
    assert client.get(f"/withheld/{decided.pk}/")["Location"] == page
    lifted = client.post(f"/withheld/{decided.pk}/show/", follow=True).content.decode()
    assert "får stå med på papper igen" in lifted and "Tillbakataget" in lifted
    assert "Visas inte för" not in client.get("/cases/K-0042/").content.decode()
    signed_in(client, "bup")
    assert client.get(page).status_code == client.get(f"/withheld/{decided.pk}/").status_code == 404
