"""Which school term a day belongs to, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

AUTUMN_BEGINS = 8  # August: what comes in during the summer holidays belongs to the term that was


@dataclass(frozen=True, order=True)
class Term:
    """A school term: the spring (1) or the autumn (2) of a year."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> Term:
        """The term of a day."""
        return cls(day.year, 2 if day.month >= AUTUMN_BEGINS else 1)

    @classmethod
    def read(cls, code: str) -> Term:
        """The term of a code such as "2026-2"."""
        year, half = code.split("-")
        return cls(int(year), int(half))

    def before(self, terms: int = 1) -> Term:
        """The term so many terms earlier."""
        halves = self.year * 2 + (self.half - 1) - terms
        return Term(halves // 2, halves % 2 + 1)

    @property
    def code(self) -> str:
        """As it is stored: "2026-2"."""
        return f"{self.year}-{self.half}"

    @property
    def short(self) -> str:
        """Such as "ht 2026"."""
        return (_("vt %(year)d") if self.half == 1 else _("ht %(year)d")) % {"year": self.year}

    @property
    def name(self) -> str:
        """Such as "höstterminen 2026"."""
        return (_("vårterminen %(year)d") if self.half == 1 else _("höstterminen %(year)d")) % {"year": self.year}
