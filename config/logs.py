"""One line a request: who, when and how it went; never a name, a text, an address or a value.

Only our own loggers (`kring.…`) and the web server's greetings are printed as written. Of every other line only
the logger, the place in the code and the kind of error are: libraries put paths, statements and arguments into
their messages, and a child's name would follow.
"""

import logging
import sys
import time
import uuid
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from traceback import walk_tb
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
CLOCK = ZoneInfo("Europe/Stockholm")
FRAMES = 6  # of an error's innermost ones, as many as tell where to look
CAUSES = 4

request_id: ContextVar[str] = ContextVar("request_id", default="-")


class Line(logging.Formatter):
    """A log line that cannot tell what it was about."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, request id, and what may be said."""
        when = datetime.fromtimestamp(record.created, CLOCK)
        line = f"{when:%Y-%m-%d %H:%M:%S} {record.levelname} {request_id.get()} {said(record)}"
        if record.exc_info and record.exc_info[1]:
            line += f" | {kind_and_place(record.exc_info[1])}"
        return line


def said(record: logging.LogRecord) -> str:
    """The message of our own loggers; of others only who spoke and where."""
    ours = record.name == "kring" or record.name.startswith("kring.")
    greeting = record.name == "gunicorn.error" and record.levelno == logging.INFO
    if ours or greeting:
        return record.getMessage()
    return f"{record.name} {record.filename}:{record.lineno}"


def kind_and_place(error: BaseException | None) -> str:
    """The classes of an error and its causes, PostgreSQL's codes, and the lines of code; no message, no value."""
    found: list[str] = []
    for _ in range(CAUSES):
        if error is None:
            break
        code = getattr(error, "sqlstate", None)
        places = [
            f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
            for frame, line in walk_tb(error.__traceback__)
        ]
        name = f"{type(error).__module__}.{type(error).__qualname__}{f'[{code}]' if code else ''}"
        line = f"{name} at {' > '.join(places[-FRAMES:]) or '-'}"
        if line not in found:
            found.append(line)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return " | caused by ".join(found)


def _short(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        return str(path.relative_to(ROOT))
    return "/".join(path.parts[-2:])


def has_error(record: logging.LogRecord) -> bool:
    """Whether a line of Django's adds something to the request's own: the place of an error."""
    return bool(record.exc_info)


def silence_uncaught() -> None:
    """Let what falls through everything, and every warning, end in a line as well (web, worker and beat)."""
    sys.excepthook = lambda kind, error, trace: logging.getLogger("kring.uncaught").critical(
        "uncaught", exc_info=(kind, error, trace)
    )
    logging.captureWarnings(True)


class RequestLine:
    """Writes the line of each request, and gives it an id that the answer carries too."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.log = logging.getLogger("kring.request")

    def __call__(self, request):
        """Answer the request and log membership (or "-"), method, status and milliseconds."""
        request.id = uuid.uuid4().hex  # access keeps it with what was seen
        token = request_id.set(request.id)
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request.id
            spent = (time.perf_counter() - start) * 1000
            self.log.info("%s %s %s %.0f ms", _who(request), _method(request), response.status_code, spent)
            return response
        finally:
            request_id.reset(token)


def _who(request) -> str:
    """The membership's UUID, or "-" when nobody was asking."""
    actor = getattr(request, "actor", None)
    return str(actor.membership) if actor else "-"


def _method(request) -> str:
    """A method is a word that the caller may invent."""
    return request.method if request.method in {"GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE"} else "OTHER"


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"has_error": {"()": lambda: has_error}},
    "formatters": {"line": {"()": "config.logs.Line"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}},
    "root": {"handlers": ["out"], "level": "WARNING"},
    "loggers": {
        "kring": {"level": "INFO"},
        # Django's defaults print to their own handlers; here everything goes by the one above.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True, "filters": ["has_error"]},
    },
}

# What gunicorn is given (config/gunicorn.py): its own lines through the same formatter, no access log.
GUNICORN = {
    **LOGGING,
    "loggers": {
        **LOGGING["loggers"],
        "gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
