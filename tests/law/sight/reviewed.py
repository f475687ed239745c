"""What is there of the log review, in a made-up town."""

from dataclasses import dataclass
from uuid import UUID

from tests.law.sight.world import Fact


@dataclass(frozen=True)
class Draw(Fact):
    agency: UUID


@dataclass(frozen=True)
class Sample(Fact):
    draw: UUID
    agency: UUID
    line: UUID
    worker: UUID
    unit: UUID
    case: UUID | None


@dataclass(frozen=True)
class Signoff(Fact):
    sample: UUID
    agency: UUID
    passed_on: bool


@dataclass(frozen=True)
class Reply(Fact):
    sample: UUID
    agency: UUID
    unit: UUID
