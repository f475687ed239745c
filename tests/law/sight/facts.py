"""What is there, in a made-up town: only what the law of sight asks about, never a name or a text.

Moments are whole hours from now, negative ones past; None is "never" for an end and "not yet" for a beginning.
"""

from dataclasses import dataclass
from uuid import UUID

from tests.law.sight.reviewed import Draw, Reply, Sample, Signoff
from tests.law.sight.right import ProtectedRight
from tests.law.sight.world import Fact, World

__all__ = ["World"]

Hours = int | None


@dataclass(frozen=True)
class Unit(Fact):
    agency: UUID
    signals_to: UUID | None = None
    has_accounts: bool = True


@dataclass(frozen=True)
class Membership(Fact):
    worker: UUID
    unit: UUID
    roles: frozenset[str]
    starts: int
    ends: Hours


@dataclass(frozen=True)
class StandIn(Fact):
    absent: UUID
    stand_in: UUID
    starts: int
    ends: int


@dataclass(frozen=True)
class Child(Fact):
    unit: UUID
    protected: bool
    came_of_age: int | None = None  # days from today; the consents were given a thousand hours ago


@dataclass(frozen=True)
class ProtectedName(Fact):
    child: UUID
    unit: UUID
    came_of_age: int | None


@dataclass(frozen=True)
class Relative(Fact):
    child: UUID
    unit: UUID


@dataclass(frozen=True)
class Case(Fact):
    child: UUID
    unit: UUID
    lead: UUID
    closed: bool


@dataclass(frozen=True)
class Concern(Fact):
    writer: UUID
    from_unit: UUID
    unit: UUID
    case: UUID | None
    taken_by: UUID | None


@dataclass(frozen=True)
class ProtectionQuestion(Fact):
    asker: UUID
    unit: UUID
    case: UUID | None


@dataclass(frozen=True)
class Involvement(Fact):
    case: UUID
    unit: UUID
    state: str
    invited_by: UUID


@dataclass(frozen=True)
class Caseload(Fact):
    case: UUID
    worker: UUID
    unit: UUID
    starts: int
    ends: Hours


@dataclass(frozen=True)
class Handover(Fact):
    case: UUID
    unit: UUID
    to: UUID
    answered: bool


@dataclass(frozen=True)
class Record(Fact):
    case: UUID
    unit: UUID
    kind: str


@dataclass(frozen=True)
class Consent(Fact):
    case: UUID
    unit: UUID
    ends: int


@dataclass(frozen=True)
class Answer(Fact):
    consent: UUID
    unit: UUID
    about: UUID | None = None  # the relative who answers for themselves alone
    yes: bool = True


@dataclass(frozen=True)
class Grant(Fact):
    case: UUID
    from_unit: UUID
    to_unit: UUID
    kind: str
    basis: str
    consent: UUID | None
    starts: Hours
    ends: Hours
    relied: bool
    record: UUID | None = None  # of a line of law: it shows this one alone


@dataclass(frozen=True)
class ShareDecision(Fact):
    case: UUID
    unit: UUID
    record: UUID
    to_unit: UUID


@dataclass(frozen=True)
class Postponement(Fact):
    case: UUID
    unit: UUID
    record: UUID


class Spoken(Postponement):
    """It stands as a postponement does."""


@dataclass(frozen=True)
class Withholding(Postponement):
    lifted: bool = False


@dataclass(frozen=True)
class Refusal(Fact):
    answer: UUID
    grant: UUID
    unit: UUID


@dataclass(frozen=True)
class Scan(Fact):
    answer: UUID
    unit: UUID


@dataclass(frozen=True)
class Disclosure(Fact):
    record: UUID
    grant: UUID
    case: UUID
    unit: UUID
    to_unit: UUID


@dataclass(frozen=True)
class Withdrawal(Fact):
    consent: UUID
    case: UUID
    about: UUID | None
    kind: str
    unit: UUID
    by_one: bool = False
    answer: UUID | None = None


@dataclass(frozen=True)
class Decision(Fact):
    consent: UUID
    unit: UUID
    answer: UUID | None
    withdrawal: UUID | None
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class JournalCopy(Fact):
    record: UUID
    case: UUID
    unit: UUID


@dataclass(frozen=True)
class Opening(Fact):
    case: UUID
    membership: UUID
    worker: UUID
    unit: UUID
    agency: UUID
    starts: int
    ends: int
    ended: bool


@dataclass(frozen=True)
class OpeningReview(Fact):
    opening: UUID
    unit: UUID
    withheld: bool = False


@dataclass(frozen=True)
class Production(Fact):
    disclosure: UUID
    worker: UUID
    unit: UUID
    agency: UUID
    ends: int


@dataclass(frozen=True)
class Draft(Fact):
    worker: UUID
    membership: UUID


@dataclass(frozen=True)
class Letter(Fact):
    unit: UUID


@dataclass(frozen=True)
class Line(Fact):
    membership: UUID
    worker: UUID
    unit: UUID
    agency: UUID
    owner_unit: UUID | None
    owner_agency: UUID | None
    case: UUID | None
    name: str


# What the law guards, and what it stands on and everybody may know.
GUARDED = (
    Case, Child, ProtectedName, Relative, Concern, ProtectionQuestion, Involvement, Caseload, Handover, Record,
    Consent, Answer, ShareDecision, Postponement, Spoken, Grant, Refusal, Scan, Disclosure, Withdrawal, Decision,
    Withholding, ProtectedRight, JournalCopy, Opening, OpeningReview, Production, Draft, Letter, Line, Draw, Sample,
    Signoff, Reply,
)  # fmt: skip
GROUND = (Membership, StandIn)
