"""What is typed is kept for its writer alone, as it is typed, also behind a lock; or it is said why not."""

from uuid import uuid4

import pytest
from django.urls import reverse

from access import actions, queries
from access.actor import acting_as
from access.models import Draft
from tests.accounts import idle
from tests.town import seat

pytestmark = pytest.mark.django_db

DRAFTS = "/drafts/"
LONG = "a" * 2_000_001


@pytest.fixture
def phone(client):
    client.post("/demo/as/teacher/")
    return client


@pytest.fixture
def subject():
    return str(uuid4())


def form(subject, **fields):
    return {"draft_form": "note", "draft_subject": subject, "draft_page": "/somewhere/", **fields}


def kept(subject, name="note"):
    with acting_as(seat("teacher")) as anna:
        return queries.draft(anna, name, subject)


def test_what_is_typed_is_kept_and_the_time_said(phone, subject):
    answer = phone.post(DRAFTS, form(subject, text="Hon log i dag. 🙂 مرحبا", also=["a", "b"]))
    assert answer.status_code == 200
    assert "Sparat " in answer.content.decode()
    assert 'id="saved"' in answer.content.decode()
    draft = kept(subject)
    assert draft.said("text") == "Hon log i dag. 🙂 مرحبا"
    assert draft.fields["also"] == ["a", "b"]
    assert (draft.page, draft.reminded_at) == ("/somewhere/", None)
    phone.post(DRAFTS, form(subject, text="Hon log"))
    assert kept(subject).fields == {"text": ["Hon log"], "draft_page": ["/somewhere/"]}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"text": LONG}, "texten är för lång"),
        ({"text": "a\x00b"}, "osynligt tecken"),
        ({"te\x00xt": "a"}, "osynligt tecken"),
        ({"text": "a", "draft_form": ""}, "Ladda om den"),
        ({"text": "a", "draft_form": "n" * 61}, "Ladda om den"),
        ({"text": "a", "draft_page": "/" + "n" * 200}, "Ladda om den"),
    ],
)
def test_what_cannot_be_kept_is_said_and_leaves_what_was(phone, subject, wrong, message):
    phone.post(DRAFTS, form(subject, text="förut"))
    answer = phone.post(DRAFTS, form(subject) | wrong)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert "data-saved data-lost" in answer.content.decode()
    assert kept(subject).said("text") == "förut"
    assert phone.post(DRAFTS, form(subject, text="efteråt")).status_code == 200
    assert kept(subject).said("text") == "efteråt"


def test_it_is_never_a_get(phone, subject):
    assert phone.get(DRAFTS, form(subject, text="a")).status_code == 405
    assert kept(subject) is None


def test_a_page_to_go_on_with_is_one_of_ours(phone, subject):
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        phone.post(DRAFTS, form(subject, text="a", draft_page=elsewhere))
        assert kept(subject).page == "/"


def test_nothing_typed_makes_no_draft_and_a_cleared_form_is_listed_no_more(phone, subject):
    answer = phone.post(DRAFTS, form(subject, text="  ", more=""))
    assert answer.status_code == 200
    assert "Sparat" not in answer.content.decode()
    assert kept(subject) is None
    phone.post(DRAFTS, form(subject, text="a"))
    phone.post(DRAFTS, form(subject, text=""))
    with acting_as(seat("teacher")) as anna:
        assert subject not in {draft.subject for draft in queries.drafts(anna)}
    assert kept(subject).reminded_at  # and nobody is reminded of it


def test_behind_the_lock_it_is_still_kept(phone, subject):
    idle(phone, 20)
    answer = phone.post(DRAFTS, form(subject, text="skrivet efter låset"))
    assert "Sparat" in answer.content.decode()
    assert kept(subject).said("text") == "skrivet efter låset"
    locked = phone.get("/concerns/new/")
    assert locked.url.startswith("/unlock/")  # it has opened nothing


