"""The law of sight in SQL decides as its statement in Python does, in towns that chance makes up.

500 towns in `make test`; KRING_LAW_EXAMPLES says how many instead.
"""

from os import environ

import pytest
from hypothesis import HealthCheck, given, settings

from tests.law.sight import facts
from tests.law.sight.deeds import deeds
from tests.law.sight.statement import SIGHT
from tests.law.sight.worlds import worlds

pytestmark = pytest.mark.law
A_TOWN = 200  # decisions at the least, on average: 100 000 in `make test`, a million in `make law`
EXAMPLES = int(environ.get("KRING_LAW_EXAMPLES", "500"))
TOWNS = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


def test_the_database_and_the_statement_agree(made_up, capsys):
    @settings(max_examples=EXAMPLES, **TOWNS)
    @given(worlds(), deeds)
    def agree(world, tried):
        found = made_up.disagreements(world, tried)
        assert not found, "\n".join(found)

    agree()
    assert made_up.decisions >= A_TOWN * EXAMPLES
    with capsys.disabled():
        print(f" [law of sight: {EXAMPLES} towns, {made_up.decisions} decisions, 0 differences]", end="")  # noqa: T201


def test_a_change_that_names_no_row_reaches_no_row_unseen(made_up):
    @settings(max_examples=max(EXAMPLES // 10, 20), **TOWNS)
    @given(worlds())
    def reaches_no_more(world):
        assert made_up.blind(world) == []

    reaches_no_more()


def test_the_statement_speaks_of_every_guarded_kind():
    assert set(SIGHT) == set(facts.GUARDED)
