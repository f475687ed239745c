"""The form as PDF, and going through it together: in the language chosen, one's own answer, and the refusals."""

import re

import pytest

from access.actor import acting_as
from access.models import Trail
from cases.models import Case, Relative
from consent.models import Answer
from tests import town
from tests.accounts import signed_in
from tests.consent.test_giving import give, unit
from tests.consent.test_pages import filled

pytestmark = pytest.mark.django_db
GIVE = "/cases/K-0042/consent/new/"
TOGETHER = "/cases/K-0042/consent/together/"
PDF = "/cases/K-0042/consent/paper/pdf/"
MARKS = {"draft_form": "consent", "draft_subject": "K-0042", "draft_page": GIVE}


@pytest.mark.parametrize("language", ["sv", "en", "ar", "so", "uk"])
def test_the_form_is_a_tagged_pdf_whose_name_says_nothing_and_the_print_is_logged(client, language):
    signed_in(client, "welfare")
    client.post("/cases/K-0042/consent/paper/", filled(client) | MARKS)

    answer = client.get(f"{PDF}?language={language}&who=child")

    assert b"pdfuaid" in answer.content and b"/StructTreeRoot" in answer.content
    assert answer["Content-Disposition"] == 'inline; filename="blankett.pdf"'
    with acting_as(town.seat("welfare")):
        assert Trail.objects.filter(name="consent.print", case=town.case("ella")).exists()


def test_nobody_else_prints_it_and_nobody_is_named_who_is_not_asked(client):
    signed_in(client, "leisure")
    assert client.get(PDF).status_code == 404
    signed_in(client, "welfare")
    assert client.get(f"{PDF}?who=nobody").status_code == 404


def waiting():
    """A consent for Ella that one guardian has not answered; the answer's id."""
    with acting_as(town.seat("welfare")) as leila:
        ella = Case.objects.get(pk=town.case("ella"))
        name = Relative.objects.filter(child=ella.child, has_custody=True).first().name
        given = give(leila, ella, units=[unit("BVC Strandkanten")], answers={name: ("WAITING",)})
        return given.answers.get(said="WAITING").pk


def test_who_has_not_answered_gets_the_form_and_the_walk_in_their_own_language(client):
    pk = waiting()
    signed_in(client, "teacher")
    assert [client.get(f"/answers/{pk}/{way}/").status_code for way in ("pdf", "together")] == [404, 404]
    signed_in(client, "welfare")

    assert b"pdfuaid" in client.get(f"/answers/{pk}/pdf/?language=ar").content
    last = client.get(f"/answers/{pk}/together/?language=ar&step=4").content.decode()
    fields = dict(re.findall(r'type="hidden" name="(text|draft_keep)" value="([^"]*)"', last))
    assert 'dir="rtl"' in last and "نعم" in last and fields["text"] == "2026-1/ar"
    client.post(f"/answers/{pk}/", fields | {"said": "YES"})

    with acting_as(town.seat("welfare")):
        kept = Answer.objects.get(pk=pk)
        assert (kept.said, kept.text) == ("YES", "2026-1/ar")


def test_each_ones_answer_is_kept_as_it_comes_and_the_other_does_not_see_it(client):
    signed_in(client, "welfare")
    first = client.post(TOGETHER, filled(client) | MARKS)
    assert first["Location"] == f"{TOGETHER}?step=0&language="
    page = client.get(f"{TOGETHER}?step=4&language=so").content.decode()
    key = re.search(r'name="draft_who" value="([^"]+)"', page).group(1)
    hidden = dict(re.findall(r'type="hidden" name="((?:draft_|how|text_)[^"]*)" value="([^"]*)"', page))

    missing = client.post(TOGETHER, hidden | {f"said_{key}": ""})
    unticked = client.post(TOGETHER, hidden | {f"said_{key}": "PARTLY", f"refused_{key}": ""})
    kept = client.post(TOGETHER, hidden | {f"said_{key}": "NO", f"words_{key}": "Inte nu."})

    assert missing["Location"].endswith("step=4&language=so&wrong=pick")
    assert "Dooro jawaab." in client.get(missing["Location"]).content.decode()
    assert unticked["Location"].endswith("step=4&language=so&wrong=tick")
    assert kept["Location"].endswith("step=5&language=so")
    assert "Inte nu." not in client.get(f"{TOGETHER}?step=4&language=so").content.decode()
    form = client.get(GIVE).content.decode()
    assert "Inte nu." in form and re.search(r'name="how" value="IN_MEETING"[^>]* checked', form)
    assert re.search(r'value="2026-1/so" selected', form)


def test_nobody_is_asked_what_has_not_been_written_yet(client):
    signed_in(client, "welfare")
    empty = client.get(TOGETHER).content.decode()
    client.post(TOGETHER, filled(client) | MARKS)
    written = client.get(TOGETHER).content.decode()

    assert "Det finns inget att svara på än" in empty and "Nästa" not in empty
    assert "Det finns inget att svara på än" not in written and "Nästa" in written


@pytest.mark.parametrize("step, status", [("99", 200), ("x", 200), ("-1", 200), ("²", 200)])
def test_a_step_that_does_not_exist_is_the_first_or_the_last(client, step, status):
    signed_in(client, "welfare")

    assert client.get(f"{TOGETHER}?step={step}&language=zz&wrong=hm").status_code == status


def test_who_does_not_work_with_the_child_has_no_such_page(client):
    signed_in(client, "leisure")

    assert client.get(TOGETHER).status_code == client.get("/cases/K-7Q7Q/consent/together/").status_code == 404


def test_the_form_to_sign_holds_what_was_typed_without_any_script(client):
    signed_in(client, "welfare")
    answer = client.post("/cases/K-0042/consent/paper/", filled(client) | MARKS, follow=True)

    html = answer.content.decode()
    assert answer.redirect_chain == [("/cases/K-0042/consent/paper/", 302)]
    assert "Att morgnarna ska bli lugna." in html
    assert "BVC Strandkanten" in html
    assert "Gäller till och med: <" not in html.replace("\n", "")
    assert 'formaction="/cases/K-0042/consent/paper/"' in client.get(GIVE).content.decode()
