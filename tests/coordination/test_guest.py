"""Whoever has an invitation's link sees that one meeting and answers; nothing else, and no longer than it holds."""

import re
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils.timezone import now

from access import guest
from access.actor import acting_as, current
from access.guarded import pen
from access.models import Draft, Outbox, Trail
from cases.models import Case, Child, Record, Relative
from consent.models import Consent, Grant
from coordination import actions
from coordination.models import Address, Busy, Goal, Invitation, Meeting, Plan
from tests.coordination.bookings import ELLA_NOW, HELD, at, booked, invitation, link_in, meeting, sent
from tests.town import ids, seat

pytestmark = pytest.mark.django_db
KARIN = "Karin Öberg"


@pytest.fixture
def asked():
    """A meeting that Karin is asked to, and the link in her mail."""
    pk = booked()
    return pk, link_in(sent("karin")[0])


def karins(pk):
    """Karin's invitation as the lead sees it."""
    with acting_as(seat("welfare")):
        return invitation(pk, KARIN)


def test_the_page_says_when_where_and_who_asks_and_not_who_else_is_asked(client, asked):
    page = client.get(asked[1]).content.decode()

    for said in ("Rum Linden", "Leila Amiri", "skolkurator", "070-174 06 06", "Ellas ord"):
        assert said in page
    for name in ("Jonas", "Maria Holm", "Erik Lund", "BUP", "Stöd till barn", "Anna Berg", "Öberg"):
        assert name not in page


def test_opening_it_changes_nothing_and_never_uses_it_up(client, asked):
    for method in (client.get, client.head, client.get):
        assert method(asked[1]).status_code == 200

    assert karins(asked[0]).said == "NOTHING"


def test_an_answer_is_sent_by_post_and_can_be_changed(client, asked):
    pk, link = asked
    client.get(f"{link}?said=YES")
    assert karins(pk).said == "NOTHING"

    assert client.post(link, {"said": "YES", "remark": ""}).status_code == 302
    assert karins(pk).said == "YES"
    client.post(link, {"said": "SUGGEST", "remark": "Efter klockan två"})

    answered = karins(pk)
    assert (answered.said, answered.remark, answered.noted_by_id) == ("SUGGEST", "Efter klockan två", None)
    assert "Efter klockan två" in client.get(link).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"said": "SUGGEST", "remark": " "}, "Skriv vad som passar dig bättre."),
        ({"remark": "x"}, "Välj ett svar."),
        ({"said": "NOTHING"}, "finns inte|Välj"),
        ({"said": "NO", "remark": "x" * 400}, "högst 300 tecken"),
        ({"said": "NO", "remark": "a\x00b"}, "osynligt tecken"),
    ],
)
def test_a_fault_stands_beside_the_field(client, asked, typed, said):
    page = client.post(asked[1], typed)

    assert page.status_code == 422 and re.search(said, page.content.decode())
    assert karins(asked[0]).said == "NOTHING"


def test_the_answer_leaves_a_line_at_the_unit_that_asked_and_the_guest_reads_none(client, asked):
    client.post(asked[1], {"said": "YES"})

    mine = karins(asked[0])
    with acting_as(seat("welfare")) as leila:
        line = Trail.objects.get(name="coordination.answer_invitation")
        assert (line.membership, line.unit, line.owner_unit) == (mine.pk, leila.unit, leila.unit)
    with guest.acting_as_guest(mine.pk):
        assert not Trail.objects.exists()


def test_the_answer_stands_in_the_log_without_a_workers_name(client, asked):
    client.post(asked[1], {"said": "YES"})
    client.post("/demo/as/welfare/")

    assert "Någon som är bjuden" in client.get("/cases/K-0042/readers/").content.decode()


def test_a_guest_sees_one_invitation_and_its_meeting_and_nothing_else(asked):
    with guest.acting_as_guest(karins(asked[0]).pk):
        assert [one.name for one in Invitation.objects.all()] == [KARIN]
        assert [one.pk for one in Meeting.objects.all()] == [asked[0]]
        for model in (Case, Child, Relative, Record, Address, Consent, Grant, Plan, Goal, Outbox, Draft, Trail):
            assert not model.objects.exists(), model
        assert not Busy.objects.only("id").exists()


