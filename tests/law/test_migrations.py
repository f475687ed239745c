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
    order = ["access", "agencies", "cases", "consent", "coordination", "insight"]
    if app in order:
        for key, migration in loader.disk_migrations.items():
            if key[0] == app:
                later = {on for on, _name in migration.dependencies} & set(order[order.index(app) + 1 :])
                assert not later, f"{key} depends on {later}"


def test_from_nothing_to_now_and_the_fence_stands():
    """An empty database, as its owner; afterwards the web's login sees the walls, and no row through them."""
    name = f"kring_test_{os.getpid()}_zero"
    with psycopg.connect(services.superuser_url(), autocommit=True) as superuser:
        superuser.execute(f"DROP DATABASE IF EXISTS {name}")
        embedded.apply_roles(services.DATA, name)
        try:
            _manage(name, "migrate", "--verbosity", "0")
            _manage(name, "migrate", "--check")
            assert _as_the_web(name) == []
            # Raised again it is the same fence; and what lies outside it for a moment is taken in.
            _manage(name, "migrate", "--verbosity", "0")
            assert _as_the_web(name) == []
        finally:
            superuser.execute(f"DROP DATABASE {name} WITH (FORCE)")


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
