"""What is told of a case beside its rows is told to whom the statement says, in towns that chance makes up.

The views of coordination/telling.sql, consent/sees.sql, consent/emergency.sql and consent/withheld.sql that no row
stands behind.
"""

import pytest
from hypothesis import given, settings

from tests.law.sight import facts as f
from tests.law.sight.doors import runs
from tests.law.sight.spine import told
from tests.law.sight.statement import Asker
from tests.law.sight.test_sight import EXAMPLES, TOWNS
from tests.law.sight.withholding import not_for
from tests.law.sight.worlds import worlds

pytestmark = pytest.mark.law
TAKEN_BACK = -1  # hours: when every withdrawal was made, and when every line was relied on


def takes_back(back, line) -> bool:
    """Whether a withdrawal concerns the line."""
    fits = back.consent == line.consent and back.kind in ("", line.kind)
    return fits and back.about in (None, line.from_unit, line.to_unit)


def goes_on(asker, line) -> bool:
    """You work on the case, it has not been closed, and its door is open to you."""
    return line.case in asker.works_on and line.case in asker.doors and not asker.world.get(line.case).closed


def changed(asker):
    """Something that was told to your unit has been taken back, and no open line tells it instead."""
    ways = {(o.case, o.kind, o.from_unit, o.to_unit) for o in asker.open_lines if o.record is None}
    for line in asker.world.all(f.Grant):
        stood = line.relied and line.starts is not None and line.starts <= TAKEN_BACK
        stood = stood and (line.ends is None or line.ends > TAKEN_BACK)
        way = (line.case, line.kind, line.from_unit, line.to_unit)
        backs = any(takes_back(back, line) for back in asker.world.all(f.Withdrawal))
        if line.to_unit == asker.unit and stood and backs and goes_on(asker, line) and way not in ways:
            yield line.case


def unrelied(asker):
    """A line of your unit's that all have said yes to waits for it to rely on it, and would then be open."""
    for line in asker.world.all(f.Grant):
        consent = asker.world.get(line.consent)
        waits = runs(line.starts, line.ends) and not line.relied and consent is not None and consent.ends > 0
        backs = any(takes_back(back, line) for back in asker.world.all(f.Withdrawal))
        if line.from_unit == asker.unit and waits and not backs and goes_on(asker, line):
            yield line.case


def heard(asker):
    """That there is a yes in a consent that names your unit, in a case that you know of."""
    for answer in asker.world.all(f.Answer):
        consent = asker.world.get(answer.consent)
        if asker.touched(consent.id) and consent.case in asker.knows:
            yield consent.id


def withheld(asker):
    """An opening by your own agency in a case that you work on, which a reviewer keeps out of the family's log."""
    for review in asker.world.all(f.OpeningReview):
        opening = asker.world.get(review.opening)
        if review.withheld and opening.agency == asker.agency and opening.case in asker.works_on:
            yield opening.case


def managed(asker):
    """Who manages a unit is told of each of its cases that goes on and whose door is open."""
    for part in asker.world.all(f.Involvement):
        ours = part.unit == asker.unit and part.state == "ACTIVE" and "MANAGER" in asker.roles
        if ours and part.case in asker.doors and not asker.world.get(part.case).closed:
            yield part.case


TOLD = {
    "changed": ("case_id", changed),
    "unrelied": ("case_id", unrelied),
    "heard": ("consent_id", heard),
    "withheld": ("case_id", withheld),
    "not_for": ("record_id", not_for),
    "managed": ("case_id", managed),
}


def differences(town, world):
    """Where a view tells more, or less, than the statement says."""
    found = []
    with town.standing(world):
        for seat in world.all(f.Membership):
            if not town.name_actor(seat):
                continue
            asker = Asker(world, seat)
            for view, (column, statement) in TOLD.items():
                told_now = {i for (i,) in town.connection.execute(f"SELECT {column} FROM law.{view}")}
                if told_now != set(statement(asker)):
                    found.append(f"law.{view} tells {seat} {told_now} and should {set(statement(asker))}")
    return found


def test_each_view_tells_what_the_statement_says(made_up):
    @settings(max_examples=max(EXAMPLES // 5, 20), **TOWNS)
    @given(worlds())
    def agree(world):
        assert not (found := differences(made_up, world)), "\n".join(found)

    agree()


@pytest.mark.parametrize("amiss", ["care taken back", "line not relied on", "closed", "presence taken back"])
def test_and_so_in_the_plain_story(amiss, made_up):
    assert differences(made_up, told(amiss)) == []
