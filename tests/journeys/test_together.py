"""The family answers on a tablet in its own language: read from its own side, kept as it comes, for everybody."""

import re

import pytest
from playwright.sync_api import expect

from access.actor import acting_as
from cases.models import Relative
from consent.models import Answer
from consent.wording import newest
from tests import town
from tests.journeys.desk import fits, shows, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WORDS = {words.language: words for words in newest()}
TABLET, PHONE = {"width": 1024, "height": 768}, {"width": 390, "height": 844}
PURPOSE = "Att magen ska bli lugnare."


def group(page, name):
    return page.get_by_role("group", name=name)


def ask_about(page):
    """What is asked: BVC Strandkanten and BUP are told what is agreed."""
    page.goto("/cases/K-0042/consent/new/")
    page.wait_for_load_state()
    for name in ("BVC Strandkanten", "BUP Sjöviken"):
        group(page, "Vilka är med?").get_by_role("checkbox", name=re.compile(f"^{name}")).check()
    group(page, "Vad får vi berätta för varandra?").get_by_role("radio", name=re.compile("^Det vi kommer")).check()
    group(page, "Får de veta om varandra?").get_by_role("radio", name=re.compile("^Nej")).check()
    page.get_by_label("Vad är det till för?").fill(PURPOSE)
    with page.expect_response(re.compile("/draft")):
        page.get_by_label("Vad är det till för?").blur()


def go_through(page, whose=""):
    """Give the family the screen."""
    place = group(page, re.compile(f"^{whose}")).locator("..") if whose else page.get_by_role("region", name="Hur")
    place.get_by_role("button", name="Gå igenom tillsammans").first.click()
    expect(page.locator("main.together")).to_be_visible()


def read_on(page, words):
    """Press on to the first question; how many steps there were."""
    steps = 0
    while not page.locator("fieldset.big").count():
        page.get_by_role("link", name=words.sentences["next"], exact=True).click()
        steps += 1
        expect(page.locator("main.together > p.quiet").first).to_contain_text(str(steps + 1))
    return steps


def answer(page, words, name, said, *leaves_out):
    """One answers, and gives the screen to the next."""
    s = words.sentences
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    page.get_by_role("radio", name=s[said], exact=True).check()
    for line in leaves_out:
        page.get_by_role("checkbox", name=line).first.check()
    page.get_by_role("button", name=s["save"]).click()


def test_a_family_reads_and_answers_in_arabic_from_the_right_and_it_is_kept(new_context):
    arabic = WORDS["ar"]
    s = arabic.sentences
    leila = signed_in(new_context, "welfare", viewport=TABLET)
    ask_about(leila)
    go_through(leila)
    leila.get_by_role("link", name="العربية").click()

    main = leila.locator("main.together")
    expect(main).to_have_attribute("dir", "rtl")
    expect(main).to_have_attribute("lang", "ar")
    expect(leila.get_by_role("heading", name=s["title"])).to_be_visible()
    left, right = (leila.get_by_role("heading", level=1).evaluate(f"e => getComputedStyle(e).{one}")
                   for one in ("direction", "textAlign"))  # fmt: skip
    assert left == "rtl" and right in ("start", "right")
    # Swedish names and days keep their own direction inside the sentence: each stands alone (U+2068 ... U+2069).
    text = main.inner_text()
    assert "\u2068Elevhälsan Björkskolan\u2069" in text and f"\u2068{PURPOSE}\u2069" in text
    assert re.search("\u2068\\d{4}-\\d{2}-\\d{2}\u2069", text)
    count = int(re.search("\u2068(\\d+)\u2069\\D+\u2068(\\d+)\u2069", text)[2])
    on, whole = leila.get_by_role("link", name=s["next"], exact=True).bounding_box(), main.bounding_box()
    assert on["x"] + on["width"] / 2 < whole["x"] + whole["width"] / 2, "one goes on to the left"

    steps = read_on(leila, arabic)
    assert count == steps + 3  # and three questions: two guardians and the child
    leila.get_by_role("button", name=s["save"]).click()
    expect(leila.get_by_role("alert")).to_contain_text(s["pick"])
    leila.get_by_role("radio", name=s["partly"], exact=True).check()
    leila.get_by_role("button", name=s["save"]).click()
    expect(leila.get_by_role("alert")).to_contain_text(s["tick"])
    answer(leila, arabic, "Jonas Öberg", "partly", re.compile("BUP Sjöviken"))
    expect(leila.get_by_role("heading", level=1)).to_contain_text("Karin Öberg")
    expect(leila.locator("input:checked")).to_have_count(0)  # nobody sees what the one before has answered
    leila.get_by_label(s["words"]).fill("نعم، بكل سرور")
    answer(leila, arabic, "Karin Öberg", "yes")
    answer(leila, arabic, "Ella", "yes")
    expect(leila.get_by_role("heading", name=s["thanks"])).to_be_visible()

    leila.get_by_role("link", name="Tillbaka till samtycket").click()
    shows(leila, "Samtycke")
    expect(group(leila, "Karin Öberg").get_by_role("radio", name="Ja", exact=True)).to_be_checked()
    expect(group(leila, "Jonas Öberg").get_by_role("radio", name="Ja, men inte till allt")).to_be_checked()
    leila.get_by_role("button", name="Spara", exact=True).click()
    expect(leila.get_by_text(PURPOSE)).to_be_visible()

    with acting_as(town.seat("welfare")):
        kept = Answer.objects.filter(consent__purpose=PURPOSE).select_related("relative", "words", "consent")
        said = {one.relative.name if one.relative else "child": one for one in kept}
        assert {name: one.said for name, one in said.items()} == {
            "Karin Öberg": "YES", "Jonas Öberg": "PARTLY", "child": "YES",
        }  # fmt: skip
        assert {one.text for one in kept} == {arabic.key} and {one.consent.form for one in kept} == {"IN_MEETING"}
        assert said["Karin Öberg"].words.text == "نعم، بكل سرور" and said["Jonas Öberg"].refusals.exists()


