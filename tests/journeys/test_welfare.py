"""The welfare team takes a signal on, answers, writes down the family, makes a note of its own and decides."""

import re

import pytest
from playwright.sync_api import expect

from access.actor import acting_as
from cases.models import Child, Concern
from tests.journeys.desk import NOTICED, Desk, shows
from tests.town import seat

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MOST = 12  # presses from the inbox to a decision, the family and a first note included
DESK = {"viewport": {"width": 1440, "height": 900}}
DARK_PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
ASSESSMENT = "Två samtal med Amina. Hon saknar sin bästa vän och vill gärna hålla i lekarna igen."


@pytest.fixture
def desk(new_context, complaints):
    """A function that seats somebody at a desk of their own."""
    complaints.expect("htmx:(sendAbort|afterRequest)")  # a robot's fingers outrun the saving
    return lambda who, **context: Desk(new_context(**context or DESK), who)


def test_from_the_inbox_to_a_decision(desk, axe, complaints):
    complaints.expect("status of 404")  # Anna looks for the case, and finds nothing
    leila, anna = desk("welfare"), desk("teacher")
    leila.page.goto("/signals/")
    axe(leila.page)
    leila.press(re.compile("Amina Hassan"), "link")
    shows(leila.page, "Signal om Amina Hassan")
    axe(leila.page)
    leila.sees("Amina har varit ensam på rasterna")
    leila.choose("Nej")
    leila.fill(re.compile("Svar till den som skrev"), "Tack, Anna. Jag ringer hem i dag.")
    leila.press("Ta emot")
    leila.sees("Klart. Signalen är mottagen.")
    leila.sees("Det här kan ni göra nu")

    anna.page.goto("/")
    anna.press(re.compile("Amina: Leila Amiri har svarat"), "link")
    anna.sees("Tack, Anna. Jag ringer hem i dag.")

    leila.press("Familj", "link")
    for name in ("Hodan Hassan", "Yusuf Hassan"):
        leila.fill("Namn", name)
        leila.fill(re.compile("Språk"), "svenska och somaliska")
        leila.press("Spara")
        expect(leila.page.get_by_role("paragraph").filter(has_text=name)).to_be_visible()
    axe(leila.page)
    leila.press("Översikt", "link")

    leila.press("Ny anteckning", "link")
    leila.choose(re.compile("Hur barnet mår"))
    leila.sees("Elevhälsan Björkskolan (1 person i teamet som arbetar med Amina)")
    leila.fill("Anteckning", ASSESSMENT)
    axe(leila.page)
    leila.press("Spara anteckningen")
    leila.sees(ASSESSMENT)
    anna.page.goto(leila.page.url)
    expect(anna.page.get_by_text(ASSESSMENT)).not_to_be_visible()

    leila.page.get_by_role("link", name="Hur går det vidare?").click()
    shows(leila.page, "Hur går det vidare för Amina?")
    axe(leila.page)
    leila.press(re.compile("Flera behövs"))
    leila.sees("Väntar på samtycke")
    assert leila.presses <= MOST, leila.presses


def test_a_protected_child_is_handled_outside(desk, axe):
    leila = desk("welfare", **DARK_PHONE)
    leila.page.goto("/signals/")
    axe(leila.page)
    leila.press(re.compile("Amina Hassan"), "link")
    leila.choose("Ja")
    leila.press("Ta emot")
    leila.sees("Fråga först om barnet ska finnas i Kring")
    axe(leila.page)
    with acting_as(seat("welfare")):
        assert not Child.objects.filter(given_name="Amina").exists()
        assert Concern.objects.get(child_name="Amina Hassan").case_id is None


def test_a_signal_comes_by_itself_while_the_inbox_is_open(desk):
    leila = desk("welfare")
    leila.page.goto("/signals/")
    leila.sees("1 ny signal")
    from tests.cases.people import signal

    signal("Vera Lind")
    expect(leila.page.get_by_role("link", name="Vera Lind, 4A")).to_be_visible(timeout=NOTICED)
    leila.sees("2 nya signaler")


def test_the_family_asks_and_the_work_begins(desk, axe):
    daniel = desk("family_support", **DARK_PHONE)
    daniel.page.goto("/children/")
    axe(daniel.page)
    daniel.press("Familjen har bett om hjälp", "link")
    shows(daniel.page, "Skyddsfrågan")
    axe(daniel.page)
    daniel.press("Nej, gå vidare")
    daniel.choose("Nej")
    daniel.fill("Förnamn", "Tim")
    daniel.fill(re.compile("Födelseår"), "2019")
    daniel.fill("Varför ber familjen om hjälp?", "Ingen av oss sover. Vi vill inte bli osams.")
    axe(daniel.page)
    daniel.press("Börja samarbetet")
    daniel.sees("Du är barnets fasta kontakt.")
    daniel.sees("Ingen av oss sover.")

    daniel.press("Logga samtal", "link")
    daniel.choose("Någon annan")
    daniel.fill("Namn eller roll", "BVC")
    daniel.fill("Vad sa ni?", "De ringer i morgon.")
    axe(daniel.page)
    daniel.press("Spara samtalet")
    daniel.sees("De ringer i morgon.")


def test_two_who_correct_the_same_note(desk, axe):
    leila, amanda = desk("welfare"), desk("stand_in")
    amanda.page.get_by_role("button", name=re.compile("Amanda Fors")).click()
    amanda.press("Elevhälsan Björkskolan")
    expect(amanda.page.locator("button.me")).to_contain_text("Elevhälsan Björkskolan")
    leila.page.goto("/cases/K-0042/people/")
    axe(leila.page)
    leila.page.get_by_role("radio", name=re.compile("Amanda Fors")).first.check()
    leila.press("Lägg till")
    leila.sees("Kollegan ser nu samarbetet.")

    from tests.town import record

    address = f"/cases/K-0042/notes/{record('E3')}/"
    for one in (leila, amanda):
        one.page.goto(address)
    amanda.fill("Anteckning", "Amandas rättelse.")
    amanda.press("Spara rättelsen")
    amanda.sees("Rättat.")
    leila.fill("Anteckning", "Leilas rättelse.")
    leila.press("Spara rättelsen")
    leila.sees("Så står det nu (Amanda Fors)")
    leila.sees("Amandas rättelse.")
    expect(leila.page.get_by_role("textbox", name="Anteckning")).to_have_value("Leilas rättelse.")
    axe(leila.page)
    leila.press("Spara min text i stället")
    leila.sees("Rättat.")
    leila.page.goto("/cases/K-0042/timeline/")
    leila.press(re.compile("visa hur det stod"), "link")
    shows(leila.page, "Rättad anteckning om Ella")
    expect(leila.page.get_by_text("visa hur det stod")).to_have_count(2)
    axe(leila.page)


def test_own_support_was_enough(desk, axe):
    leila = desk("welfare")
    leila.page.goto("/signals/")
    leila.press(re.compile("Amina Hassan"), "link")
    leila.choose("Nej")
    leila.press("Ta emot")
    leila.page.get_by_role("link", name="Hur går det vidare?").click()
    leila.press(re.compile("Vi klarar det själva"))
    expect(leila.page).to_have_url(re.compile(r"/cases/K-\w+/$"))
    leila.page.goto(f"{leila.page.url}close/")
    axe(leila.page)
    leila.press("Avsluta")
    leila.sees("Rätta till det här först")
    leila.fill("Det här har förändrats", "Amina håller i lekarna igen.")
    leila.press("Avsluta")
    leila.sees("Avslutat (eget stöd)")
