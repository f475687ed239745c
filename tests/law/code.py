"""Our own Python, read as text: the apps' modules and what they call."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "access",
    "agencies",
    "api",
    "cases",
    "config",
    "consent",
    "coordination",
    "handbook",
    "insight",
    "look",
    "support",
)


def modules(*roles: str):
    """The apps' modules; of these roles ("views": views.py and what is in views/), or all. (name, path, tree)."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            parts = path.relative_to(ROOT).parts
            role = path.stem if len(parts) == 2 else parts[1]
            if "migrations" not in parts and (not roles or role in roles):
                yield str(path.relative_to(ROOT)), path, ast.parse(path.read_text(encoding="utf-8"))


def functions(tree):
    """The functions that stand at the module's top."""
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def calls(tree):
    """Every call, as (node, "a.b.c") where the name can be told."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def dotted(node) -> str:
    """`a.b.c` of an attribute or a name; what stands before a dot and cannot be named is `…`."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "…"
