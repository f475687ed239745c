"""Signing in, being locked out and let in again, with nothing lost that was written."""

import re

import pytest
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from tests.accounts import AMANDA, ANNA, RIGHT, give_password
from tests.journeys.desk import shows, sit_down

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


def sign_in(page, email=ANNA, password=RIGHT):
    page.get_by_label("E-post").fill(email)
    page.get_by_label("Lösenord").fill(password)
    with page.expect_event("load"):  # the next try is made on the page that comes
        page.get_by_role("button", name="Logga in").click()


def menu(page):
    page.locator("button.me").click()
    return page.locator("#me-menu")


def leave_alone(page, minutes):
    """What the server sees when nobody touches the page for so long."""
    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sessionid")
    session = SessionStore(key)
    session["active_at"] -= minutes * 60
    session.save()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_demo_lets_one_be_anybody(page, axe, size):
    page.set_viewport_size(size)
    for who, name in (
        ("läraren på Björkskolan", "Anna Berg"),
        ("psykologen på BUP Sjöviken", "Erik Lund"),
        ("behörighetsadministratören", "Tove Sandell"),
    ):
        page.goto("/demo/")
        axe(page)
        page.get_by_role("button", name=f"Logga in som {who}").click()
        expect(page).to_have_url(re.compile(r"/$"))
        expect(page.locator("button.me")).to_contain_text(name)
        expect(page.get_by_text("Provdrift. Inga riktiga barn.")).to_be_visible()


def test_a_wrong_password_and_then_the_right_one(page, axe):
    give_password("teacher")
    page.goto("/concerns/new/")
    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
    axe(page)
    sign_in(page, password="inte det här")
    expect(page).to_have_title(re.compile("^Fel: Logga in"))
    expect(page.get_by_text("E-postadressen eller lösenordet stämmer inte.")).to_be_visible()
    expect(page.get_by_label("E-post")).to_have_value(ANNA)
    axe(page)
    sign_in(page)
    expect(page.get_by_role("heading", name="far illa?")).to_be_visible()


def test_after_many_wrong_passwords_one_waits(page, axe, complaints):
    complaints.expect("status of 429")
    give_password("teacher")
    page.goto("/sign-in/")
    for _ in range(6):
        sign_in(page, password="gissar")
    expect(page.get_by_role("heading", name="Vänta en stund")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Försök igen om \d+ minut"))).to_be_visible()
    axe(page)


def test_what_was_written_comes_back_after_the_lock(page, axe):
    give_password("teacher")
    page.set_viewport_size(PHONE)
    page.goto("/concerns/new/")
    sign_in(page)
    page.get_by_role("button", name="Nej").click()
    shows(page, "Vem gäller det?")
    for label, text, minutes in (("Barnets namn", "Amina", 16), ("Klass eller födelseår", "3B", 0)):
        with page.expect_response("**/drafts/"):
            page.get_by_label(label).fill(text)
        expect(page.locator("#saved")).to_contain_text("Sparat")
        leave_alone(page, minutes)
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.get_by_role("heading", name="Kring är låst")).to_be_visible()
    expect(page.get_by_text("Amina")).to_have_count(0)
    axe(page)
    page.get_by_label("Lösenord").fill("inte det här")
    page.get_by_role("button", name="Lås upp").click()
    expect(page.get_by_text("Lösenordet stämmer inte.").first).to_be_visible()
    page.get_by_label("Lösenord").fill(RIGHT)
    page.get_by_role("button", name="Lås upp").click()
    expect(page.get_by_label("Barnets namn")).to_have_value("Amina")
    expect(page.get_by_label("Klass eller födelseår")).to_have_value("3B")


def test_a_warning_comes_before_the_lock_and_one_may_stay(page):
    page.clock.install()
    page.goto("/demo/")
    page.get_by_role("button", name="Logga in som läraren").click()
    expect(page.locator("button.me")).to_be_visible()
    page.wait_for_load_state()  # the scripts are there
    warning = page.get_by_role("dialog", name="Är du kvar?")
    page.clock.run_for(13 * 60_000)
    expect(warning).not_to_be_visible()
    page.clock.run_for(61_000)
    expect(warning).to_be_visible()
    leave_alone(page, 14)
    with page.expect_response("**/alive/") as answered:
        page.get_by_role("button", name="Stanna kvar").click()
    assert answered.value.status == 204
    expect(warning).not_to_be_visible()
    page.clock.run_for(2 * 60_000)
    expect(warning).not_to_be_visible()
    leave_alone(page, 16)
    page.clock.run_for(13 * 60_000 + 5_000)
    expect(page.get_by_role("heading", name="Kring är låst")).to_be_visible()
    page.get_by_role("button", name="Lås upp som Anna Berg").click()
    expect(page).to_have_url(re.compile(r"/$"))


def test_work_in_one_tab_keeps_the_other(page):
    page.context.clock.install()
    page.goto("/demo/")
    page.get_by_role("button", name="Logga in som läraren").click()
    expect(page.locator("button.me")).to_be_visible()
    page.wait_for_load_state()  # the scripts are there
    page.clock.run_for(14 * 60_000 + 5_000)
    warning = page.get_by_role("dialog", name="Är du kvar?")
    expect(warning).to_be_visible()
    page.context.new_page().goto("/concerns/new/")
    expect(warning).not_to_be_visible()


def test_one_locks_by_hand_and_another_signs_out(page):
    page.goto("/demo/")
    page.get_by_role("button", name="Logga in som skolkuratorn på Björkskolan").click()
    menu(page).get_by_role("button", name="Lås").click()
    expect(page.get_by_role("heading", name="Kring är låst")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Kring är låst")).to_be_visible()
    page.get_by_role("button", name="Det är inte jag. Logga ut").click()
    expect(page.get_by_role("heading", name="Välkommen till Sjöviken")).to_be_visible()


def test_amanda_chooses_an_assignment_and_switches(page, axe):
    give_password("stand_in")
    page.goto("/sign-in/")
    sign_in(page, AMANDA)
    expect(page.get_by_role("heading", name="Vilket uppdrag börjar du med?")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Elevhälsan Fyrgymnasiet").click()
    expect(page.locator("button.me")).to_contain_text("Elevhälsan Fyrgymnasiet")
    menu(page).get_by_role("button", name="Elevhälsan Björkskolan").click()
    expect(page.locator("button.me")).to_contain_text("Elevhälsan Björkskolan")
    expect(page).to_have_url(re.compile(r"/$"))


def test_it_works_without_a_script(new_context):
    page = sit_down(new_context(java_script_enabled=False), "teacher")
    page.goto("/concerns/new/")
    leave_alone(page, 16)
    page.get_by_role("button", name="Nej").click()
    expect(page.get_by_role("heading", name="Kring är låst")).to_be_visible()
    page.get_by_role("button", name="Lås upp som Anna Berg").click()
    expect(page.get_by_role("heading", name="far illa?")).to_be_visible()
