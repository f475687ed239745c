"""Who may open what: every address asked as every worker gives the committed page. KRING_WRITE=1 writes it anew."""

from collections import defaultdict
from os import environ

import pytest

from tests.accounts import signed_in
from tests.law.addresses import addresses, page
from tests.strict import StrictClient
from tests.town import PEOPLE

pytestmark = pytest.mark.law
PAGE = page("who-may-open.md")
HEAD = """# Who may open what

Every address, asked (GET) as nobody and as every seat of the demo town. Written by `make handbook`; a test compares it
with what Kring answers. The examples are Ella's (K-0042) where an address is about a child. What is hidden and what is
absent is the same 404. `405` is an address that only takes forms (POST).

"""
WORDS = {
    200: "opens",
    204: "answers with nothing",
    302: "leads on",
    400: "bad request",
    403: "is refused",
    404: "not found",
    405: "takes forms only",
}


def written(visits) -> str:
    """The page: an address, then who meets what, the largest crowd last and by its size."""
    told, blocks = defaultdict(lambda: defaultdict(list)), [HEAD]
    routes = {}
    for visit in visits:
        told[visit.address.name][visit.status].append(visit.who or "nobody")
        routes[visit.address.name] = visit.address.route
    for name, by_status in told.items():
        lines = [f"## `{routes[name]}`", "", f"*{name}*", ""]
        crowds = sorted(by_status.items(), key=lambda crowd: (len(crowd[1]), crowd[0]))
        for number, (status, who) in enumerate(crowds):
            everyone = number == len(crowds) - 1 and len(who) > 8
            lines.append(f"* {status} {WORDS.get(status, '')}: {'everyone else' if everyone else ', '.join(who)}")
        blocks.append("\n".join(lines) + "\n\n")
    return "".join(blocks).rstrip() + "\n"


def test_the_page_says_what_kring_answers(walked):
    now = written(walked)
    if environ.get("KRING_WRITE"):
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(now, encoding="utf-8")
    assert PAGE.exists(), "make handbook writes it"
    assert PAGE.read_text(encoding="utf-8") == now, "read the difference; if it is meant, make handbook writes it anew"


def test_no_page_breaks(walked):
    assert [(v.path, v.who, v.status) for v in walked if v.status >= 500 or v.status == 400] == []


def test_nobody_opens_nothing_but_the_door(walked):
    """Signed out, every page leads to the sign-in page, unless it is marked as open to all."""
    for visit in walked:
        if not visit.who and not getattr(visit.address.view, "open_to_all", False):
            assert visit.status in (302, 405), visit.path


@pytest.mark.django_db
def test_every_address_has_a_name_of_its_own():
    names = [address.name for address in addresses()]
    assert len(set(names)) == len(names) and all(not name.endswith(":") for name in names)


@pytest.mark.django_db
def test_a_poll_answers_alike_for_the_hidden_and_the_absent():
    client = signed_in(StrictClient(), "emi")
    hidden, absent = (client.get(f"/cases/{reference}/pulse/") for reference in ("K-0042", "K-9999"))
    assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)
    assert {**hidden.headers, "X-Request-ID": ""} == {**absent.headers, "X-Request-ID": ""}


# Ella's case, by the people who are not around her.
STRANGERS = {
    "emi",
    "leisure",
    "police",
    "private_school",
    "preschool",
    "coordinator",
    "child_health",
    "access_admin",
    "log_reviewer",
    "registrar",
    "municipal_lead",
}


def test_strangers_find_nothing_of_ella(walked):
    of_ella = [v for v in walked if "<reference:reference>" in v.address.route or "<str:reference>" in v.address.route]
    assert of_ella
    for visit in of_ella:
        if visit.who.split("@")[0] in STRANGERS and not getattr(visit.address.view, "poll", False):
            assert visit.status in (404, 405), (visit.path, visit.who, visit.status)
    assert set(PEOPLE) >= STRANGERS
