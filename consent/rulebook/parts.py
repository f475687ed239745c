"""What the rules are made of, as they stand in the files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ALL = "ALL"


class Force(StrEnum):
    """How far a basis reaches: no border at all, by consent, by one's own weighing, or as a duty."""

    OPEN = "open"
    CONSENT = "consent"
    WEIGH = "weigh"
    MUST = "must"


@dataclass(frozen=True)
class Place:
    """Where in the files something stands, for whoever has to mend it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}"


@dataclass(frozen=True)
class Section:
    """A section of law, short and in our own words. `uncertain` says why a lawyer should be asked, or nothing."""

    id: str
    name: str
    text: str
    read_on: date
    uncertain: str
    place: Place


@dataclass(frozen=True)
class Basis:
    """A rule that breaks secrecy, in one version.

    `ages` are whole years, both ends in; `outside` is done outside Kring and nothing of it is kept there; `leads_for`
    are the purposes for which it is the main road and no rare exception.
    """

    code: str
    name: str
    force: Force
    sections: tuple[Section, ...]
    purposes: frozenset[str]
    leads_for: frozenset[str]
    ages: tuple[int, int] | None
    conditions: tuple[str, ...]
    not_for: str
    uncertain: str
    outside: bool
    valid_from: date
    valid_to: date | None
    place: Place

    @property
    def law(self) -> str:
        """Its sections, as they are written beside a decision."""
        return ", ".join(section.id for section in self.sections)

    def holds(self, *, years: int | None, purpose: str | None, on: date) -> bool:
        """Whether it is in force that day for that age and purpose; an unknown age or purpose rules nothing out."""
        return (
            in_force(self, on)
            and (years is None or self.ages is None or self.ages[0] <= years <= self.ages[1])
            and (purpose is None or bool({ALL, purpose} & self.purposes))
        )

    def leads(self, purpose: str) -> bool:
        """Whether it is the main road for that purpose."""
        return bool({ALL, purpose} & self.leads_for)


@dataclass(frozen=True)
class Cell:
    """Pairs of sender and receiver, and the codes of the bases that can hold between them."""

    senders: frozenset[str]
    receivers: frozenset[str]
    codes: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    place: Place


@dataclass(frozen=True)
class Caution:
    """What is always said beside an answer; with `stops` the answer is no. An empty set means all."""

    name: str
    text: str
    senders: frozenset[str]
    receivers: frozenset[str]
    kinds: frozenset[str]
    purposes: frozenset[str]
    consent: frozenset[str]
    ages: tuple[int, int] | None
    sections: tuple[Section, ...]
    uncertain: str
    stops: bool
    place: Place

    def fits(self, *, sender, receiver, kind, purpose, years, consent) -> bool:
        """Whether it is to be said. Somebody whose age nobody knows is taken for a child, of no age in particular."""
        asked = (
            (self.senders, sender),
            (self.receivers, receiver),
            (self.kinds, kind),
            (self.purposes, purpose),
            (self.consent, consent),
        )
        if any(named and value not in named for named, value in asked):
            return False
        if self.ages is None:
            return True
        return self.ages[0] == 0 if years is None else self.ages[0] <= years <= self.ages[1]


def in_force(part: Basis | Cell, on: date) -> bool:
    """Whether that version holds on that day; both its first and its last day are in."""
    return part.valid_from <= on and (part.valid_to is None or on <= part.valid_to)
