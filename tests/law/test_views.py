"""HTTP in, HTTP out: a view asks one question or does one deed, tries nothing, and only views know HTTP."""

import ast

import pytest

from tests.law.code import calls, functions, modules

pytestmark = pytest.mark.law

DOMAIN = ("queries", "actions")
# What stands in modules besides views, forms and the like and yet may know HTTP, and why.
KNOWS_HTTP = {
    "access/web.py": "the actor of a request",
    "access/guest.py": "the guest of a request",
    "agencies/signin.py": "the session",
    "agencies/attempts.py": "counts attempts by the request's address",
    "config/health.py": "a middleware", "config/logs.py": "a middleware", "config/demo.py": "views of the demo",
    "config/demo_mail.py": "views of the demo", "config/urls.py": "addresses",
    "look/templatetags/look.py": "the page's own request",
}  # fmt: skip
HTTP = ("django.http", "django.shortcuts", "django.urls", "django_htmx", "django.contrib.messages")
ALLOWED_EVERYWHERE = {"Http404", "get_object_or_404", "reverse", "reverse_lazy", "NoReverseMatch"}


def most(body, module) -> int:
    """The most calls into the module on one way through the statements."""
    longest = on_this_way = 0
    for node in body:
        if isinstance(node, ast.If):
            on_this_way += _in(node.test, module)
            inside = [most(block, module) for block in (node.body, node.orelse)]
            if isinstance(node.body[-1], (ast.Return, ast.Raise)):
                longest = max(longest, on_this_way + inside[0])
                on_this_way += inside[1]
            else:
                on_this_way += max(inside)
        else:
            on_this_way += _in(node, module)
    return max(longest, on_this_way)


def _in(node, module) -> int:
    return sum(called.split(".")[0] == module for _node, called in calls(node))


def views():
    for name, _path, tree in modules("views"):
        for view in functions(tree):
            yield pytest.param(view, id=f"{name}:{view.name}")


@pytest.mark.parametrize("view", list(views()))
class TestEachView:
    def test_tries_nothing_and_touches_no_manager(self, view):
        for node in ast.walk(view):
            assert not isinstance(node, ast.Try), "errors are access.web's"
            assert not (isinstance(node, ast.Attribute) and node.attr == "objects"), "ask a query"

    def test_makes_one_call_into_the_domain(self, view):
        found = [called for _node, called in calls(view) if called.split(".")[0] in DOMAIN and "." in called]
        assert most(view.body, "actions") <= 1, f"{found}: one deed a request"
        assert most(view.body, "queries") <= 2, f"{found}: one question to show, one to find what the deed is about"

    def test_checks_no_permission(self, view):
        named = {called.rpartition(".")[2] for _node, called in calls(view)}
        assert not named & {"has_perm", "has", "user_passes_test"}, named
        assert not any(word.startswith("may_") for word in named), named


@pytest.mark.parametrize("module", [pytest.param(m, id=m[0]) for m in modules()])
def test_only_views_know_http(module):
    name, _path, tree = module
    role = name.split("/")[1].removesuffix(".py")
    if role in ("views", "urls", "forms") or name in KNOWS_HTTP:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(HTTP):
            names = {alias.name for alias in node.names} - ALLOWED_EVERYWHERE
            assert not names, f"line {node.lineno}: {names}"


def test_the_list_is_of_files_that_are_there():
    assert set(KNOWS_HTTP) <= {name for name, _path, _tree in modules()}
