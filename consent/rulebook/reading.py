"""The rules, read from their files and checked whole: a mistake names its file and line, and nothing starts."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

from agencies.models import Regime
from cases.kinds import Kind
from consent.rulebook import checking
from consent.rulebook.parts import ALL, Basis, Caution, Cell, Force, Place, Section
from consent.rulebook.words import Purpose, Receiver

RULES = Path(__file__).resolve().parent.parent / "rules"
TABLES = ("section", "basis", "cell", "general", "warning")
WORDS = {
    "from": set(Regime.values),
    "to": set(Receiver.values),
    "kinds": set(Kind.values),
    "purposes": {ALL, *Purpose.values},
    "leads_for": {ALL, *Purpose.values},
    "consent": {"YES", "NOT_YET", "REFUSED"},
    "force": {force.value for force in Force},
}
FIELDS = {
    "section": ({"id", "name", "text", "read_on"}, {"uncertain", "why"}),
    "basis": (
        {"code", "name", "force", "sections", "purposes", "leads_for", "conditions", "not_for", "valid_from"},
        {"ages", "uncertain", "outside", "valid_to"},
    ),
    "cell": ({"from", "to", "bases"}, {"valid_from", "valid_to"}),
    "general": ({"from", "to", "bases"}, {"valid_from", "valid_to"}),
    "warning": (
        {"name", "text"},
        {"from", "to", "kinds", "purposes", "consent", "ages", "sections", "uncertain", "stops"},
    ),
}
LISTS = {"from", "to", "kinds", "purposes", "leads_for", "consent", "sections", "bases", "conditions"}
DAYS = {"read_on", "valid_from", "valid_to"}
FLAGS = {"outside", "stops"}


class BadRules(ValueError):
    """The files cannot be used; the message says what is wrong, in which file and on which line."""


@dataclass(frozen=True)
class Rulebook:
    """Every rule, and since when they are whole. `checked_on` is the day when somebody read them against the law."""

    version: str
    checked_on: date
    valid_from: date
    sections: dict[str, Section]
    bases: tuple[Basis, ...]
    cells: tuple[Cell, ...]
    general: tuple[Cell, ...]
    cautions: tuple[Caution, ...]


@cache
def rules() -> Rulebook:
    """The rules that this process works by."""
    return read(RULES)


def read(folder: Path) -> Rulebook:
    """Every *.toml of the folder as one rulebook. Refuses (BadRules) what is misspelt, unknown, missing or doubled."""
    found: dict[str, list] = {table: [] for table in TABLES}
    heads = []
    for path in sorted(folder.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise BadRules(f"{path.name}: {error}") from None
        lines = text.splitlines()
        for name, rows in tables.items():
            if name == "rules":
                heads.append((rows, Place(path.name, _line(lines, "[rules]", 0))))
            elif name not in TABLES or not isinstance(rows, list):
                raise BadRules(f"{path.name}, line {_line(lines, name, 0)}: [{name}] is no table of the rules")
            else:
                found[name] += [_Row(name, row, path.name, lines, number) for number, row in enumerate(rows)]
    return _build(heads, found)


def _build(heads, found) -> Rulebook:
    if len(heads) != 1:
        raise BadRules(
            f"[rules] must stand once, with version, checked_on and valid_from; it stands {len(heads)} times"
        )
    head, place = heads[0]
    if set(head) != {"version", "checked_on", "valid_from"}:
        raise BadRules(f"{place}: [rules] needs version, checked_on and valid_from, and no more")
    sections: dict[str, Section] = {}
    for row in found["section"]:
        if row["id"] in sections:
            raise row.bad("id", f"the section {row['id']} stands already at {sections[row['id']].place}")
        sections[row["id"]] = row.section()
    book = Rulebook(
        head["version"],
        head["checked_on"],
        head["valid_from"],
        sections,
        tuple(row.basis(sections) for row in found["basis"]),
        tuple(row.cell(head["valid_from"]) for row in found["cell"]),
        tuple(row.cell(head["valid_from"]) for row in found["general"]),
        tuple(row.caution(sections) for row in found["warning"]),
    )
    pairs = list(product(Regime.values, Receiver.values))
    for fault in checking.faults(book, pairs):
        raise BadRules(fault)
    return book


class _Row:
    """One table of a file, that knows on which line each of its fields stands."""

    def __init__(self, table: str, fields: dict, file: str, lines: list[str], number: int) -> None:
        self.table, self.fields, self.file, self.lines = table, fields, file, lines
        self.at = _line(lines, f"[[{table}]]", number)
        needed, allowed = FIELDS[table]
        for name in sorted(needed - set(fields)):
            raise self.bad("", f"{name} is missing")
        for name, value in fields.items():
            self._check(name, value, needed | allowed)

    def _check(self, name, value, known) -> None:
        if name not in known:
            raise self.bad(name, f"{name} is no field of [[{self.table}]]")
        if name in LISTS and not (isinstance(value, list) and all(isinstance(word, str) for word in value)):
            raise self.bad(name, f"{name} must be a list of words")
        if name in DAYS and not isinstance(value, date):
            raise self.bad(name, f"{name} must be a date, as 2026-02-12")
        if name in FLAGS and not isinstance(value, bool):
            raise self.bad(name, f"{name} must be true or false")
        ages = isinstance(value, list) and len(value) == 2 and all(isinstance(year, int) for year in value)
        if name == "ages" and not (ages and value[0] <= value[1]):
            raise self.bad(name, "ages must be two whole numbers, the lower first")
        for word in value if isinstance(value, list) else [value]:
            if name in WORDS and word not in WORDS[name]:
                raise self.bad(name, f"{word} is not known; it must be one of {', '.join(sorted(WORDS[name]))}")

    def __getitem__(self, name):
        return self.fields[name]

    def bad(self, field: str, what: str) -> BadRules:
        """The mistake, with where to mend it."""
        return BadRules(f"{self.place(field)}: {what}")

    def place(self, field: str = "") -> Place:
        """The line of the field, or of the table's own head."""
        for number in range(self.at, len(self.lines)):
            if self.lines[number].startswith("["):
                break
            if field and re.match(rf"\s*{re.escape(field)}\s*=", self.lines[number]):
                return Place(self.file, number + 1)
        return Place(self.file, self.at)

    def section(self) -> Section:
        uncertain = self["why"] if self.fields.get("uncertain") and "why" in self.fields else ""
        if bool(self.fields.get("uncertain")) != bool(uncertain):
            raise self.bad("uncertain", "uncertain = true and a why go together")
        return Section(self["id"], self["name"], self["text"], self["read_on"], uncertain, self.place())

    def basis(self, sections) -> Basis:
        get, until = self.fields.get, self.fields.get("valid_to")
        if until and until < self["valid_from"]:
            raise self.bad("valid_to", "valid_to is before valid_from")
        return Basis(
            code=self["code"],
            name=self["name"],
            force=Force(self["force"]),
            sections=self._sections(sections),
            purposes=frozenset(self["purposes"]),
            leads_for=frozenset(self["leads_for"]),
            ages=tuple(get("ages")) if get("ages") else None,
            conditions=tuple(self["conditions"]),
            not_for=self["not_for"],
            uncertain=get("uncertain", ""),
            outside=get("outside", False),
            valid_from=self["valid_from"],
            valid_to=until,
            place=self.place(),
        )

    def cell(self, since: date) -> Cell:
        get = self.fields.get
        return Cell(
            frozenset(self["from"]),
            frozenset(self["to"]),
            tuple(self["bases"]),
            get("valid_from", since),
            get("valid_to"),
            self.place("bases"),
        )

    def caution(self, sections) -> Caution:
        get = self.fields.get
        words = {name: frozenset(get(name, ())) for name in ("from", "to", "kinds", "purposes", "consent")}
        return Caution(
            name=self["name"],
            text=self["text"],
            senders=words["from"],
            receivers=words["to"],
            kinds=words["kinds"],
            purposes=words["purposes"],
            consent=words["consent"],
            ages=tuple(get("ages")) if get("ages") else None,
            sections=self._sections(sections),
            uncertain=get("uncertain", ""),
            stops=get("stops", False),
            place=self.place(),
        )

    def _sections(self, known) -> tuple[Section, ...]:
        for section in self.fields.get("sections", ()):
            if section not in known:
                raise self.bad("sections", f"the section {section} is not in the list of sections")
        return tuple(known[section] for section in self.fields.get("sections", ()))


def _line(lines: list[str], begins: str, number: int) -> int:
    """The line, counted from 1, of the nth that begins so; 1 if there is none."""
    found = [at for at, line in enumerate(lines, 1) if line.strip().startswith(begins) or line.startswith(f"[{begins}")]
    return found[number] if number < len(found) else 1
