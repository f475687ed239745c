"""Erik shares by law what no consent lets him tell; Maria reads it and why, and then the correction of it."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.desk import in_a_new_tab, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
TIMELINE = "/cases/K-0042/timeline/"
WHY = "Ella behöver samma stöd hemma som hos oss."


def test_shared_by_law_read_with_its_reason_and_corrected(new_context):
    erik, maria = signed_in(new_context, "bup", viewport=DESK), signed_in(new_context, "social", viewport=PHONE)
    erik.goto(TIMELINE)
    note = erik.locator(".timeline > li", has_text="Tid för bedömningssamtal bokad.")
    note.get_by_role("link", name=re.compile("^Dela ")).click()
    erik.get_by_role("link", name="Dela ändå med stöd av lag").click()
    erik.get_by_label("Vem behöver få veta?").select_option("Stöd till barn och familj")
    erik.get_by_label("Varför?", exact=True).select_option("Barnet ska få vård eller stöd")
    law = erik.get_by_label(re.compile("OSL 25:12"))
    law.check()
    erik.get_by_label("Er avvägning").fill(WHY)
    erik.get_by_role("button", name="Dela med stöd av lag").click()
    expect(erik.get_by_text("Delat, och beslutet är antecknat.")).to_be_visible()
    expect(erik.get_by_text(WHY)).to_be_visible()

    maria.goto(TIMELINE)
    read = maria.locator(".timeline > li", has_text="Tid för bedömningssamtal bokad.")
    read.get_by_text("Varför ser jag det här?").click()
    expect(read.get_by_text(re.compile("Stöd: OSL 25:12"))).to_be_visible()
    expect(maria.get_by_text(WHY)).to_have_count(0)

    erik.goto(TIMELINE)
    note.get_by_role("link", name=re.compile("^Rätta ")).click()
    expect(erik.get_by_label(re.compile("^Stöd till barn och familj"))).to_be_checked()
    erik.get_by_label("Anteckning", exact=True).fill("Tiden är flyttad till måndag.")
    erik.get_by_role("button", name=re.compile("^Spara")).first.click()
    expect(erik.get_by_text("Rättat.").first).to_be_visible()

    maria = in_a_new_tab(maria, TIMELINE)
    expect(maria.get_by_text("Tiden är flyttad till måndag.")).to_be_visible()
    expect(maria.get_by_text("Tid för bedömningssamtal bokad.")).to_have_count(0)
