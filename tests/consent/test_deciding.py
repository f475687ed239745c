"""One of several takes back, cannot answer or says no: what closes at once, and what a recorded decision may open."""

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from agencies.models import Unit
from cases.kinds import Kind
from cases.models import Case, Record, Relative
from consent import actions, queries
from consent.grounds import LESSER, Ground
from consent.models import Consent, Decision, Grant
from consent.states import State
from consent.terms import Choice, Party
from tests import town
from tests.accounts import signed_in
from tests.consent.test_giving import give
from tests.consent.test_states import stands

pytestmark = pytest.mark.django_db
WHY = "Jonas är på sjukhus till jul och läkaren säger att han inte kan svara."


@pytest.fixture
def ella(leila):
    return Case.objects.get(pk=town.case("ella"))


@pytest.fixture
def health(leila):
    return Unit.objects.get(name="BVC Strandkanten")


def everything(unit):
    kinds = frozenset(kind for kind in Kind if kind not in (Kind.ANSWER, Kind.PRESENCE))
    return (Party(unit.pk, Choice.OWN, kinds, kinds),)


def asked(leila, ella, health, said="WAITING", **more):
    """A consent to tell BVC everything, with a yes from Karin and this from Jonas."""
    return give(leila, ella, units=[health], parties=everything(health), answers={"Jonas Öberg": (said,)}, **more)


def answer_of(consent, name):
    return consent.answers.get(relative__name=name)


def open_kinds(consent):
    return set(Grant.objects.filter(consent=consent).exclude(starts_at=None).values_list("kind", flat=True))


def decide(actor, consent, ground, answer=None, reason=WHY):
    return actions.decide_without(actor, consent=consent, ground=ground, answer=answer, reason=reason)


def take_back(actor, consent, name, **more):
    words = {"about_unit": None, "kind": "", "told_by": name.split()[0], "by_one": True} | more
    return actions.withdraw(actor, consent=consent, answer=answer_of(consent, name), **words)


def read_by(key, case):
    with acting_as(town.seat(key)):
        return set(Record.objects.filter(case=town.case(case)).values_list("pk", flat=True))


# --- one of two takes back ---


def test_what_one_takes_back_closes_at_once_and_is_not_enough_until_somebody_weighs_it(leila, ella):
    consent = Consent.objects.get(case=ella)
    before = read_by("bup", "ella")

    take_back(leila, consent, "Jonas Öberg")

    assert read_by("bup", "ella") < before
    how = stands(leila, consent)
    assert (how.state, how.is_live, how.can_be_decided) == (State.INSUFFICIENT, True, True)
    assert how.next.startswith("En av flera har tagit tillbaka")


def test_the_lead_is_asked_today_to_weigh_it(client):
    with acting_as(town.seat("welfare")) as leila:
        take_back(leila, Consent.objects.get(case=town.case("ella")), "Jonas Öberg")
    signed_in(client, "welfare")

    shown = client.get("/").content.decode()

    assert "Samtycket räcker inte längre. Bedöm det." in shown


def test_the_other_guardian_alone_does_not_open_what_one_has_taken_back(leila, ella):
    consent = Consent.objects.get(case=ella)
    take_back(leila, consent, "Jonas Öberg")

    with pytest.raises(Refused, match="bestämmer inte den andra ensam"):
        decide(leila, consent, Ground.ABSENT, answer_of(consent, "Jonas Öberg"))

    assert not Decision.objects.filter(consent=consent).exists()


def test_it_opens_again_when_who_took_back_no_longer_has_the_custody(leila, ella):
    consent = Consent.objects.get(case=ella)
    before = read_by("bup", "ella")
    take_back(leila, consent, "Jonas Öberg")
    with pen():
        Relative.objects.filter(name="Jonas Öberg").update(has_custody=False)

    decide(leila, consent, Ground.CUSTODY, answer_of(consent, "Jonas Öberg"), "Tingsrätten gav Karin ensam vårdnad.")

    assert read_by("bup", "ella") == before
    assert stands(leila, consent).state in (State.ACTIVE, State.ENDING)


def test_custody_is_changed_on_the_familys_page_first(leila, ella):
    consent = Consent.objects.get(case=ella)
    take_back(leila, consent, "Jonas Öberg")

    with pytest.raises(Refused, match="Ändra under Familj först"):
        decide(leila, consent, Ground.CUSTODY, answer_of(consent, "Jonas Öberg"))


def test_what_all_have_taken_back_no_decision_opens(leila, ella):
    consent = Consent.objects.get(case=ella)
    actions.withdraw(leila, consent=consent, about_unit=None, kind="", told_by="Karin")

    with pytest.raises(Refused, match="Det kan inget beslut ersätta"):
        decide(leila, consent, Ground.CUSTODY, answer_of(consent, "Jonas Öberg"))


