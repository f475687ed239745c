"""Who manages a unit sees whose each child is, and not one text."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from access.actor import acting_as
from access.guarded import pen
from agencies.models import Membership
from cases.models import Caseload, Record
from coordination import queries
from tests import town

pytestmark = pytest.mark.django_db


def unit_of(key, unit=""):
    with acting_as(town.seat(key, unit), read_only=True) as actor:
        return queries.unit_page(actor)


def end(key, unit=""):
    """End a membership, as the agency's administrator does."""
    with acting_as(town.seat("access_admin")), pen():
        Membership.objects.filter(pk=town.seat(key, unit)).update(ends_at=now() - timedelta(seconds=1))


def test_a_row_for_each_of_the_units_children():
    rows = {row.case.child.name: row for row in unit_of("unit_manager").rows}

    assert set(rows) == {"Ella Öberg", "Noah Lindqvist", "Skyddad person, S-3"}
    assert rows["Ella Öberg"].people == ["Leila Amiri"] and rows["Ella Öberg"].lead == "Leila Amiri"
    assert rows["Noah Lindqvist"].people == ["Leila Amiri"] and rows["Noah Lindqvist"].lead == ""


def test_a_unit_sees_its_own_children_alone():
    assert {row.case.child.called for row in unit_of("preschool").rows} == {"Tuva"}
    assert {row.case.child.called for row in unit_of("bup_intake").rows} == {"Ella", "Elias"}


def test_signals_wait_with_since_when_and_nothing_else(client):
    assert len(unit_of("unit_manager").signals) == 1

    client.post("/demo/as/unit_manager/")
    shown = re.sub(r"[A-Za-z0-9]{64}", "", client.get("/unit/").content.decode())  # a token may spell anything
    assert "En signal väntar" in shown
    assert "Amina" not in shown and "3B" not in shown


def test_no_text_reaches_the_page(client):
    client.post("/demo/as/unit_manager/")
    shown = client.get("/unit/").content.decode() + client.get("/").content.decode()
    with acting_as(town.seat("welfare")):
        texts = [record.text for record in Record.objects.all()]
    assert texts
    assert not [text for text in texts if text[:40] in shown]


def test_when_somebody_leaves_their_children_are_to_be_handed_out_in_the_same_second():
    end("welfare")
    page = unit_of("unit_manager")

    assert (page.free, page.held) == (3, 0)
    assert all(row.is_free and row.people == [] for row in page.rows)


def test_a_child_that_a_colleague_has_as_well_is_still_without_a_lead():
    with acting_as(town.seat("welfare")) as leila, pen():
        old = Caseload.objects.filter(content_object=town.case("ella"), unit=leila.unit).first()
        Caseload(
            content_object_id=old.content_object_id, user_id=town.ids.of("worker", "stand_in"), unit_id=leila.unit,
            permission_id=old.permission_id, starts_at=now(), given_by_id=leila.membership,
        ).save()  # fmt: skip
    end("welfare")

    ella = next(row for row in unit_of("unit_manager").rows if row.case.child.called == "Ella")
    assert ella.is_free and ella.people == ["Amanda Fors"]


@pytest.mark.parametrize("key", ["teacher", "welfare", "bup", "access_admin", "log_reviewer", "municipal_lead"])
def test_for_everybody_else_the_page_is_not_there(client, key):
    with acting_as(town.seat(key), read_only=True) as actor, pytest.raises(Http404):
        queries.unit_page(actor)

    client.post(f"/demo/as/{key}/")
    assert client.get("/unit/").status_code == 404


def test_the_page_costs_few_reads():
    with acting_as(town.seat("unit_manager"), read_only=True) as actor, CaptureQueriesContext(connection) as reads:
        queries.unit_page(actor)
    assert len(reads) <= 5


def test_when_each_child_is_met_next_and_what_is_late_without_a_text(client):
    page = unit_of("unit_manager")
    ella = next(row for row in page.rows if row.case.child.called == "Ella")

    assert (page.late, ella.late) == (1, 1)
    assert ella.next_step.startswith("Möte ")  # the town meets today before four, else on the next working day
    client.post("/demo/as/unit_manager/")
    shown = client.get("/").content.decode()
    assert "barn har en fast kontakt" in shown and "sak är sen" in shown and "bilder" not in shown


def test_what_the_law_tells_of_a_unit_is_told_to_its_manager_alone():
    for key in ("welfare", "teacher", "bup", "access_admin"):
        with acting_as(town.seat(key), read_only=True), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM law.managed")
            assert cursor.fetchone() == (0,)
