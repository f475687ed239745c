"""The handbook and the README tell of what there is: each link leads somewhere, each thing that is kept has a word.

That the written pages are current is held where they are written: test_who_may_open, test_who_sees_what,
test_actions and test_may_i_share_page.
"""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests.law.addresses import page

pytestmark = pytest.mark.law
ROOT = settings.ROOT
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("handbook/**/*.md"), *ROOT.glob("templates/**/*.md")])
# Written by a law that compares it with what Kring does, and by hand.
WRITTEN_BY = {
    "who-may-open.md": "test_who_may_open.py",
    "who-sees-what.md": "test_who_sees_what.py",
    "what-can-be-done.md": "test_actions.py",
    "may-i-share.md": "test_may_i_share_page.py",
}
BY_HAND = {"glossary.md"}
OURS = [config.label for config in apps.get_app_configs() if (ROOT / config.label / "__init__.py").exists()]


def named(text: str):
    """What a paper points at in the repository: links and pictures."""
    yield from (to for to in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"[a-z]+:|#", to))


def anchors(path: Path) -> set[str]:
    """The headings of a paper as its addresses."""
    heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_every_link_leads_somewhere(paper):
    for link in named(paper.read_text(encoding="utf-8")):
        to, _, part = link.partition("#")
        target = (paper.parent / to).resolve()
        assert target.exists(), f"{paper.name}: {link}"
        assert not part or part in anchors(target), f"{paper.name}: {link}"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_every_path_that_is_named_is_there(paper):
    """A path in code signs, from the top or from where the paper lies: `consent/sees.sql`, `handbook/decisions/`."""
    tops = {found.name for found in ROOT.iterdir() if found.is_dir()} - {"build"}
    for path in re.findall(r"`([\w./-]+/[\w./-]*)`", paper.read_text(encoding="utf-8")):
        if path.split("/")[0] in tops:
            assert (ROOT / path).exists(), f"{paper.name}: {path}"


def test_every_page_is_written_by_a_law_or_by_hand():
    pages = {found.name for found in page("").iterdir()}
    assert pages == set(WRITTEN_BY) | BY_HAND
    for name, law in WRITTEN_BY.items():
        assert name in (Path(__file__).parent / law).read_text(encoding="utf-8")


def glossary() -> list[list[str]]:
    """The rows of the glossary, cell by cell."""
    lines = page("glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in rows if row[0] != "Swedish" and set(row[0]) != {"-"}]


def test_everything_that_is_kept_has_a_word():
    models = {model.__name__ for app in OURS for model in apps.get_app_config(app).get_models()}
    assert models
    assert models - {row[2].strip("`") for row in glossary()} == set()


def test_every_word_of_the_code_in_the_glossary_is_in_the_code():
    code = "\n".join(path.read_text(encoding="utf-8") for app in OURS for path in (ROOT / app).rglob("*.py"))
    words = set(re.findall(r"\w+", code))
    assert [row for row in glossary() if row[2].strip("`") not in words] == []


def test_each_row_is_whole_and_a_word_has_one_meaning():
    rows = glossary()
    assert all(len(row) == 4 and all(row) and row[3].endswith(".") for row in rows)
    said = [word for row in rows for word in row[0].split(", ")]
    assert len(said) == len(set(said))
