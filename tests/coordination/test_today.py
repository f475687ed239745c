"""Min dag tells each person what waits for them, and nothing of what does not."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from access.actor import acting_as
from access.guarded import pen
from agencies.models import Unit
from cases.models import Case, Concern, Record
from consent.models import Disclosure, Grant
from coordination import queries
from tests import town

pytestmark = pytest.mark.django_db


def day_of(key, unit=""):
    with acting_as(town.seat(key, unit), read_only=True) as actor:
        return queries.today(actor)


def texts(day):
    return [thing.text for thing in day.things]


def children(day):
    return {mine.case.child.called for mine in day.children}


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("teacher", {"Ella"}),
        ("welfare", {"Ella", "Noah", "Skyddad person, S-3"}),
        ("unit_manager", set()),
        ("preschool", {"Tuva"}),
        ("stand_in", {"Elias"}),
        ("emi", set()),
        ("private_school", {"William"}),
        ("coordinator", {"Noah"}),
        ("social", {"Ella", "Elias", "Skyddad person, S-3"}),
        ("family_support", {"Ella", "Tuva", "Saga"}),
        ("bup", {"Ella", "Elias"}),
        ("bup_intake", set()),
        ("child_health", {"Tuva"}),
        ("police", {"Noah"}),
        ("leisure", {"Noah", "William"}),
        ("access_admin", set()),
        ("log_reviewer", set()),
    ],
)
def test_my_children_are_those_i_work_with(key, names):
    assert children(day_of(key)) == names


def test_a_teacher_meets_what_became_of_what_she_wrote_and_one_draft_without_a_name():
    day = day_of("teacher")

    assert day.reports and day.may_report
    assert [(sent.child, bool(sent.concern.answer)) for sent in day.sent] == [("Amina", False), ("Leo", True)]
    assert len(day.drafts) == 1


def test_those_who_take_signals_in_have_the_new_one_for_today():
    new = [thing for thing in day_of("welfare").things if thing.page == "cases:signal"]

    assert [(thing.text, thing.about) for thing in new] == [("Ny signal från Björkskolan", "Amina Hassan, 3B")]
    assert new[0].state == "today"


def test_who_has_another_assignment_hears_how_much_waits_there_without_names():
    assert day_of("stand_in").elsewhere == [("Elevhälsan Björkskolan", 1)]
    assert day_of("stand_in", "welfare").elsewhere == []


def test_only_ones_own_seats_are_counted():
    with acting_as(town.seat("stand_in")), connection.cursor() as cursor:
        cursor.execute("SELECT membership_id, waiting FROM law.elsewhere")
        assert cursor.fetchall() == [(town.seat("stand_in", "welfare"), 1)]
    with acting_as(town.seat("teacher")), connection.cursor() as cursor:
        cursor.execute("SELECT membership_id FROM law.elsewhere")
        assert cursor.fetchall() == []


def test_a_consent_that_ends_and_a_plan_to_review_come_to_the_lead():
    found = texts(day_of("private_school"))

    assert "Samtycket slutar om 11 dagar" in found
    assert "Följ upp eller avsluta" in found
    assert not [text for text in texts(day_of("leisure")) if "Samtycket" in text]


def test_an_answer_that_is_missing_comes_to_who_asked():
    (missing,) = [one for one in day_of("family_support").things if one.text == "Väntar på 1 av 2: Robin"]
    assert missing.about.startswith("Saga. Påminn om svar, ")


def test_the_birthday_and_the_handover_come_to_those_whom_they_concern():
    assert any("fyller 18" in text for text in texts(day_of("bup")))
    assert any("fyller 18" in text for text in texts(day_of("social")))
    assert not any("fyller 18" in text for text in texts(day_of("stand_in")))
    assert "Elias: vill du ta över som samordnare?" in texts(day_of("social"))
    assert "Elias: inget svar än om att ta över" in texts(day_of("bup"))


def test_an_ended_work_is_told_with_thanks_and_without_a_name():
    for key in ("emi", "leisure"):
        told = [news for news in day_of(key).news if "avslutat" in news.text]
        assert [news.text for news in told] == ["Ett samarbete är avslutat. Tack."]


def test_news_are_what_others_have_shown_to_my_unit():
    assert "Björkskolan har delat en anteckning om Ella" in [news.text for news in day_of("bup").news]
    assert not [news for news in day_of("preschool").news if "Saga" in news.text]


def test_a_leave_that_comes_is_told_to_both():
    assert "Amanda Fors är din ersättare" in texts(day_of("welfare"))
    assert "Du ersätter Leila Amiri" in texts(day_of("stand_in", "welfare"))


def test_who_works_without_secrecy_of_their_own_is_told_so():
    assert "ingen egen sekretess" in day_of("leisure").notice
    assert "bara det som ska delas" in day_of("police").notice
    assert day_of("social").notice == ""


def test_a_manager_counts_and_reads_nothing():
    day = day_of("unit_manager")

    assert (day.unit.held, day.unit.free, len(day.unit.signals)) == (3, 0, 1)
    assert [thing.page for thing in day.things] == ["agencies:passed"] and day.news == []


def test_the_access_administrator_sees_what_ends_and_no_child(client):
    found = texts(day_of("access_admin"))
    assert "Uppdraget slutar om 7 dagar" in found
    assert "Amanda Fors ersätter Leila Amiri" in found

    client.post("/demo/as/access_admin/")
    shown = client.get("/").content.decode()
    for name in ("Ella", "Noah", "Amina", "Elias", "K-00"):
        assert name not in shown


@pytest.mark.parametrize("key", list(town.PEOPLE))
def test_everybody_has_a_start_page(client, key):
    client.post(f"/demo/as/{key}/")
    response = client.get("/", follow=True)

    assert response.status_code == 200
    assert town.PEOPLE[key].name.split()[0] in response.content.decode()


def test_nobody_signed_in_is_led_to_the_door(client):
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("key", ["welfare", "private_school", "stand_in", "unit_manager", "access_admin"])
def test_the_day_costs_at_most_fifteen_reads(key):
    with acting_as(town.seat(key), read_only=True) as actor, CaptureQueriesContext(connection) as reads:
        queries.today(actor)
    assert len(reads) <= 15


def test_ten_times_as_much_costs_the_same(django_assert_num_queries):
    with acting_as(town.seat("welfare"), read_only=True) as actor, CaptureQueriesContext(connection) as before:
        queries.today(actor)
    with acting_as(town.seat("teacher")) as anna, pen():
        ella = Case.objects.get(pk=town.case("ella"))
        line = Grant.objects.filter(case=ella, from_unit=anna.unit, kind="SCHOOL_DAY", to_unit__name__startswith="Elev")
        for _ in range(10):
            note = Record(
                id=uuid4(), case=ella, unit_id=anna.unit, author_id=anna.membership, kind="SCHOOL_DAY", text="Bra dag.",
                happened_at=now(), written_at=now(),
            )  # fmt: skip
            note.save()
            Disclosure(
                record=note, grant=line.first(), case=ella, unit_id=anna.unit, to_unit_id=line.first().to_unit_id,
                disclosed_at=now(), disclosed_by_id=anna.membership,
            ).save()  # fmt: skip
            Concern(
                membership_id=anna.membership, from_unit_id=anna.unit,
                unit_id=Unit.objects.get(pk=anna.unit).signals_to_id, child_name="Barn Barnsson", seen="Något.",
                child_knows="YES", guardians_know="NO", question_put_at=now(), sent_at=now(),
                answer_by=now().date() + timedelta(days=7),
            ).save()  # fmt: skip
    with acting_as(town.seat("welfare"), read_only=True) as actor, django_assert_num_queries(len(before)):
        day = queries.today(actor)
    assert len(day.things) > 10


def test_the_municipal_lead_lands_on_the_numbers(client):
    client.post("/demo/as/municipal_lead/")
    assert client.get("/")["Location"] == "/counts/"


def test_who_has_just_done_something_is_asked_what_it_has_changed():
    asked = {thing.text: thing for thing in day_of("family_support").things}
    assert "Tuva: klart, skriv vad som har förändrats" in asked
    assert not any("klart, skriv" in text for text in texts(day_of("preschool")))


def test_a_draft_is_called_a_draft_and_names_no_child(client):
    client.post("/demo/as/teacher/")
    assert "Utkast" in client.get("/").content.decode()
