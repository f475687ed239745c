"""How a made-up town is put together."""

from itertools import count
from uuid import UUID

from tests.law.sight import facts as f
from tests.law.sight import right


class Making:
    """A world in the making; ids are counted, so that a smaller world is a simpler one."""

    def __init__(self):
        self.ids, self.world, self.once = count(0xD0000), f.World(), set()

    def one_of(self, kind, number):
        found = self.world.all(kind)
        return found[number % len(found)] if found else None

    def add(self, kind, *values, once=None):
        """Add the fact, unless there is one that a unique constraint says is the same."""
        if once is not None and (kind, once) in self.once:
            return
        self.once.add((kind, once))
        self.world.add(kind(UUID(int=next(self.ids)), *values))


def complete(m: Making) -> None:
    """What every child and every consent has."""
    right.complete(m, m.world.all(f.Membership))
    for child in m.world.all(f.Child):
        if child.protected:
            m.add(f.ProtectedName, child.id, child.unit, child.came_of_age)
        m.add(f.Relative, child.id, child.unit)
    answered = {answer.consent for answer in m.world.all(f.Answer)}
    for consent in m.world.all(f.Consent):
        if consent.id not in answered:
            m.add(f.Answer, consent.id, consent.unit)
        child = m.world.get(consent.case).child
        family = [one for one in m.world.all(f.Relative) if one.child == child]
        m.add(f.Answer, consent.id, consent.unit, family[0].id, consent.id.int % 3 > 0)
