"""The three ages are said once; and on the eighteenth birthday what others answered holds no longer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate

from access import fence
from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from cases import actions, age
from cases.details import mark
from cases.models import Case, Child
from config import ages
from consent.actions import withdraw
from consent.models import Consent
from consent.terms import months_later
from coordination.queries import today
from tests import town
from tests.consent.test_deciding import read_by
from tests.consent.test_renewing import renew

pytestmark = pytest.mark.django_db


def born(case, day):
    with acting_as(town.seat("welfare")), pen():
        Child.objects.filter(cases=town.case(case)).update(born_on=day, birth_year=day and day.year)


def years_ago(day, years=18):
    return months_later(day, -12 * years)


def test_the_database_has_the_ages_of_the_settings():
    with connection.cursor() as cursor:
        cursor.execute("SELECT no_needs_reason, needed, asked_alone FROM law.age")
        assert cursor.fetchone() == (age.NO_NEEDS_REASON, age.NEEDED, age.ASKED_ALONE) == (12, 15, 18)


def test_a_server_whose_settings_say_otherwise_does_not_start(settings):
    assert not fence.faults()
    settings.AGES = settings.AGES | {"needed": replace(settings.AGES["needed"], years=16)}

    assert fence.faults() == ["the law's ages are others than the settings': 12, 15, 18"]


@pytest.mark.parametrize(
    ("was", "becomes"), [("years = 18", "years = 17"), ("years = 15", "years = 11"), ("[needed]", "[other]")]
)
def test_ages_that_cannot_be_are_refused_by_name(settings, tmp_path, was, becomes):
    text = (settings.ROOT / "cases/ages.toml").read_text(encoding="utf-8")
    file = tmp_path / "ages.toml"
    file.write_text(text.replace(was, becomes, 1), encoding="utf-8")

    with pytest.raises(ImproperlyConfigured, match=r"ages\.toml"):
        ages.read(file)


@pytest.mark.parametrize(("days", "holds"), [(1, True), (0, False), (-9, False)])
def test_a_birthday_since_it_was_given_closes_what_guardians_opened(days, holds):
    before = read_by("bup", "ella")

    born("ella", years_ago(localdate() + timedelta(days=days)))

    assert (read_by("bup", "ella") == before) is holds
    assert holds or read_by("bup", "ella") < before


def test_a_birthday_before_it_was_given_closes_nothing():
    before = read_by("bup", "ella")

    born("ella", years_ago(localdate() - timedelta(days=60)))

    assert read_by("bup", "ella") == before


LATER = [None, years_ago(localdate(), 9), years_ago(localdate() + timedelta(days=1))]


@pytest.mark.parametrize("day", LATER)
def test_what_closed_that_day_no_other_birthday_opens(day):
    """Refused by the database, and by the page in a sentence that says what to do instead."""
    born("ella", years_ago(localdate() - timedelta(days=9)))
    closed = read_by("bup", "ella")

    with pytest.raises(DatabaseError, match="does not open again"), transaction.atomic():
        born("ella", day)
    with acting_as(town.seat("welfare")) as leila:
        ella = Case.objects.select_related("child").get(pk=town.case("ella"))
        with pytest.raises(Refused, match="Ta tillbaka det gamla samtycket"):
            anew = {"born_on": day, "birth_year": day and day.year}
            actions.change_child(leila, case=ella, child=ella.child, was=mark(ella.child), details=anew)

    assert read_by("bup", "ella") == closed


def test_a_slip_of_the_pen_is_mended_all_the_same():
    """Another day that leaves it closed; and any day once nothing that was said before is left to open."""
    born("ella", years_ago(localdate() - timedelta(days=9)))
    closed = read_by("bup", "ella")
    born("ella", years_ago(localdate() - timedelta(days=8)))
    assert read_by("bup", "ella") == closed
    with acting_as(town.seat("welfare")) as leila:
        for consent in Consent.objects.filter(case=town.case("ella")):
            withdraw(leila, consent=consent, about_unit=None, kind="", told_by="Karin")

    born("ella", years_ago(localdate(), 9))

    assert read_by("bup", "ella") == closed


def test_python_and_the_database_come_of_age_on_the_same_day():
    days = [date(2008, 2, 29), date(2006, 3, 1), date(2007, 12, 31), date(2008, 3, 1)]
    for day in days:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT CASE WHEN to_char(d, 'MMDD') = '0229' THEN make_date(date_part('year', d)::int + 18, 3, 1)"
                " ELSE (d + make_interval(years => 18))::date END FROM (SELECT %s::date AS d) one",
                [day],
            )
            assert cursor.fetchone()[0] == age.of_age_on(Child(born_on=day))


def test_the_lead_is_told_to_ask_until_the_young_adult_has_been_asked():
    born("ella", years_ago(localdate()))
    said = "Ella är 18 år och svarar själv. Fråga om samtycke."
    with acting_as(town.seat("welfare")) as leila:
        assert said in [thing.text for thing in today(leila).things]
        consent = Consent.objects.get(case=town.case("ella"))

        new = renew(leila, consent)

        assert [(answer.by_child, answer.is_needed) for answer in new.answers.all()] == [(True, True)]
        assert said not in [thing.text for thing in today(leila).things]
