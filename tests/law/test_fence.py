"""Every table stands behind the fence or is listed with a reason, and whatever opens the fence is noticed."""

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.core.checks import run_checks
from django.db import DatabaseError, connection, models

from access import checks, fence
from access.actor import NoActor, acting_as
from access.guarded import Guarded, OutsideAction
from tests import services
from tests.town import seat

pytestmark = [pytest.mark.law, pytest.mark.django_db]

# Each thing that would open the fence, and how the start-up check calls it.
BREACHES = {
    "DROP POLICY sight ON cases_relative; DROP POLICY emergency ON cases_relative": "no policy: cases_relative SELECT",
    "DROP POLICY pen ON cases_record": "a privilege has no policy: cases_record INSERT",
    "ALTER TABLE cases_record NO FORCE ROW LEVEL SECURITY": "a table can be read without a forced fence: cases_record",
    "ALTER TABLE cases_record DISABLE ROW LEVEL SECURITY": "a table can be read without a forced fence: cases_record",
    "CREATE TABLE public.new (text text); GRANT SELECT ON public.new TO kring_web": "without a forced fence: new",
    "CREATE TABLE public.new (t text); GRANT SELECT (t) ON public.new TO kring_web": "without a forced fence: new",
    "GRANT SELECT ON auth_group TO PUBLIC": "a table can be read without a forced fence: auth_group",
    "ALTER ROLE kring_web BYPASSRLS": "may bypass row security",
    "ALTER ROLE kring_web SUPERUSER": "is a superuser",
    "ALTER ROLE kring_web CREATEROLE": "may create roles",
    "GRANT kring_owner TO kring_web": "the login may become another role: kring_owner",
    "GRANT kring_law TO kring_web": "the login may become another role: kring_law",
    "ALTER TABLE cases_record OWNER TO kring_web": "the login owns a table: cases_record",
    "GRANT TRUNCATE ON cases_record TO kring_web": "a table may be emptied: cases_record",
    "CREATE FUNCTION public.all_texts() RETURNS SETOF text LANGUAGE sql "
    "SECURITY DEFINER AS 'SELECT text FROM cases_record'": "goes round the fence: public.all_texts",
    "CREATE FUNCTION law.all_texts() RETURNS SETOF text LANGUAGE sql "
    "SECURITY DEFINER AS 'SELECT text FROM cases_record'": "goes round the fence: law.all_texts",
    "CREATE VIEW public.texts AS SELECT text FROM cases_record": "goes round the fence: public.texts",
    "CREATE MATERIALIZED VIEW public.texts AS SELECT text FROM cases_record": "goes round the fence: public.texts",
    "CREATE VIEW law.texts AS SELECT text FROM cases_record": "something that is not the law's: texts",
    "CREATE MATERIALIZED VIEW law.texts AS SELECT text FROM cases_record": "something that is not the law's: texts",
    "CREATE POLICY everybody ON cases_record FOR SELECT USING (true)": "speaks to others than the web",
    "ALTER ROLE kring_law BYPASSRLS": "the law's own role can do more than read",
    "ALTER ROLE kring_seal BYPASSRLS": "the seal's login can do more",
    "GRANT SELECT (id) ON cases_record TO kring_seal": "the seal's login can do more than read the log",
    "GRANT UPDATE (at) ON access_trail TO kring_web": "the log or its seals can be changed: access_trail UPDATE",
    "GRANT DELETE ON access_trail TO kring_law": "the log or its seals can be changed: access_trail DELETE",
    "GRANT INSERT ON access_trail TO kring_seal": "the log or its seals can be changed: access_trail INSERT",
    "GRANT UPDATE ON access_seal TO kring_seal": "the log or its seals can be changed: access_seal UPDATE",
    "GRANT SELECT ON access_seal TO kring_web": "the log or its seals can be changed: access_seal SELECT",
    "DROP TRIGGER never_changed ON access_trail": "the log or its seals can be changed: no trigger never_changed",
    "ALTER TABLE access_trail DISABLE TRIGGER written_in": "the log or its seals can be changed: no trigger written_in",
    "DROP POLICY pen ON access_signoff": "a privilege has no policy: access_signoff INSERT",
    "ALTER TABLE access_sample NO FORCE ROW LEVEL SECURITY": "without a forced fence: access_sample",
    "GRANT UPDATE ON access_signoff TO kring_web": "the log or its seals can be changed: access_signoff UPDATE",
    "DROP TRIGGER never_changed ON access_sample": "can be changed: no trigger never_changed access_sample",
    "GRANT pg_read_all_data TO kring_law": "the law's own role can do more than read",
}


