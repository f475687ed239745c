"""A town made up by chance: all its facts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Fact:
    """One of them."""

    id: UUID


@dataclass
class World:
    """A town's facts by their kind and by their id."""

    facts: dict[type, list] = field(default_factory=lambda: defaultdict(list))
    by_id: dict[UUID, object] = field(default_factory=dict)

    def add(self, fact):
        self.facts[type(fact)].append(fact)
        self.by_id[fact.id] = fact
        return fact

    def all(self, kind: type) -> list:
        return self.facts.get(kind, [])

    def get(self, identity: UUID | None):
        return self.by_id.get(identity)
