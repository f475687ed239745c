"""The whole story: a teacher's concern becomes a meeting, a plan, and an end, each in a browser of their own."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests.journeys import story
from tests.journeys.desk import NOTICED, Desk, shows, starting
from tests.journeys.teacher import PHONE, SEEN

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NAME, CHILD = "Saga Hedman", "Saga"
ANSWER = "Tack, Anna. Jag ringer hem i dag."
ASSESSMENT = "Två samtal med Saga. Hon saknar sin bästa vän."
GOAL = "Jag vill ha någon att leka med på rasten."
DOING = "Ringer familjen varje fredag"
CHANGED = "Saga leker med tre andra på rasterna."
TAKEN_BACK = re.compile("Samtycket har ändrats den")
THANKS = re.compile(r"Samarbetet avslutades den .+ Tack\.")


@pytest.fixture
def mailbox(settings, tmp_path):
    """Mail goes where the demo shows it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


def test_the_whole_story(new_context, phone, complaints, mailbox):
    leila = Desk(new_context(), "welfare")
    leila.page.goto("/signals/")
    a_teacher_logs_a_concern(phone)
    expect(leila.page.get_by_role("link", name=starting(NAME))).to_be_visible(timeout=NOTICED)

    story.take_on(leila, NAME, ANSWER)
    the_teacher_reads_the_answer(phone)
    story.enter_family(leila)
    story.several_are_needed(leila)
    a_note_stays_in_the_team(leila, phone, complaints)

    story.consent(leila, CHILD)
    who_has_not_answered_cannot_be_asked_to_meet(leila)
    for who in story.INTAKES:
        story.accept(new_context, who, NAME).page.context.close()
    story.book(leila, CHILD)
    a_guardian_answers_from_the_mail(new_context)
    expect(leila.page.get_by_role("listitem").filter(has_text="Hodan Hassan")).to_contain_text(
        "Kommer", timeout=NOTICED
    )

    what_was_agreed(leila)
    maria, erik, ingrid = (Desk(new_context(), who) for who in ("social", "bup", "child_health"))
    she_has_done_her_part(maria)
    reference = the_yes_for_one_unit_is_taken_back(leila, erik)
    the_case_is_closed(leila, maria, ingrid, reference)


def a_teacher_logs_a_concern(anna):
    anna.begin()
    anna.press("Nej, gå vidare")
    anna.child(NAME)
    anna.seen()
    anna.told()
    anna.press("Skicka")
    expect(anna.page.get_by_text("Det här är inte en orosanmälan.")).to_be_visible()


def the_teacher_reads_the_answer(anna):
    anna.page.goto("/")
    anna.page.get_by_role("link", name=re.compile(f"{CHILD}: Leila Amiri har svarat")).click()
    expect(anna.page.get_by_text(ANSWER)).to_be_visible()


def a_note_stays_in_the_team(leila, anna, complaints):
    """Sight is by unit: the teacher of the same school finds nothing."""
    complaints.expect("status of 404")
    leila.press("Ny anteckning", "link")
    leila.choose(starting("Hur barnet mår"), "Vad handlar det om?")
    leila.fill("Anteckning", ASSESSMENT)
    leila.press("Spara anteckningen")
    leila.sees(ASSESSMENT)
    leila.sees("Det här kan ni göra nu")
    assert anna.page.goto(leila.page.url).status == 404


def who_has_not_answered_cannot_be_asked_to_meet(leila):
    """The booking page says so, instead of leaving three units out in silence."""
    leila.press("Boka möte", "link")
    expect(leila.page.get_by_text("Har inte svarat än: ")).to_contain_text("BUP Sjöviken, BVC Strandkanten")
    leila.page.go_back()
    expect(leila.page.get_by_text("tillfrågad")).to_have_count(len(story.UNITS))


def a_guardian_answers_from_the_mail(new_context):
    """The letter says nothing; behind its link the guardian answers without signing in."""
    hodan = new_context(**PHONE).new_page()
    hodan.goto("/demo/mail/")
    letter = hodan.get_by_role("article").filter(has_text=story.FAMILY["Hodan Hassan"])
    expect(letter.get_by_role("heading", name="Möte", exact=True)).to_be_visible()
    expect(letter).to_contain_text("Kalenderdel")
    for unsaid in (CHILD, "Yusuf", "yusuf@", "Björkskolan", "Linden", "BUP", "Elevhälsan", "samtycke"):
        expect(letter).not_to_contain_text(unsaid)
    hodan.goto(re.search(r"/i/\S+", letter.inner_text())[0])
    expect(hodan.get_by_text("Björkskolan, rum Linden")).to_be_visible()
    hodan.get_by_role("button", name="Ja, jag kommer").click()
    expect(hodan.get_by_text("Tack, ditt svar är sparat.")).to_be_visible()


