"""Tove lets somebody in and somebody out: the new one comes in by the letter, the other's open page is refused."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from tests.journeys.desk import fits, shows, sit_down
from tests.running import eventually

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PASSWORD = "fyra lugna tallar i snö"


def press(page, words, role="button"):
    page.get_by_role(role, name=words, exact=True).click()


def test_a_unit_a_worker_and_an_end(new_context, complaints, axe):
    complaints.expect("status of 403")
    tove, leila = (sit_down(new_context(viewport=DESK), who) for who in ("access_admin", "welfare"))
    press(tove, "Medarbetare", "link")
    shows(tove, "Medarbetare")
    axe(tove)

    press(tove, "Lägg till enhet", "link")
    tove.get_by_label("Enhetens namn").fill("Tallskolan")
    tove.get_by_label("Enhetens signaler går till").select_option("Enheten själv")
    press(tove, "Lägg till enheten")
    expect(tove.get_by_text("Tallskolan är tillagd.")).to_be_visible()

    press(tove, "Bjud in till Tallskolan", "link")
    tove.get_by_label("E-post", exact=True).fill("robin.ask@sjoviken.example")
    tove.get_by_label("Namn", exact=True).fill("Robin Ask")
    tove.get_by_label("Titel", exact=True).fill("skolkurator")
    tove.get_by_role("checkbox", name="Tar emot").check()
    tove.get_by_role("checkbox", name="Leder enheten").check()
    press(tove, "Bjud in")
    expect(tove.get_by_text("Robin Ask är inbjuden.")).to_be_visible()
    come_in(new_context(viewport=PHONE), axe, "robin.ask@sjoviken.example", "Tallskolan")

    table = tove.get_by_role("region", name="Tabell: medarbetare i Elevhälsan Björkskolan")
    table.get_by_role("link", name="Leila Amiri", exact=True).click()
    press(tove, "Avsluta Elevhälsan Björkskolan", "link")
    expect(
        tove.get_by_text("Det som är öppet hamnar hos Per Nordin, som leder enheten, i samma sekund.")
    ).to_be_visible()
    axe(tove)
    press(tove, "Avsluta uppdraget")
    expect(tove.get_by_text("Leila Amiri kommer inte längre in i Elevhälsan Björkskolan.")).to_be_visible()

    press(leila, "Barn", "link")
    expect(leila.get_by_role("heading", name="Ditt uppdrag är avslutat")).to_be_visible()
    expect(leila.locator("button.me")).to_have_count(0)

    per = sit_down(new_context(viewport=DESK), "unit_manager")
    per.locator("nav.menu").get_by_role("link", name="Enheten").click()
    expect(per.get_by_text("Ella Öberg").first).to_be_visible()


def come_in(context, axe, address, unit):
    """Choose a password by the link in the letter and sign in; the letter says neither where nor as what."""
    letter = eventually(lambda: next((sent for sent in mail.outbox if address in sent.to), None))
    assert unit not in letter.body + letter.subject
    page = context.new_page()
    page.goto(re.search(r"https?://[^/]+(/account/\S+)", letter.body)[1])
    shows(page, "Välj ditt lösenord")
    axe(page)
    page.get_by_label("Nytt lösenord").fill(PASSWORD)
    page.get_by_label("Samma lösenord en gång till").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.get_by_label("E-post").fill(address)
    page.get_by_label("Lösenord").fill(PASSWORD)
    press(page, "Logga in")
    expect(page.locator("button.me")).to_be_visible()
    page.locator("button.me").click()
    expect(page.locator("#me-menu")).to_contain_text(unit)


def test_nobody_lets_themselves_in_and_the_last_lead_stays(new_context, axe):
    tove = sit_down(new_context(viewport=DESK), "access_admin")
    press(tove, "Medarbetare", "link")
    press(tove, "Tove Sandell", "link")
    expect(tove.get_by_text("Ingen ger eller tar behörighet åt sig själv")).to_be_visible()
    axe(tove)

    tove.goto("/people/")
    tove.get_by_role("link", name="Per Nordin", exact=True).last.click()
    press(tove, "Avsluta Elevhälsan Björkskolan", "link")
    press(tove, "Avsluta uppdraget")
    expect(tove.get_by_text(re.compile("Ingen annan leder Elevhälsan Björkskolan")).first).to_be_visible()


def test_a_leave_and_who_stands_in(new_context, axe):
    leila = sit_down(new_context(viewport=PHONE), "welfare")
    leila.locator("button.me").click()
    press(leila, "Ersättare", "link")
    shows(leila, "Ersättare")
    axe(leila)
    leila.get_by_label("Vem ersätter dig?").select_option("Per Nordin, rektor")
    leila.get_by_label("Till och med").fill(leila.get_by_label("Från och med").input_value())
    press(leila, "Sätt ersättaren")
    expect(leila.get_by_text("Per Nordin för Leila Amiri")).to_be_visible()

    per = sit_down(new_context(viewport=DESK), "unit_manager")
    expect(per.locator("button.me")).to_contain_text("för Leila Amiri")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_log_and_the_counts_are_for_everybody_to_read(new_context, axe, size, scheme):
    lars = sit_down(new_context(viewport=size, color_scheme=scheme), "log_reviewer")
    press(lars, "Loggar", "link")
    shows(lars, "Loggar")
    axe(lars)
    lars.get_by_label("Bara").select_option("Skyddade personuppgifter")
    press(lars, "Visa")
    expect(lars.get_by_text("Skyddad person, S-3").first).to_be_visible()
    expect(lars.get_by_text("K-0042")).to_have_count(0)

    katarina = sit_down(new_context(viewport=size, color_scheme=scheme), "municipal_lead")
    press(katarina, "Läget", "link")
    shows(katarina, "Läget")
    axe(katarina)
    expect(katarina.get_by_text("färre än 5", exact=True)).to_be_visible()
    for page in (lars, katarina):
        fits(page)


def test_the_forms_are_for_everybody_to_use(new_context, axe):
    for size in (DESK, PHONE):
        tove = sit_down(new_context(viewport=size), "access_admin")
        for path in ("/people/invite/", "/people/units/add/", "/people/agencies/add/", "/people/changes/"):
            tove.goto(path)
            axe(tove)
            fits(tove)
        tove.goto("/people/agencies/add/")
        press(tove, "Lägg till organisationen")
        expect(tove.get_by_role("heading", name="Rätta till det här först")).to_be_visible()
        axe(tove)
