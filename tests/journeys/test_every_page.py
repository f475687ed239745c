"""Every page that Kring has, opened by somebody who may: for everybody to use, on every screen, in light and dark.

Who may open which is what the handbook's page says, and a law holds that page to what Kring answers.
"""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import town
from tests.accounts import idle, signed_in
from tests.journeys.desk import fits, sit_down
from tests.keyboard import works_by_keyboard
from tests.law.addresses import addresses, page, seats
from tests.strict import StrictClient

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# A desk's screen at 200 %, and the narrowest that the law asks for (a desk's at 400 %). A page zoomed is a page with
# as many fewer pixels of its own to lay things out in.
ZOOMED, NARROWEST = {"width": 720, "height": 450}, {"width": 320, "height": 640}
# A PDF, answers to a program, and parts of a page that only htmx asks for.
NO_PAGES = re.compile(
    r"coordination:paper$|_pdf$|scan_file|document_text|health|calendar|pulse|holds|signals_changed|hints|lines|receivers"
)
# What the same address shows to others, who see another page there.
ALSO = {
    "teacher": ["/cases/K-0042/"],
    "bup": ["/cases/K-0042/", "/cases/K-0042/plan/", "/cases/K-0042/readers/"],
    "social": ["/cases/K-0027/", "/cases/K-0033/"],
    "emi": ["/", "/cases/K-0040/"],
    "family_support": ["/cases/K-0041/", "/cases/K-0041/plan/"],
    "leisure": ["/cases/K-0036/plan/"],
    "police": ["/cases/K-0031/plan/"],
    "unit_manager": ["/", "/cases/K-0042/"],
    "welfare": ["/may-i-share/?of=hb", f"/measures/{town.ids.of('measure', 'ella/4.1')}/?to=DONE", "/no-such-page/"],
}
# Pages that stand on a way which somebody has to go, and what the journey says that goes there and looks.
ON_THE_WAY = {
    "coordination:guest": 'look("/i/" +',
    "agencies:begin": '"Vilket uppdrag börjar du med?"',
    "agencies:lock": '"Kring är låst"',
    "agencies:unlock": '"Kring är låst"',
    "agencies:choose_password": '"Välj ditt lösenord"',
    "cases:new_concern": "anna.begin()\n    look()",
    "cases:concern_child": 'look("Fel: Vem gäller det?")',
    "cases:concern_seen": 'look("Vad har du sett eller hört?")',
    "cases:concern_told": 'look("Vet barnet och vårdnadshavarna?")',
    "cases:concern_check": 'shows(page, "Kontrollera dina svar")',
    "cases:start": 'shows(daniel.page, "Skyddsfrågan")',
    "cases:start_child": 'daniel.fill("Förnamn", "Tim")',
    "access:again": "/again/$",
    "consent:invitation": 'ingrid.get_by_role("link", name="Ella Öberg").click()',
    "consent:opening": 'get_by_role("button", name="Öppna i 30 minuter").click()',
    "consent:review_opening": 'get_by_role("link", name="Granska en nödöppning").click()',
    "consent:registry": 'per.goto("/registry/")',
    "consent:document": 'per.goto(f"/registry/{',
    "consent:look_again": 'leila.goto(f"/look-again/{',
    "consent:withheld": 'leila.goto(f"/withheld/{',
    "set_language": "test_one_may_choose_before_signing_in",
}
JOURNEYS = sorted(Path(__file__).parent.glob("test_*.py"))
AT_ONCE = 9  # pages in one test, so that two cores share them


def openers() -> dict[str, list[str]]:
    """The names of the addresses that show a page, and who opens it there: the people as the handbook has them."""
    everybody = [key for key, unit in seats() if not unit]
    found = {}
    for block in page("who-may-open.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        name = re.search(r"^\*(\S+)\*$", block, re.MULTILINE)[1]
        crowds = dict(re.findall(r"^\* (\d+) [^:]*: (.+)$", block, re.MULTILINE))
        if "200" not in crowds or NO_PAGES.search(name):
            continue
        if crowds["200"] == "everyone else":
            others = {who for status, crowd in crowds.items() if status != "200" for who in crowd.split(", ")}
            found[name] = [key for key in everybody if key not in others]
        else:
            found[name] = [who for who in crowds["200"].split(", ") if "@" not in who]
    return found


def rounds() -> list:
    """Who opens what: Leila what she may, for hers are the fullest pages; the rest whoever has the least to do."""
    load, mine = Counter(), defaultdict(list)
    for name, who in openers().items():
        people = [key for key in who if key in town.PEOPLE]
        one = "welfare" if "welfare" in people else min(people, key=lambda key: load[key], default="nobody")
        load[one] += 1
        mine[one].append(name)
    for key, paths in ALSO.items():
        mine[key] += paths
    parts = [
        (key, names[first : first + AT_ONCE]) for key, names in mine.items() for first in range(0, len(names), AT_ONCE)
    ]
    return [pytest.param(key, names, id=f"{key}-{number}") for number, (key, names) in enumerate(parts)]


def look_at(page, axe):
    """One page at four widths, in light and dark; it is loaded once and follows, as a window that is drawn smaller."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light")
        axe(page)
        fits(page)
        works_by_keyboard(page)
        page.emulate_media(color_scheme="dark")  # of which nothing follows but colours
        axe(page, only="color-contrast")
    for size in (ZOOMED, NARROWEST):
        page.set_viewport_size(size)
        fits(page)
    page.set_viewport_size(DESK)


@pytest.mark.parametrize(("key", "names"), rounds())
def test_every_page_is_for_everybody(new_context, complaints, axe, behind_the_fence, key, names):
    complaints.expect("status of 404")
    known = {address.name: address for address in addresses()}
    paths = [known[name].example(behind_the_fence) if name in known else name for name in names]
    context = new_context(viewport=DESK)
    page = context.new_page() if key == "nobody" else sit_down(context, key)
    for path in paths:
        page.goto(path)
        expect(page.locator("h1")).to_have_count(1)
        look_at(page, axe)


def test_what_was_sent_while_locked_is_for_everybody(new_context, axe):
    client = signed_in(StrictClient(), "welfare")
    idle(client, 16)
    client.post("/cases/K-0042/family/", {"name": "Farmor Öberg", "phone": "070-174 06 33", "draft_keep": "1"})
    leila = sit_down(new_context(viewport=DESK), "welfare")
    leila.get_by_role("region", name="Fortsätt där du slutade").get_by_role("link").first.click()
    expect(leila).to_have_url(re.compile(r"/drafts/[0-9a-f-]+/again/$"))
    look_at(leila, axe)


def test_no_page_is_left_out():
    """Each address that answers a question (GET) with a page is looked at here, or in a journey that gets there."""
    left = {address.name for address in addresses()} - set(openers()) - set(ON_THE_WAY)
    blocks = page("who-may-open.md").read_text(encoding="utf-8").split("\n## ")
    assert {name for name in left if not NO_PAGES.search(name) and not takes_forms_only(name, blocks)} == set()
    for name, words in ON_THE_WAY.items():
        assert words in "".join(path.read_text(encoding="utf-8") for path in JOURNEYS), name


def takes_forms_only(name, blocks) -> bool:
    return any(f"*{name}*" in block and "* 405" in block for block in blocks)