def what_was_agreed(leila):
    """The minutes: who came, the child's words, a goal, one who answers for each thing, and who reads it."""
    leila.press("Skriv vad ni kommer överens om", "link")
    there = leila.page.get_by_role("group", name="Vid bordet")
    expect(there.get_by_role("checkbox", name="Hodan Hassan")).to_be_checked()
    for name in story.INTAKES.values():
        there.get_by_role("checkbox", name=name).check()
    leila.fill("Barnets egna ord på mötet", "Det är roligare när någon väntar på mig.")
    leila.fill("Nytt mål, i barnets eller familjens ord", GOAL)
    leila.page.get_by_label(re.compile(r"^Vem sa det\?(?! och)")).last.fill(CHILD)
    row = leila.page.get_by_role("group", name="Vem gör vad till när").first
    row.get_by_label("Vad ska göras?").fill(DOING)
    row.get_by_label("Vem gör det?").select_option(label=f"Maria Holm, {story.UNITS[0]}")
    row.get_by_label("Klart senast").fill(str(localdate() + timedelta(days=2)))
    for unit in story.UNITS:
        leila.page.get_by_role("group", name="Dela med dem som var med").get_by_role(
            "checkbox", name=starting(unit)
        ).check()
    leila.page.get_by_role("button", name="Avsluta mötet").last.click()
    leila.sees("Mötet är avslutat.")
    expect(leila.page.get_by_role("heading", name=GOAL)).to_be_visible()


def she_has_done_her_part(maria):
    """Min dag shows Maria's measure until she says that it is done."""
    maria.page.goto("/")
    todo = maria.page.get_by_role("region", name="Att göra")
    todo.get_by_role("link", name=DOING).click()
    maria.choose("Det är klart", "Hur går det?")
    maria.fill("Med en rad", "Yusuf svarar alltid.")
    maria.press("Spara")
    maria.sees("Sparat i planen.")
    maria.page.goto("/")
    expect(todo).to_be_visible()
    expect(todo.get_by_text(DOING)).to_have_count(0)


def the_yes_for_one_unit_is_taken_back(leila, erik):
    """Erik's page is open; without a touch it loses what it showed, and says why. Answers with the reference."""
    leila.press("Översikt", "link")
    shows(leila.page, NAME)
    address = leila.page.url
    erik.page.goto(address)
    erik.sees(GOAL)
    leila.press("Samtycke", "link")
    leila.press("Familjen tar tillbaka", "link")
    leila.choose("Det som rör BUP Sjöviken", "Vad tas tillbaka?")
    leila.choose(starting("Alla som har sagt ja"), "Vem tar tillbaka sitt ja?")
    leila.fill("Vem har sagt det?", "Yusuf Hassan")
    leila.press("Ta tillbaka")
    erik.sees(TAKEN_BACK, timeout=NOTICED)
    for gone in (GOAL, CHILD, SEEN):
        erik.misses(gone)
    leila.sees("Tillbakataget")
    return address


def the_case_is_closed(leila, maria, ingrid, address):
    """With what has changed, in the family's words; the others find one line of thanks and nothing else."""
    ingrid.page.goto(address)
    ingrid.sees(GOAL)
    leila.page.goto(address)
    leila.press("Plan", "link")
    leila.press("Avsluta samarbetet", "link")
    leila.fill("Det här har förändrats", CHANGED)
    leila.fill("Barnets eller familjens egna ord", "Nu väntar Vera på mig.")
    leila.fill("Vem sa det?", CHILD)
    leila.press("Avsluta")
    leila.sees("Samarbetet är avslutat.")
    leila.sees(CHANGED)
    ingrid.sees(THANKS, timeout=NOTICED)
    maria.page.goto(address)
    maria.sees(THANKS)
    for one in (ingrid, maria):
        for gone in (GOAL, CHILD, CHANGED):
            one.misses(gone)
