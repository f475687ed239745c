"""The settings refuse what would be dangerous."""

import os
import subprocess
import sys

import pytest

from tests.services import ROOT

PRODUCTION = {
    "KRING_PRODUCTION": "1",
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "kring.example",
    "DATABASE_URL": "postgresql://kring_web:word@db:5433/kring",
    "REDIS_URL": "redis://redis/0",
    "EMAIL_URL": "smtps://somebody:p%40ss@mail.example",
}


def asked(question: str, **env) -> subprocess.CompletedProcess:
    """Ask a Python of its own about the settings in a given environment."""
    bare = {"PATH": os.environ["PATH"], "KRING_DATA": "/nowhere"}
    code = f"from config import settings as s; print(({question}))"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=bare | env, capture_output=True, text=True, check=False
    )


def test_production_starts_with_all_that_it_needs():
    assert (
        asked("s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.DEBUG", **PRODUCTION).stdout == "(True, True, False)\n"
    )


def test_the_demo_is_refused_in_production():
    done = asked("s.DEMO", **PRODUCTION, KRING_DEMO="1")
    assert done.returncode
    assert "never with KRING_PRODUCTION" in done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "EMAIL_URL"])
def test_production_needs(name):
    done = asked("0", **{key: value for key, value in PRODUCTION.items() if key != name})
    assert done.returncode
    assert name in done.stderr


def test_the_web_never_has_the_owner_s_address():
    env = PRODUCTION | {"DATABASE_OWNER_URL": "postgresql://kring_owner:secret@db/kring"}
    question = "s.DATABASES['default']['USER'], 'secret' in repr(vars(s)['DATABASES'])"
    assert asked(question, **env).stdout == "('kring_web', False)\n"
    assert asked(question, **env, KRING_AS="owner").stdout == "('kring_owner', True)\n"


def test_the_pool_is_for_who_asks_for_it():
    question = "'pool' in s.DATABASES['default']['OPTIONS'], s.DATABASES['default']['CONN_MAX_AGE']"
    assert asked(question, **PRODUCTION).stdout == "(False, 600)\n"
    assert asked(question, **PRODUCTION, KRING_POOL="1").stdout == "(True, 0)\n"


def test_a_mail_address_is_read():
    question = "s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, s.EMAIL_HOST_PASSWORD, s.EMAIL_USE_SSL"
    assert asked(question, **PRODUCTION).stdout == "('mail.example', 465, 'somebody', 'p@ss', True)\n"
