"""What is long is not read: no file of ours is over 300 lines, no view over 15."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINES_OF_A_FILE, LINES_OF_A_VIEW = 300, 15
KINDS = {".py", ".html", ".sql", ".css", ".js", ".toml", ".md", ".typ", ".yml"}
NOT_OURS = {"build", "node_modules", ".venv", ".data", ".git"}
# Written by a tool, or lists that are looked up and not read.
MADE = {"migrations", "pages"}


def ours():
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if path.suffix in KINDS and not NOT_OURS & set(parts) and not MADE & set(parts):
            yield path


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", list(ours()), ids=named)
def test_no_file_is_long(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LINES_OF_A_FILE, f"{named(path)} has {lines} lines"


def views():
    for path in ours():
        if path.suffix == ".py" and (path.stem == "views" or path.parent.name == "views"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    yield pytest.param(node, id=f"{named(path)}:{node.name}")


@pytest.mark.parametrize("view", list(views()))
def test_no_view_is_long(view):
    body = view.body
    start = body[0].lineno
    if ast.get_docstring(view):
        start = body[0].end_lineno + 1
    lines = view.end_lineno - start + 1
    assert lines <= LINES_OF_A_VIEW, f"{view.name} has {lines} lines"