def test_a_form_sent_behind_the_lock_is_kept_as_a_draft(phone, subject):
    idle(phone, 20)
    sent = phone.post("/concerns/new/", form(subject, text="skickat efter låset"))
    assert sent.url == "/unlock/?next=/somewhere/"
    assert kept(subject).said("text") == "skickat efter låset"
    assert phone.post("/concerns/new/", form(subject, text=LONG)).status_code == 302  # no room, and no crash


def test_it_is_its_writers_in_that_unit_alone(phone, subject):
    phone.post(DRAFTS, form(subject, text="mitt"))
    assert kept(subject)
    for who in ("welfare", "unit_manager", "log_reviewer"):
        with acting_as(seat(who)) as actor:
            assert queries.draft(actor, "note", subject) is None
            assert not Draft.objects.filter(subject=subject).exists()


def test_nobody_signed_in_keeps_nothing(client, subject):
    assert client.post(DRAFTS, form(subject, text="a")).status_code in (302, 401)
    assert kept(subject) is None


# --- one page of several ------------------------------------------------------------------------------------


def part(subject, **fields):
    return form(subject, draft_form="concern", draft_part="1", **fields)


@pytest.fixture
def begun(db, subject):
    """An empty draft that pages fill."""
    from cases.actions import begin_concern

    with acting_as(seat("teacher")) as anna:
        begin_concern(anna, flow=subject)


def test_the_other_pages_answers_stay(phone, subject, begun):
    phone.post(DRAFTS, part(subject, name="Amina"))
    phone.post(DRAFTS, part(subject, seen="Hon log"))
    draft = kept(subject, "concern")
    assert (draft.said("name"), draft.said("seen")) == ("Amina", "Hon log")
    assert phone.post(DRAFTS, part(subject, more=LONG)).status_code == 422
    assert phone.post(DRAFTS, part(subject, more="a" * 1_999_990)).status_code == 422  # together with the others


def test_a_page_left_open_makes_no_draft_of_what_is_sent_or_thrown_away(phone, subject, begun):
    phone.post(DRAFTS, part(subject, seen="Hon log"))
    with acting_as(seat("teacher")) as anna:
        actions.discard_draft(anna, draft=queries.draft(anna, "concern", subject))
    assert "Sparat" not in phone.post(DRAFTS, part(subject, seen="Hon log igen")).content.decode()
    assert kept(subject, "concern") is None


@pytest.mark.parametrize("how", ["typing", "locked"])
def test_with_the_answer_that_forbids_it_nothing_is_kept(phone, subject, begun, how):
    never = part(subject, name="Ronja", draft_never="protected=YES")
    phone.post(DRAFTS, never | {"protected": "NO"})
    assert kept(subject, "concern").said("name") == "Ronja"
    if how == "locked":
        idle(phone, 20)
        phone.post(reverse("cases:concern_child", args=[subject]), never | {"protected": "YES"})
    else:
        assert "Sparat" not in phone.post(DRAFTS, never | {"protected": "YES"}).content.decode()
    assert kept(subject, "concern").fields == {}
    phone.post(DRAFTS, never | {"protected": "NO"})
    assert kept(subject, "concern").said("name") == "Ronja"


# --- throwing it away ---------------------------------------------------------------------------------------


def test_it_is_thrown_away_when_its_writer_has_said_so_twice(phone, subject):
    phone.post(DRAFTS, form(subject, text="mitt"))
    address = reverse("access:discard", args=[kept(subject).pk])
    page = phone.get(address).content.decode()
    assert "Släng utkastet" in page
    assert "mitt" not in page
    assert kept(subject)
    phone.post(address)
    assert kept(subject) is None
    assert phone.get(address).status_code == 404


def test_somebody_elses_is_not_there(phone, client, subject):
    phone.post(DRAFTS, form(subject, text="mitt"))
    address = reverse("access:discard", args=[kept(subject).pk])
    client.post("/demo/as/welfare/")
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert kept(subject)
