"""A signal's pages: one question each, nothing typed is lost, and what cannot be is said beside the field."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from access import queries as drafts
from access.actor import acting_as
from access.models import Draft
from agencies.models import Unit
from cases import queries
from cases.flow import answer_day, question_of
from cases.models import Concern, ProtectionQuestion
from tests.town import seat

pytestmark = pytest.mark.django_db

SEEN = "Hon stannar vid dörren på rasterna."
CHILD = {"child_name": "Amina Hassan", "class_or_year": "3B", "identity_number": "", "protected": "NO"}
WHAT = {"seen": SEEN, "since": "", "tried": ""}
TOLD = {"child_knows": "YES", "guardians_know": "NO", "knows_more": ""}


@pytest.fixture
def flow():
    return uuid4()


@pytest.fixture
def phone(client):
    """Anna's phone, signed in."""
    client.post("/demo/as/teacher/")
    return client


def address(step, flow):
    return reverse(f"cases:concern_{step}", args=[flow])


def write(phone, flow, *pages):
    """Answer the question and then these pages."""
    phone.post(address("question", flow))
    for step, answers in zip(("child", "seen", "told"), pages, strict=False):
        response = phone.post(address(step, flow), answers)
    return response if pages else None


def test_from_the_question_to_the_receipt(phone, flow):
    assert phone.get("/concerns/new/").url.startswith("/concerns/new/")
    assert phone.get(address("child", flow)).url == address("question", flow)
    answered = write(phone, flow, CHILD, WHAT, TOLD)
    assert answered.url == address("check", flow)
    page = phone.get(answered.url).content.decode()
    assert all(
        said in page
        for said in (
            "Amina Hassan, 3B",
            SEEN,
            "Nej, inte än",
            "Läses av: <strong>Elevhälsan Björkskolan</strong>. Barnet",
        )
    )
    receipt = phone.post(address("check", flow))
    page = phone.get(receipt.url).content.decode()
    day = date_format(answer_day(localdate()), "l")
    assert f"Elevhälsan på Björkskolan har fått det du skrev. Du får svar senast {day}." in page
    assert "Det här är inte en orosanmälan." in page
    for step in ("question", "child", "seen", "told", "check"):
        assert phone.get(address(step, flow)).url == receipt.url
        assert phone.post(address(step, flow)).url == receipt.url
    with acting_as(seat("teacher")) as anna:
        assert Concern.objects.filter(seen=SEEN).count() == 1
        assert drafts.draft(anna, "concern", str(flow)) is None


def test_whatever_is_answered_the_same_empty_form_is_sent(phone, flow):
    """The page holds no field but the token, and no button a name."""
    page = phone.get(address("question", flow)).content.decode()
    form = page[page.index('<form method="post" class="cards"') : page.index("</form>", page.index('class="cards"'))]
    assert form.count(" name=") == 3  # the token, and the two folds, which no browser sends
    assert form.count('<details class="card" name="card">') == 2
    assert all("name=" not in button.split(">")[0] for button in form.split("<button")[1:])
    phone.post(address("question", flow))
    with acting_as(seat("teacher")) as anna:
        put = ProtectionQuestion.objects.get(pk=question_of(anna, flow))
        assert (put.step, put.membership_id, put.case_id) == ("CONCERN", anna.membership, None)
        assert {field.name for field in ProtectionQuestion._meta.fields} == {
            "id",
            "membership",
            "unit",
            "case",
            "step",
            "put_at",
        }


def test_the_way_shows_the_towns_numbers(phone, flow, settings):
    page = phone.get(address("question", flow)).content.decode()
    for said in ("070-174 06 95", "070-174 06 96", "vardagar 8–16.30", "tel:112", "Anmälningsplikten är din egen."):
        assert said in page
    assert "E-tjänst" not in page
    settings.REPORT_CONCERN = dict.fromkeys(settings.REPORT_CONCERN, "") | {"e_service": "https://kommun.example/"}
    page = phone.get(address("question", flow)).content.decode()
    assert "https://kommun.example/" in page
    assert "Ring kommunens växel" in page
    assert "070-174" not in page


def test_what_is_typed_can_be_taken_along_to_an_orosanmalan(phone, flow):
    assert "readonly" not in phone.get(address("question", flow)).content.decode()
    write(phone, flow, CHILD, WHAT)
    page = phone.get(address("question", flow)).content.decode()
    assert "Amina Hassan\n\n3B\n\n" + SEEN in page


@pytest.mark.parametrize("more", [{}, {"child_name": "", "class_or_year": ""}])
def test_a_protected_child_is_not_written_of(phone, flow, more):
    write(phone, flow, CHILD | {"child_name": "Ronja Alm"}, WHAT)
    page = phone.post(address("child", flow), CHILD | {"child_name": "Ronja Alm", "protected": "YES"} | more)
    assert page.status_code == 200
    assert "Inget av det du skrev är sparat." in page.content.decode()
    assert "Ronja" not in page.content.decode()
    with acting_as(seat("teacher")):
        assert not Draft.objects.filter(form="concern", subject=str(flow)).exists()
    # A slip of the finger is no dead end.
    assert phone.post(address("child", flow), CHILD).url == address("seen", flow)


