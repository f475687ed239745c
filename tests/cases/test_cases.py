"""A case always has a lead, who says how it goes on; who works on it is said by the lead or the manager."""

from uuid import uuid4

import pytest
from django.http import Http404

from access.action import Refused
from access.actor import acting_as
from access.models import Trail
from agencies.models import Membership
from cases import actions, queries
from cases.flow import question_of
from cases.models import Caseload, Child, ProtectionQuestion, Record
from cases.queries.cases import stage_words
from tests.cases.people import AMANDA, NEW, PER, child_of, start
from tests.town import case, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def leila(db):
    with acting_as(seat("welfare")) as actor:
        yield actor


@pytest.fixture
def vera(db):
    """A case that Leila has just begun; its reference."""
    with acting_as(seat("welfare")) as leila:
        return start(leila).reference


def amanda():
    return Membership.objects.select_related("worker").get(pk=AMANDA)


def of(actor, reference):
    return queries.case(actor, reference)


# --- Starting without a signal ------------------------------------------------------------------------------


def test_a_start_needs_the_question_first(leila):
    flow = uuid4()
    words = {"child": None, "details": NEW, "why": "Vi sover inte.", "kind": "HOME"}
    with pytest.raises(Refused, match="skyddsfrågan"):
        actions.start_case(leila, flow=flow, **words)
    actions.begin_case(leila, flow=flow)
    begun = actions.start_case(leila, flow=flow, **words)
    assert (begun.lead_id, begun.stage, begun.child.name) == (leila.membership, "OWN", "Vera Lind")
    [why] = Record.objects.filter(case=begun)
    assert (why.text, why.kind) == ("Vi sover inte.", "HOME")
    assert ProtectionQuestion.objects.get(pk=question_of(leila, flow)).step == "START"


def test_sent_twice_is_begun_once(leila):
    flow = uuid4()
    words = {"child": None, "details": NEW, "why": "", "kind": "HOME"}
    for _again in range(2):
        actions.begin_case(leila, flow=flow)
        begun = actions.start_case(leila, flow=flow, **words)
    assert Child.objects.filter(given_name="Vera").count() == 1
    assert actions.start_case(leila, flow=flow, **words) == begun


@pytest.mark.parametrize(
    ("who", "may"),
    [("social", True), ("bup", True), ("coordinator", True), ("access_admin", False), ("municipal_lead", False)],
)
def test_any_unit_that_has_children_begins(db, who, may):
    with acting_as(seat(who)) as actor:
        if may:
            assert start(actor).unit_id == actor.unit
        else:
            with pytest.raises(Refused):
                start(actor)


def test_the_police_write_no_why(db):
    with acting_as(seat("police")) as oskar:
        flow = uuid4()
        actions.begin_case(oskar, flow=flow)
        with pytest.raises(Refused, match="bara det som ska delas"):
            actions.start_case(oskar, flow=flow, child=None, details=NEW, why="Sett honom.", kind="POLICE")
        begun = actions.start_case(oskar, flow=flow, child=None, details=NEW, why="", kind="")
        assert not Record.objects.filter(case=begun).exists()


def test_a_child_has_one_open_case_in_a_unit(leila):
    flow = uuid4()
    actions.begin_case(leila, flow=flow)
    with pytest.raises(Refused, match="redan ett samarbete"):
        actions.start_case(leila, flow=flow, child=child_of("ella"), details=None, why="", kind="HOME")
    assert actions.start_case(leila, flow=flow, child=child_of("leo"), details=None, why="", kind="HOME")


def test_a_colleagues_child_is_met_by_its_number(db):
    number = {"identity_kind": "PERSONAL", "identity_number": "202111142382"}  # Tuva, who is Daniel's
    with acting_as(seat("social")) as maria:
        with pytest.raises(Refused, match="Någon i er enhet"):
            start(maria, **number)
        assert start(maria)
    with acting_as(seat("preschool")) as malin:
        assert start(malin, **number)  # another unit's child is another row


# --- Who works on it ----------------------------------------------------------------------------------------


