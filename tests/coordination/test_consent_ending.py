"""A month and a week before a consent ends who leads is told by mail: a number and a link, and no name."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils.timezone import localdate

from access.actor import acting_as
from access.task import robots
from cases.models import Case
from consent.actions import give, renew, withdraw
from consent.terms import months_later
from coordination import queries, tasks
from coordination.queries.due import _endings
from tests import town
from tests.consent.test_giving import terms, unit
from tests.coordination.test_digest import letters, nothing_due

pytestmark = pytest.mark.django_db
SAYS = "Samtycken som slutar inom trettio dagar: 1"


def ending(days, **more):
    """A consent for Ella whose last day is so many days from today; all others of the town out of the way."""
    nothing_due()
    with acting_as(town.seat("welfare")) as leila:
        ella = Case.objects.get(pk=town.case("ella"))
        ends_on = localdate() + timedelta(days=days)
        said = terms(ella.child, units=[unit("BVC Strandkanten")], ends_on=ends_on, **more)
        return give(leila, case=ella, consent_id=uuid4(), terms=said)


def sent():
    tasks.sweep_due()
    return [letter for letter in letters("leila.amiri") if SAYS in letter.body]


@pytest.mark.parametrize("days, told", [(31, 0), (30, 1), (25, 1), (7, 1), (3, 1)])
def test_who_leads_is_told_a_month_and_a_week_before(days, told):
    ending(days)

    assert len(sent()) == told


def test_the_letter_has_a_number_and_no_name():
    ending(30)

    (letter,) = sent()

    for word in ("Ella", "Öberg", "Leila", "BVC", "morgnarna", "K-0042"):
        assert word not in letter.subject + letter.body


def test_the_days_of_reminding():
    last = localdate() + timedelta(days=30)
    assert [_endings(last, last - timedelta(days=days)) for days in (31, 30, 8, 7, 0)] == [0, 1, 1, 2, 2]


def test_it_is_told_once_and_not_the_next_day():
    ending(30)
    assert len(sent()) == 1

    mail.outbox.clear()
    robot = next(seat for seat in robots() if _unit_of(seat) == _unit_of(town.seat("welfare")))
    with acting_as(robot) as actor:
        assert not queries.digests(actor, localdate() + timedelta(days=1))


def _unit_of(seat):
    with acting_as(seat) as actor:
        return actor.unit


def test_what_is_asked_anew_taken_back_or_never_was_a_yes_is_told_nobody():
    renewed = ending(30)
    with acting_as(town.seat("welfare")) as leila:
        renew(leila, consent=renewed, ends_on=months_later(localdate(), 6), form="WRITTEN", witness="")
    back = ending(30)
    with acting_as(town.seat("welfare")) as leila:
        withdraw(leila, consent=back, about_unit=None, kind="", told_by="Karin")
    ending(30, answers={"child": ("YES",), "Karin Öberg": ("NO",), "Jonas Öberg": ("NO",)})

    assert not sent()


def test_no_worker_reads_the_days():
    ending(30)
    with acting_as(town.seat("welfare")) as leila:
        assert not queries.digests(leila, localdate())
