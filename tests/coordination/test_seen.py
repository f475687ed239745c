"""See it as the receiver will: of what one sees oneself, what do they see; now, and after what is only tried."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate, now

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from access.models import Outbox
from agencies.models import Membership, Unit
from cases.kinds import Kind
from cases.models import Case, Involvement, Record, Relative
from consent import actions
from consent.models import Consent, Disclosure, Grant
from consent.terms import Choice, Party, Said, Terms
from coordination import queries, seeing
from coordination.models import Invitation, Meeting
from tests import town
from tests.town.cast import record

pytestmark = pytest.mark.django_db
ELLA, MONTH = "K-0042", timedelta(days=30)


def unit(key):
    return town.ids.of("unit", key)


@pytest.fixture
def leila(db):
    with acting_as(town.seat("welfare")) as actor:
        yield actor


@pytest.fixture
def ella(leila):
    return Case.objects.get(pk=town.case("ella"))


def seen_by(actor, key, reference=ELLA):
    return queries.seen_now(actor, reference, unit(key))[1]


def notes(page):
    return {entry.record.pk for entry in page.entries}


def readable(key, case=None):
    """The notes that somebody's own page shows, in their own name."""
    with acting_as(town.seat(key)) as actor:
        page = queries.case_page(actor, ELLA)
        return {entry.record.pk for entry in page.timeline.entries}


def write(key, kind, text, to=()):
    with acting_as(town.seat(key)) as actor:
        return actions.write_and_share(
            actor, new_id=uuid4(), case=Case.objects.get(reference=ELLA), kind=kind, text=text, source="",
            happened_at=now(), by_phone=False, units=list(Unit.objects.filter(pk__in=map(unit, to))),
        )  # fmt: skip


class TestNow:
    def test_what_both_see_and_the_asker_may_know_of(self, leila):
        page = seen_by(leila, "bup")

        assert notes(page) == {record("E6"), record("E10")}  # both written by the asker's own unit, and shown
        assert page.head.name == "Ella Öberg" and page.head.lead.worker.name == "Leila Amiri"

    def test_neither_their_own_notes_nor_what_a_third_has_shown_them(self, leila, client):
        own = write("bup", Kind.CARE, "Marsvinet Bolla sover dåligt.")
        third = write("teacher", Kind.SCHOOL_DAY, "Grodan Pelle kom till skolan.", ["bup", "welfare"])
        assert third.pk in readable("bup") and third.pk in readable("welfare"), "both read it, and it is the school's"

        page = seen_by(leila, "bup")
        client.post("/demo/as/welfare/")
        html = client.get(f"/cases/{ELLA}/as/{unit('bup')}/").content.decode()

        assert not {own.pk, third.pk, record("E9"), record("E13")} & notes(page)
        assert not re.search("Bolla|Pelle|bedömningssamtal|tre av fem dagar", html)

    def test_no_unit_that_only_they_know_of(self, leila, ella):
        with acting_as(town.seat("welfare")), pen():
            moment = now()
            part = Involvement(
                case=ella, unit_id=unit("emi"), state="INVITED", invited_by_unit_id=unit("welfare"), invited_at=moment,
                invited_by_id=town.seat("welfare"),
            )  # fmt: skip
            lines = [
                Grant(
                    case=ella, from_unit_id=unit("welfare"), to_unit_id=unit("emi"), kind="PRESENCE", basis="CONSENT",
                    consent=Consent.objects.get(pk=town.ids.of("consent", "ella")), starts_at=moment, relied_at=moment,
                    relied_by_id=town.seat("welfare"), decided_by_id=town.seat("welfare"),
                )
            ]  # fmt: skip
            for row in (*lines, part):
                row.save()

        assert "Skolhälsan Björkskolan" in {one.name for one in queries.case_page(leila, ELLA).around}
        assert "Skolhälsan Björkskolan" not in {one.name for one in seen_by(leila, "bup").around}

    def test_a_meeting_stands_there_when_the_asker_sees_that_they_are_asked(self, leila):
        page = seen_by(leila, "bup")
        shown = [*page.meetings.coming, *page.meetings.held]

        assert shown
        for meeting in shown:
            assert Invitation.objects.filter(meeting=meeting, guest_unit=unit("bup")).exists()
        assert Meeting.objects.filter(case__reference=ELLA).count() > len(shown)

    def test_a_protected_child_is_masked(self):
        with acting_as(town.seat("welfare")) as actor:
            others = [one for one in queries.case_page(actor, "K-0033").around if not one.is_own]
            pages = [queries.seen_now(actor, "K-0033", one.unit.pk)[1] for one in others]

        assert pages
        assert all(page.head.name == page.head.called and "Skyddad person" in page.head.name for page in pages)

    @pytest.mark.parametrize("path", [unit("emi"), unit("police"), unit("welfare"), uuid4()])
    def test_a_unit_that_one_does_not_know_of_is_none(self, client, path):
        client.post("/demo/as/welfare/")

        assert client.get(f"/cases/{ELLA}/as/{path}/").status_code == 404

    def test_who_has_not_answered_sees_the_child_and_no_more(self, leila, ella):
        bvc = Unit.objects.get(pk=unit("child_health"))
        actions.give_and_invite(leila, case=ella, consent_id=uuid4(), terms=terms("child_health"), reason="x")

        page = seen_by(leila, "child_health")

        assert bvc.name == page.unit.name and page.is_waiting and page.head.name == "Ella Öberg"
        assert page.entries == page.plan == [] and [one.name for one in page.around] == [bvc.name]


