"""What a meeting and what it agrees refuse: too far ahead, too long, too late, unsaid; and who is busy is told."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate, localtime

from access.action import Refused
from access.actor import acting_as
from cases.models import ProtectionQuestion
from coordination import actions
from coordination.agreed import Going, NewMeasure
from coordination.models import Busy, Goal, Meeting
from coordination.queries import booking
from coordination.timetable import Span
from tests import agreeing
from tests.coordination.bookings import HELD, at, book, booked, meeting
from tests.coordination.test_booking import PAGE, typed
from tests.coordination.test_follow_up import typed as agreeing_typed
from tests.town import case, ids, seat

pytestmark = pytest.mark.django_db
AGREED = f"/meetings/{agreeing.NOW}/agreed/"


@pytest.fixture
def leila(client):
    """Leila's browser."""
    client.post("/demo/as/welfare/")
    return client


def test_no_meeting_is_booked_further_ahead_than_two_years(leila):
    for days, status in ((731, 422), (400, 302)):
        day = (localdate() + timedelta(days=days)).isoformat()
        assert leila.post(PAGE, typed(leila, day=day)).status_code == status
    late = leila.post(PAGE, typed(leila, day=(localdate() + timedelta(days=731)).isoformat()))
    assert "inom två år" in late.content.decode()
    assert leila.post(PAGE, typed(leila, day="9998-01-01")).status_code == 422


def test_a_long_address_is_refused_beside_its_field(leila):
    form = typed(leila, who="CHOSEN", other_name="Nils", other_email=f"{'a' * 60}@{'b.' * 110}example")
    assert leila.post(PAGE, form).status_code == 422


def change_form(client, pk):
    """The page's form as a browser would send it back."""
    page = client.get(f"/meetings/{pk}/change/").content.decode()
    stands = meeting_as_lead(pk)
    begins, ends = localtime(stands.starts_at), localtime(stands.ends_at)
    return {
        "was": re.search(r'name="was" value="([^"]+)"', page)[1], "day": begins.date().isoformat(),
        "begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}", "place": stands.place, "agenda": stands.agenda,
    }  # fmt: skip


def meeting_as_lead(pk) -> Meeting:
    with acting_as(seat("welfare")):
        return meeting(pk)


def test_the_second_of_two_who_change_sees_both_and_chooses(leila):
    pk = booked()
    first, second = change_form(leila, pk), change_form(leila, pk)
    url = f"/meetings/{pk}/change/"
    assert leila.post(url, first | {"agenda": "Det som den första skrev"}).status_code == 302

    refused = leila.post(url, second | {"agenda": "Det som den andra skrev"})

    page = refused.content.decode()
    assert refused.status_code == 422 and "Det som den första skrev" in page and "Det som den andra skrev" in page
    assert meeting_as_lead(pk).agenda == "Det som den första skrev"
    again = second | {"agenda": "Bådas", "was": re.search(r'name="was" value="([^"]+)"', page)[1]}
    assert leila.post(url, again).status_code == 302
    assert meeting_as_lead(pk).agenda == "Bådas"


def test_who_changes_a_time_is_told_who_is_busy_and_never_of_the_meeting_itself(leila):
    pk = booked()
    with acting_as(seat("welfare")) as actor:
        book(actor, people=["Maria Holm"], **at(4, 8))
        moved = meeting(pk)
        mine = Span(moved.starts_at, moved.ends_at)
        there = at(4, 8)
        said = booking.hints_of_change(moved, Span(there["starts_at"], there["ends_at"]))
        assert any("Maria Holm är upptagen" in line for line in said)
        assert any("Leila Amiri är upptagen" in line for line in said)
        assert not any("är upptagen" in line for line in booking.hints_of_change(moved, mine))
        assert Busy.objects.only("id").exists()


