"""Real programs beside the tests: a mail server, a Celery worker."""

import email
import email.policy
import os
import socket
import subprocess
import sys
import time

import pytest

from tests import services


class MailServer:
    """A mail server that can be down; `messages` are those that it took, parsed."""

    def __init__(self):
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self.port = trial.getsockname()[1]
        self.messages: list[email.message.EmailMessage] = []
        self._controller = None

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.messages.append(message)
        return "250 OK"

    def start(self) -> None:
        """Open its door."""
        from aiosmtpd.controller import Controller

        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Close its door; what it took, it keeps."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    @property
    def url(self) -> str:
        """What EMAIL_URL would be."""
        return f"smtp://127.0.0.1:{self.port}"


@pytest.fixture
def smtp(settings):
    """A real mail server, and Kring set to use it."""
    server = MailServer()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.stop()


@pytest.fixture
def real_worker(transactional_db, settings, request):
    """Celery's own worker in a process of its own, as in a deployment; tasks go to it by the broker.

    Its database is the test's clone, its mail goes to `smtp` when the test has one. Use `eventually`.
    """
    from django.db import connection

    from config.celery import app, has_pulse

    mail = request.getfixturevalue("smtp").url if "smtp" in request.fixturenames else ""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": services.web_url(connection.settings_dict["NAME"]),
        "EMAIL_URL": mail,
    }
    log = services.DATA / f"worker-{os.getpid()}.log"
    with log.open("w") as out:
        worker = subprocess.Popen(
            [sys.executable, "-m", "celery", "-q", "-A", "config", "worker", "-c", "1",
             "--without-gossip", "--without-mingle", "--without-heartbeat"],
            cwd=services.ROOT, env=env, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    app.conf.task_always_eager = False
    try:
        eventually(lambda: has_pulse("worker") or worker.poll() is not None, seconds=20)
        assert worker.poll() is None, log.read_text()
        yield log
    finally:
        app.conf.task_always_eager = True
        worker.terminate()
        worker.wait(20)
        log.unlink()


def eventually(what, seconds: float = 5):
    """Ask until the answer is true, and give it back; fails when it is not in so many seconds."""
    until = time.monotonic() + seconds
    while True:
        answer = what()
        if answer:
            return answer
        assert time.monotonic() < until, f"not in {seconds} s"
        time.sleep(0.05)
