"""Who looks through another's eyes is themselves afterwards, and nothing has been done."""

import pytest
from django.db import connection, transaction

from access.actor import SETTINGS, acting_as, current
from access.seeing import NotUndone, in_place_of, served, undone
from cases.models import Case, Record
from coordination.queries.seen import wanted
from tests import town
from tests.town.cast import record

pytestmark = pytest.mark.django_db


def unit(key):
    return town.ids.of("unit", key)


@pytest.fixture
def leila(db):
    with acting_as(town.seat("welfare")) as actor:
        yield actor


@pytest.fixture
def ella(leila):
    return Case.objects.get(pk=town.case("ella"))


class TestNobodyIsSomebodyElse:
    def settings(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + ", ".join(f"current_setting('kring.{name}', true)" for name in SETTINGS))
            return cursor.fetchone()

    def test_the_asker_is_the_same_afterwards(self, leila, ella):
        before = self.settings()

        served(unit("bup"), wanted(ella))
        assert (self.settings(), current()) == (before, leila)
        with pytest.raises(ZeroDivisionError), undone(), in_place_of(town.seat("bup")):
            assert current().unit == unit("bup")
            raise ZeroDivisionError
        assert (self.settings(), current()) == (before, leila)
        with undone(), in_place_of(town.seat("bup")) as erik:
            assert not Record.objects.filter(pk=record("E3")).exists() and erik is current()
        assert (self.settings(), current()) == (before, leila)

    def test_in_another_s_place_only_what_is_undone(self, leila):
        with pytest.raises(NotUndone), in_place_of(town.seat("bup")):
            pass
        with pytest.raises(NotUndone):
            with undone():
                pass
            with in_place_of(town.seat("bup")):
                pass

    def test_nothing_that_waits_for_the_end_is_done(self, leila):
        done = []
        with undone():
            transaction.on_commit(lambda: done.append(1))
        assert done == [] and not connection.run_on_commit
