"""The three ages of consent, read from one file by everybody who needs them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

NAMES = ("no_needs_reason", "needed", "asked_alone")
OF_AGE = 18


@dataclass(frozen=True)
class Age:
    """An age in whole years, and where it stands and what that says in short."""

    years: int
    section: str
    says: str


def read(path: Path) -> dict[str, Age]:
    """The ages by name; ImproperlyConfigured, naming the file, when one is missing, none at all or out of order."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        ages = {name: Age(int(found[name]["years"]), found[name]["section"], found[name]["says"]) for name in NAMES}
    except (KeyError, TypeError, ValueError) as missing:
        raise ImproperlyConfigured(f"{path.name}: {missing} is missing or no number.") from None
    reason, needed, alone = (ages[name].years for name in NAMES)
    if not 0 < reason <= needed <= alone == OF_AGE:
        raise ImproperlyConfigured(f"{path.name}: the ages must rise and end with {OF_AGE}, when one is of age.")
    return ages
