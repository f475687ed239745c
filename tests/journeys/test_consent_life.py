"""A consent lives: one of two takes back, the family is asked anew in three clicks, a young person decides alone."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from access.actor import acting_as
from access.guarded import pen
from agencies.models import Unit
from cases.models import Case, Child
from tests import town
from tests.consent.test_deciding import asked
from tests.journeys.desk import NOTICED, signed_in
from tests.journeys.test_consent import group

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_one_of_two_takes_back_and_the_family_is_asked_anew(new_context, axe):
    erik, leila = signed_in(new_context, "bup"), signed_in(new_context, "welfare")
    erik.goto("/cases/K-0042/")
    expect(erik.get_by_text("tre av fem dagar")).to_be_visible()

    leila.goto("/cases/K-0042/consent/")
    leila.get_by_role("link", name="Familjen tar tillbaka").click()
    leila.get_by_role("radio", name=re.compile("^Allt: ingen får")).check()
    leila.get_by_role("radio", name=re.compile("^Bara Jonas Öberg")).check()
    leila.get_by_label("Vem har sagt det?").fill("Jonas")
    leila.get_by_role("button", name="Ta tillbaka").click()

    expect(erik.get_by_text("tre av fem dagar")).to_have_count(0, timeout=NOTICED)
    expect(leila.get_by_text("Räcker inte längre").first).to_be_visible()
    axe(leila)
    leila.get_by_role("link", name="Fråga på nytt").click()
    axe(leila)
    leila.get_by_role("button", name="Spara och fråga familjen").click()
    expect(leila.get_by_text("Väntar på 2 av 2: Jonas, Karin")).to_be_visible()


def test_in_three_clicks(new_context):
    page = signed_in(new_context, "private_school")
    page.goto("/cases/K-0036/consent/")
    page.get_by_role("link", name="Fråga på nytt").click()
    page.get_by_role("button", name="Spara och fråga familjen").click()
    page.get_by_role("link", name="Skriv in svaret").first.click()
    expect(page.get_by_role("button", name="Spara svaret")).to_be_visible()


def test_a_fifteen_year_old_decides_alone(new_context, axe):
    with acting_as(town.seat("welfare")) as leila, pen():
        born = localdate() - timedelta(days=15 * 365 + 20)
        Child.objects.filter(cases=town.case("ella")).update(born_on=born, birth_year=born.year)
        ella = Case.objects.get(pk=town.case("ella"))
        consent = asked(leila, ella, Unit.objects.get(name="BVC Strandkanten"), "NO")
    page = signed_in(new_context, "welfare")
    page.goto(f"/consents/{consent.pk}/decide/")
    axe(page)
    group(page, "Vad beslutar ni?").get_by_role("radio", name=re.compile("^Den unga bestämmer själv")).check()
    page.get_by_label("Varför?").fill("Ella förstår vad hon säger ja till och kan väga det själv.")
    page.get_by_role("button", name="Spara beslutet").click()

    expect(page.get_by_text("Ella förstår vad hon säger ja till")).to_be_visible()
    expect(page.get_by_text("12 kap. 3 § OSL").first).to_be_visible()
