"""Who saw, who did: one line an owner, in one's own name and at the time it is, of ids and nothing else."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import now

from access import trail
from access.actor import acting_as
from access.guarded import pen
from access.models import Trail
from cases.models import Case, Record
from tests.town import case, ids, record, seat

pytestmark = pytest.mark.django_db


def write(key, *lines):
    with acting_as(seat(key)) as actor:
        trail.write(actor, lines)


def seen_by(key, unit="", **filters):
    with acting_as(seat(key, unit)):
        return list(Trail.objects.filter(name="test.line", **filters))


def line(verb="READ", owner="", in_case="", subjects=()):
    return trail.Line(verb, "test.line", ids.of("unit", owner) if owner else None, case(in_case) if in_case else None,
                      list(subjects))  # fmt: skip


def test_what_is_shown_is_one_line_an_owner():
    with acting_as(seat("welfare")), trail.watching("r1") as lines:
        trail.saw("cases.timeline", Record.objects.filter(case=case("ella")), case=case("ella"))
    owners = [one.owner for one in lines]
    assert len(owners) == len(set(owners)) == 3  # the team's, the school's and the social services' notes
    assert {one.verb for one in lines} == {"READ"}
    assert all(one.case == case("ella") and one.subjects for one in lines)


def test_what_has_no_unit_is_of_nobody():
    with acting_as(seat("welfare")), trail.watching("r1") as lines:
        trail.saw("x.y", [type("Row", (), {"pk": uuid4()})()])
    assert [one.owner for one in lines] == [None]


def test_outside_a_request_nothing_is_remembered():
    with acting_as(seat("welfare")):
        trail.saw("cases.timeline", Record.objects.filter(case=case("ella")))
        trail.missed("MISSING", "x")
    with trail.watching("r2") as lines:
        pass
    assert lines == []


def test_a_refusal_and_a_miss_are_for_the_doers_own_agency_alone():
    with trail.watching("r1") as lines:
        trail.missed("REFUSED", "test.line")
        trail.missed("MISSING", "test.line")
    write("bup", *lines)
    assert [(one.owner_unit, one.owner_agency, one.case, one.subjects) for one in _behind("test.line")] == [
        (None, None, None, [])
    ] * 2
    assert seen_by("welfare") == seen_by("log_reviewer") == []


def _behind(name):
    """The lines of BUP's agency, as its own log reviewer would see them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kring.agency', %s, true), set_config('kring.roles', 'LOG_REVIEWER', true)",
                       [str(ids.of("agency", "region"))])  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute('SELECT owner_unit, owner_agency, "case", subjects FROM access_trail WHERE name = %s', [name])
        columns = [column.name for column in cursor.description]
        return [type("Line", (), dict(zip(columns, row, strict=True))) for row in cursor.fetchall()]


def test_a_line_is_ids_and_nothing_else():
    with acting_as(seat("welfare")) as leila, trail.watching("r" * 32):
        trail.note("DID", "test.line", subject=Record.objects.get(pk=record("E3")))
    [kept] = seen_by("welfare")
    assert (kept.owner_unit, kept.owner_agency, kept.case) == (leila.unit, leila.agency, case("ella"))
    assert (kept.subjects, kept.request, kept.verb) == ([record("E3")], "r" * 32, "DID")
    for field in Trail._meta.concrete_fields:
        if field.attname in kept.get_deferred_fields():
            continue  # in whose place: law.stood_for tells it
        value = getattr(kept, field.attname)
        values = value if isinstance(value, list) else [value]
        if field.attname not in ("at", "verb", "name", "request", "standing_in", "written_in"):
            assert all(one is None or isinstance(one, UUID) for one in values), field.attname


def test_a_deed_about_a_case_is_of_that_case():
    with acting_as(seat("welfare")) as leila:
        trail.note("DID", "test.line", subjects=[Case.objects.get(pk=case("ella"))])
        trail.note("DID", "test.line")
    lines = {one.case: one for one in seen_by("welfare")}
    assert lines[case("ella")].owner_unit == leila.unit
    assert None not in lines  # a line of no case is for the log reviewer
    assert {one.owner_unit for one in seen_by("log_reviewer", case=None)} == {leila.unit}


def test_both_the_doers_unit_and_the_owners_see_a_line():
    write("bup", line(owner="welfare", in_case="ella", subjects=[record("E6")]))
    assert len(seen_by("bup")) == len(seen_by("welfare")) == 1
    assert seen_by("social") == seen_by("teacher") == seen_by("emi") == seen_by("bup_intake") == []


