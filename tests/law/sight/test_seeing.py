"""Seen as a unit and cut with one's own sight: the page holds what its statement in Python says, in made-up towns.

The town stands in Django's own connection here, so that the product's own query is asked and not a copy of it.
"""

from contextlib import contextmanager
from datetime import UTC, datetime
from os import environ
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings

from access.actor import acting_as
from access.seeing import AS_UNIT, in_sight, served
from agencies.models import Unit
from cases.models import Case
from coordination.queries.seen import seen, wanted
from tests import services
from tests.law.sight import facts as f
from tests.law.sight.ground import CLINIC, TEAM, UNITS, WARD
from tests.law.sight.making import Making, complete
from tests.law.sight.rows import SOMEBODY, Clock, Filler, insert
from tests.law.sight.spine import AMISS, tell, told
from tests.law.sight.statement import SIGHT, Asker, is_open, runs
from tests.law.sight.town import Town
from tests.law.sight.worlds import worlds

pytestmark = pytest.mark.law
EXAMPLES = max(int(environ.get("KRING_LAW_EXAMPLES", "500")) // 10, 20)
TOWNS = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
OF_PAGE = (f.Case, f.Child, f.Relative, f.Involvement, f.Caseload, f.Record)


class Together(Asker):
    """Everybody who works in a unit today, as one: with the intake's role where somebody has it, and no other."""

    def __init__(self, world, unit):
        self.world, self.unit, self.worker = world, unit.id, None  # what only one worker may is nobody's here
        there = [m for m in world.all(f.Membership) if m.unit == unit.id and runs(m.starts, m.ends)]
        self.agency, self.seats, self.workers = unit.agency, {m.id for m in there}, {m.worker for m in there}
        self.roles = {"INTAKE"} & {role for m in there for role in m.roles}


class Cut:
    """The page in words: of what both see, what the asker may know that the reader has."""

    def __init__(self, world, asker, reader, case):
        self.world, self.asker, self.reader, self.case = world, asker, reader, case
        self.telling = {line.from_unit for line in world.all(f.Grant) if self.tells(line)}
        child = world.get(case.child)
        self.door = (
            all(both.sees_case(case) and both.sees_child(child) for both in (reader, asker))
            and (case.unit == reader.unit or bool(self.telling))
        )  # fmt: skip

    def tells(self, line):
        """A line that runs, tells the reader that the work goes on, and is in the asker's sight to know of."""
        if (line.case, line.to_unit, line.kind) != (self.case.id, self.reader.unit, "PRESENCE"):
            return False
        knows = line.from_unit == self.asker.unit and self.case.id in self.asker.knows
        arranged = line.consent in self.asker.took and line.case in self.asker.leads_for_now
        return is_open(self.world, line) and (knows or arranged) and self.asker.sees_grant(line)

    def notes(self):
        of = {self.asker.unit} | ({self.reader.unit} if self.door else set())
        return {
            r.id for r in self.world.all(f.Record)
            if r.case == self.case.id and r.unit in of and self.asker.sees_record(r) and self.reader.sees_record(r)
        }  # fmt: skip

    def units(self):
        return {
            p.unit for p in self.world.all(f.Involvement)
            if self.door and p.case == self.case.id and p.state in ("INVITED", "ACTIVE")
            and self.asker.sees_involvement(p) and self.reader.sees_involvement(p)
            and (p.unit == self.reader.unit or p.unit in self.telling or p.invited_by == self.reader.unit)
        }  # fmt: skip


class OnDjango(Town):
    """A made-up town in the connection that the product uses."""

    def __init__(self):
        self.connection = connection.connection
        self.clock = Clock(datetime.now(UTC))
        self.filler = Filler(self.connection, self.clock)
        self.filler.needed["cases_case"]["stage"] = "PLAN"
        self.filler.needed["cases_relative"]["relation"] = "OTHER"
        self.filler.needed["agencies_worker"]["name"] = "Y"
        self.filler.needed["agencies_agency"]["regime"] = "SCHOOL"
        self.decisions = 0
        self._ground()
        # Who wrote it all, where the law does not look: somebody who has left.
        for table, row in (
            ("agencies_worker", {"email": "x", "is_active": False}),
            ("agencies_membership", {"worker_id": SOMEBODY, "unit_id": UNITS[0].id, "ends_at": self.clock.at(-1)}),
        ):
            row = {**self.filler.needed[table], **row, "id": SOMEBODY}
            self.connection.execute(insert(table, tuple(row)), list(row.values()))

    def as_unit(self, unit):
        """What the fence lets through to a unit as a whole."""
        with connection.cursor() as cursor:
            cursor.execute(AS_UNIT, {"unit": unit})
        return self.seen()


@contextmanager
def standing_in_django():
    """Django as the superuser, so that it can make a town and then be the web's login in it."""
    said = dict(connection.settings_dict)
    connection.close()
    owner = services.superuser_url(said["NAME"])
    parts = psycopg.conninfo.conninfo_to_dict(owner)
    connection.settings_dict.update(USER=parts.get("user", ""), PASSWORD=parts.get("password", ""))
    try:
        with transaction.atomic():
            yield OnDjango()
            transaction.set_rollback(True)
    finally:
        connection.close()
        connection.settings_dict.update(USER=said["USER"], PASSWORD=said["PASSWORD"])


@pytest.fixture
def town(django_db_setup, django_db_blocker, monkeypatch):
    # Words about a line's ground: chance gives lines the consents of other cases, and the fence hides these.
    for place in ("timeline", "around"):
        monkeypatch.setattr(f"coordination.queries.{place}.basis", lambda line: "")
    with django_db_blocker.unblock(), standing_in_django() as found:
        yield found


def different(town, world):
    """Where the fence asked as a unit, or the page, differs from its statement."""
    with town.standing(world):
        for unit in UNITS:
            asker, found = Together(world, unit), town.as_unit(unit.id)
            for kind in OF_PAGE:
                for fact in world.all(kind):
                    town.decisions += 1
                    if SIGHT[kind](asker, fact) is not (fact.id in found[kind]):
                        yield f"{unit} as a whole: {fact}"
        for seat in world.all(f.Membership):
            if runs(seat.starts, seat.ends):
                yield from _pages(town, world, seat)


def _pages(town, world, seat):
    asker = Asker(world, seat)
    with acting_as(seat.id) as actor:
        for case in world.all(f.Case):
            if case.id not in asker.works_on or case.id not in asker.doors:
                continue
            row = Case.objects.select_related("child", "unit", "lead__worker", "lead__unit").get(pk=case.id)
            mine = in_sight(wanted(row))
            for unit in UNITS:
                if unit.id == seat.unit:
                    continue
                cut = Cut(world, asker, Together(world, unit), case)
                rows = served(unit.id, wanted(row))
                page = seen(actor, row, Unit.objects.select_related("agency").get(pk=unit.id), rows)
                notes = {entry.record.pk for entry in page.entries}
                town.decisions += 3
                theirs = {key for keys in rows.values() for key in keys}
                ours = {key for keys in mine.values() for key in keys}
                if not notes <= theirs & ours:
                    yield f"{seat} reads as {unit} what not both see: {notes - (theirs & ours)}"
                stands = (notes, {one.unit.pk for one in page.around}, bool(page.head))
                if stands != (cut.notes(), cut.units(), cut.door):
                    yield f"{seat} as {unit}: {stands} and not {cut.notes()} {cut.units()} {cut.door}"


def test_the_page_and_the_statement_agree(town, capsys):
    @settings(max_examples=EXAMPLES, **TOWNS)
    @given(worlds())
    def agree(world):
        found = list(different(town, world))
        assert not found, "\n".join(found)

    agree()
    assert town.decisions >= 50 * EXAMPLES
    with capsys.disabled():
        print(f" [seen as: {EXAMPLES} towns, {town.decisions} decisions, 0 differences]", end="")  # noqa: T201


def test_and_in_the_plain_story_with_one_thing_amiss(town):
    for amiss in ((), *((one,) for one in AMISS)):
        assert list(different(town, told(*amiss))) == [], amiss


def with_a_third(*off):
    """The story, and the ward, which tells the clinic that the work goes on and has shown it, and the team, a note."""
    m = Making()
    for unit in UNITS:
        m.world.add(unit)
    tell(m, frozenset(off))
    case = m.world.all(f.Case)[0].id
    m.add(f.Involvement, case, WARD, "ACTIVE", CLINIC)
    m.add(f.Record, case, WARD, "CARE")
    note = m.world.all(f.Record)[-1]
    for unit in (CLINIC, TEAM):
        m.add(f.Grant, case, WARD, unit, "CARE", "INTERNAL", None, -9, None, True)
        m.add(f.Disclosure, note.id, m.world.all(f.Grant)[-1].id, case, WARD, unit)
    m.add(f.Grant, case, WARD, CLINIC, "PRESENCE", "INTERNAL", None, -9, None, True)
    complete(m)
    return m.world


def test_what_a_third_tells_is_between_those_two(town):
    for off in ((), ("presence missing",), ("presence taken back",)):
        assert list(different(town, with_a_third(*off))) == [], off


def test_nobody_is_no_unit(town):
    with town.standing(told()):
        assert not any(town.as_unit(UUID(int=5)).values())
