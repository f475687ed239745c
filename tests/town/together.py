"""What do they do together? The shapes of a meeting and of a plan; shapes.py has the rest, and says how days count."""

from dataclasses import dataclass, field

When = tuple[int, str]


@dataclass(frozen=True)
class Meeting:
    """A joint meeting; `there` are keys of workers, relatives and "child"."""

    when: When | None
    minutes: int
    place: str
    leads: str
    there: str
    away: str = ""
    note: str = ""
    agreed: str = ""
    agenda: str = ""


@dataclass(frozen=True)
class Measure:
    """Who does what by when. `who` is a worker or a relative ("jonas", followed up by the lead)."""

    who: str
    what: str
    by: int
    state: str = "ONGOING"
    outcome: str = ""


@dataclass(frozen=True)
class Goal:
    """A goal in somebody's words with its measures."""

    words: str
    whose: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Plan:
    """What was agreed."""

    name: str
    agreed: int
    goals: tuple[Goal, ...]
    if_not: str = ""
    review: int | None = None
    sip: dict = field(default_factory=dict)
