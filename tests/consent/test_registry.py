"""What was disclosed to an agency is an official document there, after a withdrawal too: its registrar reads it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404
from django.utils.timezone import localdate, now

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from access.models import Trail
from agencies.actions import change_roles
from agencies.models import Membership
from cases.models import Case, Record
from consent import actions, queries
from consent.models import Consent, Disclosure, Production, Withholding
from tests import town
from tests.accounts import signed_in

pytestmark = pytest.mark.django_db
ELLA, WHY = "K-0042", "Begärd av en förälder, dnr 12/26."


@pytest.fixture
def received():
    """Per becomes the school's registrar; the family takes everything back. Answers with what BUP had shown Leila."""
    with acting_as(town.seat("access_admin")) as tove:
        per = Membership.objects.get(pk=town.seat("unit_manager"))
        change_roles(tove, membership=per, roles=["MANAGER", "REGISTRAR"])
    with acting_as(town.seat("welfare")) as leila:
        acts = Disclosure.objects.filter(case=town.case("ella"), to_unit=leila.unit).exclude(unit__agency=leila.agency)
        act = acts.select_related("record").order_by("disclosed_at").first()
        for consent in Consent.objects.filter(case=town.case("ella")):
            actions.withdraw(leila, consent=consent, about_unit=None, kind="", told_by="Karin")
        assert not Record.objects.filter(pk=act.record_id).exists()
    return act


def produce(key, act, number=ELLA, day=None, reason=WHY):
    with acting_as(town.seat(key)) as actor:
        new = {"new_id": uuid4(), "number": number, "day": day, "disclosure": act.pk, "reason": reason}
        return actions.produce(actor, **new).pk


def test_the_registrar_reads_the_version_that_was_shown_and_nothing_else(received):
    with acting_as(town.seat("unit_manager")):
        assert not Record.objects.filter(case=town.case("ella")).exists()

    taken = produce("unit_manager", received)

    with acting_as(town.seat("unit_manager")) as per:
        page = queries.document(per, taken)
        assert page.record.text == received.record.text
        assert list(Record.objects.values_list("pk", flat=True)) == [received.record_id]
    with acting_as(town.seat("welfare")):
        assert not Record.objects.filter(pk=received.record_id).exists()


def test_the_registrar_is_told_that_it_is_not_for_a_guardian(client, received):
    """What its writers decided while the family's yes still stood holds for what is taken out later."""
    page = f"/registry/{produce('unit_manager', received)}/"
    signed_in(client, "unit_manager")
    before = client.get(page).content.decode()
    with acting_as(received.disclosed_by_id) as writer, pen():
        Withholding(
            case_id=received.case_id, unit_id=writer.unit, record_id=received.record_id, ground="HARM",
            reason="Den som berättade är rädd.", look_again_on=localdate(), decided_at=now(),
            decided_by_id=writer.membership,
        ).save()  # fmt: skip

    after = client.get(page).content.decode()

    said = "har beslutat att det här inte visas för en vårdnadshavare"
    assert said in after and said not in before and "rädd" not in after


def test_after_half_an_hour_it_is_taken_out_anew(received, monkeypatch):
    monkeypatch.setattr("consent.actions.registry.READABLE", timedelta(microseconds=1))
    taken = produce("unit_manager", received)
    with acting_as(town.seat("unit_manager")) as per, pytest.raises(Http404):
        queries.document(per, taken)
    with acting_as(town.seat("unit_manager")):
        assert not Record.objects.exists()


def test_a_day_finds_it_and_nothing_typed_finds_nothing(received):
    on = localdate(received.disclosed_at)
    with acting_as(town.seat("unit_manager")) as per:
        assert received.pk in {found.disclosure for found in queries.received(per, "", on)}
        assert queries.received(per, ELLA, on - timedelta(days=4000)) == []
        assert queries.received(per, "", None) == []
        assert queries.received(per, "K-7Q7Q", None) == []


def test_nobody_else_and_never_without_a_reason(received):
    for key in ("welfare", "log_reviewer", "bup"):
        with pytest.raises(Refused, match="registrator"):
            produce(key, received)
    for wrong in ({"reason": "dnr 12"}, {"number": "K-0041"}, {"number": ""}):
        with pytest.raises(Refused):
            produce("unit_manager", received, **wrong)
    with acting_as(town.seat("unit_manager")):
        assert not Production.objects.exists()


def test_what_the_own_agency_wrote_is_not_received(received):
    with acting_as(town.seat("unit_manager")) as per:
        own = {found.about for found in queries.received(per, ELLA, None)}
        assert own and not any("från Elevhälsan" in about for about in own)


def test_each_document_leaves_its_line_in_the_own_agency(received, client):
    taken = produce("unit_manager", received)
    signed_in(client, "unit_manager")
    client.get(f"/registry/{taken}/")
    with acting_as(town.seat("log_reviewer")):
        names = set(
            Trail.objects.filter(case=town.case("ella"), name__startswith="consent.pro").values_list("name", flat=True)
        )
        assert names == {"consent.produce", "consent.production"}
        assert Production.objects.get(pk=taken).reason == WHY
    with acting_as(town.seat("bup")):
        assert Case.objects.filter(pk=town.case("ella")).count() == 0
        assert not Trail.objects.filter(name__startswith="consent.pro").exists()


def test_the_pages(received, client):
    signed_in(client, "welfare")
    assert client.get("/registry/").status_code == 404
    signed_in(client, "unit_manager")
    assert "Skriv ett K-nummer eller en dag" in client.get("/registry/?number=&day=").content.decode()
    page = client.get(f"/registry/?number={ELLA.lower()}&day=")
    new = {"new_id": page.context["form"]["new_id"].value(), "disclosure": str(received.pk), "reason": WHY}
    assert client.post(f"/registry/?number={ELLA}&day=", new | {"reason": ""}).status_code == 422

    answer = client.post(f"/registry/?number={ELLA}&day=", new, follow=True)

    where = answer.redirect_chain[-1][0]
    assert received.record.text in answer.content.decode().replace("&#x27;", "'").replace("&quot;", '"')
    text = client.get(f"{where}text/")
    assert text["Content-Disposition"] == 'attachment; filename="handling.txt"'
    assert received.record.text in text.content.decode() and "Ella Öberg" not in text.content.decode().split("\n\n")[1]