@pytest.fixture
def nothing_holds(db):
    """A connection that nothing holds, to the test's database, in a transaction that is never kept."""
    with psycopg.connect(services.superuser_url(connection.settings_dict["NAME"])) as opened:
        yield opened
        opened.rollback()


def faults(opened):
    """What access.fence.faults() finds, asked where the breach is not yet committed."""
    opened.execute("SET LOCAL ROLE kring_web")
    rows = (
        (what, opened.execute(query, {"open": list(fence.OPEN)}).fetchall()) for what, query in fence.FAULTS.items()
    )
    return [f"{what}: {name}" for what, found in rows for (name,) in found]


def test_the_walls_stand(nothing_holds):
    assert fence.faults() == faults(nothing_holds) == []
    checks.refuse_to_serve()
    assert [e for e in run_checks(databases=["default"]) if e.id == "access.E001"] == []


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_noticed(breach, nothing_holds):
    nothing_holds.execute(breach)
    assert any(BREACHES[breach] in fault for fault in faults(nothing_holds)), faults(nothing_holds)


def test_a_fence_without_any_policy_is_noticed(nothing_holds):
    nothing_holds.execute(fence.LOWER)
    assert "no table is fenced at all: public" in faults(nothing_holds)


@pytest.mark.parametrize("owner", ["kring_owner", "postgres"])
def test_other_logins_do_not_serve(owner, nothing_holds):
    nothing_holds.execute(f"SET LOCAL ROLE {owner}")
    rows = [nothing_holds.execute(query, {"open": list(fence.OPEN)}).fetchall() for query in fence.FAULTS.values()]
    assert any(rows)


def test_the_server_does_not_start_without_its_walls(monkeypatch):
    monkeypatch.setattr(fence, "faults", lambda: ["the wall is down: cases_record"])
    with pytest.raises(SystemExit, match="the wall is down: cases_record"):
        checks.refuse_to_serve()
    assert [e.msg for e in checks.walls_stand(databases=["default"])] == ["the wall is down: cases_record"]


def test_the_owner_is_not_asked_how_the_web_sees_it(monkeypatch):
    monkeypatch.setattr(fence, "faults", lambda: ["x"])
    assert checks.walls_stand(databases=None) == []
    monkeypatch.setattr(settings, "AS_OWNER", True)
    assert checks.walls_stand(databases=["default"]) == []


def test_every_table_is_fenced_or_listed(nothing_holds):
    tables = {
        name: (on, forced)
        for name, on, forced in nothing_holds.execute(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relkind IN ('r', 'p') "
            "AND relnamespace = 'public'::regnamespace"
        )
    }
    for name, (on, forced) in tables.items():
        assert (on and forced) or name in fence.OPEN or name in fence.CLOSED, f"{name} is neither fenced nor listed"
    assert all(reason for _privileges, reason in fence.OPEN.values()) and all(fence.CLOSED.values())
    # What is listed is there, so that the lists do not outlive their tables; guardian's and Django's may not be made.
    assert set(fence.OPEN) <= set(tables)


def test_what_is_closed_is_closed(nothing_holds):
    for table in fence.CLOSED:
        found = nothing_holds.execute("SELECT to_regclass(%s)", [table]).fetchone()[0]
        if found:
            any_way = "SELECT has_table_privilege('kring_web', %s, 'SELECT, INSERT, UPDATE, DELETE')"
            assert nothing_holds.execute(any_way, [table]).fetchone() == (False,)


def test_a_table_that_nobody_listed_cannot_be_read(nothing_holds, monkeypatch):
    """Raised anew by the owner, the fence takes the new table in, and the web is refused."""
    nothing_holds.execute("CREATE TABLE public.new (text text); GRANT ALL ON public.new TO kring_web, PUBLIC")
    nothing_holds.execute("ALTER TABLE public.new OWNER TO kring_owner")
    nothing_holds.execute(fence.LOWER)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        nothing_holds.execute("SET LOCAL ROLE kring_web")
        nothing_holds.execute("SELECT * FROM public.new")


