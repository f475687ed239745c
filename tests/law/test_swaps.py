"""A part of a page that htmx swaps in is the same part as on the fresh page: nobody sees two truths."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.urls import reverse

from access.actor import acting_as
from cases.models import Record
from tests import town
from tests.accounts import signed_in
from tests.consent.test_pages import GIVE, filled
from tests.coordination.test_booking import PAGE as BOOK
from tests.coordination.test_booking import typed as booking
from tests.strict import StrictClient

pytestmark = [pytest.mark.law, pytest.mark.django_db]
HX = {"HX-Request": "true"}
ELLA = "/cases/K-0042/"
NEVER_CLOSED = {"br", "hr", "img", "input", "link", "meta", "source", "use", "wbr"}
# Swapped by the page's own browser out of a whole page (hx-select), or not at all: a poll answers with a header.
OTHERWISE = {
    "consent:may_i_share",
    "consent:by_law",
    "consent:emergency_holds",
    "coordination:pulse",
    "coordination:holds",
    "cases:signals_changed",
}


class Element(HTMLParser):
    """What stands inside the element with an id, as it is read: tags, attributes and words, spaces evened out."""

    def __init__(self, html: str, of: str = ""):
        super().__init__()
        self.of, self.depth, self.found = of, 0 if of else 1, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        inside = self.depth > 0
        if inside:
            self.found.append((tag, sorted((name, value) for name, value in attrs if "csrf" not in str(attrs))))
        if tag not in NEVER_CLOSED and (inside or (not inside and dict(attrs).get("id") == self.of)):
            self.depth += 1

    def handle_startendtag(self, tag, attrs):
        if self.depth > 0:
            self.found.append((tag, sorted(attrs)))

    def handle_endtag(self, tag):
        if self.depth > 0 and tag not in NEVER_CLOSED:
            self.depth -= 1
            if self.depth or not self.of:
                self.found.append(f"/{tag}")

    def handle_data(self, words):
        if self.depth > 0 and words.strip():
            self.found.append(" ".join(words.split()))


def inside(answer, of: str = "") -> list:
    """What an answer has inside an element, which must not be empty; without an id all that it has."""
    found = Element(answer.content.decode(), of).found
    assert found, f"nothing in #{of}"
    return found


@pytest.fixture
def leila():
    return signed_in(StrictClient(), "welfare")


@pytest.mark.parametrize("asked", ["", "?unit=&kind=VOICE", "?kind=AGREED"])
def test_the_timeline_filtered_in_place(leila, asked):
    part = leila.get(f"{ELLA}timeline/{asked}", headers=HX)
    assert b"<html" not in part.content
    assert inside(part, "timeline") == inside(leila.get(f"{ELLA}timeline/{asked}"), "timeline")


def test_older_notes_under_those_that_are_there(leila):
    """They are what the fresh page of that address ends with, after its filters, in a frame that takes the focus."""
    with acting_as(town.seat("welfare")):
        middle = sorted(Record.objects.filter(case=town.case("ella")).values_list("happened_at", flat=True))[5]
    asked = {"before": middle.isoformat()}
    frame, *older, _end = inside(leila.get(f"{ELLA}timeline/", asked, headers=HX))
    assert dict(frame[1])["class"] == "rest"
    assert inside(leila.get(f"{ELLA}timeline/", asked), "timeline")[-len(older) :] == older


def test_the_inbox(leila):
    part = leila.get("/signals/", headers=HX)
    assert b"<html" not in part.content
    assert inside(part, "signals") == inside(leila.get("/signals/"), "signals")


def test_the_childs_number(leila):
    part = leila.post(f"{ELLA}identity/", headers=HX)
    assert b"<html" not in part.content
    assert inside(part, "number") == inside(leila.post(f"{ELLA}identity/"), "number")


@pytest.mark.parametrize("kind", ["WELLBEING", "AGREED", "HOME", ""])
def test_those_who_may_read_a_note(leila, kind):
    typed = {"kind": kind, "text": ""}
    part = leila.post(f"{ELLA}notes/receivers/", typed, headers=HX)
    assert inside(part) == inside(leila.post(f"{ELLA}notes/new/", typed), "receivers")


@pytest.mark.parametrize("choice", ["AGREED", "OWN"])
def test_what_a_consent_means_and_whom_one_may_refuse(leila, choice):
    typed = filled(leila, choice=choice)
    part = leila.post(f"{ELLA}consent/lines/", typed, headers=HX | {"HX-Trigger": "parties"})
    fresh = leila.post(GIVE, typed | {"then": "show"})
    html = part.content.decode()
    means, *frames = re.split(r'<div hx-swap-oob="innerHTML:#([\w-]+)">', html)
    assert Element(means).found == inside(fresh, "means")
    assert len(frames) >= 4 * 2  # those who have a kind of their own, and three who answer
    for of, frame in zip(frames[::2], frames[1::2], strict=True):
        assert Element(frame).found[:-1] == Element(fresh.content.decode(), of).found, of


@pytest.mark.parametrize(("begins", "ends"), [("20:00", "21:00"), ("10:00", "11:00")])
def test_who_is_busy(leila, begins, ends):
    typed = booking(leila, begins=begins, ends=ends, agenda="\x00")  # which is refused, so the page comes back
    part, fresh = leila.get(f"{BOOK.replace('new', 'busy')}", typed, headers=HX), leila.post(BOOK, typed)
    assert fresh.status_code == 422
    found = Element(part.content.decode(), "hints").found
    assert found == Element(fresh.content.decode(), "hints").found
    assert found or begins == "10:00"  # in the evening there is always something to say


def test_that_a_draft_is_saved(leila):
    page = leila.get(f"{ELLA}notes/new/").content.decode()
    hidden = dict(re.findall(r'name="(draft_\w+|new_id)" value="([^"]*)"', page))
    part = leila.post("/drafts/", hidden | {"kind": "WELLBEING", "text": "Ella sov gott."}, headers=HX)
    assert "Sparat" in part.content.decode()
    assert inside(part, "saved") == inside(leila.get(f"{ELLA}notes/new/"), "saved")


def test_no_swap_is_left_out():
    """Each address that a template's hx-get or hx-post names is asked above, or is said to swap nothing."""
    found = set()
    for path in (settings.ROOT / "templates").rglob("*.html"):
        found |= set(re.findall(r"hx-(?:get|post)=\"{% url '([\w:]+)'", path.read_text(encoding="utf-8")))
    assert found - OTHERWISE == {
        "access:draft",
        "cases:identity",
        "cases:signals",
        "consent:lines",
        "consent:receivers",
        "coordination:hints",
    }
    assert reverse("coordination:hints", args=["K-0042"]) == BOOK.replace("new", "busy")
