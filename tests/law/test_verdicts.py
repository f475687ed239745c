"""Verdicts are joined by `and`: with `or`, a no would turn into the other's yes."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
POLICIES = sorted(
    path for app in ROOT.iterdir() for path in (app / "policies.py", *app.glob("policies/*.py")) if path.exists()
)


@pytest.mark.law
@pytest.mark.parametrize("path", POLICIES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_policy_answers_with_an_or(path):
    answers = [node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Return)]

    assert not [one.lineno for one in answers if isinstance(one, ast.BoolOp) and isinstance(one.op, ast.Or)]
