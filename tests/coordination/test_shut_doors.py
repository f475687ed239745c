"""When a consent is taken back or a work ends, the meeting's doors close with it: link, letters, count and calendar."""

import pytest
from django.core import mail
from django.utils.timezone import now

from access import outbox
from access.actor import acting_as
from access.guarded import pen
from access.models import Outbox
from cases.actions import close_case
from cases.models import Case
from consent.actions import withdraw
from consent.models import Consent
from coordination import actions
from coordination.models import Busy
from coordination.queries.coming import coming_meetings
from tests.coordination.bookings import HELD, at, booked, invitation, link_in, meeting, sent, unit
from tests.town import case, ids, seat

pytestmark = pytest.mark.django_db
NOT_LONGER = "samtycket omfattar dem inte längre"


@pytest.fixture
def asked():
    """A meeting around Ella that all are asked to; its letters lie in mail.outbox."""
    return booked()


def bup_is_taken_back():
    """The family no longer wants BUP to be told anything."""
    with acting_as(seat("welfare")) as leila:
        consent = Consent.objects.get(pk=ids.of("consent", "ella"))
        withdraw(leila, consent=consent, about_unit=unit("BUP Sjöviken"), kind="", told_by="Jonas Öberg")


def the_work_ends():
    with acting_as(seat("welfare")) as leila:
        ella = Case.objects.get(pk=case("ella"))
        close_case(leila, case=ella, changed="Hon är i skolan", remains="", words="", said_by="")


def test_whoever_the_consent_no_longer_covers_has_no_link_and_cannot_answer(client, asked):
    eriks = link_in(sent("erik")[0])
    assert "Rum Linden" in client.get(eriks).content.decode()

    bup_is_taken_back()

    page = client.get(eriks)
    assert page.status_code == 404 and "Linden" not in page.content.decode()
    assert client.post(eriks, {"said": "YES"}).status_code == 404
    assert client.get(link_in(sent("maria")[0])).status_code == 200
    assert client.get(link_in(sent("karin")[0])).status_code == 200


def test_nor_does_the_lead_count_them_or_note_for_them(client, asked):
    def news():
        with acting_as(seat("welfare")) as leila:
            return next(one for one in coming_meetings(leila) if one.meeting.pk == asked).news

    assert news() == ["6 har inte svarat"]
    bup_is_taken_back()
    assert news() == ["5 har inte svarat"]
    client.post("/demo/as/welfare/")
    assert NOT_LONGER in client.get(f"/meetings/{asked}/").content.decode().lower()
    with acting_as(seat("welfare")):
        erik = invitation(asked, "Erik Lund")
    noted = client.post(f"/meetings/invitations/{erik.pk}/", {"said": "YES", "remark": ""})
    assert noted.status_code == 422 and "Ta bort inbjudan" in noted.content.decode()


def test_a_change_writes_to_the_others_alone_and_a_cancellation_to_all_who_had_it(asked):
    bup_is_taken_back()
    mail.outbox.clear()

    with acting_as(seat("welfare")) as leila:
        actions.change_meeting(leila, meeting=meeting(asked), **HELD, **at(4))
        assert not Busy.objects.filter(worker=ids.of("worker", "bup"), starts_at=at(4)["starts_at"]).exists()
    assert sent("karin") and sent("maria") and not sent("erik")

    with acting_as(seat("welfare")) as leila:
        actions.cancel_meeting(leila, meeting=meeting(asked))
    assert len(sent("erik")) == 1 and "/i/" not in sent("erik")[0].body


def test_a_letter_that_waited_while_the_consent_was_taken_back_is_not_sent(asked):
    robot = ids.of("membership", "robot@welfare")
    with acting_as(robot), pen():
        Outbox.objects.filter(template="meeting").update(state="WAITING", due_at=now())
    bup_is_taken_back()
    mail.outbox.clear()

    with acting_as(robot), pen():
        letters = {letter.to.partition(".")[0]: letter for letter in Outbox.objects.filter(template="meeting")}
        for letter in letters.values():
            assert outbox.deliver(letter)
        assert letters["erik"].state == "STOPPED" and letters["karin"].state == "SENT"
    assert sent("karin") and not sent("erik")


def test_when_the_work_ends_no_link_holds_and_the_lead_is_asked_to_call_the_meeting_off(client, asked):
    karins = link_in(sent("karin")[0])
    the_work_ends()

    assert client.get(karins).status_code == 404
    with acting_as(seat("welfare")) as leila:
        assert next(one for one in coming_meetings(leila) if one.meeting.pk == asked).news == [
            "samarbetet är avslutat: ställ in mötet"
        ]
    with acting_as(seat("teacher")) as anna:
        assert not any(one.meeting.pk == asked for one in coming_meetings(anna))
    client.post("/demo/as/welfare/")
    page = client.get(f"/meetings/{asked}/").content.decode()
    assert "mötet står kvar i kalendrarna" in page and "/change/" not in page


def test_a_meeting_of_a_work_that_has_ended_can_be_called_off_and_everybody_is_told(client, asked):
    the_work_ends()
    mail.outbox.clear()
    client.post("/demo/as/welfare/")

    for _twice in range(2):
        assert client.post(f"/meetings/{asked}/cancel/").status_code == 302

    assert len(sent("karin")) == len(sent("erik")) == 1
    with acting_as(seat("welfare")) as leila:
        assert not any(one.meeting.pk == asked for one in coming_meetings(leila))


def pages_of_ella(asked):
    """A meeting that all were asked to, what it agrees, and something that somebody does."""
    return [f"/meetings/{asked}/", f"/meetings/{asked}/agreed/", f"/measures/{ids.of('measure', 'ella/1.1')}/"]


def test_who_had_a_page_before_is_led_to_the_childs_which_says_that_the_consent_has_changed(client, asked):
    client.post("/demo/as/bup/")
    assert {client.get(page).status_code for page in pages_of_ella(asked)} == {200}
    bup_is_taken_back()

    for page in pages_of_ella(asked):
        led = client.get(page, follow=True)
        assert led.redirect_chain == [("/cases/K-0042/", 302)]
        assert "Samtycket har ändrats" in led.content.decode() and "Linden" not in led.content.decode()
    assert client.post(f"/meetings/{asked}/answer/", {"said": "YES"}).status_code == 404


@pytest.mark.parametrize("who", ["police", "emi", "bup_intake", "unit_manager", "access_admin"])
def test_nobody_else_is_told_that_there_was_a_page(client, asked, who):
    bup_is_taken_back()
    client.post(f"/demo/as/{who}/")
    assert {client.get(page).status_code for page in pages_of_ella(asked)} == {404}


def test_who_was_not_asked_to_a_meeting_is_not_told_of_it(client):
    without = booked(people=["Maria Holm"])
    bup_is_taken_back()
    client.post("/demo/as/bup/")
    assert client.get(f"/meetings/{without}/").status_code == 404


def test_when_one_kind_is_taken_back_its_pages_lead_to_the_child_and_no_others_do(client, asked):
    with acting_as(seat("welfare")) as leila:
        consent = Consent.objects.get(pk=ids.of("consent", "ella"))
        withdraw(leila, consent=consent, about_unit=unit("BUP Sjöviken"), kind="AGREED", told_by="Jonas Öberg")
    client.post("/demo/as/bup/")
    meeting_page, _agreed, shown = pages_of_ella(asked)
    assert client.get(meeting_page).status_code == 200
    assert client.get(shown).url == "/cases/K-0042/"
    assert client.get(f"/measures/{ids.of('measure', 'noah/1.1')}/").status_code == 404
