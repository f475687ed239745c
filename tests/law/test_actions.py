"""Nothing changes but by a named action: each has its policy, its sentence and its test, and no other code writes."""

import inspect
from importlib import import_module
from os import environ
from pathlib import Path

import pytest
from django.utils.translation import override

from access.action import ACTIONS
from tests.law.addresses import page
from tests.law.code import ROOT, calls, modules

pytestmark = pytest.mark.law

# Every app's actions are there, whatever a test has imported before.
for app in ("access", "agencies", "cases", "consent", "coordination"):
    import_module(f"{app}.actions")
for path in ROOT.glob("*/actions/*.py"):
    if path.stem != "__init__":
        import_module(f"{path.parent.parent.name}.actions.{path.stem}")

WRITES = ("save", "delete", "create", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create")
# Who writes without being an action, and what. Every other call of these names is on something that is no row.
NO_ROWS = {
    "access/guarded.py": "the doors themselves: they refuse, and then do it",
    "access/outbox.py": "called inside an action: puts a letter into the outbox, and marks one as sent",
    "coordination/letters.py": "called inside an action: that somebody is busy at a meeting's time",
}
PAGE = page("what-can-be-done.md")
HEAD = """# What can be done

Everything that changes something in Kring is one of these. Each is asked for by a policy of its name (`may_…`, in the
same app's `policies`), which answers yes, or no with the reason; each leaves a line in the log. Written by
`make handbook`.
"""


def written() -> str:
    """The page: the actions by app, each with its sentence."""
    told, before = [HEAD], ""
    with override("sv"):
        for name in sorted(ACTIONS):
            app, _dot, word = name.partition(".")
            told.append(f"\n## {app}\n\n" * (app != before) + f"* `{word}`: {ACTIONS[name].says}\n")
            before = app
    return "".join(told)


def test_the_page_says_what_can_be_done():
    if environ.get("KRING_WRITE"):
        PAGE.write_text(written(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written(), "make handbook writes it anew"


@pytest.mark.parametrize("name", sorted(ACTIONS))
class TestEachAction:
    def test_has_a_policy_of_its_name_and_arguments(self, name):
        one = ACTIONS[name]
        assert one.may.__name__ == f"may_{name.split('.')[1]}"
        assert _names(one.may) == _names(one.run)
        first, *rest = inspect.signature(one.run).parameters.values()
        assert first.name == "actor"
        assert all(p.kind in (p.KEYWORD_ONLY, p.VAR_KEYWORD) for p in rest), "all but the actor by keyword"

    def test_has_a_sentence(self, name):
        with override("sv"):
            says = str(ACTIONS[name].says)
        assert says.endswith(".") and says[0].isupper() and len(says) > 10, says

    def test_has_a_docstring(self, name):
        assert (ACTIONS[name].run.__doc__ or "").strip()

    def test_is_named_by_a_test(self, name):
        word = name.split(".")[1]
        files = (path for path in Path(ROOT, "tests").rglob("*.py") if "town" not in path.parts)
        texts = (path.read_text(encoding="utf-8") for path in files)
        assert any(word in text for text in texts if "ACTIONS" not in text), f"no test says {word}"


def _names(function):
    return [(p.name, p.kind) for p in inspect.signature(function).parameters.values()]


def test_there_are_actions():
    assert len(ACTIONS) > 20


def writers():
    for name, _path, tree in modules():
        role = name.split("/")[1].removesuffix(".py")
        if role != "actions" and name not in NO_ROWS and not name.startswith("config/"):
            yield pytest.param(tree, id=name)


@pytest.mark.parametrize("tree", list(writers()))
def test_only_actions_write(tree):
    found = []
    for node, called in calls(tree):
        what, _dot, method = called.rpartition(".")
        if method in WRITES and not _is_no_row(what):
            found.append(f"line {node.lineno}: {called}()")
    assert not found, found


def _is_no_row(what: str) -> bool:
    # Dictionaries, sets, hashes, caches and sessions change too.
    last = what.rpartition(".")[2]
    return last in {
        "about",
        "session",
        "cache",
        "seen",
        "found",
        "digest",
        "fields",
        "headers",
        "data",
        "attrs",
        "context",
        "cookies",
        "_fence",
        "environ",
        "initial",
        "kwargs",
        "response",
        "page",
        "default",
    }


def test_nobody_but_actions_and_the_fence_takes_the_pen():
    for name, _path, tree in modules():
        if name not in ("access/action.py", "access/guarded.py", "access/fence.py"):
            assert all(called.rpartition(".")[2] != "pen" for _node, called in calls(tree)), name
