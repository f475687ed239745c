"""The comparison notices when a condition falls out of the law: each line here is taken out, and is missed."""

import pytest
from django.conf import settings

from access.fence import LOWER, law_text
from tests.law.sight import losses, losses_beside
from tests.law.sight.deeds import every
from tests.law.sight.spine import AMISS, told

pytestmark = pytest.mark.law

LOSSES = losses.LOSSES | losses_beside.LOSSES


@pytest.mark.parametrize("lost", LOSSES)
def test_it_is_noticed_when_the_law_forgets(lost, made_up):
    file, words, instead, *amiss = LOSSES[lost]
    world = told(*amiss)
    _stand_again(made_up.connection, file, words, instead)
    assert made_up.disagreements(world, every(), most=1), "nobody noticed"


@pytest.mark.parametrize("amiss", AMISS)
def test_the_story_with_one_thing_amiss(amiss, made_up):
    assert made_up.disagreements(told(amiss), every(11)) == []


def _stand_again(connection, file, words, instead):
    # The whole fence anew, in the transaction that is never kept.
    connection.execute(LOWER)
    for path in settings.FENCE:
        law = law_text(path)
        if path == file:
            assert words in law, f"{file} no longer says {words!r}: say here what it says instead."
            law = law.replace(words, instead, 1)
        connection.execute(law)
