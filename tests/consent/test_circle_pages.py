"""The pages of the circle, of answers that come later, of sharing and of handing over."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from access.action import Refused
from access.actor import acting_as
from agencies.models import Membership, Unit
from cases.models import Case, Handover, Involvement, Record
from consent.actions import accept_invitation, invite_unit
from consent.models import Consent, Disclosure, JournalCopy, Withdrawal
from consent.queries import circle_page
from look.templatetags.look import day, weekday
from tests import town
from tests.accounts import signed_in
from tests.consent.test_circle import ask

pytestmark = pytest.mark.django_db


def unit(name):
    return Unit.objects.get(name=name)


def test_the_circle_says_why_somebody_cannot_be_asked_and_names_nobody(client):
    signed_in(client, "private_school")

    html = client.get("/cases/K-0036/circle/").content.decode()

    assert "Det finns inget samtycke från alla som ska svara." in html
    assert "Magnus" not in html


def test_a_unit_is_invited_from_the_circle(client):
    signed_in(client, "welfare")
    path = f"/cases/K-0042/circle/{unit('Strandkottens förskola').pk}/invite/"
    assert client.get(path).status_code == 200

    assert client.post(path, {"reason": ""}).status_code == 422
    assert client.post(path, {"reason": "Syskonet går där."}).status_code == 302

    with acting_as(town.seat("preschool")):
        assert Involvement.objects.filter(case=town.case("ella"), state="INVITED").exists()


def test_a_unit_without_accounts_is_noted_from_the_circle(client):
    signed_in(client, "welfare")
    path = f"/cases/K-0042/circle/{unit('Vårdcentralen Hamnen').pk}/note/"
    assert client.get(path).status_code == 200

    answer = client.post(path, {"contact": "Dr Ek", "phone": ""})

    assert "inget samtycke" in answer.content.decode()


def test_the_intake_answers_yes_and_names_who(client):
    involvement = ask()
    signed_in(client, "child_health")
    page = client.get(f"/invitations/{involvement}/").content.decode()
    assert "Magen på morgnarna." in page
    assert "lutar oss mot det" in page
    assert "Karin" not in page
    assert "BUP" not in page

    answer = client.post(f"/invitations/{involvement}/", {"worker": str(town.seat("child_health"))})

    assert answer.status_code == 302
    assert client.get("/cases/K-0042/").status_code == 200


def test_the_intake_answers_no_with_a_reason_and_sees_no_more(client):
    involvement = ask()
    signed_in(client, "child_health")
    assert "Ella" in client.get("/invitations/").content.decode()
    assert client.post(f"/invitations/{involvement}/decline/", {}).status_code == 422

    assert client.post(f"/invitations/{involvement}/decline/", {"because": "NOT_NOW"}).status_code == 302

    assert "Ella" not in client.get("/invitations/").content.decode()
    assert client.get(f"/invitations/{involvement}/").status_code == 404


def test_taken_back_on_the_page_the_receiver_loses_it(client):
    signed_in(client, "welfare")
    with acting_as(town.seat("welfare")):
        consent = Consent.objects.get(case=town.case("ella"))
    path = f"/consents/{consent.pk}/withdraw/"
    assert client.get(path).status_code == 200

    answer = client.post(path, {"what": str(unit("BUP Sjöviken").pk), "who": "all", "told_by": "Jonas"}, follow=True)

    assert "Tillbakataget" in answer.content.decode()
    with acting_as(town.seat("bup")):
        assert not Record.objects.filter(pk=town.record("E6")).exists()
    with acting_as(town.seat("social")):
        assert not Withdrawal.objects.exists()


def test_an_answer_that_came_is_recorded(client):
    signed_in(client, "family_support")
    with acting_as(town.seat("family_support")):
        waited = Consent.objects.get(case=town.case("saga")).answers.get(said="WAITING")
    assert client.get(f"/answers/{waited.pk}/").status_code == 200
    assert client.post(f"/answers/{waited.pk}/", {"said": "PARTLY"}).status_code == 422

    assert client.post(f"/answers/{waited.pk}/", {"said": "YES"}, follow=True).status_code == 200

    with acting_as(town.seat("family_support")):
        assert not Consent.objects.get(case=town.case("saga")).answers.filter(said="WAITING").exists()


def test_a_note_is_shared_from_its_page(client):
    signed_in(client, "welfare")
    path = f"/cases/K-0042/notes/{town.record('E4')}/share/"
    assert "Delat med Björkskolan" in client.get(path).content.decode()

    assert client.post(path, {"units": [str(unit("BUP Sjöviken").pk)]}).status_code == 302

    with acting_as(town.seat("bup")):
        assert Disclosure.objects.filter(record=town.record("E4")).exists()


def test_a_copy_to_the_journal_is_plain_text_with_a_number(client):
    signed_in(client, "bup")
    path = f"/cases/K-0042/notes/{town.record('E6')}/journal/"
    assert "Leila Amiri, skolkurator" in client.get(path).content.decode()

    client.post(path, {"number": "2026-117"})

    with acting_as(town.seat("bup")):
        assert JournalCopy.objects.get().number == "2026-117"


def test_the_one_asked_takes_over(client):
    signed_in(client, "social")
    with acting_as(town.seat("social")):
        handover = Handover.objects.get(case=town.case("elias"))
    assert "Erik Lund" in client.get(f"/handovers/{handover.pk}/").content.decode()

    client.post(f"/handovers/{handover.pk}/", {"answer": "yes"})

    with acting_as(town.seat("social")):
        assert Case.objects.get(pk=town.case("elias")).lead_id == town.seat("social")


def test_the_lead_asks_somebody_and_takes_the_question_back(client):
    signed_in(client, "welfare")
    assert client.get("/cases/K-0042/handover/").status_code == 200

    client.post("/cases/K-0042/handover/", {"to": str(town.seat("social")), "reason": "Nytt läsår"})

    with acting_as(town.seat("welfare")):
        handover = Handover.objects.get(case=town.case("ella"))
    assert "Du frågade Maria Holm" in client.get("/cases/K-0042/circle/").content.decode()
    assert client.post(f"/handovers/{handover.pk}/back/").status_code == 302


def test_the_button_says_that_a_guardian_has_not_said_yes_and_names_nobody(client):
    signed_in(client, "private_school")
    with acting_as(town.seat("private_school")) as hanna:
        william = Case.objects.get(reference="K-0036")
        units = {unit.name for unit in circle_page(hanna, "K-0036").refused}
        one = Unit.objects.get(name=sorted(units)[0])
        with pytest.raises(Refused, match="En av vårdnadshavarna har inte sagt ja"):
            invite_unit(hanna, case=william, unit=one, reason="Hej")

    html = client.get("/cases/K-0036/circle/").content.decode()

    assert "En av vårdnadshavarna har inte sagt ja." in html
    assert units == {"Stöd till barn och familj"}
    assert "Magnus" not in html


def ahead(*days):
    """So many days from today, as the browser sends them."""
    return {f"day_{number}": (localdate() + timedelta(days=one)).isoformat() for number, one in enumerate(days, 1)}


def test_the_intake_reads_which_days_one_would_rather_and_answers_with_its_own(client):
    signed_in(client, "welfare")
    path = f"/cases/K-0042/circle/{unit('Strandkottens förskola').pk}/invite/"
    assert client.post(path, {"reason": "Syskonet går där.", **ahead(9, 7)}).status_code == 302
    with acting_as(town.seat("preschool")):
        asked = Involvement.objects.get(case=town.case("ella"), unit=unit("Strandkottens förskola"))
        assert asked.wished_days == [localdate() + timedelta(days=7), localdate() + timedelta(days=9)]

    signed_in(client, "preschool")
    page = client.get(f"/invitations/{asked.pk}/").content.decode()
    assert "Helst dessa dagar" in page and weekday(asked.wished_days[0]) in page
    yes = {"worker": str(town.seat("preschool")), **ahead(8)}
    assert client.post(f"/invitations/{asked.pk}/", yes).status_code == 302

    signed_in(client, "welfare")
    suits = day(localdate() + timedelta(days=8))
    circle = client.get("/cases/K-0042/circle/").content.decode()
    assert f"Dagar som passar: {suits}" in circle and "Helst dessa dagar" not in circle
    assert (
        f"Dagar som passar Strandkottens förskola: {suits}"
        in client.get("/cases/K-0042/meetings/new/").content.decode()
    )
    for other in ("bup", "social"):  # between the two units alone
        signed_in(client, other)
        assert "Dagar som passar" not in client.get("/cases/K-0042/circle/").content.decode()


@pytest.mark.parametrize(("days", "said"), [(-1, "Välj en dag som kommer"), (400, "Välj en dag inom ett år")])
def test_the_days_are_to_come(client, days, said):
    signed_in(client, "welfare")
    strand = unit("Strandkottens förskola")
    refused = client.post(f"/cases/K-0042/circle/{strand.pk}/invite/", {"reason": "Hej", **ahead(days)})
    assert refused.status_code == 422 and said in refused.content.decode()
    wrong = [localdate() + timedelta(days=days)]
    with acting_as(town.seat("welfare")) as leila, pytest.raises(Refused, match=said):
        invite_unit(leila, case=Case.objects.get(pk=town.case("ella")), unit=strand, reason="Hej", days=wrong)
    involvement = ask()
    with acting_as(town.seat("child_health")) as ingrid, pytest.raises(Refused, match=said):
        accept_invitation(
            ingrid, involvement=Involvement.objects.get(pk=involvement), days=wrong,
            worker=Membership.objects.get(pk=town.seat("child_health")),
        )  # fmt: skip
