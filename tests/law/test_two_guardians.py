"""One guardian's address, telephone and answers never reach the other, by any paper, page or letter meant for them.

Marker words are planted with each of two guardians who live apart, wherever Kring keeps how one is reached and what one
has answered; then everything that is given or sent to one is searched for the other's (domain.md 4.5, practice.md 6.8).
"""

import json
import re
from email import message_from_bytes, policy
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils.html import strip_tags

from access.actor import acting_as
from access.guarded import pen
from agencies.models import Unit
from cases import queries as of_cases
from cases.models import Relative
from consent import actions
from consent import print as consent_print
from coordination import queries
from tests.accounts import signed_in
from tests.consent.test_giving import terms
from tests.coordination.bookings import booked, invitation, link_in, sent
from tests.town import seat

pytestmark = [pytest.mark.law, pytest.mark.django_db]
KEY, WILLIAM = "private_school", "K-0036"
GIVE = f"/cases/{WILLIAM}/consent/new/"
TOGETHER, PAPER = f"/cases/{WILLIAM}/consent/together/", f"/cases/{WILLIAM}/consent/paper/"
# Their given names are the marker of who each is; the rest begins with the name, so that one search finds all.
ONE, OTHER = "Zqtherese", "Zqmagnus"


@pytest.fixture
def guardians():
    """The two with their markers; the id of each by name."""
    with acting_as(seat(KEY)) as hanna, pen():
        case = of_cases.case(hanna, WILLIAM)
        near = Relative.objects.filter(child=case.child, has_custody=True).order_by("name")
        for one, name in zip(near, (OTHER, ONE), strict=True):
            Relative.objects.filter(pk=one.pk).update(
                name=f"{name} Sjögren", phone=f"070 {name}tel", email=f"{name.lower()}@post.example",
                reach=f"{name}gatan 5", language=f"{name}ska",
            )  # fmt: skip
        return {one.name.split()[0]: one for one in Relative.objects.filter(child=case.child, has_custody=True)}


def typed(client, guardians):
    """Each has answered otherwise, on the page and not saved yet; what may not be told is one of theirs."""
    with acting_as(seat(KEY)):
        unit = Unit.objects.get(name="Stöd till barn och familj")
    html = client.get(GIVE).content.decode()
    known = {
        name: re.search(rf'name="{name}"[^>]*value="([^"]+)"', html).group(1)
        for name in ("consent_id", "given_on", "ends_on")
    }
    said = {}
    for name, how in ((ONE, "YES"), (OTHER, "NO")):
        pk = guardians[name].pk
        said |= {f"said_{pk}": how, f"words_{pk}": f"{name}ord", f"again_{pk}": ""}
    marks = {"draft_form": "consent", "draft_subject": WILLIAM, "draft_page": GIVE}
    return known | said | marks | {
        "units": [str(unit.pk)], "choice": "AGREED", "know": "ALL", "purpose": "Att rasten ska gå bra.",
        "how": "WRITTEN", "not_told": f"{ONE}gräns {OTHER}gräns", "said_child": "YES",
    }  # fmt: skip


def others(text: str, mine: str) -> set[str]:
    """The other's markers in what is for one."""
    word = OTHER if mine == ONE else ONE
    return set(re.findall(rf"{word}\w*", text, re.IGNORECASE))


def saved(guardians):
    """A consent that one has answered partly, with own words, and the other not yet; each one's answer by name."""
    with acting_as(seat(KEY)) as hanna:
        case = of_cases.case(hanna, WILLIAM)
        asked = terms(case.child, units=[Unit.objects.get(name="Fritidsgården Sjömärket")], answers={
            f"{ONE} Sjögren": ("WAITING",), f"{OTHER} Sjögren": ("NO", frozenset(), f"{OTHER}ord"),
        }, not_told=f"{ONE}gräns {OTHER}gräns")  # fmt: skip
        consent = actions.give(hanna, case=case, consent_id=uuid4(), terms=asked)
        return {
            a.relative.name.split()[0]: a.pk for a in consent.answers.exclude(relative=None).select_related("relative")
        }


