"""Nobody asks as anybody but themselves, save in the one place that shows nothing of it."""

import ast

import pytest

from tests.law.code import calls, modules

pytestmark = pytest.mark.law

# Who names an actor, and whose: the session's, the task's, the guest's, the one signing in. And who looks through
# another's eyes, in what is rolled back.
NAMES_ACTORS = {
    "access/actor.py", "access/web.py", "access/task.py", "access/guest.py", "access/seeing.py", "agencies/signin.py",
}  # fmt: skip
SEES = {"coordination/queries/seen.py": {"Served", "Wanted", "served"},
        "coordination/seeing.py": {"Served", "in_place_of", "in_sight", "served", "undone"}}  # fmt: skip
INSIDE = {"in_place_of": "undone"}


def imported(tree, module):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == module:
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name == module)
        if isinstance(node, ast.ImportFrom) and node.module == module.rpartition(".")[0]:
            yield from (alias.name for alias in node.names if alias.name == module.rpartition(".")[2])


@pytest.mark.parametrize("module", [pytest.param(m, id=m[0]) for m in modules()])
class TestEachModule:
    def test_names_an_actor_where_one_is_named(self, module):
        name, _path, tree = module
        named = {called.rpartition(".")[2] for _node, called in calls(tree)}
        assert name in NAMES_ACTORS or not named & {"acting_as", "acting_as_guest"}
        text = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        if name not in NAMES_ACTORS:
            # What somebody looks for (kring.sought…) is no asker: consent/emergency.sql.
            assert not any("set_config('kring." in part.replace("set_config('kring.sought", "") for part in text)

    def test_looks_through_another_s_eyes_where_it_is_undone(self, module):
        name, _path, tree = module
        assert set(imported(tree, "access.seeing")) == SEES.get(name, set())
        found = set(imported(tree, "access.trail")) & {"unwatched"}
        assert not found or name == "access/seeing.py"
