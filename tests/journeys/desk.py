"""Somebody at a screen: finds things by the words on it, and counts what is pressed."""

import re

from playwright.sync_api import expect

NOTICED = 40_000  # milliseconds: an open page asks every few seconds, and the machine may be busy with other tests


def sit_down(context, who):
    """A person of the town in a browser of their own, on the first page that is theirs."""
    page = context.new_page()
    page.goto("/demo/")
    page.locator(f"form[action$='/demo/as/{who}/'] button").click()
    expect(page.locator("button.me")).to_be_visible()
    return page


def shows(page, title):
    """Wait for the page whose title begins so: a press is done before the page that it leads to has come."""
    expect(page).to_have_title(starting(title))
    page.wait_for_load_state()  # its scripts are there


def swapped(page):
    """Wait until what the page asked for stands on it."""
    page.wait_for_function("!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")


def fits(page):
    """Nothing stands outside the screen's width."""
    wide, there = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= there, f"{page.url} is {wide} px wide on a screen of {there} px"


def in_a_new_tab(page, path):
    """The page opened beside the old one, which may be about to fetch itself anew because something has changed."""
    tab = page.context.new_page()
    tab.goto(path)
    return tab


def signed_in(new_context, who, **how):
    """A browser of their own for a person of the town."""
    return sit_down(new_context(**how), who)


class Desk:
    """A person of the town in a browser of their own. A click, a submit or a choice is a press; typing is none."""

    def __init__(self, context, who):
        self.page, self.presses = sit_down(context, who), 0

    def press(self, words, role="button"):
        self.presses += 1
        self.page.get_by_role(role, name=words, exact=isinstance(words, str)).first.click()

    def choose(self, answer, question=None, role="radio"):
        """Tick an answer; say which question where several have the same answers."""
        self.presses += 1
        asked = self.page.get_by_role("group", name=question) if question else self.page
        asked.get_by_role(role, name=answer, exact=isinstance(answer, str)).first.check()

    def fill(self, label, text):
        label = starting(label) if isinstance(label, str) else label
        self.page.get_by_role("textbox", name=label).first.fill(text)

    def sees(self, words, **how):
        expect(self.page.get_by_text(words).first).to_be_visible(**how)

    def misses(self, words):
        expect(self.page.get_by_text(words)).to_have_count(0)


def starting(words):
    """A pattern for a label that begins so and goes on with an explanation."""
    return re.compile(f"^{re.escape(words)}")
