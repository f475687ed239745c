"""Kring on somebody's own PostgreSQL and Valkey, from a folder that is not there yet."""

import json
import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection

import pytest
from django.db import connection

from tests import services
from tests.running import eventually

pytestmark = pytest.mark.django_db(transaction=True)


def a_free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def health(port) -> dict:
    asking = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asking.request("GET", "/health", headers={"Host": "localhost"})
        return json.loads(asking.getresponse().read())
    except OSError:
        return {}
    finally:
        asking.close()


def test_with_its_services_elsewhere_it_begins_in_an_empty_folder(tmp_path):
    database, data, port = connection.settings_dict["NAME"], tmp_path / "not" / "there", a_free_port()
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env = bare | {
        "KRING_DATA": str(data),
        "KRING_STATIC": str(services.DATA / "static"),
        "PORT": str(port),
        "DATABASE_URL": services.web_url(database),
        "DATABASE_OWNER_URL": services.owner_url(database),
        "REDIS_URL": services.redis_url(),
    }
    log = tmp_path / "log"
    with log.open("w") as out:
        family = subprocess.Popen(
            [sys.executable, "-m", "config.serve"], cwd=services.ROOT, env=env, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            eventually(lambda: family.poll() is not None or {"ok"} == set(map(str, health(port).values())), seconds=120)
            assert family.poll() is None, log.read_text()
        finally:
            family.send_signal(signal.SIGTERM)
            family.wait(30)
    # One key for web, worker and beat, or a session of one process is none in the next.
    key = data / "secrets" / "secret-key"
    assert (len(key.read_text()) > 40, key.stat().st_mode & 0o077) == (True, 0)
    asked = [sys.executable, "-c", "from config.settings import SECRET_KEY; print(SECRET_KEY)"]
    told = subprocess.run(asked, cwd=services.ROOT, env=env, capture_output=True, text=True, check=True).stdout
    assert told.strip() == key.read_text()