def test_the_lead_puts_a_colleague_to_work(vera):
    with acting_as(AMANDA) as other, pytest.raises(Http404):
        of(other, vera)
    with acting_as(seat("welfare")) as leila:
        given = actions.assign_worker(leila, case=of(leila, vera), membership=amanda())
        assert actions.assign_worker(leila, case=of(leila, vera), membership=amanda()) == given
    with acting_as(AMANDA) as other:
        assert of(other, vera)
        with pytest.raises(Refused, match="samordnare"):
            actions.assign_worker(other, case=of(other, vera), membership=amanda())


@pytest.mark.parametrize("stranger", [("social", "support"), ("teacher", "school"), ("unit_manager", "welfare")])
def test_only_those_who_work_with_children_here_are_put_to_work(leila, stranger):
    theirs = Membership.objects.get(pk=seat(*stranger))
    with pytest.raises(Refused, match="arbetar inte med barn i er enhet"):
        actions.assign_worker(leila, case=of(leila, "K-0042"), membership=theirs)
    assert actions.assign_worker(leila, case=of(leila, "K-0042"), membership=amanda())


def test_a_manager_who_takes_part_is_in_the_log(vera):
    with acting_as(seat("welfare")) as leila, pytest.raises(Refused, match="leder enheten"):
        actions.take_part(leila, case=of(leila, vera))
    with acting_as(PER) as per:
        assert not Record.objects.filter(case__reference=vera).exists()
        actions.take_part(per, case=of(per, vera))
        assert Record.objects.filter(case__reference=vera).exists()
        assert Trail.objects.filter(name="cases.take_part", worker=per.worker, case=of(per, vera).pk).exists()


def test_an_assignment_ends_but_never_the_leads(vera):
    with acting_as(seat("welfare")) as leila:
        given = actions.assign_worker(leila, case=of(leila, vera), membership=amanda())
        mine = Caseload.objects.get(content_object__reference=vera, user_id=leila.worker)
        with pytest.raises(Refused, match="Byt samordnare först"):
            actions.end_assignment(leila, caseload=mine)
        actions.end_assignment(leila, caseload=given)
    with acting_as(AMANDA) as other, pytest.raises(Http404):
        of(other, vera)


def test_one_leaves_by_oneself_but_puts_nobody_out(vera):
    with acting_as(seat("welfare")) as leila:
        actions.assign_worker(leila, case=of(leila, vera), membership=amanda())
    with acting_as(AMANDA) as other:
        row = Caseload.objects.exclude(user_id=other.worker).get(content_object__reference=vera)
        leilas = queries.assignment(other, vera, row.pk)
        with pytest.raises(Refused):
            actions.end_assignment(other, caseload=leilas)
        mine = Caseload.objects.get(content_object__reference=vera, user_id=other.worker)
        assert actions.end_assignment(other, caseload=mine).ends_at


def test_an_assignment_of_another_unit_is_not_there(leila):
    with acting_as(seat("family_support")) as daniel:
        theirs = Caseload.objects.get(content_object=case("ella"), user_id=daniel.worker).pk
    with pytest.raises(Http404):
        queries.assignment(leila, "K-0042", theirs)


def test_a_manager_or_the_lead_gives_the_child_another_lead(vera):
    with acting_as(PER) as per:
        changed = actions.change_lead(per, case=of(per, vera), membership=amanda())
        assert changed.lead_id == AMANDA
    with acting_as(AMANDA) as other:
        back = Membership.objects.get(pk=seat("welfare"))
        assert actions.change_lead(other, case=of(other, vera), membership=back).lead_id == back.pk
        with pytest.raises(Refused, match="samordnare"):
            actions.change_lead(other, case=of(other, vera), membership=amanda())
        assert queries.team(other, of(other, vera)) == 2  # the one before still works on it


def test_a_lead_in_another_unit_is_not_changed_here(leila):
    with pytest.raises(Refused):
        actions.change_lead(leila, case=of(leila, "K-0031"), membership=amanda())
    with acting_as(PER) as per, pytest.raises(Refused, match="annan enhet"):
        actions.change_lead(per, case=of(per, "K-0031"), membership=amanda())


