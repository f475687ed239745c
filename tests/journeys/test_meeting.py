"""Leila books a meeting with three units and two guardians; Karin answers by the link in her mail; Leila sees it."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from tests.coordination.bookings import link_in, sent
from tests.journeys.desk import NOTICED, fits, sit_down
from tests.town import ids

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MOST = 7  # clicks, choices and submits from the child's page to invitations sent


def book(page):
    """From the child's page to a booked meeting with everybody; answers with how many steps it took."""
    page.goto("/cases/K-0042/")
    page.get_by_role("link", name="Boka möte").click()
    page.get_by_role("radio", name=re.compile("^Alla runt Ella(?!,)")).check()
    page.get_by_label("Plats").fill("Björkskolan, rum Eken")
    page.get_by_role("button", name="Boka och bjud in").click()
    expect(page.get_by_text("Mötet är bokat")).to_be_visible()
    return 3


def test_from_the_childs_page_to_an_answer_by_the_link(new_context):
    leila = sit_down(new_context(), "welfare")
    assert book(leila) <= MOST
    for name in ("Karin Öberg", "Jonas Öberg", "Anna Berg", "Maria Holm", "Erik Lund"):
        expect(leila.get_by_role("listitem").filter(has_text=name)).to_contain_text("Har inte svarat")

    karin = new_context(viewport={"width": 390, "height": 844}).new_page()
    karin.goto(link_in(sent("karin")[0]))
    expect(karin.get_by_text("Björkskolan, rum Eken")).to_be_visible()
    expect(karin.get_by_text("Jonas")).to_have_count(0)
    karin.get_by_label("Vad passar dig bättre?").fill("Helst efter klockan två")
    karin.get_by_role("button", name="Föreslå något annat").click()
    expect(karin.get_by_text("Tack, ditt svar är sparat.")).to_be_visible()

    row = leila.get_by_role("listitem").filter(has_text="Karin Öberg")
    expect(row).to_contain_text("Helst efter klockan två", timeout=NOTICED)  # by itself
    karin.get_by_role("button", name="Ja, jag kommer").click()
    expect(karin.get_by_text("Du har svarat ja.")).to_be_visible()
    expect(row).to_contain_text("Kommer", timeout=NOTICED)


def test_the_hint_comes_while_one_chooses_and_without_a_script(new_context):
    leila = sit_down(new_context(), "welfare")
    leila.goto("/cases/K-0042/meetings/new/")
    leila.get_by_label("Jag väljer själv").check()
    leila.get_by_role("checkbox", name="Daniel Forsgren").check()
    leila.get_by_label("Börjar").fill("20:00")
    leila.get_by_label("Slutar").fill("21:00")
    leila.get_by_label("Slutar").blur()
    expect(leila.get_by_text("Utanför arbetstiden för Daniel Forsgren.")).to_be_visible()

    plain = sit_down(new_context(java_script_enabled=False), "welfare")
    plain.goto("/cases/K-0042/meetings/new/")
    plain.get_by_label("Jag väljer själv").check()
    plain.get_by_role("checkbox", name="Mia Ståhl").check()
    plain.get_by_role("checkbox", name="Erik Lund").check()
    plain.get_by_role("button", name="Boka och bjud in").click()
    expect(plain.get_by_text("Två av dem får inte veta om varandra. Boka två möten.")).to_be_visible()
    assert mail.outbox == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_every_page_is_for_everybody(new_context, complaints, axe, width, scheme):
    complaints.expect("status of 404")
    context = new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = sit_down(context, "welfare")
    meeting = ids.of("meeting", "ella/3")

    def look(path):
        page.goto(path)
        axe(page)
        fits(page)

    for path in ("", "change/", "cancel/"):
        look(f"/meetings/{meeting}/{path}")
    look("/cases/K-0042/meetings/new/")
    page.get_by_label("Jag väljer själv").check()
    page.get_by_role("button", name="Boka och bjud in").click()
    expect(page.get_by_role("heading", name="Rätta till det här först")).to_be_visible()
    axe(page)
    page.goto(f"/meetings/{meeting}/")
    note = page.get_by_role("link", name=re.compile("Anteckna")).first.get_attribute("href")
    look(note)
    look(f"{note}paper/")
    link = page.get_by_text(re.compile(r"/i/\S+")).inner_text()
    look("/i/" + link.partition("/i/")[2])
    look("/i/nej/")
