"""How anything changes: locked, asked, done and logged as one; a refusal says why and changes nothing."""

import threading
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.http import Http404
from django.utils.timezone import now

from access import trail
from access.action import ACTIONS, YES, OutsideAction, Refused, action, no
from access.actor import NoActor, acting_as
from access.models import Draft, Trail
from cases.models import Case, Record, Relative
from consent.actions import withdraw
from consent.models import Consent, Withdrawal
from tests.town import case, ids, record, seat

pytestmark = pytest.mark.django_db

SAYS = "Pröva hur en handling går till."


def may_rename(actor, *, case, by_whom=""):
    return no("Så får det inte heta.") if by_whom == "nobody" else YES


def deed(name="rename", may=may_rename):
    """An action like any other; it is taken out of the list again."""

    def rename(actor, *, case, by_whom=""):
        case.decision = Case.Decision.SEVERAL
        case.save(update_fields=["decision"])
        return case

    made = action(may=may, says=SAYS)(rename)
    ACTIONS.pop("tests.rename")
    return made


@pytest.fixture
def leila():
    with acting_as(seat("welfare")) as actor:
        yield actor


@pytest.fixture
def ella(leila):
    return Case.objects.get(pk=case("ella"))


def lines(leila, verb):
    # Leila sees the lines of her cases; deeds of this test's are the newest.
    return list(Trail.objects.filter(verb=verb, name="tests.rename"))


def test_the_deed_is_done_and_logged(leila, ella):
    assert deed()(leila, case=ella) is ella
    ella.refresh_from_db()
    assert ella.decision == Case.Decision.SEVERAL
    [line] = lines(leila, "DID")
    assert (line.membership, line.unit, line.case, line.subjects) == (leila.membership, leila.unit, ella.pk, [ella.pk])


def test_a_refusal_says_why_changes_nothing_and_leaves_no_deed(leila, ella):
    before = ella.decision
    with trail.watching("r1") as seen, pytest.raises(Refused, match="Så får det inte heta") as refused:
        deed()(leila, case=ella, by_whom="nobody")
    assert refused.value.reason == "Så får det inte heta."
    assert [(line.verb, line.name, line.owner, line.case, line.subjects) for line in seen] == [
        ("REFUSED", "tests.rename", None, None, [])
    ]
    ella.refresh_from_db()
    assert (ella.decision, lines(leila, "DID")) == (before, [])


def test_what_goes_wrong_in_the_middle_is_undone_with_its_line(leila, ella):
    def may_break(actor, *, case):
        return YES

    def break_(actor, *, case):
        case.stage = Case.Stage.REVIEW
        case.save(update_fields=["stage"])
        raise ZeroDivisionError

    break_.__name__ = "break"
    may_break.__name__ = "may_break"
    broken = action(may=may_break, says=SAYS)(break_)
    ACTIONS.pop("tests.break")
    stage = ella.stage
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        broken(leila, case=ella)
    ella.refresh_from_db()
    assert ella.stage == stage
    assert not Trail.objects.filter(name="tests.break").exists()


def test_only_who_is_asking_does(leila, ella):
    with acting_as(seat("social")) as maria, pytest.raises(NoActor):
        deed()(leila, case=ella)
    assert maria is not leila
    with pytest.raises(NoActor):
        deed()(maria, case=ella)


def test_the_pen_is_put_down_again(leila, ella):
    deed()(leila, case=ella)
    with pytest.raises(OutsideAction):
        ella.save(update_fields=["decision"])


def test_a_subject_that_has_left_ones_sight_is_not_there(leila, ella):
    with acting_as(seat("emi")) as gunilla, pytest.raises(Http404):
        deed()(gunilla, case=ella)


def test_a_subject_is_read_afresh_before_the_policy_is_asked(leila, ella):
    seen = []

    def may_rename(actor, *, case, by_whom=""):
        seen.append(case.decision)
        return YES

    ella.decision = "STALE"
    deed(may=may_rename)(leila, case=ella)
    assert seen != ["STALE"]


