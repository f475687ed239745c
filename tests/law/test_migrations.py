"""The models and the migrations say the same, one set an app; from nothing to now the fence stands."""

import os
import subprocess
import sys

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from config import embedded
from tests import services

pytestmark = pytest.mark.law
OURS = [config.label for config in apps.get_app_configs() if (settings.ROOT / config.label).is_dir()]

OURS_IN_ORDER = ["access", "agencies", "cases", "consent", "coordination", "insight"]


def test_no_migration_is_missing():
    loader = MigrationLoader(None)
    with translation.override(None):
        changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(
            graph=loader.graph
        )
    assert {app: found for app, found in changes.items() if app in OURS} == {}


@pytest.mark.parametrize("app", [app for app in OURS if (settings.ROOT / app / "migrations").is_dir()])
def test_one_line_of_migrations(app):
    """No two branches, and none that reaches into a later app."""
    loader = MigrationLoader(None)
    assert len(loader.graph.leaf_nodes(app)) == 1
    order = OURS_IN_ORDER
    if app in order:
        for key, migration in loader.disk_migrations.items():
            if key[0] == app:
                later = {on for on, _name in migration.dependencies} & set(order[order.index(app) + 1 :])
                assert not later, f"{key} depends on {later}"


@pytest.fixture
def empty():
    """The name of a database in which nothing stands, with the roles that may come to it."""
    name = f"kring_test_{os.getpid()}_zero"
    with psycopg.connect(services.superuser_url(), autocommit=True) as superuser:
        superuser.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        embedded.apply_roles(services.DATA, name)
        yield name
        superuser.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_from_nothing_to_now_and_back_and_the_fence_stands(empty):
    """An empty database, as its owner; afterwards the web's login sees the walls, and no row through them."""
    _manage(empty, "migrate", "--verbosity", "0")
    _manage(empty, "migrate", "--check")
    assert _as_the_web(empty) == []
    # Raised again it is the same fence; and what lies outside it for a moment is taken in.
    fence = _policies(empty)
    _manage(empty, "migrate", "--verbosity", "0")
    assert (_as_the_web(empty), _policies(empty)) == ([], fence)

    # App by app back to nothing: on the half of a schema nobody reads anything, and Kring does not start.
    for app in reversed(OURS_IN_ORDER):
        _manage(empty, "migrate", app, "zero", "--verbosity", "0")
        assert _privileges(empty) == []
        assert "no table is fenced at all: public" in _as_the_web(empty)

    _manage(empty, "migrate", "--verbosity", "0")
    assert (_as_the_web(empty), _policies(empty)) == ([], fence)


def _policies(name):
    asked = "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2, 3, 4, 5"
    with psycopg.connect(services.superuser_url(name)) as looking:
        return looking.execute(asked).fetchall()


def _privileges(name):
    """The tables that the web's login may do anything with."""
    asked = """SELECT c.relname FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
      AND has_table_privilege('kring_web', c.oid, 'SELECT, INSERT, UPDATE, DELETE')"""
    with psycopg.connect(services.superuser_url(name)) as looking:
        return looking.execute(asked).fetchall()


def _manage(name, *words):
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "KRING_AS": "owner",
        "DATABASE_URL": services.web_url(name),
        "DATABASE_OWNER_URL": services.owner_url(name),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=settings.ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _as_the_web(name):
    from access.fence import FAULTS, OPEN

    with psycopg.connect(services.web_url(name)) as web:
        rows = ((what, web.execute(query, {"open": list(OPEN)}).fetchall()) for what, query in FAULTS.items())
        return [f"{what}: {row[0]}" for what, found in rows for row in found]
