"""The words in which a family is asked: one set of files a version, checked whole before anything starts.

An answer keeps the version and the language of its text, and no version is ever taken away: the words that somebody
said yes to can be shown again when newer ones are in use. (OSL 12:2-3; the consent record of domain.md 4.3.)
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from cases.kinds import TELLABLE

TEXTS = Path(__file__).resolve().parent / "texts"
CALLED = {
    "sv": _("Svenska"), "en": _("Engelska"), "ar": _("Arabiska"), "so": _("Somaliska"), "uk": _("Ukrainska"),
}  # fmt: skip
LANGUAGES = tuple(CALLED)
RIGHT_TO_LEFT = {"ar"}
UNCHECKED = "ej granskad"
FIELDS = {"language", "name", "checked_by", "sealed"}
# Each sentence with its places: all of them must stand in it, in any order, and no others.
PLACES: dict[str, set[str]] = {
    "about": {"child", "unit"}, "purpose": {"purpose"}, "presence": {"receiver"}, "tells": {"senders", "receiver"},
    "limit": {"limit"}, "ends": {"day"}, "question": {"name"}, "line": {"sender", "receiver", "kind"},
    "answered": {"name"}, "step": {"number", "count"}, "checked": {"by"},
    "own_about": {"child", "unit"}, "own_tells": {"senders", "receiver"}, "own_line": {"sender", "receiver"},
} | {
    name: set()
    for name in (
        "title", "not_told", "know", "refuse", "withdraw", "already", "help", "secrecy", "report", "child", "yes",
        "partly", "no", "later", "which", "words", "sign", "interpreter", "thanks", "next", "back", "save", "choose",
        "pick", "tick", "unchecked", "own_heading", "own_why", "own_no",
    )
}  # fmt: skip
GOOD_TO_KNOW = ("refuse", "withdraw", "already", "help", "secrecy", "report", "child")
OWN_GOOD_TO_KNOW = ("refuse", "own_no", "withdraw", "already", "secrecy", "report")
# A name keeps its own direction inside a sentence of the other one (Unicode's first strong isolate).
ALONE, TOGETHER = "\u2068", "\u2069"


class BadText(ValueError):
    """The files cannot be used; the message says what is wrong, in which file and on which line."""


@dataclass(frozen=True)
class Wording:
    """One version's words in one language, and who has checked them."""

    version: str
    language: str
    name: str
    checked_by: str
    sentences: dict[str, str]
    kinds: dict[str, str]

    @property
    def key(self) -> str:
        """How a form and an answer name it: "2026-1/sv"."""
        return f"{self.version}/{self.language}"

    @property
    def direction(self) -> str:
        """Which way it is written."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @property
    def is_checked(self) -> bool:
        """Whether somebody answers for the translation."""
        return self.checked_by != UNCHECKED

    @property
    def mark(self) -> str:
        """Who has checked the translation, or that nobody has, in its own language."""
        return self.say("checked", by=self.checked_by) if self.is_checked else self.sentences["unchecked"]

    @property
    def good_to_know(self) -> list[str]:
        """What everybody is told before they answer (domain.md 4.3)."""
        return [self.sentences[name] for name in GOOD_TO_KNOW]

    @property
    def own_good_to_know(self) -> list[str]:
        """What somebody is told before they answer for what is about themselves (decision 0024)."""
        return [self.sentences[name] for name in OWN_GOOD_TO_KNOW]

    def say(self, sentence: str, **places) -> str:
        """The sentence with its places filled; what stands in them keeps its own direction."""
        return self.sentences[sentence].format(**{name: f"{ALONE}{text}{TOGETHER}" for name, text in places.items()})


@cache
def wordings() -> dict[str, Wording]:
    """Every version in every language, by key, the newest version first and Swedish first in it."""
    return read(TEXTS)


def newest() -> list[Wording]:
    """The newest version in each language."""
    first = next(iter(wordings().values())).version
    return [words for words in wordings().values() if words.version == first]


def wording(key: str) -> Wording:
    """The words of that key; in Swedish of the newest version for one that is nobody's."""
    return wordings().get(key) or newest()[0]


def in_language(language: str) -> Wording:
    """The newest words in that language, in Swedish where there are none."""
    return next((words for words in newest() if words.language == language), newest()[0])


def called(words: Wording) -> str:
    """What staff call it: the language in theirs and in its own, and the version of what is no longer used."""
    name = str(CALLED[words.language])
    name = name if name == words.name else f"{name} ({words.name})"
    return name if words in newest() else f"{name}, {words.version}"


