"""A meeting writes what it agrees on the screen; the others see the plan at once, and what they have done."""

import re

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests import agreeing
from tests.journeys.desk import shows, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PLAN, MEETING = "/cases/K-0042/plan/", f"/meetings/{agreeing.NOW}/"


def agree(page, words="Det känns bättre nu."):
    """What Leila writes at the table."""
    page.get_by_label("Barnets egna ord på mötet").fill(words)
    late = page.get_by_role("group", name="Ger Ella planen på en sida med bilder")
    late.get_by_label("Läge").select_option("klart")
    late.get_by_label("Hur går det?").fill("Den sitter på kylskåpet.")
    page.get_by_label("Nytt mål, i barnets eller familjens ord").fill("Jag vill cykla till skolan.")
    page.get_by_label(re.compile(r"^Vem sa det\?")).fill("Ella")
    row = page.get_by_role("group", name="Vem gör vad till när").filter(visible=True).first
    row.get_by_label("Vad ska göras?").fill("Lånar ut en cykel")
    row.get_by_label("Vem gör det?").select_option("Maria Holm, Stöd till barn och familj")
    row.get_by_label("Klart senast").fill(in_two_weeks())


def in_two_weeks():
    return (localdate() + agreeing.IN_TWO_WEEKS).isoformat()


def saved_to_the_last_field(answer):
    """The page has saved, and what it sent had the day that `agree` fills in last."""
    return answer.url.endswith("/drafts/") and answer.ok and in_two_weeks() in answer.request.post_data


def test_leila_writes_what_they_agree_and_maria_sees_it_and_has_done_it(new_context):
    leila, maria = signed_in(new_context, "welfare"), signed_in(new_context, "social")
    leila.goto(MEETING)
    leila.get_by_role("link", name="Skriv vad ni kommer överens om").click()
    shows(leila, "Det ni kommer överens om")
    agree(leila)
    expect(leila.locator("#saved")).to_contain_text("Sparat")
    leila.get_by_role("button", name="Avsluta mötet").first.click()
    expect(leila.get_by_text("Mötet är avslutat.")).to_be_visible()
    expect(leila.get_by_role("heading", name="Jag vill cykla till skolan.")).to_be_visible()
    expect(leila.get_by_text("”Den sitter på kylskåpet.”", exact=True)).to_be_visible()

    maria.goto(PLAN)
    row = maria.get_by_role("row").filter(has_text="Lånar ut en cykel")
    row.get_by_role("link", name="Klart Lånar ut en cykel").click()
    maria.get_by_label("Med en rad").fill("Hon fick den röda.")
    maria.get_by_role("button", name="Spara").click()
    expect(maria.get_by_text("Sparat i planen.")).to_be_visible()

    leila.reload()
    expect(leila.get_by_text("”Hon fick den röda.”")).to_be_visible()
    leila.goto("/cases/K-0042/")
    expect(leila.get_by_text("”Det känns bättre nu.”").first).to_be_visible()


def test_what_is_typed_is_there_on_another_screen(new_context):
    one, other = signed_in(new_context, "welfare"), signed_in(new_context, "welfare")
    one.goto(f"{MEETING}agreed/")
    with one.expect_response(saved_to_the_last_field):
        agree(one, "Halvfärdigt")
    expect(one.locator("#saved")).to_contain_text("Sparat")
    other.goto(f"{MEETING}agreed/")
    expect(other.get_by_label("Barnets egna ord på mötet")).to_have_value("Halvfärdigt")
    expect(other.get_by_label("Nytt mål, i barnets eller familjens ord")).to_have_value("Jag vill cykla till skolan.")


def test_it_works_without_javascript(new_context):
    page = signed_in(new_context, "welfare", java_script_enabled=False)
    page.goto(f"{MEETING}agreed/")
    agree(page)
    page.get_by_role("button", name="Fler rader").click()
    expect(page.get_by_label("Nytt mål, i barnets eller familjens ord")).to_have_count(2)
    expect(page.get_by_label("Barnets egna ord på mötet")).to_have_value("Det känns bättre nu.")
    page.get_by_role("button", name="Avsluta mötet").first.click()
    expect(page.get_by_role("heading", name="Jag vill cykla till skolan.")).to_be_visible()


def test_somebody_without_an_account_gets_a_name(new_context):
    page = signed_in(new_context, "welfare")
    page.goto(f"{MEETING}agreed/")
    row = page.get_by_role("group", name="Vem gör vad till när").filter(visible=True).first
    expect(row.get_by_label("Namn")).to_be_hidden()
    row.get_by_label("Vem gör det?").select_option("Någon annan")
    expect(row.get_by_label("Namn")).to_be_visible()
