"""The owner raises the fence anew, lowers it for one transaction, and nobody else can do either."""

import psycopg
import pytest
from django.db import DatabaseError, connection, models
from django.utils.timezone import now

from access import fence
from access.actor import acting_as
from access.guarded import pen
from access.models import Draft
from cases.models import Record
from tests import services
from tests.town import ids, record, seat


@pytest.fixture
def as_owner(transactional_db):
    """The tables' owner asks, as in a migration, on a clone that is thrown away."""
    import urllib.parse

    url = urllib.parse.urlsplit(services.owner_url("x"))
    before = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict.update(USER=url.username, PASSWORD=url.password)
    yield connection
    connection.close()
    connection.settings_dict.update(before)


def as_the_web(statement):
    with psycopg.connect(services.web_url(connection.settings_dict["NAME"])) as web:
        return web.execute(statement).fetchall()


def policies():
    return as_the_web("SELECT tablename, policyname, cmd, roles, qual, with_check FROM pg_policies ORDER BY 1, 2, 3")


def test_raised_again_it_is_the_same_fence(as_owner):
    before = policies()
    fence.raise_fence()
    fence.after_migrate()
    assert policies() == before != []


def test_a_new_table_is_taken_in_and_cannot_be_read(as_owner):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE new (text text); INSERT INTO new VALUES ('x'); GRANT ALL ON new TO kring_web")
    assert as_the_web("SELECT * FROM new") == [("x",)]
    fence.raise_fence()
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_the_web("SELECT * FROM new")


def test_before_the_tables_are_there_nothing_is_raised(as_owner, monkeypatch):
    monkeypatch.setattr(fence, "TABLES", "SELECT 'django_session'")
    monkeypatch.setattr(fence, "raise_fence", lambda: pytest.fail("too early"))
    fence.after_migrate()


def test_an_open_table_that_is_not_there_is_passed_over(as_owner, monkeypatch):
    monkeypatch.setitem(fence.OPEN, "not_there", ("SELECT", "never"))
    fence.raise_fence()


def test_the_owner_sees_nothing_and_with_the_fence_lowered_everything(as_owner):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_record")
        assert cursor.fetchone() == (0,)
    with fence.lowered():
        assert Record.objects.filter(pk=record("E3")).exists()
        draft = Draft(
            worker=ids.of("worker", "teacher"), membership=seat("teacher"), form="x", began_at=now(), saved_at=now()
        )
        Draft.objects.bulk_create([draft])
        draft.form = "y"
        Draft.objects.bulk_update([draft], ["form"])
        assert Draft.objects.filter(form="y").delete()[0] == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_record")
        assert cursor.fetchone() == (0,)
    assert any("the login owns a table" in fault for fault in fence.faults())


def test_what_goes_wrong_while_it_is_lowered_leaves_it_standing(as_owner):
    with pytest.raises(ZeroDivisionError), fence.lowered():
        raise ZeroDivisionError
    with psycopg.connect(services.superuser_url(connection.settings_dict["NAME"])) as looking:
        assert looking.execute(
            "SELECT relforcerowsecurity FROM pg_class WHERE relname = 'cases_record'"
        ).fetchone() == (True,)


@pytest.mark.django_db
def test_the_web_cannot_lower_or_raise_it():
    with pytest.raises(DatabaseError), fence.lowered():
        pass  # pragma: no cover
    with pytest.raises(DatabaseError):
        fence.raise_fence()


@pytest.mark.django_db
def test_a_row_names_itself_without_a_name():
    with acting_as(seat("welfare")), pen():
        found = Record.objects.get(pk=record("E3"))
        assert str(found) == f"Record {found.pk}"
        # Django would make of a change that finds no row a new row, whose key then tells of a hidden one.
        draft = Draft(
            worker=ids.of("worker", "teacher"), membership=seat("teacher"), form="x", began_at=now(), saved_at=now()
        )
        draft._state.adding = False
        with pytest.raises(DatabaseError):
            draft.save()
        assert isinstance(draft, models.Model)