LAW_READS = {"uuid", "_uuid", "timestamptz", "date", "bool", "_varchar", "int4", "int2"}
# Short codes and references; a password's hash, so that nobody can choose another's.
LAW_READS_TOO = {
    "state",
    "said",
    "relation",
    "kind",
    "basis",
    "reference",
    "password",
    "protected_code",
    "part",
    "stage",
    "decision",
    "step",
    "via",
    "outcome",
    "withheld_because",  # whether there is a reason, and told to nobody: consent/emergency.sql
    "identity_number",  # compared with the one typed whole, and told to nobody: consent/emergency.sql
}

# In one view that draws for the log review: what a line is, when somebody works, and surnames, compared and not told.
DRAWN_BY = {
    "access_trail.verb",
    "access_trail.name",  # which page or act a line was, as Kring names it: law.passed_line
    "agencies_worker.hours", "agencies_worker.name",
    "cases_child.family_name", "cases_relative.name",
}  # fmt: skip
NAMES = {"agencies_worker.name", "cases_child.family_name", "cases_relative.name"}


def test_the_law_reads_no_name_and_no_text(nothing_holds):
    rows = nothing_holds.execute(
        """SELECT table_name, column_name, udt_name FROM information_schema.columns
           WHERE table_schema = 'public'
           AND has_column_privilege(
             'kring_law', format('%I.%I', table_schema, table_name)::regclass, column_name, 'SELECT')"""
    )
    for table, column, kind in rows:
        allowed = kind in LAW_READS or column in LAW_READS_TOO or f"{table}.{column}" in DRAWN_BY
        assert allowed, f"kring_law may read {table}.{column}"


def test_one_view_compares_names_and_tells_none(nothing_holds):
    reading = nothing_holds.execute(
        """SELECT DISTINCT v.relname, t.relname || '.' || a.attname FROM pg_depend d
             JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class v ON v.oid = r.ev_class
             JOIN pg_class t ON t.oid = d.refobjid
             JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
            WHERE d.classid = 'pg_rewrite'::regclass AND v.relnamespace = 'law'::regnamespace"""
    ).fetchall()
    assert {(view, column) for view, column in reading if column in NAMES} == {("drawable", name) for name in NAMES}
    told = nothing_holds.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = 'law.drawable'::regclass"
    ).fetchall()
    assert {name for name, kind in told if kind not in ("uuid", "timestamp with time zone", "date")} == {"reasons"}


def guarded():
    return [model for model in apps.get_models() if issubclass(model, Guarded)]


OPEN_TO_READ = {"Unit", "Agency", "Worker", "Membership", "StandIn"}  # the directory: looked up before anybody asks


@pytest.mark.parametrize("model", guarded(), ids=lambda model: model._meta.label)
def test_nobody_asks_and_nobody_writes(model):
    """Neither the manager nor the base manager answers nobody, and no row is written outside an action."""
    for manager in (model.objects, model._base_manager, model._default_manager):
        if model.__name__ in OPEN_TO_READ:
            manager.count()
        else:
            with pytest.raises(NoActor):
                manager.count()
    with acting_as(seat("welfare")):
        for manager in (model.objects, model._base_manager):
            for write in (
                lambda m=manager: m.all().delete(),
                lambda m=manager: m.update(id=None),
                lambda m=manager: m.bulk_create([model()]),
                lambda m=manager: m.bulk_update([model()], ["id"]),
                lambda m=manager: m.create(),
            ):
                with pytest.raises(OutsideAction):
                    write()
        for write in (model().save, model().delete):
            with pytest.raises(OutsideAction):
                write()


def test_every_model_of_ours_is_guarded():
    ours = [m for m in apps.get_models() if (settings.ROOT / m._meta.app_label).is_dir()]
    unguarded = {m._meta.db_table for m in ours if not issubclass(m, Guarded)}
    assert unguarded <= set(fence.OPEN) | {"insight_count"}, unguarded
    assert all(isinstance(m._meta.pk, models.UUIDField) for m in ours)


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE cases_record",
        "DROP TABLE cases_record",
        "CREATE TEMP TABLE x (id int)",
        "ALTER TABLE cases_record DISABLE ROW LEVEL SECURITY",
        "SET ROLE kring_owner",
        "SET row_security = off; SELECT * FROM cases_record",
    ],
)
def test_the_web_cannot_move_the_walls(statement):
    with pytest.raises(DatabaseError), acting_as(seat("welfare")), connection.cursor() as cursor:
        cursor.execute(statement)


def test_looking_cannot_write():
    with pytest.raises(DatabaseError, match="read-only"), acting_as(seat("welfare"), read_only=True):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO access_draft (id) VALUES (gen_random_uuid())")