def test_somebody_in_the_circle_writes_it_and_the_lead_says_whose_it_was(leila, ella):
    consent = Consent.objects.get(case=ella)
    before = read_by("social", "ella")
    with acting_as(town.seat("bup")) as erik:
        actions.withdraw(
            erik, consent=Consent.objects.get(pk=consent.pk), about_unit=None, kind="", told_by="Pappan", by_one=True
        )
    assert read_by("social", "ella") < before
    with acting_as(town.seat("welfare")) as leila:
        assert stands(leila, consent).state == State.INSUFFICIENT
        with pen():
            Relative.objects.filter(name="Jonas Öberg").update(has_custody=False)

        decide(leila, consent, Ground.CUSTODY, answer_of(consent, "Jonas Öberg"), "Karin har ensam vårdnad nu.")

    assert read_by("social", "ella") == before


def test_another_unit_cannot_name_whose_answer_it_is(db):
    with acting_as(town.seat("welfare")):
        consent = Consent.objects.get(case=town.case("ella"))
        jonas = answer_of(consent, "Jonas Öberg")
    with acting_as(town.seat("bup")) as erik:
        page = queries.withdraw_page(erik, consent.pk)
        assert page.answers == []
        with pytest.raises(Http404):
            actions.withdraw(
                erik, consent=page.consent, about_unit=None, kind="", told_by="Jonas", by_one=True, answer=jonas
            )


def test_ended_every_line_ends_and_it_says_so(leila, ella):
    consent = Consent.objects.get(case=ella)
    take_back(leila, consent, "Jonas Öberg", kind=Kind.WELLBEING)

    actions.end_consent(leila, consent=consent, reason="Familjen vill vänta till efter jul.")

    assert stands(leila, consent).state == State.ENDED
    assert not [line for line in queries.doors_of_case(leila, ella) if line.consent_id == consent.pk]
    with pytest.raises(Refused, match="redan avslutat"):
        actions.end_consent(leila, consent=consent, reason="Familjen vill vänta till efter jul.")


# --- one guardian cannot answer ---


def test_one_guardian_alone_opens_what_weighs_little_and_nothing_else(leila, ella, health):
    consent = asked(leila, ella, health)
    assert not open_kinds(consent)

    decide(leila, consent, Ground.ABSENT, answer_of(consent, "Jonas Öberg"))

    assert open_kinds(consent) == {str(kind) for kind in LESSER}
    assert stands(leila, consent).state == State.ACTIVE


def test_never_against_a_no(leila, ella, health):
    consent = asked(leila, ella, health, "NO")

    with pytest.raises(Refused, match="har sagt nej"):
        decide(leila, consent, Ground.ABSENT, answer_of(consent, "Jonas Öberg"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": "Sjuk."}, "minst en mening"),
        ({"who": "Karin Öberg"}, "har sagt ja"),
        ({"who": None}, "Välj vems svar"),
        ({"ground": Ground.LIMITED}, "Markera först under Familj"),
        ({"ground": Ground.CHILD}, "bara barnets eget svar"),
        ({"ground": Ground.MATURE}, "tidigast från femton"),
        ({"ground": Ground.ENDED}, "avslutas för alla"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence_and_nothing_is_half_done(leila, ella, health, change, sentence):
    consent = asked(leila, ella, health)
    typed = {"ground": Ground.ABSENT, "who": "Jonas Öberg", "reason": WHY} | change
    answer = answer_of(consent, typed["who"]) if typed["who"] else None

    with pytest.raises(Refused, match=sentence):
        decide(leila, consent, typed["ground"], answer, typed["reason"])

    assert not open_kinds(consent) and not Decision.objects.filter(consent=consent).exists()


def test_a_giver_without_custody_opens_nothing(leila, ella, health):
    consent = asked(leila, ella, health)
    with pen():
        Relative.objects.filter(name="Karin Öberg").update(has_custody=False)

    with pytest.raises(Refused, match="har inte vårdnaden"):
        decide(leila, consent, Ground.ABSENT, answer_of(consent, "Jonas Öberg"))


def test_who_was_set_aside_and_says_no_after_all_closes_it_again(leila, ella, health):
    consent = asked(leila, ella, health)
    jonas = answer_of(consent, "Jonas Öberg")
    decide(leila, consent, Ground.ABSENT, jonas)
    jonas.refresh_from_db()

    actions.record_answer(leila, answer=jonas, said="NO", refused=[], words="")

    assert not queries.is_covered(leila, ella, Unit.objects.get(name="BVC Strandkanten"))


def test_the_database_itself_holds_one_guardian_to_little(leila, ella, health):
    consent = asked(leila, ella, health)
    decision = Decision(
        consent=consent, unit_id=leila.unit, answer=answer_of(consent, "Jonas Öberg"), ground=Ground.ABSENT,
        kinds=[Kind.CARE], reason=WHY, decided_at=consent.recorded_at, decided_by_id=leila.membership,
    )  # fmt: skip
    with pytest.raises(IntegrityError), pen(), transaction.atomic():
        decision.save()


def test_who_does_not_lead_decides_nothing(leila, ella, health):
    consent = asked(leila, ella, health)
    with acting_as(town.seat("unit_manager")) as manager, pytest.raises(Refused, match="Bara barnets fasta kontakt"):
        found = Consent.objects.filter(pk=consent.pk).first() or consent
        may = actions.decide_without.may(manager, consent=found, ground=Ground.ABSENT, answer=None, reason=WHY)
        raise Refused(may.reason)
