"""A working day at the screen: the start page, the child's page, the unit's and the log's, as people meet them."""

import re

import pytest
from playwright.sync_api import expect

from access.actor import acting_as
from consent.actions import withdraw
from consent.models import Consent
from tests import town
from tests.journeys.desk import NOTICED, shows, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
ELLA = "/cases/K-0042/"


def test_a_teacher_meets_the_button_first_and_what_became_of_what_she_wrote(new_context):
    page = signed_in(new_context, "teacher", viewport=PHONE)

    button = page.get_by_role("link", name="Jag är orolig för ett barn")
    shows(page, "Min dag")
    expect(page.locator("main a:visible").first).to_have_text("Jag är orolig för ett barn")
    assert button.bounding_box()["y"] < PHONE["height"] / 2
    expect(page.get_by_text("Amina: Elevhälsan på Björkskolan har fått det du skrev")).to_be_visible()
    expect(page.get_by_text("Sofie hälsar att Leo får glasögon")).to_be_visible()
    expect(page.get_by_role("heading", name="Fortsätt där du slutade")).to_be_visible()


def test_from_the_day_to_the_child_and_whom_to_call(new_context):
    page = signed_in(new_context, "bup", viewport=PHONE)

    page.get_by_role("link", name="Ella Öberg").click()
    shows(page, "Ella Öberg")
    expect(page.get_by_role("link", name=re.compile("Ring Leila Amiri")).first).to_be_visible()
    page.mouse.wheel(0, 1500)
    page.wait_for_function("scrollY > 200")
    expect(page.locator(".case-bar").get_by_role("heading", name="Ella Öberg")).to_be_in_viewport()  # it stays in sight

    page.get_by_text("Varför ser jag det här?").first.click()
    expect(page.get_by_text("delade den med er").first).to_be_visible()


def test_a_unit_in_the_circle_leads_to_what_may_be_told(new_context):
    page = signed_in(new_context, "welfare", viewport=DESK)
    page.goto(ELLA)

    page.locator(".circle").get_by_role("link", name="BUP Sjöviken").click()
    expect(page.get_by_text("Hur barnet mår").first).to_be_visible()
    expect(page.get_by_text("samtycke").first).to_be_visible()


def test_the_timeline_is_filtered_in_place_and_by_address(new_context):
    page = signed_in(new_context, "welfare", viewport=DESK)
    page.goto(ELLA)
    page.get_by_role("link", name="Tidslinje", exact=True).click()
    shows(page, "Tidslinje")

    page.get_by_role("link", name=re.compile("^Stöd till barn och familj")).click()
    expect(page).to_have_url(re.compile(r"unit=\w"))
    expect(page.locator("article")).to_have_count(1)
    page.reload()
    expect(page.locator("article")).to_have_count(1)


def test_without_scripts_every_page_still_says_everything(new_context):
    page = signed_in(new_context, "welfare", viewport=DESK, java_script_enabled=False)
    page.goto(f"{ELLA}timeline/")
    everything = page.locator("article").count()
    page.get_by_role("link", name=re.compile("^Barnets egna ord")).click()
    expect(page).to_have_url(re.compile(r"kind=\w"))
    page.wait_for_load_state()

    assert 0 < page.locator("article").count() < everything
    page.get_by_role("link", name="Vem har läst").click()
    expect(page.get_by_text("Erik Lund").first).to_be_visible()


def test_an_open_page_loses_what_was_shared_by_itself_and_says_why(new_context):
    page = signed_in(new_context, "bup", viewport=DESK)
    page.goto(ELLA)
    expect(page.get_by_text("Uppföljning av mål 1")).to_be_visible()

    with acting_as(town.seat("welfare")) as leila:
        consent = Consent.objects.get(case=town.case("ella"))
        withdraw(leila, consent=consent, about_unit=None, kind="", told_by="Jonas Öberg")
    expect(page.get_by_text("Samtycket har ändrats")).to_be_visible(timeout=NOTICED)

    expect(page.get_by_text("Uppföljning av mål 1")).to_have_count(0)
    expect(page.get_by_text("Tid för bedömningssamtal bokad.")).to_be_visible()
    expect(page.get_by_text("Ella")).to_have_count(0)
    assert "Ella" not in page.content()  # nor in an attribute of the page that has come
