"""The town in a template, and a clone of it for whoever tests.

The template is built by the owner, as in a deployment: migrations, fence, town. It is kept between runs and named
by everything that decides what is in it. KRING_FRESH=1 builds it anew.
"""

import hashlib
import os
import subprocess
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import psycopg
from psycopg import sql

from config import embedded
from tests import services

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DECIDES = (
    "*/migrations/*.py",
    "*/*.sql",
    "*/models.py",
    "*/models/*.py",
    "*/management/commands/load_town.py",
    "access/fence.py",
    "access/guarded.py",
    "tests/town*.py",
    "tests/town/*.py",
    "config/prepare.py",
)
FOLDERS_OF_OTHERS = {"build", "node_modules"}


def template() -> str:
    """The name of the template database; builds it when there is none that fits."""
    name = f"kring_template_{_fingerprint()}"
    with services.locked("template"):
        with _superuser() as connection:
            there = _names(connection, "kring_template_%")
            if name in there and not os.environ.get("KRING_FRESH"):
                return name
            for old in [*there, "kring_building"]:
                _drop(connection, old)
        _build("kring_building")
        with _superuser() as connection:
            _run(connection, "ALTER DATABASE kring_building RENAME TO {}", name)
    return name


def _fingerprint() -> str:
    # The town's dates count from the day of loading, so each day has its own: the town's day, wherever the clock is.
    digest = hashlib.sha256(datetime.now(STOCKHOLM).date().isoformat().encode())
    for pattern in DECIDES:
        for path in sorted(services.ROOT.glob(pattern)):
            if path.relative_to(services.ROOT).parts[0] not in FOLDERS_OF_OTHERS:
                digest.update(f"{path.relative_to(services.ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _build(name: str) -> None:
    embedded.apply_roles(services.DATA, name)
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": services.web_url(name),
        "DATABASE_OWNER_URL": services.owner_url(name),
        "KRING_AS": "owner",
        "KRING_DEMO": "1",  # whoever builds it, the benchmarks too: without it there is no town
    }
    done = subprocess.run(
        [sys.executable, "-m", "config.prepare"], cwd=services.ROOT, env=env, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"The tests' town could not be built:\n{done.stdout}")
    with psycopg.connect(services.superuser_url(name)) as looking:
        if not looking.execute("SELECT count(*) FROM agencies_worker").fetchone()[0]:
            raise RuntimeError("The tests' town was built and nobody lives in it.")


class Clones:
    """This process's copies of the template, one at a time."""

    def __init__(self, of: str):
        self.of, self.count, self.name = of, 0, ""
        with _superuser() as connection:
            # Copies left behind by processes that are no more.
            for name in _names(connection, "kring_test_%"):
                pid = int(name.split("_")[2])
                if not _lives(pid):
                    _drop(connection, name)

    def fresh(self) -> str:
        """Throw the copy away, whoever talks to it, and give the name of a new one."""
        self.drop()
        self.count += 1
        self.name = f"kring_test_{os.getpid()}_{self.count}"
        with _superuser() as connection:
            _run(connection, "CREATE DATABASE {} OWNER kring_owner TEMPLATE {} STRATEGY FILE_COPY", self.name, self.of)
            # A copy has not its original's privileges.
            _run(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", self.name)
            _run(connection, "GRANT CONNECT ON DATABASE {} TO kring_web, kring_seal, kring_backup", self.name)
        return self.name

    def drop(self) -> None:
        """Throw the copy away."""
        if self.name:
            with _superuser() as connection:
                _drop(connection, self.name)
            self.name = ""


def _superuser():
    return psycopg.connect(services.superuser_url(), autocommit=True)


def _run(connection, statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _drop(connection, name: str) -> None:
    _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _names(connection, like: str) -> list[str]:
    rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [like]).fetchall()
    return [name for (name,) in rows]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
