"""A door opens for what all who must answer have said yes to, and closes the moment somebody takes it back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate

from access.action import Refused
from access.actor import acting_as
from agencies.models import Unit
from cases.kinds import Kind
from cases.models import Case, Record, Relative
from consent import actions, queries
from consent.models import Answer, Consent, Grant
from consent.terms import Choice, Party, Said, Terms, months_later
from tests import town

pytestmark = pytest.mark.django_db


def terms(child, *, units, answers=None, **more):
    """Terms with these units told what is agreed, and a yes from everybody but as `answers` says, by name."""
    answers = answers or {}
    said = [
        Said(relative.pk, *answers.get(relative.name, ("YES",)))
        for relative in Relative.objects.filter(child=child, has_custody=True)
    ]
    today = localdate()
    return Terms(
        **{
            "parties": tuple(Party(unit.pk, Choice.AGREED) for unit in units),
            "ours": (),
            "know_each_other": frozenset(),
            "purpose": "Att morgnarna ska bli lugna.",
            "form": "WRITTEN",
            "witness": "",
            "given_on": today,
            "ends_on": months_later(today, 6),
            "not_told": "",
            "answers": (*said, Said(None, *answers.get("child", ("YES",)))),
        }
        | ({"answers": more.pop("said")} if "said" in more else {})
        | more
    )


def unit(name):
    return Unit.objects.get(name=name)


@pytest.fixture
def ella(leila):
    return Case.objects.get(pk=town.case("ella"))


def give(actor, case, **more):
    return actions.give(actor, case=case, consent_id=uuid4(), terms=terms(case.child, **more))


def test_a_yes_from_all_opens_our_lines_at_once_and_theirs_when_they_rely_on_it(leila, ella):
    health = unit("BVC Strandkanten")

    consent = give(leila, ella, units=[health])

    lines = {(line.from_unit_id, line.kind): line for line in consent.grants.all()}
    assert {kind for _unit, kind in lines} == {Kind.PRESENCE, Kind.AGREED}
    assert all(line.starts_at for line in lines.values())
    assert lines[leila.unit, Kind.AGREED].relied_at is not None
    assert lines[health.pk, Kind.AGREED].relied_at is None
    assert queries.is_covered(leila, ella, health)


def test_partly_is_the_intersection(leila, ella):
    health = unit("BVC Strandkanten")
    refused = frozenset({f"{leila.unit}:{health.pk}:AGREED"})

    consent = give(leila, ella, units=[health], answers={"Jonas Öberg": ("PARTLY", refused)})

    opened = {(line.from_unit_id, line.kind) for line in consent.grants.all() if line.starts_at}
    assert (leila.unit, Kind.PRESENCE) in opened
    assert (leila.unit, Kind.AGREED) not in opened
    assert (health.pk, Kind.AGREED) in opened


@pytest.mark.parametrize("said", ["NO", "WAITING"])
def test_a_guardian_who_has_not_said_yes_keeps_every_line_closed(leila, ella, said):
    health = unit("BVC Strandkanten")

    consent = give(leila, ella, units=[health], answers={"Jonas Öberg": (said,)})

    assert not any(line.starts_at for line in consent.grants.all())
    assert not queries.is_covered(leila, ella, health)
    why = "En av vårdnadshavarna har inte sagt ja" if said == "NO" else "inget samtycke från alla"
    with pytest.raises(Refused, match=why):
        actions.invite_unit(leila, case=ella, unit=health, reason="För magen")


def test_a_young_childs_no_is_kept_and_closes_nothing(leila, ella):
    health = unit("BVC Strandkanten")

    consent = give(leila, ella, units=[health], answers={"child": ("NO", frozenset(), "Inte doktorn.")})

    answer = consent.answers.get(by_child=True)
    assert (answer.said, answer.is_needed, answer.words.text) == (Answer.Said.NO, False, "Inte doktorn.")
    assert queries.is_covered(leila, ella, health)


def test_from_fifteen_the_young_persons_no_closes(db):
    with acting_as(town.seat("coordinator")) as ellinor:
        noah = Case.objects.get(pk=town.case("noah"))
        health = unit("BVC Strandkanten")

        consent = give(ellinor, noah, units=[health], answers={"child": ("NO",)})

        assert consent.answers.get(by_child=True).is_needed
        assert not any(line.starts_at for line in consent.grants.all())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ends_on": localdate() - timedelta(days=1)}, "Slutdagen"),
        ({"ends_on": months_later(localdate(), 12) + timedelta(days=1)}, "högst tolv månader"),
        ({"given_on": localdate() + timedelta(days=1)}, "i framtiden"),
        ({"form": "ORAL"}, "vittne"),
        ({"parties": ()}, "minst en enhet"),
        ({"said": ()}, "alltid bli tillfrågat"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_half_done(leila, ella, change, sentence):
    before = Consent.objects.count()

    with pytest.raises(Refused, match=sentence):
        give(leila, ella, units=[unit("BVC Strandkanten")], **change)

    assert Consent.objects.count() == before


def test_sent_twice_it_is_made_once(leila, ella):
    typed, pk = terms(ella.child, units=[unit("BVC Strandkanten")]), uuid4()

    first = actions.give(leila, case=ella, consent_id=pk, terms=typed)
    second = actions.give(leila, case=ella, consent_id=pk, terms=typed)

    assert first == second
    assert Grant.objects.filter(consent=pk).count() == 4


def test_an_answer_that_was_waited_for_opens_the_lines(db):
    with acting_as(town.seat("family_support")) as daniel:
        saga = Case.objects.get(pk=town.case("saga"))
        (waited,) = Answer.objects.filter(said=Answer.Said.WAITING, consent__case=saga)
        closed = waited.consent.grants.exclude(starts_at=None).count()

        actions.record_answer(daniel, answer=waited, said="YES", refused=[], words="Ja, nu har jag läst.")

        assert closed == 0
        assert not waited.consent.grants.filter(starts_at=None).exists()


def read_by(key, case):
    with acting_as(town.seat(key)):
        return {str(pk) for pk in Record.objects.filter(case=town.case(case)).values_list("pk", flat=True)}


def keys(*names):
    return {str(town.record(name)) for name in names}


def test_taken_back_from_one_unit_it_closes_for_that_unit_alone(leila, ella):
    consent = Consent.objects.get(case=ella)
    before = read_by("social", "ella")

    actions.withdraw(leila, consent=consent, about_unit=unit("BUP Sjöviken"), kind="", told_by="Jonas")

    assert read_by("bup", "ella") == keys("E9")
    assert read_by("social", "ella") == before


def test_anybody_in_the_circle_may_record_that_all_is_taken_back(db):
    with acting_as(town.seat("bup")) as erik:
        consent = Consent.objects.get(case=town.case("ella"))
        actions.withdraw(erik, consent=consent, about_unit=None, kind="", told_by="Karin")

    assert read_by("bup", "ella") == keys("E9")
    assert read_by("social", "ella") == keys("E7", "E8")
    assert keys("E3") < read_by("welfare", "ella")
    with acting_as(town.seat("social")):
        assert not Case.objects.filter(pk=town.case("ella")).exists()


def test_one_kind_taken_back_closes_that_kind(leila, ella):
    consent = Consent.objects.get(case=ella)

    actions.withdraw(leila, consent=consent, about_unit=None, kind=Kind.SCHOOL_DAY, told_by="Karin")

    assert read_by("bup", "ella") == keys("E6", "E9", "E10")


def test_taken_back_once_it_cannot_be_taken_back_again(leila, ella):
    consent = Consent.objects.get(case=ella)
    actions.withdraw(leila, consent=consent, about_unit=None, kind="", told_by="Karin")

    with pytest.raises(Refused, match="redan tillbakataget"):
        actions.withdraw(leila, consent=consent, about_unit=None, kind="", told_by="Karin")
