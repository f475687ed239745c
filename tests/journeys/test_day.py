"""A working day at the screen: the start page, the child's page, the unit's and the log's, as people meet them."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests import town

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
ELLA = "/cases/K-0042/"
PAGES = {
    "welfare": ["/", ELLA, f"{ELLA}timeline/", f"{ELLA}readers/"],
    "teacher": ["/", ELLA],
    "bup": ["/", ELLA, f"{ELLA}readers/"],
    "social": ["/", "/cases/K-0027/", "/cases/K-0033/"],
    "unit_manager": ["/", "/unit/", ELLA],
    "emi": ["/", "/cases/K-0040/"],
    "family_support": ["/cases/K-0041/"],
    "access_admin": ["/"],
}


def signed_in(new_context, key, **how):
    """A browser of its own in which a person of the town has pressed their button on the demo page."""
    page = new_context(**how).new_page()
    page.goto("/demo/")
    page.get_by_role("button", name=re.compile(town.PEOPLE[key].name)).first.click()
    page.wait_for_url("**/")
    return page


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")])
@pytest.mark.parametrize("key", PAGES)
def test_every_page_can_be_used_by_everybody(new_context, axe, key, size, scheme):
    page = signed_in(new_context, key, viewport=size, color_scheme=scheme)
    for path in PAGES[key]:
        page.goto(path)
        assert page.locator("h1").count() == 1
        axe(page)


@pytest.mark.parametrize("key", PAGES)
def test_no_page_is_wider_than_the_smallest_screen(new_context, key):
    page = signed_in(new_context, key, viewport={"width": 320, "height": 640})
    for path in PAGES[key]:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_a_teacher_meets_the_button_first_and_what_became_of_what_she_wrote(new_context):
    page = signed_in(new_context, "teacher", viewport=PHONE)

    button = page.get_by_role("link", name="Jag är orolig för ett barn")
    links = page.locator("main a:visible").all_inner_texts()
    assert links[0].strip() == "Jag är orolig för ett barn"
    assert button.bounding_box()["y"] < PHONE["height"] / 2
    assert page.get_by_text("Amina: Elevhälsan på Björkskolan har fått det du skrev").is_visible()
    assert page.get_by_text("Sofie hälsar att Leo får glasögon").is_visible()
    assert page.get_by_role("heading", name="Fortsätt där du slutade").is_visible()


def test_from_the_day_to_the_child_and_whom_to_call(new_context):
    page = signed_in(new_context, "bup", viewport=PHONE)

    page.get_by_role("link", name="Ella Öberg").click()
    expect(page).to_have_title(re.compile("^Ella Öberg"))
    assert page.get_by_role("link", name=re.compile("Ring Leila Amiri")).first.is_visible()
    page.mouse.wheel(0, 1500)
    assert page.get_by_role("heading", name="Ella Öberg").is_visible()
    assert page.locator(".case-bar").bounding_box()["y"] < 100  # the name stays in sight

    page.get_by_text("Varför ser jag det här?").first.click()
    assert page.get_by_text("delade den med er").first.is_visible()


def test_a_unit_in_the_circle_leads_to_what_may_be_told(new_context):
    page = signed_in(new_context, "welfare", viewport=DESK)
    page.goto(ELLA)

    page.locator(".circle").get_by_role("link", name="BUP Sjöviken").click()
    assert page.get_by_text("Hur barnet mår").first.is_visible()
    assert page.get_by_text("samtycke").first.is_visible()


def test_the_timeline_is_filtered_in_place_and_by_address(new_context):
    page = signed_in(new_context, "welfare", viewport=DESK)
    page.goto(ELLA)
    page.get_by_role("link", name="Tidslinje", exact=True).click()

    page.get_by_role("link", name=re.compile("^Stöd till barn och familj")).click()
    page.wait_for_url(re.compile(r"unit="))
    assert page.locator("article").count() == 1
    page.reload()
    assert page.locator("article").count() == 1


def test_without_scripts_every_page_still_says_everything(new_context):
    page = signed_in(new_context, "welfare", viewport=DESK, java_script_enabled=False)
    page.goto(f"{ELLA}timeline/")
    everything = page.locator("article").count()
    page.get_by_role("link", name=re.compile("^Barnets egna ord")).click()

    assert 0 < page.locator("article").count() < everything
    page.get_by_role("link", name="Vem har läst").click()
    assert page.get_by_text("Erik Lund").first.is_visible()


def test_an_open_page_loses_what_was_shared_within_five_seconds_and_says_why(new_context, complaints):
    from access.actor import acting_as
    from consent.actions import withdraw
    from consent.models import Consent

    page = signed_in(new_context, "bup", viewport=DESK)
    page.goto(ELLA)
    assert page.get_by_text("Uppföljning av mål 1").is_visible()

    with acting_as(town.seat("welfare")) as leila:
        consent = Consent.objects.get(case=town.case("ella"))
        withdraw(leila, consent=consent, about_unit=None, kind="", told_by="Jonas Öberg")
    began = time.monotonic()
    page.get_by_text("Samtycket har ändrats").wait_for(timeout=6000)

    assert time.monotonic() - began < 5.5
    assert page.get_by_text("Uppföljning av mål 1").count() == 0
    assert page.get_by_text("Tid för bedömningssamtal bokad.").is_visible()
    assert "Ella" not in page.content()
