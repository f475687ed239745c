"""A signal is sent once, after the protection question, to those who take signals in."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils.timezone import localdate

from access.action import Refused
from access.actor import acting_as
from access.models import Draft, Trail
from cases import actions, queries
from cases.flow import answer_day, question_of
from cases.models import Concern
from tests.town import seat

pytestmark = pytest.mark.django_db

SEEN = "Hon stannar vid dörren på rasterna."
ANSWERS = {
    "child_name": "Amina Hassan",
    "child_class": "3B",
    "birth_year": None,
    "identity_number": "",
    "seen": SEEN,
    "since": "I augusti",
    "tried": "",
    "child_knows": "YES",
    "guardians_know": "NO",
    "knows_more": "",
}


@pytest.fixture
def anna(db):
    with acting_as(seat("teacher")) as actor:
        yield actor


@pytest.fixture
def flow():
    return uuid4()


def test_a_signal_needs_the_question_first(anna, flow):
    with pytest.raises(Refused, match="skyddsfrågan"):
        actions.log_concern(anna, flow=flow, **ANSWERS)
    actions.begin_concern(anna, flow=flow)
    sent = actions.log_concern(anna, flow=flow, **ANSWERS)
    assert (sent.unit.name, sent.from_unit.name) == ("Elevhälsan Björkskolan", "Björkskolan")
    assert sent.question_put_at <= sent.sent_at
    assert sent.answer_by == answer_day(localdate())


@pytest.mark.parametrize(
    ("lacking", "reason"),
    [
        ({"child_name": " "}, "Skriv vem"),
        ({"child_class": ""}, "Skriv vem"),
        ({"seen": "\n"}, "sett eller hört"),
    ],
)
def test_a_signal_says_whom_and_what(anna, flow, lacking, reason):
    actions.begin_concern(anna, flow=flow)
    with pytest.raises(Refused, match=reason):
        actions.log_concern(anna, flow=flow, **ANSWERS | lacking)
    assert actions.log_concern(anna, flow=flow, **ANSWERS)


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("access_admin", "Byt uppdrag"),
        ("log_reviewer", "Byt uppdrag"),
        ("municipal_lead", "Byt uppdrag"),
        ("bup", "lämnar inga"),
    ],
)
def test_only_those_with_somebody_to_send_to_may_write(who, reason, flow):
    with acting_as(seat(who)) as actor, pytest.raises(Refused, match=reason):
        actions.begin_concern(actor, flow=flow)
    with acting_as(seat("preschool")) as malin:
        assert actions.begin_concern(malin, flow=flow).unit.name == "Strandkottens förskola"


def test_sent_twice_it_is_made_once(anna, flow):
    first = actions.begin_concern(anna, flow=flow)
    assert actions.begin_concern(anna, flow=flow) == first
    sent = actions.log_concern(anna, flow=flow, **ANSWERS)
    assert actions.log_concern(anna, flow=flow, **ANSWERS | {"seen": "Något annat"}) == sent
    assert Concern.objects.get(pk=sent.pk).seen == SEEN


def test_two_people_in_the_same_address_do_not_meet(anna, flow):
    actions.begin_concern(anna, flow=flow)
    with acting_as(seat("preschool")) as malin:
        assert question_of(malin, flow) != question_of(anna, flow)
        assert queries.concern_flow(malin, flow).draft is None


def test_it_is_seen_by_its_writer_and_by_those_who_take_in(anna, flow):
    actions.begin_concern(anna, flow=flow)
    sent = actions.log_concern(anna, flow=flow, **ANSWERS)
    assert queries.my_concern(anna, sent.pk).child == "Amina"
    for who, seen in {
        "welfare": True,
        "unit_manager": False,
        "preschool": False,
        "emi": False,
        "coordinator": False,
    }.items():
        with acting_as(seat(who)):
            assert Concern.objects.filter(pk=sent.pk).exists() is seen, who


def test_the_deed_leaves_a_line_without_words(anna, flow):
    actions.begin_concern(anna, flow=flow)
    sent = actions.log_concern(anna, flow=flow, **ANSWERS)
    with acting_as(seat("log_reviewer")):
        line = Trail.objects.get(name="cases.log_concern", subjects__contains=[sent.pk])
    assert (line.verb, line.worker, line.case) == ("DID", anna.worker, None)


@pytest.mark.parametrize(
    ("sent", "by"),
    [
        ("2026-11-23", "2026-11-25"),
        ("2026-11-24", "2026-11-26"),
        ("2026-11-26", "2026-11-30"),
        ("2026-11-27", "2026-12-01"),
        ("2026-11-28", "2026-12-01"),
        ("2026-11-29", "2026-12-01"),
    ],
)
def test_the_answer_comes_by_the_second_working_day(sent, by):
    assert answer_day(date.fromisoformat(sent)) == date.fromisoformat(by)


@pytest.mark.parametrize(
    ("to", "of", "called"),
    [
        ("Elevhälsan Björkskolan", "Björkskolan", "Elevhälsan på Björkskolan"),
        ("Elevhälsan Måsvingen", "Friskolan Måsvingen", "Elevhälsan på Friskolan Måsvingen"),
        ("Strandkottens förskola", "Strandkottens förskola", "Strandkottens förskola"),
        ("BUP Sjöviken", "Björkskolan", "BUP Sjöviken"),
    ],
)
def test_the_receiver_is_called_as_at_the_writers(to, of, called):
    assert queries.receiver(to, of) == called


@pytest.mark.django_db(transaction=True)
def test_two_fingers_at_once_send_it_once():
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    flow = uuid4()

    def at_once(deed, **answers):
        try:
            with acting_as(seat("teacher")) as anna:
                return deed(anna, flow=flow, **answers).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as fingers:
        begun = {finger.result() for finger in [fingers.submit(at_once, actions.begin_concern) for _ in range(4)]}
        sent = {
            finger.result() for finger in [fingers.submit(at_once, actions.log_concern, **ANSWERS) for _ in range(4)]
        }
    assert begun == sent
    assert len(sent) == 1
    with acting_as(seat("welfare")):
        assert Concern.objects.filter(seen=SEEN).count() == 1


def test_pages_are_kept_beside_each_other_until_the_writer_stops(anna, flow):
    actions.begin_concern(anna, flow=flow)
    actions.keep_concern(anna, flow=flow, fields={"child_name": ["Amina"]}, page="/concerns/new/")
    kept = actions.keep_concern(anna, flow=flow, fields={"seen": [SEEN]}, page="/concerns/new/")
    assert (kept.said("child_name"), kept.said("seen")) == ("Amina", SEEN)

    actions.stop_concern(anna, flow=flow)

    assert not Draft.objects.filter(pk=kept.pk, fields__has_key="seen").exists()
