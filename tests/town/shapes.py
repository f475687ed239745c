"""What does a row of the town look like? The shapes that people.py, places.py and the children are written in.

Days are counted from D: `-12` is twelve days ago. `when` is a day and a time of day: `(-12, "10:45")`.
"""

from dataclasses import dataclass, field

from tests.town.together import Meeting, Plan, When


@dataclass(frozen=True)
class Unit:
    """A unit; `area` is empty for the whole municipality."""

    key: str
    name: str
    icon: str
    phone: str = ""
    area: str = ""
    signals_to: str = ""
    takes_children: bool = True
    has_accounts: bool = True


@dataclass(frozen=True)
class Agency:
    """A secrecy border with its units."""

    code: str
    name: str
    regime: str
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Post:
    """A worker's membership in a unit; `until` is the day it ends, `protected` why it sees protected names, if so."""

    unit: str
    roles: str
    until: int | None = None
    protected: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody who signs in; `key` is the demo's button."""

    key: str
    name: str
    title: str
    email: str
    phone: str
    posts: tuple[Post, ...]
    hours: dict = field(default_factory=dict)

    @property
    def units(self) -> tuple[str, ...]:
        """The names of the units, the one that the person first acts for first."""
        from tests.town.places import UNITS

        return tuple(UNITS[post.unit].name for post in self.posts)


@dataclass(frozen=True)
class Child:
    """A child as its unit knows it; a protected one has nothing but a `code`, and its names in `hidden`."""

    given: str = ""
    family: str = ""
    number: str = ""
    kind: str = "PERSONAL"
    school_class: str = ""
    code: str = ""
    hidden: tuple[str, str, str] | None = None


@dataclass(frozen=True)
class Relative:
    """A guardian, or with a `relation` of theirs somebody else in the family; `key` is the given name."""

    key: str
    name: str
    phone: str = ""
    email: str = ""
    language: str = ""
    interpreter: bool = False
    reach: str = ""
    relation: str = "GUARDIAN"


@dataclass(frozen=True)
class Concern:
    """A signal and its answer; `when` of None is this morning, just before the moment of loading."""

    key: str
    by: str
    to: str
    when: When | None
    seen: str
    since: str = ""
    tried: str = ""
    child_knows: str = "YES"
    guardians_know: str = "YES"
    knows_more: str = ""
    child: tuple[str, str] = ("", "")
    answer: str = ""
    answered: When | None = None


@dataclass(frozen=True)
class Part:
    """A unit around the child: who works with it there, since when, and who accepted (else the lead noted it)."""

    unit: str
    since: int
    workers: tuple[str, ...] = ()
    accepted_by: str = ""
    reason: str = ""
    contact: str = ""
    contact_phone: str = ""


@dataclass(frozen=True)
class Said:
    """What somebody answered; `who` is a relative's key or "child". `words` stay with the unit that asked."""

    who: str
    said: str
    day: int | None = None
    words: str = ""
    needed: bool = True
    again: int | None = None  # the family's day before which nobody asks again
    own: str = ""  # in which form somebody else in the family has answered, for themselves


@dataclass(frozen=True)
class Lines:
    """Who may tell whom which kinds; `closed` while not everybody has said yes, `refused_by` whoever said no."""

    givers: str
    receivers: str
    kinds: str
    closed: bool = False
    refused_by: str = ""
    limit: str = ""


@dataclass(frozen=True)
class Consent:
    """A consent with its answers and lines, valid from the day it was given to `until`, both included."""

    key: str
    given: int
    until: int
    purpose: str
    answers: tuple[Said, ...]
    lines: tuple[Lines, ...]
    form: str = "WRITTEN"
    witness: str = ""
    limits: str = ""
    ends_at_18: int | None = None


@dataclass(frozen=True)
class Note:
    """A record. `shared` names units, each with the day when it is another than the note's own: "bup@-14".

    `when` of None is this morning, just before the moment of loading.
    """

    key: str
    when: When | None
    unit: str
    by: str
    kind: str
    text: str
    shared: str = ""
    source: str = ""


@dataclass(frozen=True)
class Story:
    """One child's case with everything in it; `handover` is who is asked to take over, the day, and why."""

    key: str
    child: Child
    concern: Concern | None = None
    reference: str = ""
    unit: str = ""
    lead: str = ""
    stage: str = "OWN"
    decision: str = ""
    opened: int = 0
    closed: int | None = None
    strengths: str = ""
    relatives: tuple[Relative, ...] = ()
    circle: tuple[Part, ...] = ()
    consents: tuple[Consent, ...] = ()
    internal: tuple[Lines, ...] = ()
    handover: tuple[str, int, str] | None = None
    notes: tuple[Note, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    plan: Plan | None = None
