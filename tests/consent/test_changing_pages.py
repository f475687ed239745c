"""What the family says later, through the page: an answer that was waited for, a no, and what is taken back."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localdate

from access.actor import acting_as
from access.guarded import pen
from agencies.models import Unit
from cases.models import Case, Child, Involvement, ProtectionQuestion, Relative
from consent.models import Answer, Consent, Grant, Withdrawal
from tests import town
from tests.accounts import signed_in
from tests.consent.test_pages import GIVE, filled

pytestmark = pytest.mark.django_db


def consent_of(key, who):
    with acting_as(town.seat(who)):
        return Consent.objects.filter(case=town.case(key)).order_by("recorded_at").first().pk


def take_back(client, consent, what):
    return client.post(f"/consents/{consent}/withdraw/", {"what": what, "who": "all", "told_by": "Karin"}, follow=True)


@pytest.mark.parametrize("what", ["all", "own unit"])
def test_who_records_that_the_own_door_closes_is_told_what_has_happened(client, what):
    consent = consent_of("ella", "bup")
    own = str(Unit.objects.get(name="BUP Sjöviken").pk)
    signed_in(client, "bup")

    answer = take_back(client, consent, own if what == "own unit" else what)

    assert (answer.status_code, answer.redirect_chain) == (200, [("/cases/K-0042/", 302)])
    assert "Samtycket har ändrats" in answer.content.decode()
    with acting_as(town.seat("welfare")):
        assert Withdrawal.objects.filter(consent=consent).count() == 1


def test_leisure_may_record_it_too(client):
    consent = consent_of("william", "leisure")
    signed_in(client, "leisure")

    answer = take_back(client, consent, "all")

    assert answer.redirect_chain == [("/cases/K-0036/", 302)]
    assert "Samtycket har ändrats" in answer.content.decode()


def test_who_still_sees_the_case_stays_with_the_consents(client):
    signed_in(client, "welfare")

    answer = take_back(client, consent_of("ella", "welfare"), "all")

    assert answer.redirect_chain == [("/cases/K-0042/consent/", 302)]
    assert "Tillbakataget" in answer.content.decode()


def test_a_purpose_of_three_hundred_characters_invites_too(client):
    signed_in(client, "welfare")
    purpose = "Att morgnarna ska bli lugna för Ella. ".ljust(300, "å")

    answer = client.post(GIVE, filled(client) | {"then": "invite", "purpose": purpose}, follow=True)

    assert answer.redirect_chain == [("/cases/K-0042/circle/", 302)]
    with acting_as(town.seat("child_health")):
        assert Case.objects.get(pk=town.case("ella")).involvements.get(state="INVITED").reason == purpose


@pytest.mark.parametrize("then", ["save", "invite"])
def test_when_it_is_saved_the_next_consent_starts_with_nothing_ticked(client, then):
    signed_in(client, "welfare")
    typed = filled(client)
    draft = {"draft_form": "consent", "draft_subject": "K-0042", "draft_page": GIVE}
    client.post("/drafts/", typed | draft)
    assert " checked" in client.get(GIVE).content.decode()

    client.post(GIVE, typed | {"then": then})

    html = client.get(GIVE).content.decode()
    assert " checked" not in html
    assert "Att morgnarna ska bli lugna." not in html


def ella_is_thirteen():
    """From twelve a no asks for a reason."""
    with acting_as(town.seat("welfare")), pen():
        ella = Case.objects.get(pk=town.case("ella")).child
        Child.objects.filter(pk=ella.pk).update(born_on=None, birth_year=localdate().year - 14)


def test_why_one_goes_on_despite_a_childs_no_is_kept_and_shown(client):
    ella_is_thirteen()
    signed_in(client, "welfare")

    silent = client.post(GIVE, filled(client) | {"said_child": "NO", "then": "save"})
    client.post(GIVE, filled(client) | {"said_child": "NO", "despite_no": "Magen först.", "then": "save"})

    assert silent.status_code == 422
    assert "Från tolv års ålder" in silent.content.decode()
    assert "Magen först." in client.get("/cases/K-0042/consent/").content.decode()
    with acting_as(town.seat("welfare")):
        kept = Answer.objects.get(consent__case=town.case("ella"), by_child=True, said="NO")
        assert kept.despite_no == "Magen först."


def test_the_same_is_asked_when_the_child_answers_later(client):
    ella_is_thirteen()
    signed_in(client, "welfare")
    client.post(GIVE, filled(client) | {"said_child": "WAITING", "then": "save"})
    with acting_as(town.seat("welfare")):
        waited = Answer.objects.get(consent__case=town.case("ella"), by_child=True, said="WAITING").pk

    silent = client.post(f"/answers/{waited}/", {"said": "NO", "words": "Nej."})
    said = client.post(f"/answers/{waited}/", {"said": "NO", "words": "Nej.", "despite_no": "Magen först."})

    assert (silent.status_code, said.status_code) == (422, 302)
    assert "Skriv varför ni går vidare" in silent.content.decode()
    with acting_as(town.seat("welfare")):
        assert Answer.objects.get(pk=waited).despite_no == "Magen först."


def test_a_younger_childs_no_asks_for_no_reason(client):
    signed_in(client, "welfare")
    client.post(GIVE, filled(client) | {"said_child": "WAITING", "then": "save"})
    with acting_as(town.seat("welfare")):
        waited = Answer.objects.get(consent__case=town.case("ella"), by_child=True, said="WAITING").pk

    assert "fast barnet säger nej" not in client.get(f"/answers/{waited}/").content.decode()
    assert client.post(f"/answers/{waited}/", {"said": "NO"}).status_code == 302


def questions(key, who):
    """How often, and where, the protection question has been put in the case."""
    with acting_as(town.seat(who)):
        return Counter(ProtectionQuestion.objects.filter(case=town.case(key)).values_list("step", flat=True))


QUESTION = "Vet du eller misstänker du att barnet far illa?"


@pytest.mark.parametrize(("said", "steps"), [("YES", {"CONSENT": 1}), ("NO", {"CONSENT": 1, "REFUSAL": 1})])
def test_the_protection_question_stands_before_a_consent_and_is_put_again_after_a_no(client, said, steps):
    signed_in(client, "welfare")
    before, html = questions("ella", "welfare"), client.get(GIVE).content.decode()

    client.post(GIVE, filled(client) | {"said_child": said, "then": "save"})

    assert QUESTION in html
    assert "Frågan ställs en gång till" in html
    assert questions("ella", "welfare") - before == steps


@pytest.mark.parametrize(("said", "step"), [("YES", "CONSENT"), ("NO", "REFUSAL")])
def test_it_is_put_when_an_answer_comes_and_when_a_yes_is_taken_back(client, said, step):
    signed_in(client, "welfare")
    client.post(GIVE, filled(client) | {"said_child": "WAITING", "then": "save"})
    with acting_as(town.seat("welfare")):
        waited = Answer.objects.get(consent__case=town.case("ella"), by_child=True, said="WAITING")
    before = questions("ella", "welfare")
    pages = [f"/answers/{waited.pk}/", f"/consents/{waited.consent_id}/withdraw/"]

    for path in pages:
        html = client.get(path).content.decode()
        assert QUESTION in html
        assert "Du skriver som <strong>Elevhälsan Björkskolan</strong>" in html
    client.post(pages[0], {"said": said})
    take_back(client, waited.consent_id, "all")

    assert questions("ella", "welfare") - before == {step: 1, "WITHDRAWAL": 1}


def test_who_takes_back_in_the_receiving_unit_has_had_the_question(client):
    consent = consent_of("ella", "bup")
    signed_in(client, "bup")

    take_back(client, consent, "all")

    assert questions("ella", "bup")["WITHDRAWAL"] == 1


def test_nobody_is_asked_again_before_the_day_that_they_chose(client):
    signed_in(client, "welfare")
    day = localdate() + timedelta(days=40)

    past = client.post(GIVE, filled(client) | {"said_child": "NO", "again_child": "2020-01-01", "then": "save"})
    client.post(GIVE, filled(client) | {"said_child": "NO", "again_child": day.isoformat(), "then": "save"})

    assert "Dagen måste ligga framåt i tiden." in past.content.decode()
    written = date_format(day, "j F" if day.year == localdate().year else "j F Y")
    assert f"Fråga inte igen före {written}." in client.get("/cases/K-0042/consent/").content.decode()
    assert f"vill inte bli tillfrågad igen före {written}." in client.get(GIVE).content.decode()


def test_magnus_is_not_asked_again_before_his_day(client):
    signed_in(client, "private_school")

    assert (
        "Magnus Sjögren vill inte bli tillfrågad igen före" in client.get("/cases/K-0036/consent/new/").content.decode()
    )


def test_a_day_to_ask_again_belongs_to_a_no(client):
    signed_in(client, "welfare")
    day = (localdate() + timedelta(days=40)).isoformat()

    client.post(GIVE, filled(client) | {"again_child": day, "then": "save"})

    with acting_as(town.seat("welfare")):
        assert not Answer.objects.filter(consent__case=town.case("ella")).exclude(ask_again_on=None).exists()


def test_without_guardians_the_page_leads_to_the_family_first(client):
    signed_in(client, "welfare")
    assert "Skriv in vårdnadshavarna först" not in client.get(GIVE).content.decode()
    with acting_as(town.seat("welfare")), pen():
        ella = Case.objects.get(pk=town.case("ella")).child
        Relative.objects.filter(child=ella).update(has_custody=False)

    html = client.get(GIVE).content.decode()

    assert "Skriv in vårdnadshavarna först" in html
    assert 'href="/cases/K-0042/family/"' in html


def test_above_the_texts_stands_as_whom_one_writes_and_who_reads(client):
    signed_in(client, "welfare")

    html = client.get(GIVE).content.decode()

    assert "Du skriver som <strong>Elevhälsan Björkskolan</strong>" in html
    assert "er och dem som samtycket omfattar" in html
    assert "Läses bara av dig och din enhet" in html


def test_a_line_that_not_everybody_said_yes_to_is_between_the_family_and_who_asked(client):
    health, own = Unit.objects.get(name="BVC Strandkanten"), Unit.objects.get(name="Elevhälsan Björkskolan")
    signed_in(client, "welfare")
    with acting_as(town.seat("welfare")):
        jonas = Relative.objects.get(name="Jonas Öberg").pk
    left_out = {f"said_{jonas}": "PARTLY", f"refused_{jonas}": [f"{health.pk}:{own.pk}:AGREED"]}
    client.post(GIVE, filled(client) | left_out | {"then": "invite"})
    assert "inte ja från alla" in client.get("/cases/K-0042/consent/").content.decode()
    with acting_as(town.seat("child_health")):
        lines = Grant.objects.filter(case=town.case("ella"))
        asked = Involvement.objects.get(case=town.case("ella"), state="INVITED").pk
        assert {(line.from_unit_id == health.pk, line.kind) for line in lines} == {
            (True, "PRESENCE"), (False, "PRESENCE"), (False, "AGREED"),
        }  # fmt: skip
    signed_in(client, "child_health")

    html = client.get(f"/invitations/{asked}/").content.decode()

    assert "Samtycket om er" in html
    assert "inte ja från alla" not in html


def test_a_consent_that_nothing_came_of_is_not_shown_to_those_it_names(client):
    signed_in(client, "welfare")
    with acting_as(town.seat("welfare")):
        jonas = Relative.objects.get(name="Jonas Öberg").pk
    bup = [str(Unit.objects.get(name="BUP Sjöviken").pk)]
    client.post(GIVE, filled(client) | {"units": bup, f"said_{jonas}": "NO", "then": "save"})
    assert "Att morgnarna ska bli lugna." in client.get("/cases/K-0042/consent/").content.decode()
    signed_in(client, "bup")

    html = client.get("/cases/K-0042/consent/").content.decode()

    assert "Att morgnarna ska bli lugna." not in html
    assert "inte ja från alla" not in html
