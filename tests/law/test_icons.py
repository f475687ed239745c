"""The sprite carries the icons that are drawn, and no other: each costs every reader of Kring some bytes."""

import re

import pytest
from django.conf import settings

from agencies.actions.units import ICONS as OF_REGIMES
from coordination.queries.around import ICONS as OF_COLOURS
from frontend.build import shortened
from tests.law.test_handbook import OURS

pytestmark = pytest.mark.law
ROOT = settings.ROOT
SPRITE = (ROOT / "frontend" / "icons.txt").read_text(encoding="utf-8").split()
# {% icon "Eye" %}, {% menu_item "cases:children" "PersonGroup" … %}, {% icon unit.icon|default:"Buildings2" %}
IN_TEMPLATES = re.compile(
    r'{% icon "(\w+)"|{% icon [\w.]+\|default:"(\w+)"|{% menu_item "[\w:]+" "(\w+)"|\bicon="(\w+)"'
)
# icon="Clock", icon: str = "Chat", {"icon": "HouseHeart"}
IN_CODE = re.compile(r'"?\bicon"?(?:: str)? ?[=:] ?"(\w+)"')
# Unit("preschool", "Strandkottens förskola", "TeddyBear", …
IN_TOWN = re.compile(r'\bUnit\(\s*"\w+", "[^"]+", "(\w+)"')


def drawn() -> set[str]:
    """The icons that pages draw by name, of the units of the town too."""
    found = {*OF_REGIMES.values(), *OF_COLOURS.values(), "Buildings2"}
    for path in (ROOT / "templates").rglob("*.html"):
        found |= {name for names in IN_TEMPLATES.findall(path.read_text(encoding="utf-8")) for name in names}
    for folder in (*OURS, "tests/town"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            found |= {*IN_CODE.findall(text), *IN_TOWN.findall(text)}
    return found - {""}


def test_each_icon_that_is_drawn_is_in_the_sprite():
    assert drawn() - set(SPRITE) == set()


def test_each_icon_in_the_sprite_is_drawn():
    assert set(SPRITE) - drawn() == set()


def test_they_stand_in_order_and_once():
    assert sorted(set(SPRITE)) == SPRITE


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("M1.5.96h-.25L2,3.449Z", "M1.5 1h-.2L2 3.4Z"),
        ("M0 0a1.25 1.251 0 01.96-.04z", "M0 0a1.2 1.3 0 0 1 1 0z"),
        ("M2 2A1 1 0 1 0 3.05 3.04 1 1 0 012.5 12", "M2 2A1 1 0 1 0 3 3 1 1 0 0 1 2.5 12"),
    ],
    ids=["lines", "an arc's flags", "two arcs"],
)
def test_a_path_is_written_shorter_and_is_the_same_path(path, short):
    assert shortened(path) == short
