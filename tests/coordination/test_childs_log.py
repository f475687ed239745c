"""The family gets the log on paper in plain words, and learns nothing from it that is not theirs to know."""

from importlib import import_module
from uuid import uuid4

import pytest
from django.utils.timezone import localdate, now
from django.utils.translation import gettext, override

from access.action import ACTIONS
from access.actor import acting_as
from access.guest import acting_as_guest
from access.models import Trail
from access.trail import Line, write
from agencies.models import Unit
from agencies.said import DID
from cases.models import Case
from consent import actions
from coordination import queries
from coordination.queries.childs_log import OF_NOTES, seen, words
from coordination.queries.readers import TOLD_OTHERWISE
from tests import town
from tests.agencies.test_review import named_in_code

pytestmark = pytest.mark.django_db

ELLA = "K-0042"
ADDRESS = f"/cases/{ELLA}/readers/paper/"
# Done and seen where there is no case yet, by Kring itself, or in lists of several children: no line of a case.
WITHOUT_A_CASE = {
    "cases.begin_case", "cases.begin_concern", "cases.keep_concern", "cases.log_concern", "cases.stop_concern",
    "coordination.send_digests", "cases.children", "cases.my_concerns", "cases.search", "cases.signals",
    "coordination.sent", "coordination.today", "coordination.unit",
}  # fmt: skip


def lines(key, reference=ELLA, **asked):
    with acting_as(town.seat(key), read_only=True) as actor:
        page = queries.childs_log(actor, reference, **asked)
    return [f"{visit.who}: {visit.text}" for _day, visits in page.days for visit in visits]


def today(key):
    with acting_as(town.seat(key), read_only=True) as actor:
        page = queries.childs_log(actor, ELLA)
    return [f"{visit.who}: {visit.text}" for day, visits in page.days if day == localdate() for visit in visits]


def leave(key, name, *, owner, verb="READ"):
    with acting_as(town.seat(owner)) as other:
        unit = other.unit
    with acting_as(town.seat(key)) as actor:
        write(actor, [Line(verb, name, owner=unit, case=town.case("ella"))])


def test_it_says_who_by_unit_and_title_and_never_by_name():
    found = lines("welfare")

    assert "BUP Sjöviken, psykolog: läste anteckningar" in found
    assert not [line for line in found if "Erik" in line or "Leila" in line or "Anna" in line]


def test_a_deed_and_a_look_of_a_day_are_one_line():
    leave("welfare", "coordination.plan", owner="welfare")
    leave("welfare", "coordination.book_meeting", owner="welfare", verb="DID")
    leave("welfare", "coordination.timeline", owner="bup")

    (line,) = [line for line in today("welfare") if line.startswith("Elevhälsan Björkskolan")]
    assert line.endswith(": läste anteckningar och planen och bokade ett möte")


def test_what_another_does_with_its_own_is_not_there():
    before = lines("welfare")
    leave("bup", "coordination.plan", owner="bup")
    leave("social", "coordination.plan", owner="bup")

    assert lines("welfare") == before


def test_a_unit_that_the_printer_may_not_know_of_is_not_there():
    leave("preschool", "coordination.case", owner="welfare")

    assert not today("welfare")


def test_the_family_s_guests_are_not_there():
    with acting_as(town.seat("welfare")) as leila:
        meeting = town.ids.of("meeting", "ella/3")
        unit = leila.unit
    with acting_as_guest_of(meeting) as guest:
        write(guest, [Line("DID", "coordination.answer_invitation", owner=unit, case=town.case("ella"))])

    assert not today("welfare")


def acting_as_guest_of(meeting):
    from coordination.models import Invitation

    with acting_as(town.seat("welfare")):
        invitation = Invitation.objects.filter(meeting=meeting, relative__isnull=False).first()
    return acting_as_guest(invitation.pk)


def test_what_was_shared_by_law_is_not_there():
    before = lines("bup")
    with acting_as(town.seat("bup")) as erik:
        note = actions.write_and_share(
            erik, new_id=uuid4(), case=Case.objects.get(pk=town.case("ella")), kind="CARE", text="En behandling.",
            source="", happened_at=now(), by_phone=False, units=[],
        )  # fmt: skip
        actions.share_by_law(
            erik, record=note, to_unit=Unit.objects.get(pk=town.ids.of("unit", "support")), purpose="SUPPORT",
            basis="CARE_HEALTH", weighing="De behöver veta det för att kunna hjälpa hemma.",
        )  # fmt: skip

    told = set(lines("bup")) - set(before)
    assert told and not [line for line in told if "stöd av lag" in line or "Stöd till barn och familj" in line]


def test_whose_answer_it_was_is_not_told():
    for name in ("consent.record_answer", "consent.withdraw", "consent.give"):
        assert words(name) == "skrev i samtycket"


def test_of_a_protected_child_there_is_no_paper(client):
    client.post("/demo/as/welfare/")
    answer = client.get("/cases/K-0033/readers/paper/").content.decode()

    assert "skyddade personuppgifter" in answer and "Utskrivet" not in answer
    assert lines("welfare", "K-0033") == []


def test_the_printing_is_in_the_log(client):
    client.post("/demo/as/welfare/")
    page = client.get(ADDRESS).content.decode()

    assert "Vem har läst om Ella Öberg?" in page and "Utskrivet den" in page
    with acting_as(town.seat("welfare")):
        assert Trail.objects.filter(name="coordination.log", case=town.case("ella")).exists()
    assert "loggen, för att skriva ut den till familjen" in client.get(f"/cases/{ELLA}/readers/").content.decode()


def test_only_who_works_on_it_prints_it(client):
    client.post("/demo/as/preschool/")
    assert client.get(ADDRESS).status_code == 404


def test_a_long_log_goes_on_on_another_paper(monkeypatch):
    whole = lines("welfare")
    monkeypatch.setattr(import_module("coordination.queries.childs_log"), "MOST", 4)
    with acting_as(town.seat("welfare"), read_only=True) as actor:
        older = queries.childs_log(actor, ELLA).older
    assert older and set(lines("welfare", before=older)) <= set(whole)
    assert lines("welfare", before="nonsense")


def test_every_deed_and_every_look_of_the_trail_has_words():
    deeds = {name for name in ACTIONS if name.split(".")[0] in ("cases", "consent", "coordination")}
    unsaid = [name for name in deeds - WITHOUT_A_CASE if words(name) == words("unheard.of")]
    assert not unsaid, f"coordination/queries/readers.py (DONE) does not say: {sorted(unsaid)}"

    looks = {name for name in named_in_code(r'\bsaw\(\s*"([a-z_.]+)"') if not name.startswith("agencies.")}
    unseen = [name for name in looks - WITHOUT_A_CASE - OF_NOTES - {"coordination.case"} if not seen(name)]
    assert not unseen, f"coordination/queries/readers.py (SEEN) does not say: {sorted(unseen)}"
    assert set(ACTIONS) - TOLD_OTHERWISE <= set(DID), f"agencies/said.py: {sorted(set(ACTIONS) - set(DID))}"


def test_the_words_are_there_in_english_too():
    with override("en"):
        for name in sorted(set(ACTIONS) - WITHOUT_A_CASE):
            if name.split(".")[0] in ("cases", "consent", "coordination"):
                english = words(name)
                with override("sv"):
                    assert english != words(name), name
        assert gettext("Till familjen") != "Till familjen"
