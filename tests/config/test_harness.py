"""The harness itself: the real login, a clone that forgets, a strict eye."""

import socket
import threading
from subprocess import CompletedProcess

import psycopg
import pytest
from django.core import mail
from django.db import connection, transaction
from django.template import Context, Template

from tests import databases
from tests.running import eventually
from tests.strict import NoNetwork, UndefinedVariable, inline_code


def ask(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone() if cursor.description else None


@pytest.mark.django_db
def test_the_tests_log_in_as_the_web_does():
    assert ask("SELECT session_user, current_user, current_setting('is_superuser')") == (
        "kring_web",
        "kring_web",
        "off",
    )
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        ask("CREATE TABLE mine (id int)")


@pytest.mark.django_db(transaction=True)
def test_the_town_is_built_with_its_people_whoever_asks_first(monkeypatch, behind_the_fence):
    """`make bench` before `make test` left a template that nobody lived in, and the tests took it."""
    asked = []
    monkeypatch.delenv("KRING_DEMO", raising=False)
    monkeypatch.setattr(databases.embedded, "apply_roles", lambda *_: None)
    monkeypatch.setattr(databases.subprocess, "run", lambda *_, env, **__: asked.append(env) or CompletedProcess([], 0))
    name = connection.settings_dict["NAME"]
    databases._build(name)
    assert asked[0]["KRING_DEMO"] == "1"
    behind_the_fence.execute("SET session_replication_role = replica; DELETE FROM agencies_worker")
    with pytest.raises(RuntimeError, match="nobody lives in it"):
        databases._build(name)


SESSION = "INSERT INTO django_session VALUES ('one', '', statement_timestamp())"


@pytest.mark.django_db
@pytest.mark.parametrize("_again", range(2))
def test_a_test_rolls_back(_again):
    ask(SESSION)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_again", range(2))
def test_a_transactional_test_leaves_its_clone(_again, behind_the_fence):
    ask(SESSION)
    assert behind_the_fence.execute("SELECT count(*) FROM django_session").fetchone() == (1,)


@pytest.mark.django_db
def test_what_waits_for_a_commit_happens():
    done = []
    with transaction.atomic():
        transaction.on_commit(lambda: done.append("outer"))
        with transaction.atomic():
            transaction.on_commit(lambda: done.append("inner"))
        assert done == []
    assert done == ["outer", "inner"]


@pytest.mark.django_db
def test_what_waits_for_a_commit_that_fails_does_not():
    done = []
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        transaction.on_commit(lambda: done.append("never"))
        1 / 0  # noqa: B018
    assert done == []


def test_the_network_is_out_of_reach():
    with pytest.raises(NoNetwork):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(NoNetwork):
        socket.getaddrinfo("kring.example", 80)


def test_an_undefined_variable_is_an_error(rf):
    request = rf.get("/")
    request.actor = None
    context = {"request": request, "there": None}
    assert Template("{{ there }}{{ request.actor.name }}").render(Context(context)) == "None"
    for source in ("{{ nowhere }}", "{{ nowhere|default:'' }}", "{{ request.actor.nome }}"):
        with pytest.raises(UndefinedVariable):
            Template(source).render(Context(context))


@pytest.mark.parametrize(
    "html", ["<p style='x'>", "<script>x</script>", "<style>", "<a href='javascript:x'>", "<b onclick='x'>"]
)
def test_inline_code_is_found(html):
    assert inline_code(html)
    assert not inline_code('<script src="/x.js"></script><p class="on">')


def test_mail_goes_to_a_real_server(smtp):
    mail.EmailMessage("Möte", "Hej", "kring@localhost", ["anna@localhost"]).send()
    assert smtp.messages[0]["subject"] == "Möte"
    smtp.stop()
    with pytest.raises(ConnectionRefusedError):
        mail.EmailMessage("Möte", "Hej", "kring@localhost", ["anna@localhost"]).send()


def test_a_real_worker_answers(real_worker):
    from config.celery import app, has_pulse

    assert has_pulse("worker")
    app.send_task("nobody.knows.this", ["Ella-Öberg"])
    said = eventually(lambda: "celery.worker" in real_worker.read_text() and real_worker.read_text())
    assert "Ella" not in said


def test_a_browser_sees_the_clone(page, complaints, behind_the_fence):
    complaints.expect("status of 503")
    complaints.expect("status of 404")  # a browser asks for an icon where the answer names none
    response = page.goto("/health")
    assert response.json()["database"] == "ok"
    assert page.evaluate("navigator.language") == "sv-SE"
    assert threading.active_count() > 1
    assert isinstance(behind_the_fence, psycopg.Connection)
