"""Who must see a case that is not theirs opens it for half an hour, and who manages the unit sees it happen."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.desk import NOTICED, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WHY = "Mamma ringer och är orolig, och Daniel är sjuk i dag."


def test_opened_seen_by_the_manager_ended_and_reviewed(new_context, axe):
    daniel = signed_in(new_context, "family_support")
    expect(daniel.get_by_text("Granska en nödöppning")).to_have_count(0)

    maria = signed_in(new_context, "social")
    maria.goto("/children/")
    maria.get_by_role("link", name="Jag måste läsa om ett barn nu").click()
    maria.get_by_label("K-nummer eller personnummer").fill("K-9999")
    maria.get_by_label("Varför kan det inte vänta?").fill(WHY)
    maria.get_by_role("button", name="Öppna i 30 minuter").click()
    expect(maria.get_by_text("Det finns inget för er att öppna på det numret.").first).to_be_visible()
    axe(maria)
    maria.get_by_label("K-nummer eller personnummer").fill("K-0041")
    maria.get_by_role("button", name="Öppna i 30 minuter").click()
    expect(maria.get_by_role("heading", name="Saga Ek")).to_be_visible()
    expect(maria.get_by_text(re.compile("Nödöppning: (30|29) minuter kvar"))).to_be_visible()
    expect(maria.get_by_text("Saga vaknar fem gånger per natt.")).to_be_visible()
    axe(maria)
    opened = maria.url

    daniel.reload()
    daniel.get_by_role("link", name="Granska en nödöppning").click()
    expect(daniel.get_by_text(WHY)).to_be_visible()
    expect(daniel.get_by_text("Saga")).to_have_count(0)
    axe(daniel)

    # She is done in one window; the other one, left open, loses what it shows.
    other = maria.context.new_page()
    other.goto(opened)
    other.get_by_role("button", name="Jag är klar").click()
    expect(other.get_by_role("heading", name="Nödöppningen är slut")).to_be_visible()
    expect(maria.get_by_role("heading", name="Nödöppningen är slut")).to_be_visible(timeout=NOTICED)
    expect(maria.get_by_text("Saga")).to_have_count(0)

    daniel.get_by_label("Den behövdes").check()
    daniel.get_by_label("Med några ord").fill("Jag har pratat med Maria. Hon ringde mamman.")
    daniel.get_by_role("button", name="Granskat").click()
    expect(daniel.get_by_text("Granskningen är sparad.")).to_be_visible()
    daniel.goto("/unit/")
    expect(daniel.get_by_role("region", name="Nödöppningar")).to_contain_text("Den behövdes")
    maria.reload()
    expect(maria.get_by_text("Daniel Forsgren granskade")).to_be_visible()
