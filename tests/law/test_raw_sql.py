"""Somebody who speaks SQL as the web does, in the name of a real seat, gets no further than the pages."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import now

from access.actor import acting_as
from access.guest import acting_as_guest
from tests.coordination.bookings import booked, invitation
from tests.town import case, ids, seat

pytestmark = [pytest.mark.law, pytest.mark.django_db]
CIRCLE = ("teacher", "social", "bup", "bup_intake", "unit_manager", "family_support", "police", "log_reviewer")


def rows(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def refused(statement, *values):
    """Whether the database refuses the statement or it touches no row."""
    try:
        with transaction.atomic():
            return rows(statement, *values) == 0
    except DatabaseError:
        return True


@pytest.fixture
def karins():
    """A meeting around Ella and Karin's invitation to it."""
    pk = booked()
    with acting_as(seat("welfare")):
        return pk, invitation(pk, "Karin Öberg").pk


@pytest.mark.parametrize("key", CIRCLE)
def test_an_address_is_its_booker_s_alone(key, karins):
    with acting_as(seat(key)):
        led = {i for (i,) in rows("SELECT case_id FROM law.led")}
        assert case("ella") not in led
        assert all(i in led for (i,) in rows("SELECT case_id FROM coordination_address"))
        assert refused("UPDATE coordination_address SET email = 'x@example.org' WHERE case_id = %s", case("ella"))
        with transaction.atomic():  # blindly: no condition asks what may be seen
            assert all(
                i in led for (i,) in rows("UPDATE coordination_address SET email = 'x@example.org' RETURNING case_id")
            )


@pytest.mark.parametrize(
    "key",
    [
        "police",
        "leisure",
        "emi",
        "private_school",
        "coordinator",
        "access_admin",
        "log_reviewer",
        "municipal_lead",
        "child_health",
    ],
)
def test_no_stranger_reads_a_meeting_or_a_plan_of_ella(key, karins):
    with acting_as(seat(key)):
        for table in ("meeting", "invitation", "address", "plan", "goal", "measure"):
            assert rows(f"SELECT id FROM coordination_{table} WHERE case_id = %s", case("ella")) == [], table


def test_an_intake_reads_no_agenda_of_a_case_that_only_its_colleagues_work_on():
    with acting_as(seat("bup_intake")):  # she is the manager too: meetings that the unit is asked to, and no others
        known = {i for (i,) in rows("SELECT case_id FROM law.known")}
        assert all(i in known for (i,) in rows("SELECT case_id FROM coordination_meeting"))
        asked = {i for (i,) in rows("SELECT meeting_id FROM law.invited")}
        assert {i for (i,) in rows("SELECT id FROM coordination_meeting")} <= asked


def test_that_somebody_is_busy_leads_to_no_child_and_no_unit():
    with acting_as(seat("police")):
        rows("SELECT id, worker_id, starts_at, ends_at FROM coordination_busy")
        for column in ("unit_id", "key", "*"):
            assert refused(f"SELECT {column} FROM coordination_busy"), column
        assert refused("DELETE FROM coordination_busy")
        assert refused("UPDATE coordination_busy SET ends_at = now()")
    columns = {
        name
        for (name,) in rows(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'coordination_busy'::regclass AND attnum > 0"
        )
    }
    assert columns == {"id", "worker_id", "unit_id", "key", "starts_at", "ends_at"}


@pytest.mark.parametrize("key", ["teacher", "social", "bup", "unit_manager", "bup_intake"])
def test_nobody_changes_another_s_measure(key):
    """Only the one who does it, or the lead: neither by name nor blindly."""
    with acting_as(seat(key)) as actor:
        touched = rows("UPDATE coordination_measure SET result = 'x' RETURNING responsible_id, case_id")
        led = {i for (i,) in rows("SELECT case_id FROM law.led")}
        assert all(who == actor.membership or i in led for who, i in touched)
        for column in ("text", "responsible_id", "responsible_unit_id", "case_id", "record_id", "name"):
            assert refused(f"UPDATE coordination_measure SET {column} = NULL"), column


