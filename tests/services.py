"""One PostgreSQL and one Valkey for all test runs of this copy: the first starts them, the last stops them."""

import atexit
import fcntl
import os
from contextlib import contextmanager
from pathlib import Path

from config import embedded

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "build" / "test-services"
_users = None


def use() -> None:
    """Start what does not run, and keep it running until this process ends."""
    global _users
    if _users is not None:
        return
    DATA.mkdir(parents=True, exist_ok=True)
    _users = (DATA / "users").open("w")
    with locked("starting"):
        # A shared lock is a user; it goes with its process, however that ends.
        fcntl.flock(_users, fcntl.LOCK_SH)
        embedded.start(DATA, durable=False)
    atexit.register(_leave)


def _leave() -> None:
    global _users
    with locked("starting"):
        try:
            fcntl.flock(_users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            pass  # somebody else is still testing
        else:
            embedded.stop(DATA)
        _users.close()
    _users = None


@contextmanager
def locked(name: str):
    """Hold one of the test runs' common locks; waits for it."""
    DATA.mkdir(parents=True, exist_ok=True)
    with (DATA / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def web_url(database: str) -> str:
    """A database's address for the login that the web has."""
    return embedded.database_url(DATA, "kring_web", database)


def seal_url(database: str) -> str:
    """A database's address for the one who seals the log."""
    return embedded.database_url(DATA, "kring_seal", database)


def owner_url(database: str) -> str:
    """A database's address for the one who migrates."""
    return embedded.database_url(DATA, "kring_owner", database)


def superuser_url(database: str = "postgres") -> str:
    """A database's address for the one whom nothing holds; for making databases, and to look behind the fence."""
    return embedded.database_url(DATA, embedded.SUPERUSER, database)


def redis_url() -> str:
    """Valkey's address with a number that only this process uses."""
    return embedded.redis_url(DATA).removesuffix("/0") + f"/{os.getpid() % 1000 + 1}"
