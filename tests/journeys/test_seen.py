"""Leila looks at the child's page as BUP will see it, shares, and BUP's page has just that."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.desk import in_a_new_tab, signed_in
from tests.town import ids
from tests.town.cast import record

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SHARE = f"/cases/K-0042/notes/{record('E4')}/share/"
WORDS = "Pröva att Ella byter om i personalrummet"


def test_seen_first_then_shared(new_context, axe):
    leila = signed_in(new_context, "welfare")
    leila.goto(SHARE)
    leila.wait_for_load_state("networkidle")
    leila.get_by_role("checkbox", name=re.compile("^BUP Sjöviken")).check()
    leila.get_by_role("button", name="Visa som mottagaren ser det").click()
    seen = leila.get_by_role("article", name="Som BUP Sjöviken ser det")
    expect(seen.get_by_text("Nytt för BUP Sjöviken:")).to_be_visible()
    expect(seen.locator(".timeline")).to_contain_text(WORDS)
    expect(seen).not_to_contain_text("tre av fem dagar")  # the school has shown them that
    expect(seen).not_to_contain_text("bedömningssamtal")  # and that is their own
    axe(leila)
    shown = seen.locator(".timeline .written").all_inner_texts()

    erik = signed_in(new_context, "bup")
    erik.goto("/cases/K-0042/")
    expect(erik.get_by_text(WORDS)).to_have_count(0)

    leila.get_by_role("button", name="Dela", exact=True).click()
    leila.wait_for_url("**/cases/K-0042/")
    erik = in_a_new_tab(erik, "/cases/K-0042/")
    expect(erik.get_by_text(WORDS).first).to_be_visible()
    from_leila = erik.locator(".timeline > li").filter(has_text="Leila Amiri").locator(".written")
    assert from_leila.all_inner_texts() == shown


def test_without_javascript_in_a_tab_of_its_own_and_the_form_stays(new_context):
    leila = signed_in(new_context, "welfare", java_script_enabled=False)
    leila.goto(f"/consents/{ids.of('consent', 'ella')}/withdraw/")
    leila.get_by_role("radio", name="Det som rör BUP Sjöviken").check()
    leila.get_by_role("radio", name="Alla som har sagt ja").check()
    leila.get_by_label("Vem har sagt det?").fill("Jonas Öberg")
    with leila.context.expect_page() as opened:
        leila.get_by_role("button", name="Visa som mottagaren ser det").click()

    expect(opened.value.get_by_text("BUP Sjöviken ser inte längre:")).to_be_visible()
    expect(leila.get_by_label("Vem har sagt det?")).to_have_value("Jonas Öberg")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_the_page_is_for_everybody(new_context, axe, scheme, width):
    leila = signed_in(new_context, "welfare", viewport={"width": width, "height": 900}, color_scheme=scheme)
    leila.goto("/cases/K-0042/")
    leila.get_by_role("link", name=re.compile("^Visa som de ser det.*BUP Sjöviken$")).click()
    expect(leila.get_by_role("heading", name="Så här ser BUP Sjöviken det")).to_be_visible()
    axe(leila)


def test_the_draft_is_saved_in_its_own_place_whichever_button_was_pressed(new_context):
    leila = signed_in(new_context, "welfare")
    leila.goto("/cases/K-0042/consent/new/")
    leila.wait_for_load_state("networkidle")
    with leila.expect_response(re.compile("/drafts/$")) as saved:  # the summary takes the focus: the form is left
        leila.get_by_role("button", name="Visa som mottagaren ser det").click()

    assert saved.value.ok
    expect(leila.locator(".ds-error-summary")).to_have_count(1)
    expect(leila.locator("[data-saved]")).to_have_count(1)