# --- How it goes on -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("decision", "stage"), [("SEVERAL", "CONSENT"), ("OWN", "OWN"), ("HAND_OVER", "OWN")])
def test_the_lead_decides_and_the_question_is_put(vera, decision, stage):
    with acting_as(PER) as per, pytest.raises(Refused, match="samordnare"):
        actions.decide(per, case=of(per, vera), decision=decision)
    with acting_as(seat("welfare")) as leila:
        decided = actions.decide(leila, case=of(leila, vera), decision=decision)
        assert (decided.decision, decided.stage) == (decision, stage)
        assert ProtectionQuestion.objects.filter(case=decided, step="DECISION").count() == 1


def test_what_several_do_together_is_not_decided_alone(leila, vera):
    with pytest.raises(Refused, match="på mötena"):
        actions.decide(leila, case=of(leila, "K-0042"), decision="OWN")
    assert actions.decide(leila, case=of(leila, vera), decision="OWN")


def test_an_end_says_what_has_changed_in_the_familys_words(vera):
    words = {"changed": "Vera sover.", "remains": "Läsningen.", "words": "Det är lugnt nu.", "said_by": "Vera"}
    with acting_as(PER) as per, pytest.raises(Refused, match="samordnare"):
        actions.close_case(per, case=of(per, vera), **words)
    with acting_as(seat("welfare")) as leila:
        actions.decide(leila, case=of(leila, vera), decision="OWN")
        closed = actions.close_case(leila, case=of(leila, vera), **words)
        assert stage_words(closed) == "Avslutat (eget stöd)"
        texts = list(Record.objects.filter(case=closed, kind__in=["AGREED", "VOICE"]).values_list("text", "source"))
        assert ("Det här har förändrats: Vera sover.\nDet här finns kvar: Läsningen.", "") in texts
        assert ("Det är lugnt nu.", "Vera") in texts
        assert ProtectionQuestion.objects.filter(case=closed, step="CLOSING").exists()
        assert actions.close_case(leila, case=closed, **words).closed_at == closed.closed_at
        assert len(texts) == Record.objects.filter(case=closed, kind__in=["AGREED", "VOICE"]).count()
        for late in (
            lambda: actions.decide(leila, case=closed, decision="OWN"),
            lambda: actions.assign_worker(leila, case=closed, membership=amanda()),
            lambda: actions.change_lead(leila, case=closed, membership=amanda()),
        ):
            with pytest.raises(Refused, match="avslutat"):
                late()


# --- The lists ----------------------------------------------------------------------------------------------


def test_ones_own_children_and_the_units(leila):
    names = [row.case.child.name for row in queries.children(leila, "mine").rows]
    assert names == ["Ella Öberg", "Noah Lindqvist", "Skyddad person, S-3"]
    assert queries.children(leila, "unit").which == "mine"
    assert {row.stage for row in queries.children(leila, "closed").rows} == {"Avslutat (eget stöd)", "Avslutat"}


def test_a_manager_sees_who_has_each(db):
    with acting_as(PER) as per:
        assert not queries.children(per, "mine").rows
        rows = {row.case.child.name: row.here for row in queries.children(per, "unit").rows}
        assert rows["Ella Öberg"] == ["Leila Amiri"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ella", ["Ella Öberg"]),
        ("öberg ella", ["Ella Öberg"]),
        ("20170312-2380", ["Ella Öberg"]),
        ("1703122380", ["Ella Öberg"]),
        ("K-0042", ["Ella Öberg"]),
        ("k0042", ["Ella Öberg"]),
        ("Saga", []),
        ("Ronja", []),
        ("20230612-2389", []),
        ("K-0041", []),
        ("magen", []),
        ("e", []),
        ("", []),
        ("%", []),
        ("el\x00la", []),
        ("x" * 200_000, []),
    ],
)
def test_search_finds_by_name_number_and_reference_among_what_one_sees(leila, asked, found):
    assert [row.case.child.name for row in queries.search(leila, asked).rows] == found