SECRET = (
    "cases_case",
    "cases_child",
    "cases_record",
    "cases_relative",
    "cases_concern",
    "consent_consent",
    "consent_grant",
    "consent_answer",
    "coordination_address",
    "coordination_plan",
    "coordination_goal",
    "coordination_measure",
    "access_draft",
    "access_outbox",
    "access_trail",
)


def test_a_guest_reaches_its_invitation_and_its_meeting_and_nothing_else(karins):
    pk, asked = karins
    with acting_as_guest(asked):
        for table in SECRET:
            assert rows(f"SELECT id FROM {table}") == [], table
        assert rows("SELECT id FROM coordination_invitation") == [(asked,)]
        assert rows("SELECT id FROM coordination_meeting") == [(pk,)]
        for view in (
            "known",
            "mine",
            "led",
            "door",
            "presence",
            "covered",
            "shown",
            "readable",
            "agreed",
            "due",
            "meeting",
        ):
            assert rows(f"SELECT * FROM law.{view}") == [], view
        assert refused("UPDATE coordination_meeting SET agenda = 'x'")
        assert refused("INSERT INTO cases_record (id) VALUES (gen_random_uuid())")


LINE = """INSERT INTO access_trail (id, at, verb, name, membership, worker, unit, agency, subjects, standing_in,
  stood_for, request, written_in) SELECT gen_random_uuid(), clock_timestamp(), 'DID', 'x', law.asking_guest(),
  law.asking_guest(), unit_id, agency_id, '{}', %s, %s, '', 0 FROM law.guest_meeting"""


def test_a_guest_leaves_a_line_in_nobody_s_place(karins):
    with acting_as_guest(karins[1]):
        assert refused(LINE, False, seat("welfare")) and refused(LINE, True, None)
        assert not refused(LINE, False, None)


BESIDE_THE_ANSWER = (
    "revoked_at = now()",
    "serial = serial + 1",
    "attended = true",
    "via = 'TOLD'",
    "part_from = 10, part_until = 20",
)


@pytest.mark.parametrize("change", BESIDE_THE_ANSWER)
def test_who_is_asked_changes_nothing_but_the_answer(change, karins):
    """By the link or in the seat; the lead says it by the same statement."""
    pk, asked = karins
    statement = f"UPDATE coordination_invitation SET {change}"
    with acting_as_guest(asked):
        assert refused(statement)
        assert refused("UPDATE coordination_invitation SET said = 'YES', noted_by_id = %s", seat("welfare"))
        assert not refused("UPDATE coordination_invitation SET said = 'YES', remark = 'Hej', answered_at = now()")
    with acting_as(seat("teacher")):
        own = invitation(pk, "Anna Berg").pk
        assert refused(f"{statement} WHERE id = %s", own)
        assert not refused("UPDATE coordination_invitation SET said = 'NO', answered_at = now() WHERE id = %s", own)
    with acting_as(seat("welfare")):
        assert not refused(f"{statement} WHERE id = %s", asked)


@pytest.mark.parametrize("key", ["police", "teacher", "municipal_lead"])
def test_a_guest_s_and_a_seat_s_name_together_see_no_more_than_each(key, karins):
    _pk, asked = karins
    tables = [*SECRET, "coordination_meeting", "coordination_invitation"]

    def seen():
        return {table: {i for (i,) in rows(f"SELECT id FROM {table}")} for table in tables}

    with acting_as_guest(asked):
        as_guest = seen()
    with acting_as(seat(key)):
        as_seat = seen()
        rows("SELECT set_config('kring.guest', %s, true)", str(asked))
        assert seen() == {table: as_guest[table] | as_seat[table] for table in tables}
        assert refused("UPDATE coordination_meeting SET agenda = 'x'")


def ask(pk, unit, who):
    return refused(
        """INSERT INTO coordination_invitation (id, meeting_id, case_id, unit_id, guest_unit_id, membership_id,
             by_child, name, via, said, remark, serial)
           VALUES (gen_random_uuid(), %s, %s, law.asking_unit(), %s, %s, false, '', 'MAIL', 'NOTHING', '', 1)""",
        pk,
        case("ella"),
        ids.of("unit", unit),
        seat(who),
    )