def terms(*keys):
    """What the form says when everybody has said yes to telling these units what is agreed."""
    relatives = Relative.objects.filter(child__cases__reference=ELLA, has_custody=True).values_list("pk", flat=True)
    return Terms(
        parties=tuple(Party(unit(key), Choice.AGREED) for key in keys), ours=(), know_each_other=frozenset(),
        purpose="Lugnare mage", form="WRITTEN", witness="", given_on=localdate(),
        ends_on=localdate() + timedelta(days=100), not_told="",
        answers=tuple(Said(one, "YES") for one in (None, *relatives)),
    )  # fmt: skip


class TestBeforeSharing:
    def test_the_note_is_new_and_afterwards_their_page_has_just_that(self, leila):
        mine = Record.objects.get(pk=record("E4"))
        bup = [Unit.objects.get(pk=unit("bup"))]
        before = readable("bup")

        [page] = seeing.sharing(leila, record=mine, units=bup).pages

        assert [entry.record.pk for entry in page.entries if entry.is_new] == [mine.pk]
        assert readable("bup") == before and not Disclosure.objects.filter(record=mine, to_unit=bup[0]).exists()
        actions.disclose(leila, record=mine, units=bup)
        assert readable("bup") == before | {mine.pk}
        assert notes(page) == notes(seen_by(leila, "bup"))

    def test_it_is_refused_by_the_same_policy_with_the_same_sentence(self, leila):
        mine, support = Record.objects.get(pk=record("E3")), [Unit.objects.get(pk=unit("support"))]

        for deed in (actions.disclose, seeing.sharing):
            with pytest.raises(Refused, match="låter er inte berätta det här för Stöd"):
                deed(leila, record=mine, units=support)


class TestWhileWriting:
    def test_what_is_written_stands_in_their_page_and_nowhere_else(self, leila, ella):
        bup, new = [Unit.objects.get(pk=unit("bup"))], uuid4()
        note = {
            "new_id": new, "kind": Kind.WELLBEING, "text": "Magen är lugn.", "source": "", "happened_at": now(),
            "by_phone": False,
        }  # fmt: skip
        [page] = seeing.writing(leila, case=ella, units=bup, **note).pages

        assert next((entry.record.text, entry.is_new) for entry in page.entries) == ("Magen är lugn.", True)
        assert "Elevhälsan Björkskolan delade den med er" in page.entries[0].why
        assert not Record.objects.filter(pk=new).exists()


class TestBeforeCorrecting:
    def test_the_correction_stands_in_their_page_in_the_others_place_and_nowhere_else(self, leila, ella):
        note, school = Record.objects.get(pk=record("E4")), [Unit.objects.get(pk=unit("school"))]
        words = {"kind": note.kind, "text": "Torsdagarna är bättre.", "source": "", "happened_at": note.happened_at}

        [page] = seeing.correcting(leila, record=note, units=school, **words).pages

        assert next(entry.record.text for entry in page.new) == "Torsdagarna är bättre."
        assert note.text not in {entry.record.text for entry in page.entries}
        assert not Record.objects.filter(corrects=note).exists()

    def test_it_is_refused_as_the_correction_would_be(self, leila, ella):
        note, leisure = Record.objects.get(pk=record("E4")), [Unit.objects.get(pk=unit("leisure"))]
        words = {"kind": note.kind, "text": "Torsdagarna är bättre.", "source": "", "happened_at": note.happened_at}

        with pytest.raises(Refused, match="Samtycket låter er inte berätta det här"):
            seeing.correcting(leila, record=note, units=leisure, **words)

    def test_the_page_of_the_correction_has_the_button(self, client):
        client.post("/demo/as/welfare/")
        page = client.get(f"/cases/{ELLA}/notes/{record('E4')}/").content.decode()

        assert f"/cases/{ELLA}/notes/{record('E4')}/correction/as/" in page and "Visa som mottagaren ser det" in page


