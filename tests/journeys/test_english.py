"""Somebody who would rather read English: every page follows, dates too, and Kring remembers it."""

import re

import pytest
from playwright.sync_api import expect

from tests.accounts import ANNA, RIGHT, give_password
from tests.journeys.desk import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
ELLA = "/cases/K-0042/"
# Words that every Swedish sentence of ours has, and no name of a unit or a person.
SWEDISH = re.compile(r"\b(att|inte|är|det|har|ni|du|när)\b", re.IGNORECASE)


def sign_in(new_context, password=RIGHT):
    """Anna in a browser that has never met her, whose own language is Swedish."""
    page = new_context(viewport=PHONE).new_page()
    page.goto("/sign-in/")
    page.get_by_label("E-post").fill(ANNA)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in").click()
    expect(page.locator("button.me")).to_be_visible()
    return page


def choose(page, language):
    """Press the language's own name in the menu under one's name."""
    page.locator("button.me").click()
    page.locator("#me-menu").get_by_role("button", name=language).click()


def test_a_worker_chooses_english_and_then_swedish_again(new_context, axe):
    give_password("teacher")
    page = sign_in(new_context)
    expect(page.get_by_role("link", name="Jag är orolig för ett barn")).to_be_visible()

    choose(page, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("link", name="I’m worried about a child")).to_be_visible()
    axe(page)
    page.goto(ELLA)
    expect(page.get_by_role("heading", name="Around Ella")).to_be_visible()
    expect(page.get_by_text(re.compile(r"taking part since \d+ \w+")).first).to_be_attached()
    axe(page)
    page.goto("/concerns/new/")
    question = "Do you know or suspect that the child is coming to harm?"
    expect(page.get_by_role("heading", name=question)).to_be_visible()
    page.wait_for_load_state()
    assert not SWEDISH.findall(page.locator("main").inner_text())
    axe(page)

    page = sign_in(new_context)  # on another machine
    expect(page.get_by_role("link", name="I’m worried about a child")).to_be_visible()
    choose(page, "Svenska")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.get_by_role("link", name="Jag är orolig för ett barn")).to_be_visible()
    expect(sign_in(new_context).locator("html")).to_have_attribute("lang", "sv")


@pytest.mark.parametrize("path", ["/sign-in/", "/demo/"])
def test_one_may_choose_before_signing_in(page, path):
    page.set_viewport_size(PHONE)
    page.goto(path)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(f"{re.escape(path)}$"))
    page.wait_for_load_state()
    assert not SWEDISH.findall(page.locator("main").inner_text())
    fits(page)
