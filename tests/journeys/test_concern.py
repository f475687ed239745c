"""A teacher with three minutes and a phone writes what she has noticed, and somebody has it."""

import re

import pytest
from django.db import connection
from playwright.sync_api import expect

from access.actor import acting_as
from tests.journeys.desk import fits, shows
from tests.journeys.teacher import SEEN, Teacher, signals
from tests.town import seat

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MOST = 12  # clicks, taps, submits and choices from Min dag to a sent signal


def test_from_min_dag_to_a_receipt_in_few_steps(phone):
    phone.begin()
    phone.press("Nej, gå vidare")
    phone.child()
    phone.seen()
    phone.told()
    expect(phone.page.get_by_role("heading", name="Kontrollera dina svar")).to_be_visible()
    expect(phone.page.get_by_text(SEEN)).to_be_visible()
    phone.press("Skicka")
    expect(phone.page.get_by_text("Elevhälsan på Björkskolan har fått det du skrev.")).to_be_visible()
    expect(phone.page.get_by_text("Det här är inte en orosanmälan.")).to_be_visible()
    assert phone.presses <= MOST, phone.presses
    assert signals() == 1
    phone.press("Till Min dag", "link")
    shows(phone.page, "Min dag")
    expect(phone.page.get_by_text("Elevhälsan på Björkskolan har fått det du skrev").first).to_be_visible()
    expect(phone.page.get_by_text("Fortsätt där du slutade")).to_have_count(0 if not has_other_draft() else 1)


def has_other_draft():
    from access import queries

    with acting_as(seat("teacher")) as anna:
        return any(draft.form != "concern" or draft.said("seen") != SEEN for draft in queries.drafts(anna))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_every_step_is_for_everybody(new_context, complaints, axe, width, scheme):
    complaints.expect("htmx:(sendAbort|afterRequest)")
    context = new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    anna = Teacher(context)
    page = anna.page

    def look(title=""):
        if title:
            shows(page, title)
        axe(page)
        fits(page)

    anna.begin()
    look()
    anna.open("Ja")
    look()
    anna.open("Jag är osäker")
    look()
    anna.press("Nej, gå vidare")
    shows(page, "Vem gäller det?")
    anna.open("Har du personnumret till hands?")
    look()
    anna.press("Fortsätt")
    expect(page.get_by_role("heading", name="Rätta till det här först")).to_be_visible()
    look("Fel: Vem gäller det?")
    anna.child()
    look("Vad har du sett eller hört?")
    anna.seen()
    look("Vet barnet och vårdnadshavarna?")
    anna.told()
    shows(page, "Kontrollera dina svar")
    anna.open("Misstänker du att barnet far illa?")
    look()
    anna.press("Släng utkastet", "link")
    look("Släng utkastet?")
    anna.press("Behåll det", "link")
    anna.press("Skicka")
    look("Tack, det är skickat")
    anna.press("Läs det du skrev", "link")
    look("Din signal om")


def test_the_answer_to_the_question_never_leaves_the_screen(phone):
    """Three ways on, one request: the same address, fields and size, and the same answer to it."""
    ways = {
        "yes": lambda: (phone.open("Ja"), phone.press("Jag har gjort det jag ska, gå vidare")),
        "unsure": lambda: (phone.open("Jag är osäker"), phone.press("Gå vidare")),
        "no": lambda: phone.press("Nej, gå vidare"),
    }
    seen = {}
    for way, go in ways.items():
        phone.page.goto("/")
        phone.begin()
        phone.page.wait_for_load_state("networkidle")  # nothing of the page before is still to come
        asked = []

        def note(request, asked=asked):
            asked.append(request)

        phone.page.on("request", note)
        go()
        expect(phone.page.get_by_text("Steg 2 av 5")).to_be_visible()
        phone.page.remove_listener("request", note)
        seen[way] = [
            (
                request.method,
                re.sub(r"[0-9a-f-]{36}", "FLOW", request.url),
                re.sub(r"csrfmiddlewaretoken=\w+", "token", request.post_data or ""),
                request.headers.get("content-length"),
                request.response().status,
            )
            for request in asked
            if request.resource_type in ("document", "xhr", "fetch", "ping")
        ]
    assert [method for method, *_ in seen["no"]] == ["POST", "GET"]
    assert seen["yes"] == seen["unsure"] == seen["no"]


def test_yes_shows_the_way_and_is_no_dead_end(phone):
    phone.begin()
    phone.open("Ja")
    page = phone.page
    expect(page.get_by_role("link", name="070-174 06 95")).to_be_visible()
    expect(page.get_by_text("Anmälningsplikten är din egen.")).to_be_visible()
    phone.open("Jag är osäker")  # the one closes when the other opens
    expect(page.get_by_text("Anmälningsplikten är din egen.")).to_be_hidden()
    phone.open("Ja")
    phone.press("Jag har gjort det jag ska, gå vidare")
    phone.child()
    # Further on the way is one tap off, and what is written can be taken along.
    phone.type("Vad har du sett eller hört?", SEEN)
    phone.open("Misstänker du att barnet far illa?")
    expect(page.get_by_role("link", name="070-174 06 96")).to_be_visible()
    phone.press("Tillbaka", "link")
    phone.press("Tillbaka", "link")
    phone.open("Ja")
    expect(page.get_by_label("Det du har skrivit hittills")).to_have_value(re.compile(SEEN))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.press("Kopiera texten")
    expect(page.get_by_text("Kopierat", exact=True)).to_be_visible()
    assert SEEN in page.evaluate("navigator.clipboard.readText()")  # told as copied when it is


def everywhere(looking, marker):
    """The tables of the whole database in which the marker stands, whoever may see them."""
    tables = looking.execute(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public'"
    ).fetchall()
    rows = {
        table: looking.execute(f"SELECT count(*) FROM {table} t WHERE t::text ILIKE %s", [f"%{marker}%"]).fetchone()[0]
        for (table,) in tables
    }
    return {table: count for table, count in rows.items() if count}


def test_a_protected_child_leaves_no_trace(phone, behind_the_fence):
    assert connection.settings_dict["NAME"] == behind_the_fence.info.dbname
    phone.begin()
    phone.press("Nej, gå vidare")
    phone.type("Barnets namn", "Markörbarn Hemlig")
    assert everywhere(behind_the_fence, "Markörbarn") == {"public.access_draft": 1}
    phone.child("Markörbarn Hemlig", protected="Ja")
    expect(phone.page.get_by_role("heading", name="Prata med rektorn eller kuratorn")).to_be_visible()
    expect(phone.page.get_by_text("Inget av det du skrev är sparat.")).to_be_visible()
    assert everywhere(behind_the_fence, "Markörbarn") == {}
    expect(phone.page.get_by_text("Markörbarn")).to_have_count(0)
    assert "Markörbarn" not in phone.page.content()  # nor in a field or an attribute of the page that came