def test_a_guest_can_do_nothing_else(asked):
    mine = karins(asked[0])
    with guest.acting_as_guest(mine.pk) as karin, pen():
        assert Meeting.objects.filter(pk=asked[0]).update(place="Hemma") == 0
        assert Invitation.objects.exclude(pk=mine.pk).update(said="NO") == 0
        with pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
            Trail(at=now(), verb="READ", name="x", membership=mine.pk, worker=mine.pk, unit=karin.unit,
                  agency=karin.agency).save()  # fmt: skip
        with pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
            Trail(at=now(), verb="DID", name="x", membership=seat("welfare"), worker=ids.of("worker", "welfare"),
                  unit=karin.unit, agency=karin.agency).save()  # fmt: skip


def test_every_link_that_does_not_hold_gets_the_same_page(client, asked):
    pk, link = asked
    mine = karins(pk)
    cancelled, revoked, over = booked(), booked(), ids.of("meeting", "ella/2")
    with acting_as(seat("welfare")) as leila:
        links = [guest.path(invitation(one, KARIN).pk, 1) for one in (cancelled, revoked, over)]
        actions.cancel_meeting(leila, meeting=meeting(cancelled))
        actions.revoke_invitation(leila, invitation=invitation(revoked, KARIN))
    links += [link[:-3] + "A/", guest.path(mine.pk, 2), guest.path(pk, 1), "/i/x/", "/i/å.ö/", f"/i/{mine.pk}/"]

    answers = [client.get(one) for one in links] + [client.post(one, {"said": "YES"}) for one in links]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "Länken gäller inte längre" in answers[0].content.decode()
    assert all("no-store" in answer["Cache-Control"] for answer in answers)
    assert client.get(link).status_code == 200


def test_it_dies_with_the_meeting(client, asked):
    pk, link = asked
    with acting_as(seat("welfare")), pen():
        Meeting.objects.filter(pk=pk).update(starts_at=now() - timedelta(hours=2), ends_at=now() - timedelta(seconds=1))

    assert client.get(link).status_code == 404


def test_a_moved_meeting_keeps_its_links(client, asked):
    with acting_as(seat("welfare")) as leila:
        actions.change_meeting(leila, meeting=meeting(asked[0]), **(HELD | {"place": "Rum Eken"}), **at(5))

    assert "Rum Eken" in client.get(asked[1]).content.decode()
    assert link_in(sent("karin")[1]) == asked[1]


def test_whoever_is_signed_in_opens_it_as_a_guest_and_stays_oneself(client, asked):
    client.post("/demo/as/police/")

    page = client.get(asked[1])
    assert page.status_code == 200 and "Rum Linden" in page.content.decode()
    assert client.post(asked[1], {"said": "NO"}).status_code == 302
    assert client.get(f"/meetings/{asked[0]}/").status_code == 404
    assert client.get("/").status_code == 200


def test_the_worker_comes_back_after_the_guest():
    with acting_as(seat("bup")) as erik:
        own = invitation(ELLA_NOW, "Erik Lund")
        before = Case.objects.count()
        with guest.acting_as_guest(own.pk) as asked:
            assert current() is asked and Case.objects.count() == 0
        assert current() is erik and Case.objects.count() == before
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('kring.guest', true)")
            assert cursor.fetchone() == ("",)


def test_a_post_from_another_site_is_refused(asked):
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(asked[1]).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]

    assert browser.post(asked[1], {"said": "NO"}).status_code == 403
    assert karins(asked[0]).said == "NOTHING"
    assert browser.post(asked[1], {"said": "NO", "csrfmiddlewaretoken": token}).status_code == 302


def test_a_link_lies_in_no_table(asked):
    token = asked[1].split("/")[2]
    with acting_as(ids.of("membership", "robot@welfare")):
        letters = list(Outbox.objects.filter(template="meeting"))
        assert letters and not any(token in f"{letter.fields}{letter.calendar}" for letter in letters)
