"""Who sees what in the town: exactly what town.md says, asked of the real database as each worker."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate, now

from access.actor import acting_as
from access.models import Draft, Trail
from agencies.models import Unit
from cases.models import Case, Caseload, Child, Concern, Handover, Involvement, ProtectedName, Record, Relative
from consent.models import Answer, Consent, Grant
from consent.queries.lines import is_covered
from tests.town import PEOPLE, STORIES, case, ids, seat
from tests.town.cast import record
from tests.town.places import UNITS

pytestmark = pytest.mark.django_db

SEATS = [(key, post.unit) for key, person in PEOPLE.items() for post in person.posts]
UNIT_OF = {ids.of("unit", key): key for key in UNITS}


def notes(key: str, who: str, unit: str = "") -> str:
    """The notes of one child's case that somebody can read, in order; "+words" when answers' words are among them."""
    names = {record(note.key): note.key for note in STORIES[key].notes}
    with acting_as(seat(who, unit)):
        found = set(Record.objects.filter(case_id=case(key)).values_list("pk", flat=True))
    order = [name for pk, name in names.items() if pk in found]
    return " ".join(order + ["+words"] * bool(found - set(names)))


def cases(who: str, unit: str = "") -> str:
    """The cases that somebody knows of."""
    names = {case(key): key for key in STORIES}
    with acting_as(seat(who, unit)):
        return " ".join(sorted(names[pk] for pk in Case.objects.values_list("pk", flat=True)))


def around(key: str, who: str, unit: str = "") -> str:
    """The units that somebody sees around the child."""
    with acting_as(seat(who, unit)):
        found = Involvement.objects.filter(case_id=case(key)).values_list("unit_id", flat=True)
        return " ".join(sorted(UNIT_OF[pk] for pk in found))


def signals(who: str, unit: str = "") -> str:
    """The signals that somebody can read."""
    names = {ids.of("concern", story.concern.key): story.concern.key for story in STORIES.values() if story.concern}
    with acting_as(seat(who, unit)):
        return " ".join(sorted(names[pk] for pk in Concern.objects.values_list("pk", flat=True)))


@pytest.mark.parametrize(
    ("who", "unit", "expected"),
    [
        ("teacher", "school", "ella"),
        ("welfare", "welfare", "danylo ella leo noah protected"),
        ("unit_manager", "welfare", "danylo ella leo noah protected"),
        ("unit_manager", "school", "ella"),
        ("preschool", "preschool", "tuva"),
        ("stand_in", "upper_welfare", "elias"),
        ("stand_in", "welfare", ""),
        ("emi", "emi", ""),
        ("private_school", "private_welfare", "william"),
        ("coordinator", "team", "noah"),
        ("social", "support", "elias ella protected"),
        ("family_support", "support", "elias ella protected saga tuva"),  # two of them as the unit's manager
        ("bup", "bup", "elias ella"),
        ("bup_intake", "bup", "elias ella"),  # as the unit's manager
        ("child_health", "child_health", "tuva"),
        ("police", "police", "noah"),
        ("leisure", "leisure", "noah william"),
        ("access_admin", "administration", ""),
        ("log_reviewer", "administration", ""),
        ("registrar", "administration", ""),
        ("municipal_lead", "municipality", ""),
    ],
)
def test_who_knows_of_which_child(who, unit, expected):
    assert cases(who, unit) == expected


READERS = {
    "ella": {
        "teacher@school": "E4 E5 E6 E8 E10 E11 E12 E13",
        "welfare@welfare": "E3 E4 E5 E6 E8 E10 E11 E12 E13 +words",
        "social@support": "E5 E6 E7 E8 E10 E11 E12 E13",
        "family_support@support": "E5 E6 E7 E8 E10 E11 E12 E13",
        "bup@bup": "E6 E9 E10 E13",
    },
    "noah": {
        "coordinator@team": "N1 N2 N3 N4 NA N5 N6 +words",
        "welfare@welfare": "N2 N4 NA N6",
        "police@police": "N2 N3 NA N6",
        "leisure@leisure": "N2 NA N5 N6",
    },
    "elias": {
        "bup@bup": "S1 S2 S3 S4 SA S5 +words",
        "social@support": "S1 S2 S4 SA S5",
        "stand_in@upper_welfare": "S1 S2 S4 SA S5",
    },
    "william": {"private_school@private_welfare": "W1 W2 W3 W4 +words", "leisure@leisure": "W2 W3"},
    "tuva": {
        "family_support@support": "T1 T2 T3 TA +words",
        "preschool@preschool": "T1 T2 T3 TA",
        "child_health@child_health": "T1 T2 T3 TA",
    },
    "saga": {"family_support@support": "G1"},
    "leo": {"welfare@welfare": "L1 L3", "emi@emi": "L2"},
    "danylo": {"welfare@welfare": "M1 M2 M3 M4"},
    "protected": {"welfare@welfare": "P1", "social@support": "P1"},
}


@pytest.mark.parametrize("key", READERS)
@pytest.mark.parametrize(("who", "unit"), SEATS)
def test_who_reads_which_notes(key, who, unit):
    assert notes(key, who, unit) == READERS[key].get(f"{who}@{unit}", "")


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("teacher", "A1 E1 L0"),
        ("welfare", "A1 E1 L0 M0"),
        ("private_school", "W0"),
        ("unit_manager", ""),  # that one waits, not what it says
        ("social", ""),
        ("bup", ""),
        ("coordinator", ""),
    ],
)
def test_who_reads_which_signals(who, expected):
    assert signals(who) == expected


@pytest.mark.parametrize(
    ("key", "who", "unit", "expected"),
    [
        ("ella", "welfare", "welfare", "bup riding_club school support welfare"),
        ("ella", "teacher", "school", "bup riding_club school support welfare"),
        ("ella", "social", "support", "bup school support welfare"),  # not the riding club
        ("ella", "bup", "bup", "bup school support welfare"),
        ("ella", "unit_manager", "welfare", "welfare"),
        ("noah", "leisure", "leisure", "leisure police team welfare"),
        ("noah", "teacher", "school", ""),
        ("william", "leisure", "leisure", "leisure private_welfare"),
        ("william", "private_school", "private_welfare", "leisure private_welfare"),
        ("saga", "preschool", "preschool", ""),
        ("danylo", "leisure", "leisure", "leisure"),  # its own part, which ended; nothing else
    ],
)
def test_who_is_seen_around_the_child(key, who, unit, expected):
    assert around(key, who, unit) == expected


def test_only_who_answers_for_the_family_sees_guardians_and_answers():
    for who, expected in {"welfare": 3, "teacher": 0, "social": 0, "bup": 0, "unit_manager": 0}.items():
        with acting_as(seat(who)):
            assert Answer.objects.filter(consent__case_id=case("ella")).count() == expected
    with acting_as(seat("private_school")):
        assert set(Relative.objects.values_list("name", flat=True)) == {"Therese Sjögren", "Magnus Sjögren"}
    with acting_as(seat("leisure")):
        assert not Relative.objects.exists()


def test_a_partly_yes_leaves_a_line_closed_that_only_the_unit_that_asked_sees():
    closed = {"case_id": case("ella"), "kind": "CARE", "starts_at": None}
    for who, expected in {"welfare": 2, "bup": 0, "teacher": 0, "social": 0}.items():
        with acting_as(seat(who)):
            assert Grant.objects.filter(**closed).count() == expected


def test_a_unit_that_not_everybody_said_yes_to_cannot_be_invited():
    with acting_as(seat("private_school")) as actor:
        william = Case.objects.get(pk=case("william"))
        units = {key: Unit.objects.get(pk=ids.of("unit", key)) for key in ("leisure", "support")}
        assert {key: is_covered(actor, william, unit) for key, unit in units.items()} == {
            "leisure": True,
            "support": False,
        }


def test_who_is_asked_to_take_over_knows_it_and_the_lead_leads_meanwhile():
    for who, expected in {"social": 1, "bup": 1, "stand_in": 0, "family_support": 0}.items():
        with acting_as(seat(who)):
            assert Handover.objects.filter(case_id=case("elias"), answered_at=None).count() == expected, who
    with acting_as(seat("social")):
        assert Case.objects.get(pk=case("elias")).lead_id == seat("bup")


def test_nobody_outside_sees_that_a_consent_is_awaited():
    for who in ("preschool", "child_health"):
        with acting_as(seat(who)):
            assert not Consent.objects.filter(case_id=case("saga")).exists()
            assert not Child.objects.filter(given_name="Saga").exists()


def test_everything_of_elias_ends_on_his_birthday_unless_he_answers():
    with acting_as(seat("bup")) as actor:
        child = Child.objects.get(cases=case("elias"))
        birthday = child.born_on.replace(year=child.born_on.year + 18)
        open_now = Grant.objects.filter(case_id=case("elias"), starts_at__lte=now(), from_unit=actor.unit)
        assert {localdate(grant.ends_at) for grant in open_now} == {birthday}


def test_only_two_see_the_name_of_the_protected_child():
    named = []
    for who, unit in SEATS:
        with acting_as(seat(who, unit)):
            named += [who] * ProtectedName.objects.count()
            assert not Child.objects.filter(given_name="Ronja").exists()
    assert named == ["welfare", "social"]
    with acting_as(seat("unit_manager")):
        assert Child.objects.get(cases=case("protected")).name == "Skyddad person, S-3"


def test_leila_sees_that_erik_read_her_note_and_nothing_else_of_what_he_read():
    with acting_as(seat("welfare")):
        lines = Trail.objects.filter(case=case("ella"), worker=ids.of("worker", "bup"))
        assert [line.subjects for line in lines] == [[record("E6"), record("E10")]]
    with acting_as(seat("bup")):
        assert Trail.objects.filter(case=case("ella"), subjects=[record("E9")]).exists()


def test_the_log_reviewer_has_something_to_look_at():
    with acting_as(seat("log_reviewer")):
        lines = list(Trail.objects.all())
    assert len(lines) >= 6
    education = ids.of("agency", "education")
    assert all(education in (line.agency, line.owner_agency) for line in lines)


def test_a_draft_is_its_writers():
    for who, expected in {"teacher": 1, "welfare": 0, "unit_manager": 0}.items():
        with acting_as(seat(who)):
            assert Draft.objects.count() == expected


def test_each_unit_with_accounts_has_a_robot_that_reads_nothing():
    for key, unit in UNITS.items():
        if unit.has_accounts:
            with acting_as(ids.of("membership", f"robot@{key}")) as robot:
                assert robot.has("ROBOT")
                assert not Record.objects.exists()
                assert not Caseload.objects.exists()


def test_the_town_is_loaded_once_and_never_in_production(monkeypatch):
    with pytest.raises(CommandError, match="owner"):
        call_command("load_town")
    monkeypatch.setattr(settings, "PRODUCTION", True)
    with pytest.raises(CommandError, match="never"):
        call_command("load_town")
