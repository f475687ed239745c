"""Every template is used, says nothing inline, and leads to addresses that are there."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.urls import get_resolver

from tests.law.code import ROOT, modules

pytestmark = pytest.mark.law

FOLDER = ROOT / "templates"
TEMPLATES = sorted(path for path in FOLDER.rglob("*") if path.suffix in {".html", ".txt", ".typ"})
NAMES = {str(path.relative_to(FOLDER)): path.read_text(encoding="utf-8") for path in TEMPLATES}
# Django finds these by their names.
BY_NAME = {"400.html", "403.html", "404.html", "500.html", "403_csrf.html"}
TAGS = re.compile(r"{%-?\s*(extends|include)\s+([\"'])([^\"']+)\2")
PYTHON = {name: path.read_text(encoding="utf-8") for name, path, _tree in modules()}


def parent(text: str) -> str | None:
    """The template of ours that this one extends."""
    found = re.search(r"{%\s*extends\s+[\"']([^\"']+)[\"']", text)
    return found.group(1) if found and found.group(1) in NAMES else None


def outermost(text: str):
    """The blocks that stand in no other block."""
    depth = 0
    for begins, ends in re.findall(r"{%\s*(?:block\s+(\w+)|(endblock\b))[^%]*%}", text):
        if begins and depth == 0:
            yield begins
        depth += -1 if ends else 1


def parametrized(names):
    return pytest.mark.parametrize("name", sorted(names))


def named_somewhere(name: str) -> bool:
    """In a tag of another template, or in Python: whole, or as the pattern of an f-string."""
    if any(
        target.split("#")[0] == name
        for other, text in NAMES.items()
        if other != name
        for _t, _q, target in TAGS.findall(text)
    ):
        return True
    code = "\n".join(PYTHON.values())
    stem = Path(name)
    patterns = [re.escape(name), re.escape(str(stem.parent)) + r"/\{[^}]+\}" + re.escape(stem.suffix)]
    if stem.parts[0] == "emails":  # letters are posted by their names
        patterns.append(rf"template=[\"']{re.escape(stem.stem)}[\"']")
    return any(re.search(pattern, code) for pattern in patterns)


@parametrized(set(NAMES) - BY_NAME)
def test_it_is_used(name):
    assert named_somewhere(name), "no template and no module names it"


@parametrized(name for name in NAMES if name.endswith(".html"))
def test_it_compiles(name):
    get_template(name)


@parametrized(name for name in NAMES if name.endswith(".html"))
def test_nothing_stands_inline(name):
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}", "", NAMES[name], flags=re.DOTALL)
    assert not re.search(r"<style\b", text), "a style"
    assert not re.search(r"\sstyle\s*=", text), "a style"
    for tag in re.findall(r"<script\b[^>]*>", text):
        assert " src=" in tag or "application/json" in tag, tag
    assert not re.search(r"\s(on[a-z]+|hx-on[a-z:-]*)\s*=\s*[\"']", text), "a handler"
    assert "javascript:" not in text


def test_every_template_that_is_named_is_there():
    for name, text in NAMES.items():
        for _tag, _quote, target in TAGS.findall(text):
            assert target.split("#")[0] in NAMES or _of_a_package(target), f"{name} names {target}"


def _of_a_package(target) -> bool:
    try:
        get_template(target)
    except Exception:
        return False
    return True


@parametrized(name for name, text in NAMES.items() if parent(text))
def test_its_blocks_are_its_parents(name):
    """A block that stands in nothing of a parent shows nothing."""
    inherited, above = set(), parent(NAMES[name])
    while above:
        inherited |= set(re.findall(r"{%\s*block\s+(\w+)", NAMES[above]))
        above = parent(NAMES[above])
    assert set(outermost(NAMES[name])) <= inherited


# Asked for with `as`, and shown once it is there.
COMING = {"accessibility": "the statement on accessibility comes with the handbook's pages"}
ADDRESSES = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
for space, (_path, resolver) in get_resolver().namespace_dict.items():
    ADDRESSES |= {f"{space}:{key}" for key in resolver.reverse_dict if isinstance(key, str)}


@parametrized(name for name, text in NAMES.items() if "{% url" in text)
def test_every_address_is_there(name):
    for address in re.findall(r"{%\s*url\s+[\"']([^\"']+)[\"']", NAMES[name]):
        assert address in ADDRESSES or address in COMING, address


@parametrized(name for name, text in NAMES.items() if "partialdef" in text)
def test_every_part_is_used(name):
    """A part is rendered inline, by `partial`, or by a view as "page.html#part"."""
    text, everything = NAMES[name], "\n".join([*PYTHON.values(), *NAMES.values()])
    for part, inline in re.findall(r"{%\s*partialdef\s+([\w-]+)(\s+inline)?", text):
        used = inline or re.search(rf"{{%\s*partial\s+{re.escape(part)}\b", text) or f"#{part}" in everything
        assert used, part