@pytest.mark.parametrize("language", list(WORDS))
def test_each_step_is_for_everybody_in_each_language(new_context, axe, language):
    words = WORDS[language]
    leila = signed_in(new_context, "welfare", viewport=TABLET)
    ask_about(leila)
    go_through(leila)
    leila.get_by_role("link", name=words.name, exact=True).click()
    expect(leila.locator("main.together")).to_have_attribute("dir", words.direction)

    def look():
        for size in (PHONE, TABLET):
            leila.set_viewport_size(size)
            axe(leila)
            fits(leila)

    look()  # what it is about
    steps = read_on(leila, words)
    look()  # a question
    leila.get_by_role("radio", name=words.sentences["partly"], exact=True).check()
    leila.get_by_role("button", name=words.sentences["save"]).click()
    expect(leila.get_by_role("alert")).to_be_visible()
    look()  # what is missing
    for step in (1, steps - 1):  # what one receiver may be told, and what is good to know
        leila.goto(f"/cases/K-0042/consent/together/?step={step}&language={language}")
        look()
    leila.goto(f"/cases/K-0042/consent/together/?step=99&language={language}")
    expect(leila.get_by_role("heading", name=words.sentences["thanks"])).to_be_visible()
    look()


def test_somebody_else_in_the_family_answers_for_themselves_in_arabic(new_context, axe):
    arabic = WORDS["ar"]
    s = arabic.sentences
    ellinor = signed_in(new_context, "coordinator", viewport=TABLET)
    with acting_as(town.seat("coordinator")):
        elin = Relative.objects.get(name="Elin Lindqvist").pk
    ellinor.goto("/cases/K-0031/consent/new/")
    group(ellinor, "Vilka är med?").get_by_role("checkbox", name=re.compile("^Fritidsgården")).check()
    group(ellinor, "Vad får vi berätta för varandra?").get_by_role("radio", name=re.compile("^Det vi kommer")).check()
    ellinor.get_by_label("Vad är det till för?").fill("Att Noah ska ha något att göra.")
    go_through(ellinor, "Elin Lindqvist")
    expect(ellinor.get_by_role("heading", name="Vad får vi berätta om dig?")).to_be_visible()
    ellinor.get_by_role("link", name="العربية").click()
    main = ellinor.locator("main.together")
    expect(main).to_have_attribute("dir", "rtl")
    expect(main).not_to_contain_text("Att Noah ska ha något att göra.")
    axe(ellinor)
    read_on(ellinor, arabic)
    axe(ellinor)
    answer(ellinor, arabic, "Elin Lindqvist", "yes")
    expect(ellinor.get_by_role("heading", name=s["thanks"])).to_be_visible()

    ellinor.get_by_role("link", name="Tillbaka till samtycket").click()
    expect(ellinor.locator(f'input[name="said_{elin}"][value="YES"]')).to_be_checked()
    expect(ellinor.locator(f'input[name="how_{elin}"][value="IN_MEETING"]')).to_be_checked()
    for name in ("Camilla Lindqvist", "Stefan Lindqvist", "Noah"):
        group(ellinor, name).get_by_role("radio", name="Ja", exact=True).check()
    group(ellinor, "Får de veta om varandra?").get_by_role("radio", name=re.compile("^Nej")).check()
    group(ellinor, "Hur svarade de?").get_by_role("radio", name=re.compile("^Tillsammans")).check()
    axe(ellinor)
    ellinor.get_by_role("button", name="Spara", exact=True).click()
    expect(ellinor.get_by_text("(om det som rör personen själv)").first).to_be_visible()

    ellinor.get_by_role("link", name="Elin Lindqvist tar tillbaka").first.click()
    shows(ellinor, "Ta tillbaka")
    axe(ellinor)
    ellinor.get_by_role("button", name="Skriv in att Elin Lindqvist tar tillbaka").click()
    expect(ellinor.get_by_text(re.compile("^Tog tillbaka"))).to_be_visible()
    ellinor.goto("/cases/K-0031/notes/new/")
    expect(ellinor.get_by_text("Elin Lindqvist har inte sagt ja: skriv inte om Elin Lindqvist.").first).to_be_visible()