def test_what_another_does_with_its_own_is_not_seen():
    write("bup", line(owner="bup", in_case="ella", subjects=[record("E9")]))
    assert seen_by("welfare") == seen_by("log_reviewer") == []
    assert len(seen_by("bup")) == 1


def test_a_reviewer_sees_the_agencys_lines_and_an_administrator_those_of_memberships():
    write("welfare", line(owner="welfare", in_case="ella"), line(owner="bup", in_case="ella"))
    write("bup", line(owner="school", in_case="ella"), line(owner="bup"))
    assert len(seen_by("log_reviewer")) == 3
    assert seen_by("access_admin") == []
    with acting_as(seat("access_admin")) as tove:
        trail.write(tove, [trail.Line("DID", "agencies.end_membership", ids.of("unit", "welfare"))])
        assert Trail.objects.filter(name="agencies.end_membership", worker=tove.worker).exists()


def test_somebody_standing_in_is_told_from_the_others():
    from tests.access.test_actor import stand_in

    stand_in(seat("welfare"), seat("stand_in", "welfare"))
    with acting_as(seat("stand_in", "welfare")) as amanda:
        trail.write(amanda, [line(owner="welfare", in_case="ella")])
        trail.write(amanda, [line(owner="welfare")])
    [kept] = seen_by("welfare")
    assert kept.standing_in and kept.worker == ids.of("worker", "stand_in")
    assert stood_for("welfare") == stood_for("log_reviewer") == [seat("welfare")]


def stood_for(key, unit=""):
    """In whose place lines were written, as somebody may know it."""
    with acting_as(seat(key, unit)), connection.cursor() as cursor:
        cursor.execute("SELECT membership_id FROM law.stood_for")
        return [membership for (membership,) in cursor.fetchall()]


def test_in_a_case_of_ones_own_one_stands_in_for_nobody():
    from tests.access.test_actor import stand_in

    stand_in(seat("social"), seat("family_support"))
    with acting_as(seat("family_support")) as daniel:
        trail.write(daniel, [line(owner="support", in_case="tuva"), line(owner="support", in_case="ella")])
    lines = seen_by("family_support")
    assert [kept.standing_in for kept in lines] == [False, False]
    assert stood_for("family_support") == []


def test_another_unit_learns_that_somebody_stood_in_and_not_for_whom():
    from tests.access.test_actor import stand_in

    stand_in(seat("bup"), seat("bup_intake"))
    with acting_as(seat("bup_intake")) as marie:
        trail.write(marie, [line(owner="welfare", in_case="ella", subjects=[record("E6")])])
    [kept] = seen_by("welfare")
    assert kept.standing_in and stood_for("welfare") == [] and stood_for("log_reviewer") == []
    assert stood_for("bup") == [seat("bup")]
    for key in ("welfare", "bup", "log_reviewer"):
        with acting_as(seat(key)), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute("SELECT stood_for FROM access_trail")


# --- what the fence refuses ---

OWN = {"id": uuid4, "at": lambda: "clock_timestamp()"}


def forge(**other):
    """Add a line as Anna, with something of it not hers."""
    with acting_as(seat("teacher")) as anna:
        row = {"membership": anna.membership, "worker": anna.worker, "unit": anna.unit, "agency": anna.agency, **other}
        at = row.pop("at", None)
        columns = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(["%s"] * len(row))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO access_trail (id, verb, name, subjects, standing_in, request, at, {columns}) "
                f"VALUES (%s, 'READ', 'test.line', '{{}}', false, '', {'%s' if at else 'clock_timestamp()'}, {marks})",
                [uuid4(), *([at] if at else []), *row.values()],
            )


def test_ones_own_line_is_taken():
    forge()


@pytest.mark.parametrize(
    "other",
    [
        {"membership": seat("welfare")},
        {"worker": ids.of("worker", "welfare")},
        {"unit": ids.of("unit", "welfare")},
        {"agency": ids.of("agency", "region")},
        {"stood_for": seat("welfare")},
        {"at": now() - timedelta(hours=1)},
        {"at": now() + timedelta(hours=1)},
    ],
    ids=["membership", "worker", "unit", "agency", "stood for", "yesterday", "tomorrow"],
)
def test_no_line_in_anothers_name_or_at_another_time(other):
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        forge(**other)


def test_a_line_is_never_changed_and_never_deleted():
    write("welfare", line(owner="welfare", in_case="ella"))
    with acting_as(seat("welfare")), pen():
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Trail.objects.filter(name="test.line").update(verb="DID")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Trail.objects.filter(name="test.line").delete()