def test_each_sheet_to_sign_is_one_persons(client, guardians, monkeypatch):
    signed_in(client, KEY)
    client.post(PAPER, typed(client, guardians))
    told = []
    monkeypatch.setattr(consent_print, "pdf", lambda sheet, data: told.append(data) or b"%PDF")

    page = client.get(PAPER).content.decode()
    sheets = re.findall(r"<article class=\"paper\".*?</article>", page, re.DOTALL)
    client.get(f"{PAPER}pdf/")

    assert len(sheets) == len(told[0]["who"]) == 3
    for sheet in sheets:
        assert len([name for name in (ONE, OTHER, '<strong dir="auto">William') if name in sheet]) == 1
        assert not re.findall(rf"(?:{ONE}|{OTHER})\w+", strip_tags(sheet))
    assert not re.findall(rf"(?:{ONE}|{OTHER})\w+", json.dumps(told[0], ensure_ascii=False))
    for name in (ONE, OTHER):
        one = client.get(f"{PAPER}?who={guardians[name].pk}").content.decode()
        assert not others(re.search(r"<article.*</article>", one, re.DOTALL).group(), name)


def test_the_sheet_for_each_is_a_document_of_its_own_pages(client, guardians):
    signed_in(client, KEY)
    client.post(PAPER, typed(client, guardians))

    whole, one = client.get(f"{PAPER}pdf/").content, client.get(f"{PAPER}pdf/?who=child").content

    assert b"pdfuaid" in whole
    assert pages(whole) == 3 * pages(one)


def pages(pdf: bytes) -> int:
    return max(int(count) for count in re.findall(rb"/Count (\d+)", pdf))


def test_on_the_tablet_neither_sees_what_the_other_has_said(client, guardians):
    signed_in(client, KEY)
    client.post(PAPER, typed(client, guardians))
    steps = [client.get(f"{TOGETHER}?step={step}").content.decode() for step in range(9)]

    for page in steps:
        assert not re.findall(rf"(?:{ONE}|{OTHER})\w+", page) and " checked" not in page
        assert not (ONE in page and OTHER in page)


def test_a_saved_answers_pages_are_its_own_persons(client, guardians):
    answers = saved(guardians)
    signed_in(client, KEY)

    for path in ("together/", "together/?step=4", ""):
        assert not others(client.get(f"/answers/{answers[ONE]}/{path}").content.decode(), ONE), path
    assert not others(client.get(f"/answers/{answers[OTHER]}/text/").content.decode(), OTHER)


def test_letters_links_and_printed_invitations_are_one_persons(client, guardians):
    pk = booked(KEY, key="william", language="")
    letters = {name: sent(name.lower()) for name in (ONE, OTHER)}
    assert all(letters.values())
    for name in (ONE, OTHER):
        answered = Client().post(link_in(letters[name][0]), {"said": "SUGGEST", "remark": f"{name}svar"})
        assert answered.status_code == 302
    signed_in(client, KEY)

    for name in (ONE, OTHER):
        with acting_as(seat(KEY)):
            asked = invitation(pk, f"{name} Sjögren")
        papers = [client.get(f"/meetings/invitations/{asked.pk}/paper/").content.decode()]
        papers += [Client().get(link_in(letters[name][0])).content.decode()]
        papers += [read(letter) for letter in mail.outbox if letter.to == [f"{name.lower()}@post.example"]]
        assert len(papers) > 2 and f"{name}svar" in papers[1]
        for paper in papers:
            assert not others(paper, name)


def read(letter) -> str:
    """A mail's heads and parts, its calendar too, as its reader's program sees them."""
    parsed = message_from_bytes(letter.message().as_bytes(), policy=policy.default)
    parts = [part.get_payload(decode=True).decode() for part in parsed.walk() if not part.is_multipart()]
    return "\n".join([*map(str, parsed.values()), *parts])


def test_the_plan_and_the_log_on_paper_name_neither(client, guardians):
    answers = saved(guardians)
    booked(KEY, key="william")
    signed_in(client, KEY)
    client.get(f"/answers/{answers[OTHER]}/text/")
    client.post(f"/answers/{answers[ONE]}/", {"said": "YES", "text": "2026-1/sv", "words": f"{ONE}ord"})

    with acting_as(seat(KEY), read_only=True) as hanna:
        plan = json.dumps(queries.plan_paper(hanna, WILLIAM, words=True), ensure_ascii=False)
    log = strip_tags(client.get(f"/cases/{WILLIAM}/readers/paper/").content.decode())

    for name in (ONE, OTHER):
        assert not re.findall(rf"{name}\w*", plan + log, re.IGNORECASE)
    assert "skannat" not in log and "svar" not in log.replace("ansvar", "")


def test_a_marker_left_behind_is_noticed(client, guardians):
    """The staff's own page of the family holds what the searches above look for."""
    signed_in(client, KEY)

    assert others(client.get(f"/cases/{WILLIAM}/family/").content.decode(), ONE)
