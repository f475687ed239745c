"""The steps of the story that more than one journey walks."""

import re

from playwright.sync_api import expect

from tests.journeys.desk import Desk, starting

UNITS = ("Stöd till barn och familj", "BUP Sjöviken", "BVC Strandkanten")
FAMILY = {"Hodan Hassan": "hodan@post.example", "Yusuf Hassan": "yusuf@post.example"}
# Who answers for a unit, and whom they name.
INTAKES = {"family_support": "Maria Holm", "bup_intake": "Erik Lund", "child_health": "Ingrid Palm"}
PURPOSE = "Att Amina ska ha någon att vara med på rasterna."


def take_on(leila, name="Amina Hassan", answer="Tack, Anna. Jag ringer hem i dag."):
    """From the inbox to the child's own page, the teacher answered on the way."""
    leila.press(starting(name), "link")
    leila.choose("Nej", re.compile("skyddade personuppgifter"))
    leila.fill("Svar till den som skrev", answer)
    leila.press("Ta emot")
    leila.sees("Signalen är mottagen.")


def enter_family(leila):
    """Two guardians; the first needs an interpreter."""
    leila.press("Familj", "link")
    for name, email in FAMILY.items():
        leila.fill("Namn", name)
        leila.fill("E-post", email)
        leila.fill("Språk", "somaliska")
        if name.startswith("Hodan"):
            leila.presses += 1
            leila.page.get_by_label("Behöver tolk").check()
        leila.press("Spara")
        expect(leila.page.get_by_role("paragraph").filter(has_text=name)).to_be_visible()


def several_are_needed(leila):
    leila.press("Hur går det vidare?", "link")
    leila.press(starting("Flera behövs"))
    leila.sees("Väntar på samtycke")


def consent(leila, child="Amina"):
    """Three units, all may know of each other, yes from everybody, on paper; saved and invited in one step."""
    leila.press("Skriv in samtycke", "link")
    expect(leila.page.get_by_role("group", name="Vilka är med?")).to_be_visible()
    leila.page.wait_for_load_state()  # the page's sentences follow the choices once its script is there
    for unit in UNITS:
        leila.choose(starting(unit), "Vilka är med?", "checkbox")
    leila.choose(starting("Det vi kommer"), "Vad får vi berätta för varandra?")
    leila.choose(starting("Ja, alla"), "Får de veta om varandra?")
    leila.fill("Vad är det till för?", PURPOSE)
    for name in (*FAMILY, child):
        leila.choose("Ja", name)
    leila.choose(starting("Skriftligt"), "Hur svarade de?")
    leila.press("Spara och bjud in")
    expect(leila.page.get_by_text("tillfrågad")).to_have_count(len(UNITS))


def accept(new_context, who, child="Amina Hassan"):
    """A unit's intake says yes in a browser of its own; answers with that desk."""
    desk = Desk(new_context(), who)
    desk.page.goto("/invitations/")
    desk.press(child, "link")
    desk.sees(PURPOSE)
    desk.misses("Hodan")
    desk.choose(starting(INTAKES[who]), "Vem hos er arbetar med barnet?")
    desk.press("Tacka ja. Vi har läst samtycket och lutar oss mot det.")
    expect(desk.page.get_by_role("heading", name="Inbjudningar")).to_be_visible()
    return desk


def book(leila, child="Amina"):
    """The meeting with everybody, from the page that the consent led to."""
    leila.press("Boka möte", "link")
    leila.choose(starting(f"Alla runt {child}"), "Vilka bjuds in?")
    leila.fill("Plats", "Björkskolan, rum Linden")
    leila.press("Boka och bjud in")
    leila.sees("Mötet är bokat")
    for name in (*FAMILY, *INTAKES.values()):
        expect(leila.page.get_by_role("listitem").filter(has_text=name).first).to_contain_text("Har inte svarat")