def test_a_lead_asks_no_unit_that_may_not_be_told(karins):
    with acting_as(seat("welfare")):
        for unit, who in (("police", "police"), ("leisure", "leisure"), ("private_welfare", "private_school")):
            assert ask(karins[0], unit, who), unit
        assert not ask(karins[0], "bup", "bup_intake"), "one that may be told is asked by the same statement"


@pytest.mark.parametrize("key", ["police", "coordinator", "teacher", "social", "bup"])
def test_who_does_not_lead_asks_nobody(key, karins):
    with acting_as(seat(key)) as actor:
        own = actor.unit
        for unit in ("police", "bup", "support"):
            assert ask(karins[0], unit, "police"), unit
        assert own


@pytest.mark.parametrize("key", ["police", "leisure", "teacher"])
def test_what_is_unique_tells_of_no_hidden_row(key):
    """A second plan, or a second invitation, is refused by the wall before any key is looked at."""
    plan = """INSERT INTO coordination_plan (id, case_id, unit_id, kind, agreed_at, agreed_by_id)
              VALUES (gen_random_uuid(), %s, law.asking_unit(), 'CHILD', now(), law.asking_membership())"""
    circle = """INSERT INTO cases_involvement (id, case_id, unit_id, invited_by_unit_id, state)
                VALUES (gen_random_uuid(), %s, %s, law.asking_unit(), 'INVITED')"""
    with acting_as(seat(key)):
        for statement, values in (
            (plan, [case("ella")]),
            (plan, [case("amina")]),
            (circle, [case("ella"), ids.of("unit", "bup")]),
        ):
            with pytest.raises(DatabaseError) as told, transaction.atomic():
                rows(statement, *values)
            assert told.value.__cause__.sqlstate == "42501", told.value


ANSWER = """INSERT INTO consent_answer (id, consent_id, unit_id, relative_id, by_child, is_needed, said, despite_no)
  VALUES (gen_random_uuid(), %s, law.asking_unit(), %s, false, false, 'WAITING', '')"""


def test_a_relative_of_another_family_is_named_like_one_of_nobody():
    """Refused by the fence, before a key could tell whether there is such a person."""
    with acting_as(seat("welfare")):
        for who in (ids.of("relative", "x"), of_another()):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                rows(ANSWER, ids.of("consent", "ella"), who)


def of_another():
    """A relative that the asker does not see."""
    with acting_as(seat("family_support")):
        return rows("SELECT id FROM cases_relative WHERE unit_id = law.asking_unit() ORDER BY id")[0][0]


def test_what_is_closed_is_not_opened_by_a_change():
    undone = "UPDATE cases_case SET closed_at = %s, closed_by_id = %s WHERE id = %s"
    with acting_as(seat("welfare")) as leila:
        assert not refused(undone, now(), leila.membership, case("ella")), "who leads closes it by the same statement"
        assert refused(undone, None, None, case("ella"))
        assert refused(undone, now() + timedelta(days=30), leila.membership, case("ella"))


@pytest.mark.parametrize("key", [*CIRCLE, "welfare"])
def test_who_works_and_who_does_what_names_no_unit_that_one_may_not_know_of(key):
    """The views beside the rows say no more than the rows: hands of units in sight, measures in sight."""
    with acting_as(seat(key)) as actor:
        known = {(c, u) for c, u in rows("SELECT case_id, unit_id FROM law.presence")}
        assert all(
            unit == actor.unit or (of, unit) in known for of, unit in rows("SELECT case_id, unit_id FROM law.hands")
        )
        seen = {pk for (pk,) in rows("SELECT id FROM coordination_measure")}
        assert {pk for (pk,) in rows("SELECT measure_id FROM law.doing")} <= seen
        mine = {pk for (pk,) in rows("SELECT case_id FROM law.mine")}
        assert {of for (of,) in rows("SELECT case_id FROM law.reach UNION SELECT case_id FROM law.decided")} <= mine


def test_the_name_on_an_invitation_stands(karins):
    _meeting, of_karin = karins
    with acting_as_guest(of_karin):
        assert refused("UPDATE coordination_invitation SET name = 'x' WHERE id = %s", of_karin)
    with acting_as(seat("welfare")):
        assert refused("UPDATE coordination_invitation SET name = 'x' WHERE id = %s", of_karin)