@pytest.mark.parametrize(
    ("step", "typed", "message"),
    [
        ("child", {"child_name": ""}, "Skriv vad barnet heter."),
        ("child", {"class_or_year": ""}, "Skriv barnets klass, grupp eller födelseår."),
        ("child", {"class_or_year": str(localdate().year + 1)}, "Födelseåret ligger i framtiden."),
        ("child", {"class_or_year": str(localdate().year - 22)}, "över 21 år"),
        ("child", {"identity_number": "20170312-2381"}, "Kontrollsiffran, den sista i numret, stämmer inte."),
        ("child", {"identity_number": "20170230-2380"}, "Datumet i numret finns inte."),
        ("child", {"identity_number": "20990312-2380"}, "ligger i framtiden"),
        ("child", {"identity_number": "199001012385"}, "över 21 år"),
        ("child", {"protected": ""}, "Svara om någon i familjen"),
        ("child", {"child_name": "Ami\x00na"}, "osynligt tecken"),
        ("seen", {"seen": " "}, "Skriv vad du har sett eller hört."),
        ("seen", {"seen": "Hon \x07 gick"}, "osynligt tecken"),
        ("seen", {"seen": "å" * 200_000}, "högst 20000 tecken. Nu har den 200000."),
        ("told", {"child_knows": ""}, "Svara om barnet vet."),
        ("told", {"guardians_know": "MAYBE"}, "Välj"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(phone, flow, step, typed, message):
    good = {"child": CHILD, "seen": WHAT, "told": TOLD}[step]
    phone.post(address("question", flow))
    refused = phone.post(address(step, flow), good | typed)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert page.count(message) >= 2 or message == "Välj"  # in the summary and at the field
    assert 'aria-invalid="true"' in page
    assert "<title>Fel:" in page
    for value in {**good, **typed}.values():
        assert not value.strip() or value.strip()[:40] in page  # nothing typed is lost
    assert phone.post(address(step, flow), good).status_code == 302


def test_a_number_stands_for_class_and_year(phone, flow):
    write(phone, flow, CHILD | {"class_or_year": "", "identity_number": "170312 2380"}, WHAT, TOLD)
    assert "2017••••-••••" in phone.get(address("check", flow)).content.decode()
    phone.post(address("check", flow))
    with acting_as(seat("teacher")):
        sent = Concern.objects.get(seen=SEEN)
    assert (sent.identity_number, sent.child_class, sent.birth_year) == ("201703122380", "", None)


def test_four_digits_are_a_year_and_words_stay_as_written(phone, flow):
    words = "مرحبا 🙂 <b>ligger kvar</b>"
    write(phone, flow, CHILD | {"class_or_year": "2017"}, WHAT | {"seen": words}, TOLD)
    phone.post(address("check", flow))
    with acting_as(seat("teacher")):
        sent = Concern.objects.get(seen=words)
    assert (sent.birth_year, sent.child_class) == (2017, "")
    page = phone.get(reverse("cases:concern", args=[sent.pk])).content.decode()
    assert "مرحبا 🙂 &lt;b&gt;ligger kvar" in page
    assert "född 2017" in page


def test_a_page_left_unfinished_leads_back_to_it(phone, flow):
    write(phone, flow, CHILD)
    assert phone.get(address("check", flow)).url == address("seen", flow)
    assert phone.post(address("check", flow)).url == address("seen", flow)
    write(phone, flow, CHILD, WHAT, TOLD)
    # Something changed from the last page leads straight back there.
    assert phone.post(address("child", flow), CHILD | {"class_or_year": "3C"}).url == address("check", flow)
    assert "3C" in phone.get(address("check", flow)).content.decode()


def test_a_file_where_none_belongs_is_refused(phone, flow):
    from django.core.files.uploadedfile import SimpleUploadedFile

    phone.post(address("question", flow))
    assert phone.post(address("seen", flow), WHAT | {"seen": SimpleUploadedFile("a.txt", b"x")}).status_code in (
        400,
        422,
    )
    assert phone.post(address("seen", flow), WHAT).status_code == 302


def test_whoever_may_not_write_is_told_what_to_do_instead(client, flow):
    client.post("/demo/as/municipal_lead/")
    refused = client.get(address("question", flow))
    assert refused.status_code == 403
    assert "Byt uppdrag, eller prata med din chef." in refused.content.decode()


def test_a_signal_of_somebody_else_is_not_there(phone, client, flow):
    write(phone, flow, CHILD, WHAT, TOLD)
    sent = phone.post(address("check", flow)).url.split("/")[2]
    assert phone.get(reverse("cases:concern", args=[sent])).status_code == 200
    client.post("/demo/as/preschool/")
    assert client.get(reverse("cases:concern", args=[sent])).status_code == 404
    assert client.get(reverse("cases:concern", args=[uuid4()])).status_code == 404


def test_what_became_of_it_is_told(phone):
    with acting_as(seat("teacher")) as anna:
        mine = {sent.child: sent for sent in queries.my_concerns(anna)}
        assert list(mine) == ["Amina", "Leo"]  # Ella's was answered two months ago
    page = phone.get(reverse("cases:concern", args=[mine["Leo"].concern.pk])).content.decode()
    assert "Tack för att du såg det!" in page
    page = phone.get(reverse("cases:concern", args=[mine["Amina"].concern.pk])).content.decode()
    assert "Elevhälsan på Björkskolan har fått det du skrev." in page


def test_an_answer_that_is_late_gives_the_telephone(phone, monkeypatch):
    with acting_as(seat("teacher")) as anna:
        amina = queries.my_concerns(anna)[0].concern
    monkeypatch.setattr("cases.queries.concerns.localdate", lambda: amina.answer_by + timedelta(days=1))
    page = phone.get(reverse("cases:concern", args=[amina.pk])).content.decode()
    assert "Svaret skulle ha kommit" in page
    assert Unit.objects.get(name="Elevhälsan Björkskolan").phone in page
