"""What was agreed comes back on its day: on Min dag, on the plan's page, and not after the end."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from access.actor import acting_as
from access.guarded import pen
from cases.actions import close_case
from cases.models import Case
from coordination import actions, queries
from coordination.models import Goal, Measure, Plan
from tests import agreeing, town
from tests.town import ids

pytestmark = pytest.mark.django_db

ELLA = "K-0042"
PLAN = f"/cases/{ELLA}/plan/"


def things(key, unit=""):
    with acting_as(town.seat(key, unit), read_only=True) as actor:
        return {thing.text: thing for thing in queries.today(actor).things}


def measure_url(key):
    return f"/measures/{ids.of('measure', key)}/"


def as_(client, key):
    client.post(f"/demo/as/{key}/")
    return client


@pytest.mark.parametrize("page", ["", "give/"])
def test_the_pages_of_one_thing_name_the_child_in_their_heading(client, page):
    html = as_(client, "welfare").get(f"{measure_url('ella/1.1')}{page}").content.decode()
    heading = html.partition('class="page-head"')[2].partition("</div></div>")[0]
    assert "<strong>Ella Öberg</strong>" in heading


@pytest.mark.parametrize(
    ("who", "text", "state"),
    [
        ("welfare", "Ger Ella planen på en sida med bilder", "urgent"),
        ("coordinator", "Söker sommarjobb, tre ansökningar", ""),
        ("child_health", "Ringer efter logopedbesöket", ""),
        ("preschool", "Tuva får börja i samlingen, ingen fyller i åt henne", ""),
        ("police", "Två fikor före jul, ingen uniform", ""),
        ("bup", "Gemensamt möte med vuxenpsykiatrin innan 18-årsdagen", ""),
        ("private_school", "Följ upp eller avsluta", "today"),
    ],
)
def test_min_dag_says_what_one_has_agreed_to_do(who, text, state):
    assert things(who)[text].state == state


def test_what_others_do_is_not_mine_unless_it_is_late_and_i_lead():
    assert "Liten grupp i matematik, två pass i veckan" not in things("welfare")
    with acting_as(town.seat("teacher")) as actor:
        early = localdate() - timedelta(days=1)
        with pen():
            Measure.objects.filter(pk=ids.of("measure", "ella/2.1")).update(due_on=early)
    assert "Anna Berg gör det" in things("welfare")["Liten grupp i matematik, två pass i veckan"].about
    assert "Liten grupp i matematik, två pass i veckan" not in things("social")
    with acting_as(town.seat("teacher")) as actor:
        actions.mark_done(actor, measure=agreeing.measure("ella/2.1"), result="", version=1)
    assert "Liten grupp i matematik, två pass i veckan" not in things("welfare")


def test_a_new_follow_up_day_takes_the_old_ones_place():
    with acting_as(town.seat("welfare")) as actor, pen():
        Plan.objects.filter(case=town.case("ella")).update(follow_up_on=localdate())
    assert "Följ upp eller avsluta" in things("welfare")
    with acting_as(town.seat("welfare")) as actor:
        agreeing.end(actor)
    assert "Följ upp eller avsluta" not in things("welfare")


def test_the_page_has_one_red_thing_and_buttons_for_what_is_mine(client):
    page = as_(client, "teacher").get(PLAN).content.decode()
    assert page.count('data-color="danger"') == 1
    assert page.count(">Klart<span") == 1  # Anna's own small group
    assert "Avsluta samarbetet" not in page
    mine = as_(client, "welfare").get(PLAN).content.decode()
    assert "Avsluta samarbetet" in mine
    assert "Skriv ut till familjen" in mine


def test_one_says_how_it_goes_on_the_page(client):
    as_(client, "teacher")
    url = measure_url("ella/2.1")
    assert client.post(url, {"state": "DONE", "result": "I fas", "version": 1}).url == PLAN
    assert "I fas" in client.get(PLAN).content.decode()
    refused = client.post(url, {"state": "OPEN", "result": "Nej, vänta", "version": 1})
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "Nu står det: klart. I fas" in said
    assert "Nej, vänta" in said
    assert 'name="version" value="2"' in said


def test_what_cannot_be_is_said_beside_the_field(client):
    as_(client, "teacher")
    url = measure_url("ella/2.1")
    early = localdate() - timedelta(days=3)
    for typed, words in [
        ({"state": "DROPPED"}, "varför det inte görs"), ({}, "Välj hur det går"),
        ({"state": "OPEN", "due_on": early}, "Välj en dag som kommer"),
        ({"state": "DONE", "result": "x" * 301}, "högst 300"),
        ({"state": "DONE", "result": "a\x00b"}, "osynligt tecken"),
    ]:  # fmt: skip
        answer = client.post(url, {"version": 1, **typed})
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_who_only_looks_is_told_whom_to_ask(client):
    as_(client, "bup")
    assert "Det säger den som gör det" in client.get(measure_url("ella/2.1")).content.decode()
    assert client.post(measure_url("ella/2.1"), {"state": "DONE", "version": 1}).status_code == 422


@pytest.mark.parametrize("who", ["emi", "leisure", "access_admin"])
def test_hostile_ids_are_not_found(client, who):
    as_(client, who)
    for url in (
        PLAN,
        f"{PLAN}paper/",
        measure_url("ella/2.1"),
        f"/meetings/{agreeing.NOW}/agreed/",
        "/measures/not-an-id/",
    ):
        assert client.get(url).status_code == 404
        assert client.post(url, {"state": "DONE", "version": 1}).status_code in (404, 405)


# --- The meeting's page -----------------------------------------------------------------------------------------


def typed(client, **more):
    page = client.get(f"/meetings/{agreeing.NOW}/agreed/")
    form = page.context["form"]
    base = {"rows": "0", "new_id": form.held["new_id"].value(), "attended": form.held.initial["attended"]}
    for _goal, going, _more in form.old:
        for row, one in going:
            values = {
                "state": row.measure.state,
                "result": row.measure.result,
                "due_on": row.measure.due_on or "",
                "version": row.measure.version,
            }
            base |= {f"{one.prefix}-{name}": value for name, value in values.items()}
    return base | {"words": "Bra nu.", "words_by": "Ella, på mötet"} | more


def test_the_meeting_is_written_and_ended_on_its_page(client):
    as_(client, "welfare")
    with acting_as(town.seat("welfare")) as actor:
        people = queries.agreed_page(actor, agreeing.NOW).people
    maria = next(key for key, who in people.items() if who.name == "Maria Holm")
    new = {
        "n0-text": "Jag vill cykla själv.", "n0-said_by": "Ella", "n0m0-text": "Ringer", "n0m0-who": maria,
        "n0m0-due_on": localdate(), "n0m1-due_on": localdate(),
        "n0m1-text": "Lånar ut cykel", "n0m1-who": "else", "n0m1-name": "Morfar Bo",
        "units": [str(ids.of("unit", "support"))],
    }  # fmt: skip
    sent = typed(client, **new)
    assert client.post(f"/meetings/{agreeing.NOW}/agreed/", sent).url == PLAN
    again = client.post(f"/meetings/{agreeing.NOW}/agreed/", sent)
    assert again.url == PLAN  # sent twice
    with acting_as(town.seat("social")):
        assert Goal.objects.filter(text="Jag vill cykla själv.").count() == 1
        assert set(Measure.objects.filter(goal__text="Jag vill cykla själv.").values_list("name", flat=True)) == {
            "",
            "Morfar Bo",
        }


def test_a_number_of_rows_that_is_none_is_nought(client):
    as_(client, "welfare")
    for rows in ("²", "x", "-1"):
        assert client.post(f"/meetings/{agreeing.NOW}/agreed/", typed(client, more="1", rows=rows)).status_code == 200


def test_more_rows_without_losing_what_is_typed(client):
    as_(client, "welfare")
    answer = client.post(f"/meetings/{agreeing.NOW}/agreed/", typed(client, more="1", **{"n0-text": "Halvt mål"}))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Halvt mål" in page
    assert 'name="n1-text"' in page


def test_what_is_missing_is_said_and_nothing_is_lost(client):
    as_(client, "welfare")
    wrong = typed(
        client, words="", attended=[], **{"n0m0-text": "Utan mål", "n0m0-due_on": "2020-01-01", "n0m1-who": "else"}
    )
    answer = client.post(f"/meetings/{agreeing.NOW}/agreed/", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in (
        "Kryssa i vem som var där",
        "varför de inte finns med",
        "Skriv vilket mål",
        "Välj en person",
        "Välj en dag som kommer",
        "Skriv vem det är",
    ):
        assert words in page
    assert "Utan mål" in page


def test_somebody_elses_person_or_unit_is_no_choice(client):
    as_(client, "welfare")
    stranger = {"n0-text": "Mål", "n0-said_by": "Ella", "n0m0-text": "Något", "n0m0-who": f"m:{town.seat('leisure')}"}
    answer = client.post(
        f"/meetings/{agreeing.NOW}/agreed/", typed(client, units=[str(ids.of("unit", "leisure"))], **stranger)
    )
    assert answer.status_code == 422
    with acting_as(town.seat("welfare")):
        assert not Goal.objects.filter(text="Mål").exists()


def test_two_at_the_same_meeting_the_second_sees_both(client):
    as_(client, "welfare")
    prefix = f"m{ids.of('measure', 'ella/4.1').hex}"
    sent = typed(client, **{f"{prefix}-result": "Min rad"})
    with acting_as(town.seat("welfare")) as actor:
        actions.keep_on(actor, measure=agreeing.measure("ella/4.1"), result="Amandas rad", due_on=None, version=1)
    page = client.post(f"/meetings/{agreeing.NOW}/agreed/", sent)
    assert page.status_code == 422
    assert "Amandas rad" in page.content.decode()
    assert "Min rad" in page.content.decode()


def test_whoever_does_not_lead_is_told_who_writes(client):
    page = as_(client, "social").get(f"/meetings/{agreeing.NOW}/agreed/").content.decode()
    assert "Be samordnaren" in page
    assert "Avsluta mötet" not in page


# --- The end ----------------------------------------------------------------------------------------------------


def test_after_the_end_the_others_see_no_plan_and_one_line_of_thanks():
    with acting_as(town.seat("welfare")) as actor:
        case = Case.objects.get(pk=town.case("ella"))
        close_case(actor, case=case, changed="Magen är lugn.", remains="", words="Det gick bra.", said_by="Ella")
    with acting_as(town.seat("social"), read_only=True) as actor:
        assert not Measure.objects.filter(case=case).exists()
        assert queries.today(actor).news[0].text == "Ett samarbete är avslutat. Tack."
    with acting_as(town.seat("teacher")):
        assert not Plan.objects.filter(case=case).exists()
    assert "Ger Ella planen på en sida med bilder" not in things("welfare")
    with acting_as(town.seat("welfare")) as actor:
        assert not queries.measure_page(actor, ids.of("measure", "ella/4.1")).may
        assert not queries.plan_page(actor, ELLA).head.write


# --- How many questions -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "most"),
    [
        (lambda actor: queries.plan_page(actor, ELLA), 15),
        (lambda actor: queries.agreed_page(actor, agreeing.NOW), 15),
        (lambda actor: queries.measure_page(actor, ids.of("measure", "ella/4.1")), 15),
        (lambda actor: queries.plan_paper(actor, ELLA, words=True), 15),
        (lambda actor: queries.case_page(actor, ELLA), 16),
        (lambda actor: queries.today(actor), 16),
    ],
)
def test_few_questions_and_as_many_with_ten_times_the_rows(ask, most):
    with acting_as(town.seat("welfare")) as actor, CaptureQueriesContext(connection) as few:
        ask(actor)
    with acting_as(town.seat("welfare")) as actor:
        record = agreeing.measure("ella/4.1").record_id
        plan = Plan.objects.get(case=town.case("ella"))
        with pen():
            for number in range(30):
                goal = Goal(plan=plan, case_id=plan.case_id, unit_id=actor.unit, record_id=record, text=f"Mål {number}")
                goal.save()
                Measure(
                    goal=goal, case_id=plan.case_id, unit_id=actor.unit, record_id=record, text="Något",
                    responsible_id=actor.membership, responsible_unit_id=actor.unit, due_on=localdate(),
                ).save()  # fmt: skip
    with acting_as(town.seat("welfare")) as actor, CaptureQueriesContext(connection) as many:
        ask(actor)
    reads = [q["sql"] for q in few.captured_queries if q["sql"].startswith(("SELECT", "\nWITH", "WITH k"))]
    assert len(many) == len(few)
    assert len(reads) <= most, len(reads)
