"""A consent that changes is told to who leads, and to the receiver, whose page does not silently empty."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils.timezone import localdate

from access.actor import acting_as
from access.guarded import pen
from agencies.models import Unit
from cases.kinds import Kind
from cases.models import Case, Relative
from consent import actions
from consent.models import Consent
from coordination import queries
from coordination.models import Measure, Meeting
from look.templatetags.look import day_time
from tests import town
from tests.consent.test_giving import terms

pytestmark = pytest.mark.django_db


def taken_back(key, child="ella", **what):
    """What the family told this worker."""
    with acting_as(town.seat(key)) as actor:
        consent = Consent.objects.filter(case=town.case(child)).order_by("given_at").first()
        actions.withdraw(actor, consent=consent, **({"about_unit": None, "kind": "", "told_by": "Jonas"} | what))


def things_of(key):
    with acting_as(town.seat(key), read_only=True) as actor:
        return [thing for thing in queries.today(actor).things if "tagit tillbaka" in thing.text]


@pytest.mark.parametrize("what", [{}, {"kind": Kind.AGREED}])
def test_the_lead_is_told_what_somebody_else_in_the_circle_wrote_in(what):
    assert things_of("welfare") == []
    taken_back("bup", **what)

    (told,) = things_of("welfare")
    assert told.text == "Ella: familjen har tagit tillbaka sitt ja"
    assert "Erik Lund, BUP Sjöviken skrev in det" in told.about
    assert ("hela samtycket" in told.about) is (what == {})
    assert (told.page, told.of) == ("consent:consents", "K-0042")
    assert things_of("bup") == things_of("social") == []


def test_who_wrote_it_in_is_not_told_what_they_know():
    taken_back("welfare")
    assert things_of("welfare") == []


def test_a_later_no_from_everybody_does_not_hide_that_a_consent_ends():
    with acting_as(town.seat("private_school")) as hanna:
        case = Case.objects.get(pk=town.case("william"))
        names = [*Relative.objects.filter(child=case.child_id).values_list("name", flat=True), "child"]
        no = terms(
            case.child_id,
            units=[Unit.objects.get(pk=town.ids.of("unit", "leisure"))],
            answers=dict.fromkeys(names, ("NO",)),
        )
        actions.give(hanna, case=case, consent_id=uuid4(), terms=no)
        last = Consent.objects.filter(case=case).order_by("ends_at").last()
        assert last.pk != town.ids.of("consent", "william")

    with acting_as(town.seat("private_school"), read_only=True) as actor:
        assert "Samtycket slutar om 11 dagar" in [thing.text for thing in queries.today(actor).things]


def test_a_receiver_reads_that_one_kind_is_not_told_any_longer_while_the_door_stands_open(client):
    said = "Samtycket har ändrats den"
    client.post("/demo/as/bup/")
    assert said not in client.get("/cases/K-0042/").content.decode()
    taken_back("welfare", kind=Kind.AGREED)

    for path in ("", "plan/", "timeline/"):
        assert said in client.get(f"/cases/K-0042/{path}").content.decode()
    assert "Ett samtycke har ändrats (K-0042)" in client.get("/").content.decode()


@pytest.mark.parametrize("key", ["unit_manager", "emi", "police", "bup_intake", "log_reviewer"])
def test_who_does_not_work_with_the_child_is_told_nothing(key):
    taken_back("welfare", kind=Kind.AGREED)
    with acting_as(town.seat(key), read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM law.changed")
        assert cursor.fetchone() == (0,)


def test_the_lists_say_what_comes_next(client):
    client.post("/demo/as/welfare/")
    with acting_as(town.seat("welfare"), read_only=True):
        starts = Meeting.objects.get(pk=town.ids.of("meeting", "ella/3")).starts_at
    said = f"Möte {day_time(starts)}"  # the town meets today before four, else on the next working day
    assert said in client.get("/").content.decode()
    assert said in client.get("/children/").content.decode()
    assert said in client.post("/search/", {"q": "Ella"}).content.decode()


def test_what_waits_in_another_seat_counts_an_invitation_that_is_not_answered_and_what_is_late():
    def waits():
        with acting_as(town.seat("stand_in", "welfare")), connection.cursor() as cursor:
            cursor.execute("SELECT waiting FROM law.elsewhere")
            return cursor.fetchone()[0]

    before = waits()
    with acting_as(town.seat("bup")), pen():
        mine = Measure.objects.filter(responsible=town.seat("stand_in"), state="OPEN")
        assert mine.update(due_on=localdate() - timedelta(days=1)) == 1
    assert waits() == before + 1
