"""Everybody sees their part of the plan, and only who carries a thing says how it goes."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils.timezone import localdate

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from consent.actions import withdraw
from consent.models import Consent
from coordination import actions, queries
from coordination.models import Goal, Measure
from tests import agreeing, town
from tests.town import ids

pytestmark = pytest.mark.django_db

ELLA, WILLIAM = "K-0042", "K-0036"


def acting(key, unit=""):
    return acting_as(town.seat(key, unit))


def seen(key, of, unit=""):
    """The measures and goals that somebody sees around a child, by their numbers in the town."""
    with acting(key, unit):
        numbers = {ids.of(kind, f"{of}/{n}"): n for kind, n in _numbers(of)}
        found = [
            numbers[pk]
            for model in (Goal, Measure)
            for pk in model.objects.filter(case_id=town.case(of)).values_list("pk", flat=True)
        ]
    return " ".join(sorted(found))


def _numbers(of):
    for number, goal in enumerate(town.STORIES[of].plan.goals, 1):
        yield "goal", str(number)
        for order in range(1, len(goal.measures) + 1):
            yield "measure", f"{number}.{order}"


ALL_OF_ELLA = "1 1.1 1.2 1.3 2 2.1 2.2 3 3.1 3.2 4 4.1"


@pytest.mark.parametrize(
    ("who", "of", "expected"),
    [
        ("welfare", "ella", ALL_OF_ELLA),
        ("teacher", "ella", ALL_OF_ELLA),
        ("social", "ella", ALL_OF_ELLA),
        ("bup", "ella", ALL_OF_ELLA),
        ("unit_manager", "ella", ""),
        ("leisure", "ella", ""),
        ("emi", "ella", ""),
        ("leisure", "william", "3.1"),  # its own line, and no goal of the family's
        ("private_school", "william", "1 1.1 2 2.1 3 3.1"),
        ("police", "noah", "1 1.1 1.2 2 2.1 2.2 3 3.1 3.2 4 4.1"),
        ("teacher", "noah", ""),
        ("preschool", "tuva", "1 1.1 1.2 2 2.1"),
        ("preschool", "saga", None),
        ("stand_in", "elias", "1 1.1 2 2.1 3 3.1"),
    ],
)
def test_who_sees_which_goal_and_measure(who, of, expected):
    if expected is not None:
        assert seen(who, of) == expected
    else:
        with acting(who):
            assert not Measure.objects.filter(case_id=town.case(of)).exists()


def test_after_a_withdrawal_the_plan_is_gone_for_those_it_was_told():
    with acting("welfare") as actor:
        withdraw(actor, consent=Consent.objects.get(case=town.case("ella")), about_unit=None, kind="", told_by="Karin")
    assert seen("social", "ella") == ""
    assert seen("welfare", "ella") == ALL_OF_ELLA


# --- How it goes ----------------------------------------------------------------------------------------------


def test_who_does_it_says_that_it_is_done():
    with acting("teacher") as actor:
        actions.mark_done(actor, measure=agreeing.measure("ella/2.1"), result="Hon ligger i fas.", version=1)
        done = agreeing.measure("ella/2.1")
        assert (done.state, done.done_by_id, done.version) == ("DONE", actor.membership, 2)
        actions.keep_on(actor, measure=done, result="En gång till", due_on=localdate(), version=2)
        assert (agreeing.measure("ella/2.1").done_at, agreeing.measure("ella/2.1").done_by_id) == (None, None)


def test_the_lead_says_it_for_those_without_an_account_and_a_stand_in_for_the_lead():
    with acting("welfare") as actor:
        actions.mark_done(actor, measure=agreeing.measure("ella/1.2"), result="", version=1)
        assert agreeing.measure("ella/1.2").state == "DONE"


@pytest.mark.parametrize(("who", "key"), [("social", "ella/1.1"), ("bup", "ella/4.1"), ("teacher", "ella/3.1")])
def test_nobody_else_says_how_it_goes_and_the_wall_holds_without_the_policy(who, key):
    with acting(who) as actor:
        measure = agreeing.measure(key)
        for action, more in ((actions.mark_done, {}), (actions.drop_measure, {}), (actions.keep_on, {"due_on": None})):
            with pytest.raises(Refused, match="Det säger den som gör det"):
                action(actor, measure=measure, result="Nej", version=1, **more)
        with pen(), transaction.atomic():
            assert Measure.objects.filter(pk=measure.pk).update(state="DROPPED") == 0


def test_an_old_version_is_refused_and_dropping_needs_a_reason():
    with acting("teacher") as actor:
        with pytest.raises(Refused, match="Någon har ändrat"):
            actions.mark_done(actor, measure=agreeing.measure("ella/2.1"), result="", version=7)
        with pytest.raises(Refused, match="varför"):
            actions.drop_measure(actor, measure=agreeing.measure("ella/2.1"), result="", version=1)
        assert (
            actions.drop_measure(actor, measure=agreeing.measure("ella/2.1"), result="Ella ville inte", version=1).state
            == "DROPPED"
        )


def test_nobody_puts_words_into_anothers_plan():
    with acting("social") as actor, pen():
        goal = Goal.objects.get(pk=ids.of("goal", "ella/1"))
        fields = {
            "goal": goal,
            "case_id": goal.case_id,
            "unit_id": actor.unit,
            "record_id": goal.record_id,
            "text": "Nej",
        }
        with pytest.raises(DatabaseError), transaction.atomic():
            Measure(**fields).save()


@pytest.mark.parametrize("who", ["emi", "leisure", "unit_manager", "access_admin"])
def test_hidden_and_absent_are_the_same(who):
    with acting(who) as actor:
        for question in (
            lambda: queries.plan_page(actor, ELLA), lambda: queries.plan_page(actor, "K-NONE"),
            lambda: queries.measure_page(actor, ids.of("measure", "ella/1.1")),
            lambda: queries.measure_page(actor, uuid4()),
            lambda: queries.plan_paper(actor, ELLA, words=True), lambda: queries.agreed_page(actor, uuid4()),
        ):  # fmt: skip
            with pytest.raises(Http404):
                question()
