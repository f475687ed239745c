"""The family gets the plan on paper: plain, tagged for those who listen to it, and silent about what is not theirs."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404

from access.actor import acting_as
from access.models import Trail
from coordination import print as paper
from coordination import queries
from look import print as press
from tests import town

pytestmark = pytest.mark.django_db

ELLA, WILLIAM = "K-0042", "K-0036"


def data_for(key, reference=ELLA, words=True):
    with acting_as(town.seat(key), read_only=True) as actor:
        return queries.plan_paper(actor, reference, words=words)


def test_the_childs_words_stand_first_and_then_the_goals_and_whom_to_ring():
    data = data_for("welfare")
    assert data["title"] == "Ellas plan"
    assert data["words"] == "”Jag vill sitta nära dörren. Och jag vill veta vad ni bestämmer.”"
    assert data["goals"][0]["text"] == "”Jag vill kunna gå till skolan utan att ha ont i magen.”"
    assert data["goals"][3]["rows"][0][3] == "inte klart än"
    assert any("inte fungerar" in line for line in data["next"])
    assert data["ring"][0].startswith("Leila Amiri")


def test_every_sheet_says_that_no_real_child_may_be_on_it():
    data = data_for("welfare")
    assert data["trial"] == "Provdrift. Inga riktiga barn."
    assert "d.trial" in paper.PLAN.read_text(encoding="utf-8").partition("footer:")[2].partition("})")[0]
    sheet = (press.ROOT / "static" / "kring" / "media.css").read_text(encoding="utf-8").partition("@media print")[2]
    assert ".foot" not in sheet


def test_the_words_stay_away_when_they_are_not_asked_for():
    assert data_for("welfare", words=False)["words"] == ""


def test_no_guardians_telephone_mail_or_answer_stands_on_it():
    told = json.dumps(data_for("private_school", WILLIAM), ensure_ascii=False)
    for secret in ("06 45", "06 46", "@", "Therese", "Magnus", "Inte nu", "Fråga mig"):
        assert secret not in told


def test_it_is_a_tagged_pdf_with_a_title_and_a_language():
    pdf = paper.plan_pdf(data_for("welfare"))
    assert pdf.startswith(b"%PDF")
    for mark in (b"/StructTreeRoot", b"/Title", b"/Lang(sv)", b"pdfuaid"):
        assert mark in pdf


def test_what_somebody_wrote_is_never_read_as_code():
    data = data_for("welfare")
    data["goals"][0]["text"] = '#panic("x") $x^2$ *fet* \\ #read("/etc/passwd") العربية 🦊'
    assert b"pdfuaid" in paper.plan_pdf(data)


def test_a_script_that_the_fonts_lack_is_printed_all_the_same():
    data = data_for("welfare")
    data["goals"][0]["text"] = "እኔ ትምህርት ቤት"
    assert b"/StructTreeRoot" in paper.plan_pdf(data)


def test_the_page_gives_a_file_whose_name_says_nothing_and_the_log_says_it_was_printed(client):
    client.post("/demo/as/welfare/")
    answer = client.get(f"/cases/{ELLA}/plan/paper/?words=1")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="plan.pdf"'
    assert "no-store" in answer["Cache-Control"]
    with acting_as(town.seat("welfare")):
        assert Trail.objects.filter(name="coordination.paper", case=town.case("ella")).exists()


def test_a_unit_that_reads_no_goal_prints_nothing():
    with pytest.raises(Http404):
        data_for("leisure", WILLIAM)


def test_without_fonts_it_says_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(press, "FONTS", tmp_path)
    press._typst.cache_clear()
    with pytest.raises(ImproperlyConfigured, match="fonts are missing"):
        paper.plan_pdf({})
    press._typst.cache_clear()
