"""What is told of a case beside its rows is told to whom the statement says, in towns that chance makes up.

The views of coordination/telling.sql, consent/sees.sql, consent/emergency.sql and consent/withheld.sql that no row
stands behind.
"""

import pytest
from hypothesis import given, settings

from tests.law.sight import facts as f
from tests.law.sight import meetings
from tests.law.sight.doors import runs, takes_back
from tests.law.sight.ground import CLINIC
from tests.law.sight.spine import told
from tests.law.sight.statement import Asker
from tests.law.sight.test_sight import EXAMPLES, TOWNS
from tests.law.sight.withholding import not_for
from tests.law.sight.worlds import worlds

pytestmark = pytest.mark.law
LOGGED = TAKEN_BACK = -1  # hours: when every withdrawal was made, and when every line was relied on


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
    """That there is a yes in a consent that names your unit, in a case that you know of; not about whom else."""
    for answer in asker.world.all(f.Answer):
        consent = asker.world.get(answer.consent)
        if answer.about is None and asker.touched(consent.id) and consent.case in asker.knows:
            yield consent.id


def untold(asker):
    """Who shares through an open line of a consent is told whom in the family it has no such yes to tell about.

    (In these towns everybody answered in the same hour, and of two answers the no holds.)
    """
    refused = {(one.answer, one.grant) for one in asker.world.all(f.Refusal)}
    yeses = {}
    for line in asker.open_lines:
        if line.from_unit != asker.unit or line.consent is None or not goes_on(asker, line):
            continue
        for one in asker.world.all(f.Answer):
            if one.consent == line.consent and one.about is not None:
                yes = one.yes and (one.id, line.id) not in refused
                yeses.setdefault(f"{line.case}{line.to_unit}{one.about}", []).append(yes)
    yield from (key for key, found in yeses.items() if not all(found))


def withheld(asker):
    """An opening by your own agency in a case that you work on, which a reviewer keeps out of the family's log: to a
    unit that has a line of it in that log."""
    for review in asker.world.all(f.OpeningReview):
        opening = asker.world.get(review.opening)
        ours = opening.agency == asker.agency and opening.case in asker.works_on
        if review.withheld and ours and any(is_of(line, opening, asker.unit) for line in asker.world.all(f.Line)):
            yield opening.case


def is_of(line, opening, unit) -> bool:
    """A line, a unit's own or about what is its own, of what was done in that opening. Every line is an hour old."""
    done = (line.case, line.worker) == (opening.case, opening.worker) and unit in (line.unit, line.owner_unit)
    return done and opening.starts <= LOGGED and (opening.ended or opening.ends >= LOGGED)


def managed(asker):
    """Who manages a unit is told of each of its cases that goes on and whose door is open."""
    for part in asker.world.all(f.Involvement):
        ours = part.unit == asker.unit and part.state == "ACTIVE" and "MANAGER" in asker.roles
        if ours and part.case in asker.doors and not asker.world.get(part.case).closed:
            yield part.case


def lost(asker):
    yield from meetings.lost_cases(asker)


def left_behind(asker):
    yield from meetings.left_behind(asker, changed(asker))


TOLD = {
    "lost": ("case_id", lost),
    "left_behind": ("page_id", left_behind),
    "changed": ("case_id", changed),
    "unrelied": ("case_id", unrelied),
    "heard": ("consent_id", heard),
    "untold": ("concat(case_id, to_unit_id, relative_id)", untold),
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


STORIES = ["care taken back", "line not relied on", "closed", "presence taken back", "lead gone", "came of age"]


@pytest.mark.parametrize("amiss", STORIES)
def test_and_so_in_the_plain_story(amiss, made_up):
    assert differences(made_up, told(amiss)) == []


@pytest.mark.parametrize("hours", [-3, -5])
def test_a_door_was_lost_when_it_closed_and_not_when_one_took_back_what_was_weighed(hours, made_up):
    """One has taken back and a decision has set it aside; later the line ends. The clinic is told of the end."""
    world = told("presence taken back", "one set aside", "presence decided")
    with made_up.standing(world):
        ask = made_up.connection.execute
        ask("RESET ROLE")
        ask("UPDATE consent_withdrawal SET withdrawn_at = %s", [made_up.clock.at(-8)])
        ask("UPDATE consent_grant SET ends_at = %s WHERE kind = 'PRESENCE'", [made_up.clock.at(hours)])
        ask("SET LOCAL ROLE kring_web")
        assert made_up.name_actor(next(seat for seat in world.all(f.Membership) if seat.unit == CLINIC))
        assert ask("SELECT lost_at FROM law.lost").fetchall() == [(made_up.clock.at(hours),)]
