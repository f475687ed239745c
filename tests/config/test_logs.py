"""Logs say who, when and how it went; never what it was about."""

import io
import logging
import re

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config import logs
from tests import services

MARKER = "Ella-Öberg-20150412"


def line_of(record: logging.LogRecord) -> str:
    return logs.Line().format(record)


def record_of(name: str, message: str, *arguments, error=None) -> logging.LogRecord:
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, "somewhere/code.py", 7, message, arguments, info)


def caught(function) -> Exception:
    try:
        function()
    except Exception as error:
        return error
    raise AssertionError("it did not fail")


@pytest.fixture
def written(caplog):
    """What our handler would print."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Line())
    logger = logging.getLogger("kring")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


def test_a_library_s_words_are_not_printed():
    line = line_of(record_of("django.request", "Internal Server Error: %s", f"/sok/?q={MARKER}"))
    assert MARKER not in line
    assert "/sok/" not in line
    assert "django.request code.py:7" in line


def test_an_error_is_its_kind_and_its_place():
    def fail():
        raise ValueError(MARKER)

    line = line_of(record_of("kring.request", "failed", error=caught(fail)))
    assert MARKER not in line
    assert "builtins.ValueError at " in line
    assert "tests/config/test_logs.py:" in line


def test_the_causes_of_an_error_say_no_more():
    def fail():
        try:
            raise KeyError(MARKER)
        except KeyError as error:
            raise RuntimeError(MARKER) from error

    line = line_of(record_of("celery.app.trace", "Task raised: %s", MARKER, error=caught(fail)))
    assert MARKER not in line
    assert "caused by builtins.KeyError" in line


@pytest.mark.django_db
def test_an_error_of_the_database_gives_its_code_alone():
    from django.db import connection, transaction

    def fail():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT %s::int", [MARKER])

    line = line_of(record_of("django.request", "x", error=caught(fail)))
    assert MARKER not in line
    assert "[22P02]" in line


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT %s::int",  # the value stands in the message
        "INSERT INTO django_session SELECT %s, 'x', now() FROM generate_series(1, 2)",  # ... in the detail
        "SELECT * FROM no_such_table WHERE name = %s",  # ... in the statement
    ],
)
def test_postgresql_s_log_has_none_of_it(statement):
    from django.db import DatabaseError, connection, transaction

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [MARKER])
    assert MARKER not in (services.DATA / "postgres" / "log").read_text(encoding="utf-8")


def test_a_request_is_one_line(written):
    def page(request):
        return HttpResponse(MARKER, status=404)

    request = RequestFactory().get(f"/barn/{MARKER}/?q={MARKER}", headers={"User-Agent": MARKER})
    response = logs.RequestLine(page)(request)
    line = written.getvalue()
    assert re.fullmatch(r"[-\d]+ [:\d]+ INFO [0-9a-f]{32} - GET 404 \d+ ms\n", line)
    assert response["X-Request-ID"] in line


def test_an_invented_method_is_not_printed(written):
    request = RequestFactory().generic(MARKER, "/")
    logs.RequestLine(lambda request: HttpResponse())(request)
    assert MARKER not in written.getvalue()
    assert "OTHER 200" in written.getvalue()
