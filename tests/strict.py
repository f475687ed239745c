"""Where the tests are stricter than a deployment."""

import functools
import ipaddress
import socket
from html.parser import HTMLParser

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client


class Undefined(str):
    """What a template gets for a variable that is not there: an error.

    One exception: what an actor has, on a page that is shown with nobody signed in too.
    """

    def __new__(cls):
        return super().__new__(cls, "UNDEFINED IN TEMPLATE")

    def __contains__(self, what) -> bool:
        return what == "%s" or super().__contains__(what)

    def __mod__(self, variable) -> str:
        from access.actor import Actor

        parts = str(variable).split(".")
        if parts[:2] == ["request", "actor"] and len(parts) > 2 and hasattr_of(Actor, parts[2]):
            return ""
        raise UndefinedVariable(f"{{{{ {variable} }}}} is not there")


class UndefinedVariable(Exception):
    """A template names something that its view did not give it."""


def hasattr_of(cls, name: str) -> bool:
    """Whether instances of a class have the attribute, by its annotations or its methods."""
    return hasattr(cls, name) or name in getattr(cls, "__annotations__", {})


# --- Nothing leaves the machine -----------------------------------------------------------------------------


class NoNetwork(RuntimeError):
    """A test tried to reach something outside this machine."""


def _refuse_outside(host) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return
    try:
        if ipaddress.ip_address(str(name).split("%")[0]).is_loopback:
            return
    except ValueError:
        pass
    raise NoNetwork(f"to {name}")


def guard_sockets() -> None:
    """Let Python's sockets reach loopback and nothing else, in every thread of this process."""
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_outside(address[0])
        return connect(self, address)

    def guarded_resolve(host, *args, **kwargs):
        if host != socket.getfqdn() and host != socket.gethostname():  # mail makes its Message-ID with it
            _refuse_outside(host)
        return resolve(host, *args, **kwargs)

    socket.socket.connect, socket.getaddrinfo = guarded_connect, guarded_resolve


# --- What is to happen after the commit happens -------------------------------------------------------------


def _only_the_tests(connection) -> bool:
    """Whether the transactions that are open are those that pytest-django rolls back."""
    blocks = getattr(connection, "atomic_blocks", [])
    return bool(blocks) and all(block._from_testcase for block in blocks)


def run_on_commit() -> None:
    """Run `on_commit` callbacks in tests that roll back, when the product's own outermost transaction ends well."""
    leave, on_commit = transaction.Atomic.__exit__, BaseDatabaseWrapper.on_commit

    @functools.wraps(leave)
    def leave_and_run(self, kind, error, trace):
        leave(self, kind, error, trace)
        connection = transaction.get_connection(self.using)
        if kind is None and not self._from_testcase and _only_the_tests(connection) and not connection.needs_rollback:
            waiting, connection.run_on_commit = connection.run_on_commit, []
            for _sids, function, _robust in waiting:
                function()

    @functools.wraps(on_commit)
    def on_commit_or_now(self, function, robust=False):
        if _only_the_tests(self):
            function()  # outside a transaction Django runs it at once
        else:
            on_commit(self, function, robust)

    transaction.Atomic.__exit__, BaseDatabaseWrapper.on_commit = leave_and_run, on_commit_or_now


# --- Pages that the content security policy would not refuse ------------------------------------------------


class _Inline(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        where = f"<{tag}> at line {self.getpos()[0]}"
        if tag == "style":
            self.found.append(f"inline style {where}")
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.found.append(f"inline script {where}")
        for name, value in given.items():
            if name == "style" or (name.startswith("on") and len(name) > 2) or name.startswith("hx-on"):
                self.found.append(f"{name}= in {where}")
            if name in {"href", "src", "action"} and (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"javascript: in {where}")
            if name == "hx-trigger" and "[" in (value or ""):
                self.found.append(f"a filter, which needs eval, in {where}")


def inline_code(html: str) -> list[str]:
    """Every place in a page where a script, a style or a handler stands in the page itself."""
    parser = _Inline()
    parser.feed(html)
    return parser.found


class StrictClient(Client):
    """Django's client, which fails when a page carries inline scripts, styles or handlers."""

    def request(self, **request):
        """Ask, and look at what comes back."""
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            found = inline_code(response.content.decode())
            assert not found, f"{request.get('PATH_INFO')}: {found}"
        return response
