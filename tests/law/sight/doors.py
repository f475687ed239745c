"""When is a line open? Said a second time, in Python."""

from tests.law.sight import facts as f
from tests.law.sight.facts import World

GIVEN = -41  # days: when every consent was given


def runs(starts, ends) -> bool:
    """Whether it has begun and not ended."""
    return starts is not None and starts < 0 and (ends is None or ends > 0)


def is_open(world: World, line: f.Grant) -> bool:
    """All who must have said yes, the releasing unit relies on it, its time runs, nobody has taken it back, and the
    case goes on and the child has not come of age since: when it closes, its doors close."""
    if not runs(line.starts, line.ends) or not line.relied or world.get(line.case).closed:
        return False
    consent, child = world.get(line.consent), world.get(world.get(line.case).child)
    if consent is None:
        return not (line.basis == "DUTY" and child.protected)  # a line of law closes when the child is marked
    if child.came_of_age is not None and GIVEN < child.came_of_age < 0:
        return False
    return consent.ends > 0 and not any(
        takes_back(back, line) and not weighed(world, back, line.kind) for back in world.all(f.Withdrawal)
    )


def weighed(world: World, back: f.Withdrawal, kind: str) -> bool:
    """What one of several has taken back opens again by a decision, for the kinds named; what all have, never."""
    return back.by_one and any(
        (d.withdrawal, d.consent) == (back.id, back.consent) and kind in d.kinds for d in world.all(f.Decision)
    )


def takes_back(back: f.Withdrawal, line: f.Grant) -> bool:
    """Whether a withdrawal concerns the line."""
    fits = back.consent == line.consent and back.kind in ("", line.kind)
    return fits and back.about in (None, line.from_unit, line.to_unit)
