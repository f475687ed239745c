"""The real server, started where a wall is down or by a login that goes round it, refuses and says why."""

import os
import subprocess
import sys

import psycopg
import pytest

from config import embedded
from tests import databases, services

pytestmark = pytest.mark.law
SERVE = (sys.executable, "-m", "gunicorn", "-c", "python:config.gunicorn", "config.wsgi")
LOGINS = {
    "superuser": (embedded.SUPERUSER, "is a superuser, may bypass row security or may create roles: postgres"),
    "owner": ("kring_owner", "the login owns a table: access_trail"),
    "may bypass row security": ("kring_backup", "may bypass row security or may create roles: kring_backup"),
}
BREACHES = {
    "a policy dropped": ("DROP POLICY pen ON cases_record", "a privilege has no policy: cases_record INSERT"),
    "a policy dropped that has a second beside it": (
        "DROP POLICY moment ON consent_withdrawal",
        "the fence is not as it was raised: policy moment on public.consent_withdrawal is gone",
    ),
    "a policy loosened": (
        "ALTER POLICY sight ON cases_record USING (true)",
        "the fence is not as it was raised: policy sight on public.cases_record says something else",
    ),
    "a view replaced": (
        "SET ROLE kring_law; CREATE OR REPLACE VIEW law.mine WITH (security_barrier) AS "
        "SELECT id AS case_id FROM cases_case",
        "the fence is not as it was raised: view law.mine says something else",
    ),
    "a trigger taken away": (
        "DROP TRIGGER no_place ON coordination_meeting",
        "the fence is not as it was raised: trigger no_place on public.coordination_meeting is gone",
    ),
    "a column given": (
        "GRANT UPDATE (born_on) ON cases_protectedname TO kring_web",
        "the fence is not as it was raised: grants on public.cases_protectedname say something else",
    ),
    "the fence not forced": (
        "ALTER TABLE cases_record NO FORCE ROW LEVEL SECURITY",
        "a table can be read without a forced fence: cases_record",
    ),
    "a new table outside": (
        "CREATE TABLE new (text text); GRANT SELECT ON new TO kring_web",
        "a table can be read without a forced fence: new",
    ),
    "a log that can be changed": (
        "GRANT DELETE ON access_trail TO kring_web",
        "the log or its seals can be changed: access_trail DELETE",
    ),
}


@pytest.fixture(scope="module")
def town(django_db_setup):
    """The name of a copy of the town that these tests alone use."""
    clones = databases.Clones(databases.template())
    clones.count = 10_000  # names of its own: this process has another copy too
    yield clones
    clones.drop()


def started(database: str, role: str):
    """How a server ends that is started there as that role; it is stopped when it does not end by itself."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": embedded.database_url(services.DATA, role, database),
        "KRING_DEMO": "1",
        "HOST": "127.0.0.1",
        "PORT": "0",
        "KRING_WEB_PROCESSES": "1",
    }
    done = subprocess.run(
        SERVE, cwd=services.ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


@pytest.mark.parametrize("login", LOGINS)
def test_a_login_that_goes_round_the_fence_serves_nobody(login, town):
    role, why = LOGINS[login]
    code, told = started(town.name or town.fresh(), role)
    assert code == 3 and "Kring does not start: " in told and why in told, told


@pytest.mark.parametrize("breach", BREACHES)
def test_a_wall_that_is_down_serves_nobody(breach, town):
    statement, why = BREACHES[breach]
    with psycopg.connect(services.superuser_url(town.fresh())) as database:
        database.execute(statement)
    code, told = started(town.name, "kring_web")
    assert code == 3 and "Kring does not start: " in told and why in told, told


def test_a_new_table_that_nobody_granted_cannot_be_read(town):
    with psycopg.connect(services.owner_url(town.fresh())) as database:
        database.execute("CREATE TABLE new (text text)")
    with psycopg.connect(services.web_url(town.name)) as database:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            database.execute("SELECT text FROM new")
