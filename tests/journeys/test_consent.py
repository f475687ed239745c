"""The family says what may be told: it opens, it is answered for, it is shared, and it is taken back."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.desk import NOTICED, shows, signed_in, swapped

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def group(page, name):
    return page.get_by_role("group", name=name)


def test_asked_answered_invited_accepted_and_shared(new_context, axe):
    leila = signed_in(new_context, "welfare")
    leila.goto("/cases/K-0042/")
    leila.get_by_role("link", name="Samtycke").first.click()
    leila.get_by_role("link", name="Nytt samtycke").click()
    expect(group(leila, "Vilka är med?")).to_be_visible()
    leila.wait_for_load_state()  # the page's sentences follow the choices once its script is there
    group(leila, "Vilka är med?").get_by_role("checkbox", name=re.compile("^BVC Strandkanten")).check()
    group(leila, "Vad får vi berätta för varandra?").get_by_role("radio", name=re.compile("^Vi väljer själva")).check()
    group(leila, "BVC Strandkanten").get_by_role("checkbox", name="Hur barnet mår").first.check()
    means = leila.get_by_role("region", name="Så här blir det")
    expect(means).to_contain_text("BVC Strandkanten får veta att ni samarbetar och när ni ses.")
    expect(means).to_contain_text("Hur barnet mår")
    expect(means).to_contain_text("Inget visas förrän någon delar det.")
    group(leila, "Får de veta om varandra?").get_by_role("radio", name=re.compile("^Nej")).check()
    leila.get_by_label("Vad är det till för?").fill("Att magen ska bli lugnare.")
    for name in ("Karin Öberg", "Jonas Öberg", "Ella"):
        group(leila, name).get_by_role("radio", name="Ja", exact=True).check()
    group(leila, "Hur svarade de?").get_by_role("radio", name=re.compile("^Skriftligt")).check()
    axe(leila)
    leila.get_by_role("button", name="Spara och bjud in").click()
    expect(leila.get_by_text("tillfrågad")).to_be_visible()

    ingrid = signed_in(new_context, "child_health")
    ingrid.goto("/invitations/")
    ingrid.get_by_role("link", name="Ella Öberg").click()
    expect(ingrid.get_by_text("Att magen ska bli lugnare.").first).to_be_visible()
    expect(ingrid.get_by_text("Karin")).to_have_count(0)
    axe(ingrid)
    ingrid.get_by_role("radio", name=re.compile("^Ingrid Palm")).check()
    ingrid.get_by_role("button", name="Tacka ja. Vi har läst samtycket och lutar oss mot det.").click()
    shows(ingrid, "Inbjudningar")
    ingrid.goto("/cases/K-0042/")
    expect(ingrid.get_by_role("heading", name="Ella Öberg")).to_be_visible()

    leila.goto("/cases/K-0042/notes/new/")
    with leila.expect_response(re.compile("/notes/receivers/")):  # those who may read it come with the kind
        leila.get_by_role("radio", name=re.compile("^Hur barnet mår")).check()
    swapped(leila)
    leila.get_by_label("Anteckning", exact=True).fill("Ella säger att magen är lugnare på fredagar.")
    leila.get_by_role("checkbox", name=re.compile("^BVC Strandkanten")).check()
    leila.get_by_role("button", name="Spara anteckningen").click()
    expect(leila.get_by_text("Anteckningen är sparad.")).to_be_visible()

    # Ingrid's page is open all the while, and shows the note without being touched.
    expect(ingrid.get_by_text("magen är lugnare på fredagar")).to_be_visible(timeout=NOTICED)


def test_taken_back_the_open_page_loses_it_and_says_why(new_context, complaints):
    erik, leila = signed_in(new_context, "bup"), signed_in(new_context, "welfare")
    erik.goto("/cases/K-0042/")
    expect(erik.get_by_text("tre av fem dagar")).to_be_visible()

    leila.goto("/cases/K-0042/consent/")
    leila.get_by_role("link", name="Familjen tar tillbaka").click()
    leila.get_by_role("radio", name="Det som rör BUP Sjöviken").check()
    leila.get_by_role("radio", name=re.compile("^Alla som har sagt ja")).check()
    leila.get_by_label("Vem har sagt det?").fill("Jonas Öberg")
    leila.get_by_role("button", name="Ta tillbaka").click()
    expect(leila.get_by_text("Tillbakataget")).to_be_visible()

    expect(erik.get_by_text("Samtycket har ändrats")).to_be_visible(timeout=NOTICED)
    expect(erik.get_by_text("tre av fem dagar")).to_have_count(0)
    expect(erik.get_by_text("Tid för bedömningssamtal bokad")).to_be_visible()


def test_who_said_no_is_told_to_nobody(new_context):
    hanna = signed_in(new_context, "private_school")
    hanna.goto("/cases/K-0036/circle/")
    hanna.get_by_text("kan ni inte bjuda in än").click()

    expect(hanna.get_by_text("Det finns inget samtycke från alla som ska svara.").first).to_be_visible()
    expect(hanna.get_by_text("Magnus")).to_have_count(0)


def test_the_consent_page_works_without_javascript(new_context):
    leila = signed_in(new_context, "welfare", java_script_enabled=False)
    leila.goto("/cases/K-0042/consent/new/")
    group(leila, "Vilka är med?").get_by_role("checkbox", name=re.compile("^BVC Strandkanten")).check()
    group(leila, "Vad får vi berätta för varandra?").get_by_role("radio", name=re.compile("^Det vi kommer")).check()
    leila.get_by_role("button", name="Visa vad det betyder").click()
    expect(leila.get_by_role("region", name="Så här blir det")).to_contain_text("BVC Strandkanten")
    group(leila, "Får de veta om varandra?").get_by_role("radio", name=re.compile("^Nej")).check()
    leila.get_by_label("Vad är det till för?").fill("Att magen ska bli lugnare.")
    for name in ("Karin Öberg", "Jonas Öberg", "Ella"):
        group(leila, name).get_by_role("radio", name="Ja", exact=True).check()
    group(leila, "Hur svarade de?").get_by_role("radio", name=re.compile("^Skriftligt")).check()
    leila.get_by_role("button", name="Spara", exact=True).click()
    expect(leila.get_by_text("Att magen ska bli lugnare.")).to_be_visible()
