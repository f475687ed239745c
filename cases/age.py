"""How old the child is, and from when somebody else answers."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils.timezone import localdate

# Whole years, out of cases/ages.toml, which the law of sight reads as well (law.age): the two cannot differ.
ASKED_ALONE, NEEDED, NO_NEEDS_REASON = (
    settings.AGES[name].years for name in ("asked_alone", "needed", "no_needs_reason")
)


def age(child, on: date | None = None) -> int | None:
    """Whole years on that day (today by default); by birth year alone the lower of two; None if unknown."""
    on = on or localdate()
    if child.born_on:
        return on.year - child.born_on.year - ((on.month, on.day) < (child.born_on.month, child.born_on.day))
    if child.birth_year:
        return max(on.year - child.birth_year - 1, 0)
    return None


def no_needs_reason(child, on: date | None = None) -> bool:
    """Whether the child's no asks for a written reason to go on: from 12, and until 15, when it closes."""
    years = age(child, on)
    return years is not None and NO_NEEDS_REASON <= years < NEEDED


def of_age_on(child) -> date | None:
    """The day of the child's eighteenth birthday, when the guardians' right to answer ends; None if unknown."""
    if not child.born_on:
        return None
    try:
        return child.born_on.replace(year=child.born_on.year + ASKED_ALONE)
    except ValueError:  # born on 29 February
        return date(child.born_on.year + ASKED_ALONE, 3, 1)