def language_called(name: str) -> str:
    """The language that staff have written by name; Swedish when it is none that there are words in."""
    found = (code for code, known in CALLED.items() if name.strip().casefold() == str(known).casefold())
    return next(found, LANGUAGES[0])


def read(folder: Path) -> dict[str, Wording]:
    """Every version of the folder. Refuses (BadText) what is missing, unknown, unmarked or changed since sealed."""
    versions = sorted((path for path in folder.iterdir() if path.is_dir()), key=_number, reverse=True)
    if not versions:
        raise BadText(f"{folder.name}: there is no text to ask a family with")
    return {words.key: words for path in versions for words in _version(path)}


def _number(path: Path) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{4})-(\d{1,3})", path.name)
    if not found:
        raise BadText(f"{path.name}: a version is called by its year and number, as 2026-1")
    return int(found[1]), int(found[2])


def _version(path: Path) -> list[Wording]:
    for stray in sorted(path.glob("*")):
        if stray.suffix != ".toml" or stray.stem not in LANGUAGES:
            raise BadText(f"{path.name}/{stray.name}: this is none of the languages {', '.join(LANGUAGES)}")
    for language in LANGUAGES:
        if not (path / f"{language}.toml").is_file():
            raise BadText(f"{path.name}/{language}.toml: the language is missing")
    return [_File(path / f"{language}.toml").wording() for language in LANGUAGES]


class _File:
    """One file, that knows on which line each of its words stands."""

    def __init__(self, path: Path) -> None:
        self.name, self.version, self.language = f"{path.parent.name}/{path.name}", path.parent.name, path.stem
        text = path.read_text(encoding="utf-8")
        self.lines = text.splitlines()
        try:
            self.tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise BadText(f"{self.name}: {error}") from None

    def wording(self) -> Wording:
        self._words("text", FIELDS)
        self._words("sentences", set(PLACES))
        self._words("kinds", {kind.value for kind in TELLABLE})
        for table in set(self.tables) - {"text", "sentences", "kinds"}:
            raise self._bad(f"[{table}]", f"[{table}] is no part of a text")
        head, sentences, kinds = self.tables["text"], self.tables["sentences"], self.tables["kinds"]
        if head["language"] != self.language:
            raise self._bad("language", f"the file is called {self.language}, and its language {head['language']}")
        for name, sentence in sentences.items():
            self._places(name, sentence)
        seal = seal_of(sentences, kinds)
        if head["sealed"] != seal:
            raise self._bad(
                "sealed",
                "the words are not those that were sealed. Make a new version of what a family may have answered; "
                f'words that nobody has been asked with yet are sealed with "{seal}"',
            )
        return Wording(self.version, self.language, head["name"], head["checked_by"], sentences, kinds)

    def _words(self, table, names) -> None:
        found = self.tables.get(table)
        if not isinstance(found, dict):
            raise self._bad("", f"[{table}] is missing")
        for name in sorted(names - set(found)):
            raise self._bad(f"[{table}]", f"{name} is missing")
        for name, words in found.items():
            if name not in names:
                raise self._bad(name, f"{name} is nothing that [{table}] has")
            if not isinstance(words, str) or not words.strip():
                why = f"; write who has checked the translation, or {UNCHECKED}" if name == "checked_by" else ""
                raise self._bad(name, f"{name} is empty{why}")

    def _places(self, name, sentence) -> None:
        found = set(re.findall(r"\{([^{}]*)\}", sentence))
        if set("{}") & set(re.sub(r"\{[^{}]*\}", "", sentence)):
            raise self._bad(name, f"{name} has a brace too many")
        for place in sorted(found - PLACES[name]):
            raise self._bad(name, f"{name} has no place called {{{place}}}")
        for place in sorted(PLACES[name] - found):
            raise self._bad(name, f"{name} lacks the place {{{place}}}")

    def _bad(self, begins, what) -> BadText:
        pattern = re.compile(rf"\s*{re.escape(begins)}" + ("" if begins.startswith("[") else r"\s*="))
        at = next((number for number, line in enumerate(self.lines, 1) if begins and pattern.match(line)), 1)
        return BadText(f"{self.name}, line {at}: {what}")


def seal_of(sentences: dict, kinds: dict) -> str:
    """What tells whether a word has been changed: a short hash of all of them."""
    everything = "\n".join(f"{name}={words}" for part in (sentences, kinds) for name, words in sorted(part.items()))
    return sha256(everything.encode()).hexdigest()[:16]
