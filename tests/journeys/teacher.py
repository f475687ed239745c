"""A teacher at her browser, and what she writes."""

import re

from playwright.sync_api import expect

from access.actor import acting_as
from cases.models import Concern
from tests.journeys.desk import sit_down
from tests.town import seat

SEEN = "Hon stannar vid dörren på rasterna och räcker inte upp handen längre."
PHONE = {"viewport": {"width": 390, "height": 844}}


class Teacher:
    """Anna at her browser: finds things by their words, and counts what she presses."""

    def __init__(self, context):
        self.page, self.presses = sit_down(context, "teacher"), 0

    def press(self, words, role="button"):
        self.presses += 1
        self.page.get_by_role(role, name=words, exact=True).click()

    def begin(self):
        self.press("Jag är orolig för ett barn", "link")
        expect(self.page.get_by_role("heading", name="Vet du eller misstänker du att barnet far illa?")).to_be_visible()

    def open(self, words):
        self.presses += 1
        self.page.locator("summary").get_by_text(words, exact=True).click()

    def choose(self, question, answer):
        self.presses += 1
        self.page.get_by_role("group", name=question).get_by_role("radio", name=answer, exact=True).check()

    def child(self, name="Amina Hassan", protected="Nej"):
        expect(self.page.get_by_text("Steg 2 av 5")).to_be_visible()
        self.page.get_by_label("Barnets namn").fill(name)
        self.page.get_by_label("Klass eller födelseår").fill("3B")
        self.choose(re.compile("skyddade personuppgifter"), protected)
        self.press("Fortsätt")

    def seen(self, text=SEEN):
        expect(
            self.page.get_by_text("Läses av: Elevhälsan Björkskolan. Barnet och vårdnadshavarna kan be att få läsa.")
        ).to_be_visible()
        self.page.get_by_label("Vad har du sett eller hört?").fill(text)
        self.press("Fortsätt")

    def told(self):
        self.choose("Vet barnet att du skriver?", "Ja")
        self.choose("Vet vårdnadshavarna?", "Nej, inte än")
        self.press("Fortsätt")

    def type(self, label, text):
        """Write as one types, leave the field, and wait until the page has saved it."""
        field = self.page.get_by_label(label)
        expect(field).to_be_visible()
        self.page.wait_for_load_state()  # what saves is there
        with self.page.expect_response(lambda answer: answer.url.endswith("/drafts/") and answer.ok):
            field.fill(text)
        self.is_saved()

    def is_saved(self):
        expect(self.page.locator("[data-saved]")).to_contain_text("Sparat")


def signals(text=SEEN):
    with acting_as(seat("welfare")):
        return Concern.objects.filter(seen=text).count()
