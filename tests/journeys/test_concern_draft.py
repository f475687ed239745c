"""What a teacher types is not lost and not sent twice: other device, lock, dead line, two tabs, no script, no mouse."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.desk import shows
from tests.journeys.teacher import PHONE, SEEN, Teacher, signals

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_the_draft_follows_to_another_device(phone, new_context):
    phone.begin()
    phone.press("Nej, gå vidare")
    phone.child()
    phone.type("Vad har du sett eller hört?", SEEN)
    phone.page.goto("/")
    phone.page.get_by_role("button", name=re.compile("Anna Berg")).click()
    phone.page.get_by_role("button", name="Logga ut").click()
    expect(phone.page.locator("button.me")).to_have_count(0)

    desk = Teacher(new_context(viewport={"width": 1440, "height": 900}))
    panel = desk.page.get_by_role("region", name="Fortsätt där du slutade")
    expect(panel).not_to_contain_text("Amina")
    panel.get_by_role("link").first.click()
    expect(desk.page.get_by_label("Vad har du sett eller hört?")).to_have_value(SEEN)
    desk.press("Fortsätt")
    desk.told()
    desk.press("Skicka")
    expect(desk.page.get_by_text("Tack, det är skickat")).to_be_visible()
    assert signals() == 1


def test_what_is_typed_outlives_the_lock(phone):
    phone.begin()
    phone.press("Nej, gå vidare")
    phone.child()
    phone.type("Vad har du sett eller hört?", "Först det här.")
    lock_all_sessions()  # an hour at the playground
    phone.page.get_by_label("Vad har du sett eller hört?").fill(SEEN)
    phone.page.get_by_label("Sedan när?").fill("I augusti")
    phone.press("Fortsätt")
    expect(phone.page).to_have_url(re.compile("/unlock/"))
    shows(phone.page, "Kring är låst")
    assert "Amina" not in phone.page.content()
    unlock_all_sessions()
    phone.page.goto("/")
    phone.page.get_by_role("region", name="Fortsätt där du slutade").get_by_role("link").first.click()
    expect(phone.page.get_by_label("Vad har du sett eller hört?")).to_have_value(SEEN)
    expect(phone.page.get_by_label("Sedan när?")).to_have_value("I augusti")


def _sessions(**values):
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    for row in Session.objects.all():
        session = SessionStore(row.session_key)
        if "membership" in session:
            session.update(values)
            session.save()


def lock_all_sessions():
    _sessions(locked=True)


def unlock_all_sessions():
    import time

    _sessions(locked=False, active_at=int(time.time()))


def test_while_the_line_is_down_the_page_says_so_and_saves_when_it_is_back(phone, complaints):
    complaints.expect("ERR_INTERNET_DISCONNECTED|htmx:sendError|Failed to load resource")
    phone.begin()
    phone.press("Nej, gå vidare")
    phone.child()
    page = phone.page
    page.context.set_offline(True)
    page.get_by_label("Vad har du sett eller hört?").fill(SEEN)
    expect(page.locator("[data-saved]")).to_contain_text("Ingen kontakt.")
    phone.press("Fortsätt")  # nothing is lost by pressing it all the same
    expect(page.get_by_label("Vad har du sett eller hört?")).to_have_value(SEEN)
    assert SEEN not in page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    page.context.set_offline(False)
    phone.is_saved()
    page.reload()
    expect(page.get_by_label("Vad har du sett eller hört?")).to_have_value(SEEN)


def test_sent_from_two_tabs_it_arrives_once(phone):
    phone.begin()
    phone.press("Nej, gå vidare")
    phone.child()
    phone.seen()
    phone.told()
    other = phone.page.context.new_page()
    other.goto(phone.page.url)
    phone.press("Skicka")
    other.get_by_role("button", name="Skicka").click()
    for page in (phone.page, other):
        expect(page.get_by_text("Tack, det är skickat")).to_be_visible()
    receipt = re.compile(r"/concerns/[0-9a-f-]{36}/receipt/$")
    for page in (phone.page, other):
        expect(page).to_have_url(receipt)
    assert phone.page.url == other.url
    assert signals() == 1


def test_without_javascript_it_is_the_same_story(new_context):
    anna = Teacher(new_context(**PHONE, java_script_enabled=False))
    anna.begin()
    anna.open("Ja")
    expect(anna.page.get_by_text("Anmälningsplikten är din egen.")).to_be_visible()
    anna.press("Jag har gjort det jag ska, gå vidare")
    anna.open("Har du personnumret till hands?")
    anna.page.get_by_label("Personnummer").fill("20171004-2380")
    anna.child()
    expect(anna.page.get_by_text("Kontrollsiffran").first).to_be_visible()
    anna.page.get_by_label("Personnummer").fill("20171004-2381")
    anna.press("Fortsätt")
    anna.seen()
    anna.told()
    expect(anna.page.get_by_text("2017••••-••••")).to_be_visible()
    anna.press("Skicka")
    expect(anna.page.get_by_text("Tack, det är skickat")).to_be_visible()
    assert signals() == 1


def test_with_the_keyboard_alone(phone):
    page = phone.page

    def to(name, role="button"):
        wanted = page.get_by_role(role, name=name, exact=True) if role else name
        for _ in range(40):
            page.keyboard.press("Tab")
            if wanted.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{name} is not reached")

    to("Jag är orolig för ett barn", "link")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Steg 1 av 5")).to_be_visible()
    to(page.locator("summary").get_by_text("Ja", exact=True).locator("xpath=ancestor-or-self::summary"), None)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Anmälningsplikten är din egen.")).to_be_visible()
    to("Nej, gå vidare")
    page.keyboard.press("Enter")
    to("Barnets namn", "textbox")
    page.keyboard.type("Amina")
    page.keyboard.press("Tab")
    page.keyboard.type("3B")
    to(page.get_by_role("radio", name="Ja", exact=True), None)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Nej", exact=True)).to_be_checked()
    to("Fortsätt")
    page.keyboard.press("Enter")
    to(page.get_by_label("Vad har du sett eller hört?"), None)
    page.keyboard.type(SEEN)
    to("Fortsätt")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Steg 4 av 5")).to_be_visible()
    for _question in range(2):
        to(page.get_by_role("radio").nth(3 * _question), None)
        page.keyboard.press("Space")
    to("Fortsätt")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Steg 5 av 5")).to_be_visible()
    to("Skicka")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tack, det är skickat")).to_be_visible()
    assert signals() == 1