def test_who_books_is_told_of_the_own_clashes(leila):
    begins = localtime(at(4, 8)["starts_at"])
    booked(people=["Maria Holm"], **at(4, 8))
    form = typed(leila, day=begins.date().isoformat(), begins=f"{begins:%H:%M}", ends=f"{begins:%H}:45", who="")
    page = leila.post(PAGE, form).content.decode()
    assert "Leila Amiri är upptagen" in page


def test_what_somebody_does_has_a_day(leila):
    new = {"n0-text": "Cykla", "n0-said_by": "Ella", "n0m0-text": "Ringer", "n0m0-who": "else", "n0m0-name": "Bo"}
    page = leila.post(AGREED, agreeing_typed(leila, **new))
    assert page.status_code == 422 and "Välj en dag då det ska vara klart." in page.content.decode()
    new["n0m0-due_on"] = localdate().isoformat()
    assert leila.post(AGREED, agreeing_typed(leila, **new)).status_code == 302


def test_only_those_who_were_there_are_shown_what_was_agreed(leila):
    support = str(ids.of("unit", "support"))
    form = agreeing_typed(leila, units=[support])
    came = [one for one in form["attended"] if not is_of_support(one)]
    refused = leila.post(AGREED, form | {"attended": came})
    assert refused.status_code == 422 and "Ingen från Stöd till barn och familj" in refused.content.decode()
    assert leila.post(AGREED, form).status_code == 302


def is_of_support(invitation) -> bool:
    with acting_as(seat("welfare")):
        found = meeting(agreeing.NOW).invitations.get(pk=invitation)
        return found.guest_unit_id == ids.of("unit", "support")


def test_the_protection_question_is_put_at_the_follow_up_and_that_it_was_is_kept(leila):
    page = leila.get(AGREED).content.decode()
    assert "Vet du eller misstänker du att barnet far illa?" in page and "Jag är osäker" in page
    assert leila.post(AGREED, agreeing_typed(leila)).status_code == 302
    with acting_as(seat("welfare")):
        put = ProtectionQuestion.objects.filter(case=case("ella"), step="REVIEW", membership=seat("welfare"))
        assert put.count() == 1


A_MEETING = at()["starts_at"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (at(800), "Välj en dag inom två år"),
        (at(-1), "Det har redan varit"),
        ({"starts_at": A_MEETING, "ends_at": A_MEETING}, "slutar innan det börjar"),
        ({"video": "javascript:alert(1)"}, "börjar med https://"),
    ],
)
def test_a_meetings_bounds_hold_without_a_form_too(wrong, said):
    pk = booked()
    with acting_as(seat("welfare")) as actor:
        with pytest.raises(Refused, match=said):
            book(actor, **wrong)
        with pytest.raises(Refused, match=said):
            actions.change_meeting(actor, meeting=meeting(pk), **(HELD | at() | wrong))
        assert actions.change_meeting(actor, meeting=meeting(pk), **(HELD | at(400))).sequence == 1


@pytest.mark.parametrize("days", [-1, 800])
def test_the_days_of_what_is_agreed_hold_without_a_form_too(days):
    day = localdate() + timedelta(days=days)
    with acting_as(seat("welfare")) as actor:
        new = NewMeasure("Ringer", agreeing.person(actor, "Leila"), day, Goal.objects.first())
        for wrong in ({"measures": (new,)}, {"follow_up_on": day}):
            with pytest.raises(Refused, match="Välj en dag"):
                agreeing.end(actor, **wrong)
        late = agreeing.measure("ella/4.1")
        with pytest.raises(Refused, match="Välj en dag"):
            actions.keep_on(actor, measure=late, result="Snart", due_on=day, version=late.version)
        with pytest.raises(Refused, match="Välj en dag"):
            agreeing.end(actor, going=(Going(late, "OPEN", "Snart", day, late.version),))
        # A day that has been may stand where it stood, and the others are held.
        assert agreeing.end(actor, going=(Going(late, "OPEN", "Snart", late.due_on, late.version),)).state == "HELD"
