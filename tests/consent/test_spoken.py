"""What was told on the telephone or in the corridor: two taps, with its ground, for the own unit alone."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from agencies.models import Unit
from cases.kinds import Kind
from cases.models import Case, Relative
from consent import actions
from consent.models import Spoken
from tests import town
from tests.accounts import signed_in

pytestmark = pytest.mark.django_db
BUP = "BUP Sjöviken"
PAGE = "/cases/K-0042/spoken/"


def say(actor, **other):
    words = {
        "case": Case.objects.get(pk=town.case("ella")), "to_unit": Unit.objects.get(name=BUP), "relative": None,
        "kind": Kind.SCHOOL_DAY, "words": "Hon kom i tid.", "basis": "", "weighing": "",
    }  # fmt: skip
    return actions.note_spoken(actor, **(words | other))


def test_what_the_consent_covers_takes_two_taps(client, leila):
    signed_in(client, "welfare")
    to = Unit.objects.get(name=BUP)

    answer = client.post(PAGE, {"to": str(to.pk), "kind": "SCHOOL_DAY"}, follow=True)

    html = answer.content.decode()
    assert "Antecknat hos er." in html and "Muntligt till BUP Sjöviken" in html
    told = Spoken.objects.get()
    assert (told.basis, told.to_unit_id, told.record.unit_id) == ("CONSENT", to.pk, leila.unit)


def test_what_it_does_not_cover_asks_for_the_law_and_why(leila):
    with pytest.raises(Refused, match="Välj vilket stöd i lag"):
        say(leila, kind=Kind.HOME)
    with pytest.raises(Refused, match="En mening räcker"):
        say(leila, kind=Kind.HOME, basis="GENERAL_CLAUSE")

    told = say(leila, kind=Kind.HOME, basis="GENERAL_CLAUSE", weighing="Det var uppenbart viktigare att de visste.")

    assert told.section == "OSL 10:27"


@pytest.mark.parametrize("basis", ["CONCERN", "CARE_HEALTH", "CONSENT", "hittepå"])
def test_a_ground_that_does_not_fit_is_refused(leila, basis):
    with pytest.raises(Refused, match="Välj vilket stöd i lag"):
        say(leila, kind=Kind.HOME, basis=basis, weighing="En mening som räcker.")
    assert not Spoken.objects.exists()


def test_a_guardian_with_custody_has_a_right_of_their_own(leila):
    mother = Relative.objects.filter(child__cases=town.case("ella"), has_custody=True).first()

    told = say(leila, to_unit=None, relative=mother)

    assert (told.basis, told.section) == ("GUARDIAN", "OSL 12:3, FB 6:11")


def test_it_is_to_one_who_is_around_the_child(leila):
    with pytest.raises(Refused, match="Välj vem du berättade för"):
        say(leila, to_unit=Unit.objects.get(name="BVC Strandkanten"))
    with pytest.raises(Refused, match="stannar hos er"):
        say(leila, kind=Kind.ANSWER)


def test_the_told_unit_sees_nothing_of_the_note(leila):
    told = say(leila)

    with acting_as(town.seat("bup")):
        assert not Spoken.objects.exists()
        assert not Case.objects.get(pk=town.case("ella")).records.filter(pk=told.record_id).exists()


def test_the_database_keeps_no_law_without_its_weighing(leila):
    record = say(leila).record

    with pytest.raises(IntegrityError), pen(), transaction.atomic():
        Spoken(
            case=record.case, unit_id=leila.unit, record=record, to_unit=Unit.objects.get(name=BUP), basis="NO_HARM",
            section="OSL 8:1", weighing=" ", told_at=now(), told_by_id=leila.membership,
        ).save()  # fmt: skip
