"""Asking the family anew: the same lines, a new day, everybody's answer anew, and once only."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import localdate

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from cases.models import Case
from consent import actions, queries
from consent.models import Answer, Consent
from consent.states import State
from consent.terms import months_later
from tests import town
from tests.accounts import signed_in
from tests.consent.test_giving import unit
from tests.consent.test_states import stands

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(leila):
    return Consent.objects.get(case=town.case("ella"))


def renew(actor, consent, **more):
    words = {"ends_on": months_later(localdate(), 6), "form": "WRITTEN", "witness": ""} | more
    return actions.renew(actor, consent=consent, **words)


def lines(consent):
    return {(line.from_unit_id, line.to_unit_id, line.kind) for line in consent.grants.all()}


def test_it_asks_about_the_same_and_waits_for_everybody_anew(leila, old):
    new = renew(leila, old)

    assert lines(new) == {(g.from_unit_id, g.to_unit_id, g.kind) for g in old.grants.exclude(starts_at=None)}
    assert not new.grants.exclude(starts_at=None).exists()
    assert {answer.said for answer in new.answers.all()} == {Answer.Said.WAITING}
    assert stands(leila, new).words == "Väntar på 2 av 2: Jonas, Karin"
    assert old.ends_at == Consent.objects.get(pk=old.pk).ends_at
    assert queries.is_covered(leila, old.case, unit("BUP Sjöviken"))


def test_answered_it_opens_while_the_old_still_holds(leila, old):
    new = renew(leila, old)
    for answer in new.answers.filter(is_needed=True):
        actions.record_answer(leila, answer=answer, said="YES", refused=[], words="")

    assert stands(leila, new).state == State.ACTIVE
    assert new.grants.exclude(starts_at=None).exists()


def test_asked_anew_once(leila, old):
    renew(leila, old)

    with pytest.raises(Refused, match="redan tillfrågad på nytt"):
        renew(leila, old)

    assert not stands(leila, old).can_be_renewed


def test_what_all_have_taken_back_can_be_asked_about_anew_and_what_they_took_back_in_part_is_not(leila, old):
    actions.withdraw(leila, consent=old, about_unit=unit("BUP Sjöviken"), kind="", told_by="Karin")

    new = renew(leila, old)

    bup = unit("BUP Sjöviken").pk
    assert lines(new) and not any(bup in (giver, receiver) for giver, receiver, _kind in lines(new))


def test_after_one_took_back_asking_anew_answers_what_was_not_enough(leila, old):
    jonas = old.answers.get(relative__name="Jonas Öberg")
    actions.withdraw(leila, consent=old, about_unit=None, kind="", told_by="Jonas", by_one=True, answer=jonas)
    assert stands(leila, old).state == State.INSUFFICIENT

    renew(leila, old)

    assert stands(leila, old).state == State.WITHDRAWN


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ends_on": localdate()}, "framåt i tiden"),
        ({"ends_on": localdate() + timedelta(days=400)}, "högst tolv månader"),
        ({"form": "ORAL"}, "vittne"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_half_done(leila, old, change, sentence):
    with pytest.raises(Refused, match=sentence):
        renew(leila, old, **change)

    assert not Consent.objects.filter(renews=old).exists()


def test_nobody_asks_before_the_familys_own_day(leila, old):
    with pen():
        Answer.objects.filter(consent=old, by_child=True).update(
            said=Answer.Said.NO, ask_again_on=localdate() + timedelta(days=9)
        )

    with pytest.raises(Refused, match="vill inte bli tillfrågad igen före"):
        renew(leila, old)


def test_another_unit_asks_nothing_anew(client):
    with acting_as(town.seat("welfare")):
        pk = Consent.objects.get(case=town.case("ella")).pk
    for key in ("bup", "social", "teacher"):
        signed_in(client, key)
        assert client.get(f"/consents/{pk}/renew/").status_code == 404


def test_in_three_clicks(client):
    with acting_as(town.seat("private_school")):
        case = Case.objects.get(pk=town.case("william"))
        pk = Consent.objects.get(case=case).pk
    signed_in(client, "private_school")
    page = f"/cases/{case.reference}/consent/"
    assert f'href="/consents/{pk}/renew/"' in client.get(page).content.decode()
    asked = client.get(f"/consents/{pk}/renew/").content.decode()
    assert "Det här frågar ni om" in asked and "får veta att ni samarbetar" in asked

    said = client.post(
        f"/consents/{pk}/renew/", {"ends_on": months_later(localdate(), 6).isoformat(), "how": "WRITTEN"}, follow=True
    )

    assert said.redirect_chain == [(page, 302)]
    assert "Familjen är tillfrågad på nytt." in said.content.decode()
    again = client.post(
        f"/consents/{pk}/renew/", {"ends_on": months_later(localdate(), 6).isoformat(), "how": "WRITTEN"}
    )
    assert again.status_code == 422 and "redan tillfrågad på nytt" in again.content.decode()


class Asker(threading.Thread):
    """Asks the family anew on a connection of its own, as soon as the others are ready to."""

    def __init__(self, consent, gate):
        super().__init__(daemon=True)
        self.consent, self.gate, self.said = consent, gate, None

    def run(self):
        try:
            with acting_as(town.seat("welfare")) as leila:
                consent = Consent.objects.get(pk=self.consent)
                self.gate.wait(30)
                renew(leila, consent)
                self.said = "asked"
        except Refused as refusal:
            self.said = str(refusal.reason)
        finally:
            connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("taken_back", [False, True])
def test_of_two_at_once_one_is_made_and_the_other_reads_why(taken_back):
    with acting_as(town.seat("welfare")) as leila:
        consent = Consent.objects.get(case=town.case("ella"))
        if taken_back:
            actions.withdraw(leila, consent=consent, about_unit=None, kind="", told_by="Karin")
    gate = threading.Barrier(2)
    askers = [Asker(consent.pk, gate) for _ in range(2)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join(60)

    assert sorted(asker.said for asker in askers) == [
        "Familjen är redan tillfrågad på nytt. Fortsätt i det nya samtycket.", "asked",
    ]  # fmt: skip
    with acting_as(town.seat("welfare")):
        assert Consent.objects.filter(renews=consent.pk).count() == 1
