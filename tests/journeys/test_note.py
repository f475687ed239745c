"""Somebody ticked beside a note is there when it is saved, however late the list of those who may read it comes."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.desk import signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NEW = "/cases/K-0042/notes/new/"


def box(page, name):
    return page.get_by_role("group", name="Dela med").get_by_role("checkbox", name=re.compile(f"^{name}"))


def test_ticked_while_the_answer_is_on_its_way_it_is_still_shared(new_context, axe):
    leila = signed_in(new_context, "welfare")
    leila.goto(NEW)
    leila.wait_for_load_state("networkidle")
    held = []
    leila.route("**/notes/receivers/", lambda route: route.continue_() if held else held.append(route))
    with leila.expect_request(re.compile("/notes/receivers/")):
        leila.get_by_role("radio", name=re.compile("^Hur skol- eller förskoledagen")).check()
    box(leila, "BUP Sjöviken").check()
    with leila.expect_response(lambda answer: "units=" in (answer.request.post_data or "")):  # asked for once more
        held[0].continue_()

    expect(box(leila, "BUP Sjöviken")).to_be_checked()
    expect(leila.get_by_text("Inte längre vald")).to_have_count(0)
    leila.get_by_label("Anteckning", exact=True).fill("Hon var med hela dagen.")
    leila.get_by_role("button", name="Spara anteckningen").click()
    leila.goto("/cases/K-0042/timeline/")
    written = leila.get_by_role("article").filter(has_text="Hon var med hela dagen.")
    expect(written).to_contain_text("Delat med BUP Sjöviken")


def test_a_kind_that_they_may_not_read_takes_the_tick_away_and_says_so(new_context, axe):
    leila = signed_in(new_context, "welfare")
    leila.goto(NEW)
    leila.wait_for_load_state("networkidle")
    box(leila, "BUP Sjöviken").check()
    box(leila, "Björkskolan").check()
    leila.get_by_role("radio", name=re.compile("^Familj och hemma")).check()

    expect(leila.get_by_text("Inte längre vald: BUP Sjöviken.")).to_be_visible()
    expect(box(leila, "Björkskolan")).to_be_checked()
    expect(box(leila, "BUP Sjöviken")).to_have_count(0)
    axe(leila)
