"""A guardian whose right to decide is limited opens nothing alone, whatever they answer (domain.md 4.5)."""

import pytest

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from cases.models import Case, Relative
from consent import actions
from consent.grounds import Ground
from consent.models import Consent
from tests import town
from tests.accounts import signed_in
from tests.consent.test_deciding import WHY, answer_of, asked, decide, ella, health, open_kinds
from tests.consent.test_states import stands

pytestmark = pytest.mark.django_db
__all__ = ["ella", "health"]
ASK = "Fråga socialtjänsten vem som bestämmer"


def limit(*names):
    """What the lead ticks under Familj."""
    with pen():
        Relative.objects.filter(name__in=names).update(limited_right=True)


def test_a_yes_from_guardians_without_the_right_opens_nothing(leila, ella, health):
    limit("Karin Öberg", "Jonas Öberg")
    consent = asked(leila, ella, health, "YES")
    assert not open_kinds(consent)


def test_the_other_guardian_opens_it_as_before(leila, ella, health):
    limit("Karin Öberg")
    assert open_kinds(asked(leila, ella, health, "YES"))


def test_nor_does_an_answer_that_comes_later(leila, ella, health):
    consent = asked(leila, ella, health, "WAITING")
    limit("Karin Öberg", "Jonas Öberg")
    late = answer_of(consent, "Jonas Öberg")
    actions.record_answer(leila, answer=late, said="YES", refused=frozenset(), words="")
    assert not open_kinds(consent)


def test_no_decision_opens_on_such_a_yes_alone(leila, ella, health):
    """Jonas cannot answer, and Karin may not decide: it opens first when she may."""
    consent = asked(leila, ella, health, "WAITING")
    limit("Karin Öberg")
    with pytest.raises(Refused, match=ASK):
        decide(leila, consent, Ground.ABSENT, answer_of(consent, "Jonas Öberg"), WHY)
    assert not open_kinds(consent)
    with pen():
        Relative.objects.filter(name="Karin Öberg").update(limited_right=False)
    decide(leila, consent, Ground.ABSENT, answer_of(consent, "Jonas Öberg"), WHY)
    assert open_kinds(consent)


def test_a_child_s_yes_alone_does_not_stand_in_for_the_one_without_the_right(leila, ella, health):
    """Neither where the only guardian left is set aside: that would be the young person deciding alone."""
    consent = asked(leila, ella, health, "NO")
    limit("Jonas Öberg", "Karin Öberg")
    with pytest.raises(Refused, match=ASK):
        decide(leila, consent, Ground.LIMITED, answer_of(consent, "Jonas Öberg"), WHY)
    assert not open_kinds(consent)


def test_the_pages_say_whom_to_ask(client, health):
    with acting_as(town.seat("welfare")) as actor:
        limit("Karin Öberg", "Jonas Öberg")
        consent = asked(actor, Case.objects.get(pk=town.case("ella")), health, "WAITING")
        late = answer_of(consent, "Jonas Öberg").pk
    signed_in(client, "welfare")
    for path in ("/cases/K-0042/consent/new/", f"/answers/{late}/", "/cases/K-0042/consent/"):
        page = client.get(path)
        assert page.status_code == 200, path
        assert ASK in page.content.decode(), path
    with acting_as(town.seat("welfare")) as actor:
        answer = answer_of(Consent.objects.get(pk=consent.pk), "Jonas Öberg")
        actions.record_answer(actor, answer=answer, said="YES", refused=frozenset(), words="")
        assert stands(actor, consent).words == "Inget ja som räcker"