class TestBeforeGiving:
    def test_a_unit_that_is_not_with_yet_is_asked_and_says_yes_and_never_was(self, leila, ella):
        given = terms("child_health")
        consents, letters = Consent.objects.count(), Outbox.objects.count()

        [page] = seeing.giving(leila, case=ella, consent_id=uuid4(), terms=given).pages

        assert page.head.name == "Ella Öberg" and page.entries == []
        assert {one.name for one in page.around} == {"BVC Strandkanten", "Elevhälsan Björkskolan"}
        assert page.around[0].people == [], "whoever would take it on is made up"
        assert (consents, letters) == (Consent.objects.count(), Outbox.objects.count())
        assert not Involvement.objects.filter(unit=unit("child_health")).exists()

    def test_and_when_it_has_really_happened_their_page_is_as_it_was_shown(self, leila, ella):
        given, bvc = terms("child_health"), "child_health"
        [page] = seeing.giving(leila, case=ella, consent_id=uuid4(), terms=given).pages

        actions.give_and_invite(leila, case=ella, consent_id=uuid4(), terms=given, reason="x")
        with acting_as(town.seat(bvc)) as ingrid:
            asked = Involvement.objects.get(case=ella, unit=ingrid.unit)
            actions.accept_invitation(ingrid, involvement=asked, worker=Membership.objects.get(pk=ingrid.membership))
            own = queries.case_page(ingrid, ELLA)

        assert {one.name for one in own.around} == {one.name for one in page.around}
        assert own.timeline.entries == page.entries == []
        assert own.head.name == page.head.name and own.head.stage == page.head.stage

    def test_who_may_not_give_may_not_try(self):
        with acting_as(town.seat("welfare")):
            given = terms("child_health")
        with acting_as(town.seat("bup")) as erik, pytest.raises(Refused, match="fasta kontakt eller samordnare"):
            seeing.giving(erik, case=Case.objects.get(reference=ELLA), consent_id=uuid4(), terms=given)


class TestBeforeWithdrawing:
    def test_what_they_no_longer_see_of_what_the_asker_sees(self, leila):
        consent = Consent.objects.get(pk=town.ids.of("consent", "ella"))
        bup = Unit.objects.get(pk=unit("bup"))
        was = seen_by(leila, "bup")

        tried = seeing.withdrawing(leila, consent=consent, about_unit=bup, kind="", told_by="Jonas")
        pages = {page.unit.name: page for page in tried.pages}

        gone = pages["BUP Sjöviken"].gone
        assert gone.door and {entry.record.pk for entry in gone.entries} == notes(was)
        assert not pages["BUP Sjöviken"].head and not pages["BUP Sjöviken"].entries
        assert pages["Stöd till barn och familj"].gone.units == ["BUP Sjöviken"]
        assert not pages["Stöd till barn och familj"].gone.entries
        assert not consent.withdrawals.exists() and seen_by(leila, "bup").head

    def test_and_when_it_has_really_happened_their_pages_are_as_they_were_shown(self, leila):
        consent = Consent.objects.get(pk=town.ids.of("consent", "ella"))
        what = {"about_unit": Unit.objects.get(pk=unit("bup")), "kind": "", "told_by": "Jonas"}
        pages = {page.unit.name: page for page in seeing.withdrawing(leila, consent=consent, **what).pages}

        actions.withdraw(leila, consent=consent, **what)

        support, shown = seen_by(leila, "support"), pages["Stöd till barn och familj"]
        assert notes(support) == notes(shown)
        assert [one.name for one in support.around] == [one.name for one in shown.around]
        with acting_as(town.seat("bup")) as erik:
            assert type(queries.case_page(erik, ELLA)).__name__ == "LostPage" and not pages["BUP Sjöviken"].head

    def test_whoever_closes_their_own_door_is_told_of_what_they_see_today(self):
        with acting_as(town.seat("bup")) as erik:
            consent = Consent.objects.get(pk=town.ids.of("consent", "ella"))
            bup = Unit.objects.get(pk=unit("bup"))

            tried = seeing.withdrawing(erik, consent=consent, about_unit=bup, kind="", told_by="Jonas")

            assert Case.objects.filter(reference=ELLA).exists()
            for page in tried.pages:
                assert record("E9") not in notes(page)