def test_what_is_not_saved_yet_is_not_locked(leila, ella):
    new = Relative(child=ella.child, unit_id=leila.unit, name="Ny")

    def may_add(actor, *, relative):
        return YES

    def add(actor, *, relative):
        relative.save()

    made = action(may=may_add, says=SAYS)(add)
    ACTIONS.pop("tests.add")
    made(leila, relative=new)
    assert Relative.objects.filter(pk=new.pk).exists()


def test_an_action_has_a_policy_of_its_name_and_arguments():
    def may_other(actor, *, case):
        return YES

    def rename(actor, *, case, more):
        raise AssertionError

    with pytest.raises(TypeError, match="may_rename"):
        action(may=may_other, says=SAYS)(rename)
    with pytest.raises(TypeError, match="different arguments"):
        action(may=may_rename, says=SAYS)(rename)
    with pytest.raises(TypeError):
        action(says=SAYS)


def test_a_verdict_is_true_or_says_why():
    assert YES and not no("Därför.")
    assert no("Därför.").reason == "Därför."


def test_a_deleted_subject_is_still_named_in_its_line(leila):
    from access.actions import discard_draft, keep_draft

    kept = keep_draft(leila, form="test", subject="", fields={"text": ["x"]})
    pk = kept.pk
    discard_draft(leila, draft=kept)
    assert not Draft.objects.filter(pk=pk).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")  # the transaction still answers
    [line] = _all_lines("access.discard_draft", seat("log_reviewer"))
    assert line.subjects == [pk]


def _all_lines(name, reviewer):
    with acting_as(reviewer):
        return list(Trail.objects.filter(name=name, verb="DID").order_by("-at")[:1])


# --- two at once ---


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_judged_in_turn(transactional_db):
    """Both would withdraw the same consent; the second is judged by what the first has done."""
    consent_id, start, outcomes = ids.of("consent", "ella"), threading.Barrier(2), []

    def may_once(actor, *, consent):
        return no("Redan gjort.") if Withdrawal.objects.filter(consent=consent).exists() else YES

    def once(actor, *, consent):
        start_late.wait(0.2)  # long enough for the other to have asked, had it not waited
        return withdraw.__wrapped__(actor, consent=consent, about_unit=None, kind="", told_by="Karin")

    start_late = threading.Event()
    try_once = action(may=may_once, says=SAYS)(once)
    ACTIONS.pop("tests.once")

    def take_back(membership):
        try:
            start.wait(5)
            with acting_as(membership) as actor:
                try_once(actor, consent=Consent.objects.get(pk=consent_id))
            outcomes.append("done")
        except Refused as refused:
            outcomes.append(str(refused.reason))
        finally:
            connection.close()

    threads = [threading.Thread(target=take_back, args=[seat("welfare")]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes) == ["Redan gjort.", "done"]
    with acting_as(seat("welfare")):
        assert Withdrawal.objects.filter(consent=consent_id).count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_case_is_closed_once(transactional_db):
    from cases.actions import close_case

    start, outcomes = threading.Barrier(2), []

    def close(words):
        try:
            start.wait(5)
            with acting_as(seat("welfare")) as leila:
                ella = Case.objects.get(pk=case("ella"))
                close_case(leila, case=ella, changed=words, remains="", words="", said_by="")
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=close, args=[words]) for words in ("Ett.", "Två.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    with acting_as(seat("welfare")):
        ella = Case.objects.get(pk=case("ella"))
        assert ella.is_closed
        texts = set(Record.objects.filter(case=ella, text__in=["Ett.", "Två."]).values_list("text", flat=True))
    assert len(outcomes) == 2 and len(texts) <= 1, (outcomes, texts)


def test_the_town_has_what_these_tests_need(leila):
    assert Record.objects.filter(pk=record("E13")).exists()
    assert uuid4() and now()
