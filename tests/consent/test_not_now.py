"""Not sharing is a decision too: with a ground, and a day on which somebody looks again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils.timezone import localdate, now

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from agencies.models import Unit
from consent import actions
from consent.models import Postponement
from coordination import queries as day
from tests import town
from tests.accounts import signed_in

pytestmark = pytest.mark.django_db
BUP = "BUP Sjöviken"


def wait(actor, note, **other):
    words = {"to_unit": None, "ground": "ASK_FIRST", "words": "", "look_again_on": localdate() + timedelta(days=7)}
    return actions.not_now(actor, record=note, **(words | other))


def its_day_has_come(monkeypatch):
    monkeypatch.setattr("coordination.queries.law.localdate", lambda *day: localdate(*day) + timedelta(days=7))


def to_look_at(actor):
    return [thing for thing in day.today(actor).things if thing.page == "consent:look_again"]


def test_it_waits_until_its_day_and_then_stands_on_the_days_page(leila, note, monkeypatch):
    decided = wait(leila, note)
    assert to_look_at(leila) == []

    its_day_has_come(monkeypatch)

    (thing,) = to_look_at(leila)
    assert (thing.of, thing.about) == (decided.pk, "Ella, Hur skol- eller förskoledagen fungerar")


def test_it_is_the_own_units_alone(leila, note):
    wait(leila, note)

    for key in ("bup", "social", "teacher"):
        with acting_as(town.seat(key)):
            assert not Postponement.objects.exists()


def test_it_is_done_when_it_is_shared(leila, note):
    decided = wait(leila, note)

    actions.disclose(leila, record=note, units=[Unit.objects.get(name=BUP)])

    decided.refresh_from_db()
    assert decided.done_by_id == leila.membership


def test_sharing_with_another_leaves_it_waiting(leila, note):
    decided = wait(leila, note, to_unit=Unit.objects.get(name=BUP))

    actions.disclose(leila, record=note, units=[Unit.objects.get(name="Björkskolan")])

    decided.refresh_from_db()
    assert decided.done_at is None


def test_it_is_done_when_it_is_decided_again_also_for_a_correction(leila, note):
    first = wait(leila, note)
    newer = actions.correct_and_share(
        leila, record=note, kind=note.kind, text="Lugnt.", source="", happened_at=note.happened_at, units=[]
    )  # fmt: skip

    again = wait(leila, newer, ground="THEY_TELL")

    assert set(Postponement.objects.filter(done_at=None)) == {again}
    first.refresh_from_db()
    assert first.done_at


def test_it_is_put_away_once(leila, note):
    decided = wait(leila, note)
    actions.put_away(leila, postponement=decided)

    with pytest.raises(Refused, match="redan klart"):
        actions.put_away(leila, postponement=decided)


def test_what_is_done_stays_done(leila, note):
    decided = actions.put_away(leila, postponement=wait(leila, note))

    with pytest.raises(ProgrammingError, match="row-level security"), pen(), transaction.atomic():
        Postponement.objects.filter(pk=decided.pk).update(done_at=None, done_by=None)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ground": "OTHER", "words": " "}, "Skriv kort varför"),
        ({"look_again_on": localdate()}, "Välj en dag efter i dag"),
        ({"look_again_on": localdate() + timedelta(days=800)}, "högst tolv månader"),
    ],
)
def test_a_decision_to_wait_has_a_ground_and_a_day(leila, note, wrong, sentence):
    with pytest.raises(Refused, match=sentence):
        wait(leila, note, **wrong)
    assert not Postponement.objects.exists()


def test_the_database_keeps_none_without_a_ground(leila, note):
    with pytest.raises(IntegrityError), pen(), transaction.atomic():
        Postponement(
            case=note.case, unit_id=leila.unit, record=note, ground="OTHER", words="", look_again_on=localdate(),
            decided_at=now(), decided_by_id=leila.membership,
        ).save()  # fmt: skip


def test_from_the_share_page_to_the_day_it_is_looked_at_again(client, leila, note, monkeypatch):
    signed_in(client, "welfare")
    page = f"/cases/K-0042/notes/{note.pk}/not-now/"
    assert page in client.get(f"/cases/K-0042/notes/{note.pk}/share/").content.decode()

    answer = client.post(page, {"ground": "NOT_NEEDED", "look_again_on": localdate() + timedelta(days=7)}, follow=True)

    assert "Det står på Min dag den dagen." in answer.content.decode()
    its_day_has_come(monkeypatch)
    decided = Postponement.objects.get()
    assert f"/look-again/{decided.pk}/" in client.get("/").content.decode()
    assert "Mottagaren behöver det inte nu." in client.get(f"/look-again/{decided.pk}/").content.decode()
    assert client.post(f"/look-again/{decided.pk}/away/", follow=True).status_code == 200
    assert "/look-again/" not in client.get("/").content.decode()
    signed_in(client, "bup")
    assert client.get(f"/look-again/{decided.pk}/").status_code == 404


def test_nothing_typed_is_told_beside_the_fields(client, leila, note):
    signed_in(client, "welfare")

    answer = client.post(f"/cases/K-0042/notes/{note.pk}/not-now/", {"words": ""})

    assert answer.status_code == 422
    assert "Välj varför ni inte delar nu." in answer.content.decode()
