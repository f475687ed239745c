"""Who and what is called what? The names that tests, the demo and the loader find people and cases by."""

from dataclasses import replace
from uuid import UUID

from tests.town import ids
from tests.town.clock import Clock, turns_18
from tests.town.elias import COMES_OF_AGE, ELIAS
from tests.town.ella import ELLA
from tests.town.noah import NOAH
from tests.town.people import PEOPLE
from tests.town.school import AMINA, DANYLO, LEO, PROTECTED
from tests.town.shapes import Story
from tests.town.sisters import SAGA, TUVA
from tests.town.william import WILLIAM

STORIES = {story.key: story for story in (AMINA, LEO, ELLA, NOAH, ELIAS, WILLIAM, TUVA, SAGA, DANYLO, PROTECTED)}


def stories(clock: Clock) -> list[Story]:
    """All the stories, with the identity number that depends on the day filled in."""
    of_age = clock.day(COMES_OF_AGE, moves=False)
    elias = replace(ELIAS, child=replace(ELIAS.child, number=turns_18(of_age)))
    return [elias if story is ELIAS else story for story in STORIES.values()]


def seat(key: str, unit: str = "") -> UUID:
    """The membership of a person of the town: in the unit named, else in the one they first act for."""
    return ids.of("membership", f"{key}@{unit or PEOPLE[key].posts[0].unit}")


def seat_in(key: str, unit: str = "") -> UUID:
    """The person's membership in this unit; who has none there acts from the unit they have."""
    return seat(key, unit if unit in {post.unit for post in PEOPLE[key].posts} else "")


def case(key: str) -> UUID:
    """The id of a child's case: `case("ella")`."""
    return ids.of("case", key)


def record(key: str) -> UUID:
    """The id of a note: `record("E6")`."""
    return ids.of("record", key)
