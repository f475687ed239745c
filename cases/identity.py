"""Is this an identity number, of which kind, and when was its bearer born?

Reads personnummer, samordningsnummer, interim numbers (T) and the schools' own (TF), in all the ways they are
written (domain.md 7). The number tells nothing else: nobody's sex is read out of it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

PERSONAL, COORDINATION, TEMPORARY = "PERSONAL", "COORDINATION", "TEMPORARY"  # as in Child.Identity
OLDEST = 21  # years; Kring is for those up to 20, and somebody may turn 21 on the way

WRITTEN = re.compile(r"([0-9]{6}|[0-9]{8})([-+]?)([0-9TRSUWXJKLMN][0-9]{3}|TF[0-9]{2})")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))

UNREADABLE = _("Numret ska ha tolv tecken, som ÅÅÅÅMMDD-NNNN. Kontrollera det, eller lämna rutan tom.")
NO_SUCH_DAY = _("Datumet i numret finns inte. Kontrollera år, månad och dag, eller lämna rutan tom.")
NOT_YET = _("Födelsedatumet i numret ligger i framtiden. Kontrollera det, eller lämna rutan tom.")
TOO_OLD = _("Enligt numret är personen över 21 år. Kring är till för barn och unga. Kontrollera numret.")
WRONG_CHECK = _("Kontrollsiffran, den sista i numret, stämmer inte. Kontrollera numret, eller lämna rutan tom.")
YEAR_UNREADABLE = _("Skriv födelseåret med fyra siffror, till exempel 2017.")
YEAR_NOT_YET = _("Födelseåret ligger i framtiden. Kontrollera det.")
YEAR_TOO_OLD = _("Enligt födelseåret är personen över 21 år. Kring är till för barn och unga. Kontrollera året.")


class Fault(ValueError):
    """What is wrong with a number; its text is a sentence for the one who typed it."""

    def __init__(self, sentence):
        super().__init__(str(sentence))
        self.sentence = sentence


class Identity(NamedTuple):
    """A number that holds: its kind, its twelve characters and the day it says its bearer was born."""

    kind: str
    number: str
    born_on: date | None


def parse(text: str, today: date) -> Identity:
    """Read an identity number as somebody wrote it, with or without century, dash and spaces. Raises Fault."""
    written = WRITTEN.fullmatch(re.sub(r"\s", "", text).translate(DASHES).upper())
    if not written:
        raise Fault(UNREADABLE)
    day, sign, last = written.groups()
    moved = int(day[-2:]) > 60  # a samordningsnummer has sixty added to the day
    born_on = _born(day, moved, today, is_over_100=sign == "+")
    if born_on > today:
        raise Fault(NOT_YET)
    if _age(born_on, today) > OLDEST:
        raise Fault(TOO_OLD)
    if not last.startswith("TF") and not _check_digit_holds(day[-6:] + last):
        raise Fault(WRONG_CHECK)
    kind = TEMPORARY if not last.isdigit() else COORDINATION if moved else PERSONAL
    return Identity(kind, f"{born_on.year}{day[-4:]}{last}", born_on)


def birth_year(text: str, today: date) -> int:
    """Read a year of birth. Raises Fault for one that is none, has not been, or makes somebody over 21."""
    if not re.fullmatch(r"[0-9]{4}", text):
        raise Fault(YEAR_UNREADABLE)
    year = int(text)
    if year > today.year:
        raise Fault(YEAR_NOT_YET)
    if today.year - year > OLDEST:
        raise Fault(YEAR_TOO_OLD)
    return year


def masked(number: str) -> str:
    """A number for the screen: the year and nothing else of it."""
    return f"{number[:4]}••••-••••" if number else ""


def _born(day: str, moved: bool, today: date, *, is_over_100: bool) -> date:
    month, number = int(day[-4:-2]), int(day[-2:]) - 60 * moved
    if len(day) == 8:
        return _date(int(day[:4]), month, number)
    # Without a century the latest that has been is meant; with a plus, the one before it.
    year = today.year // 100 * 100 + int(day[:2])
    if (year, month, number) > (today.year, today.month, today.day):
        year -= 100
    return _date(year - 100 * is_over_100, month, number)


def _date(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise Fault(NO_SUCH_DAY) from None


def _age(born_on: date, today: date) -> int:
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def _check_digit_holds(ten: str) -> bool:
    """Modulus 10 with the weights 2, 1, 2, 1 …; an interim number's letter counts as 1."""
    digits = [int(character) if character.isdigit() else 1 for character in ten]
    doubled = [digit * 2 if place % 2 == 0 else digit for place, digit in enumerate(digits)]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0
