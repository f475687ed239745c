"""A meeting ends with what was agreed: minutes, words, goals, who does what; each is shown what may be told them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate, now

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from access.models import Draft
from agencies.models import Unit
from cases.kinds import Kind
from cases.models import Case, Record
from consent.actions import share_by_law, withdraw, write_and_share
from consent.models import Consent, Disclosure
from coordination import actions, queries
from coordination.agreed import Going, NewMeasure, Who
from coordination.models import Goal, Invitation, Measure, Meeting, Plan
from tests import agreeing, town
from tests.town import ids

pytestmark = pytest.mark.django_db

ELLA = "K-0042"


def acting(key, unit=""):
    return acting_as(town.seat(key, unit))


def test_the_meeting_becomes_minutes_words_goals_and_measures():
    with acting("welfare") as actor:
        meeting = agreeing.end(actor, share=("support", "school"))
        minutes = meeting.minutes
        assert (meeting.state, minutes.kind, minutes.unit_id) == ("HELD", "AGREED", actor.unit)
        assert "Mål: ”Jag vill cykla själv.” (Ella)" in minutes.text
        assert "– Maria Holm, Stöd till barn och familj: Ringer 1 gånger, till" in minutes.text
        assert "Det känns bra" not in minutes.text  # the child's words are a note of their own
        voice = Record.objects.get(kind=Kind.VOICE, text="Det känns bra nu.")
        measure = Measure.objects.get(text="Ringer 1 gånger")
        assert (measure.record_id, measure.responsible_unit_id) == (minutes.pk, ids.of("unit", "support"))
        assert Plan.objects.get(case=meeting.case_id).follow_up_on == localdate() + agreeing.IN_TWO_WEEKS
        assert Invitation.objects.filter(meeting=meeting, attended=True).count() == 3
    with acting("social"):
        assert Record.objects.filter(pk__in=[minutes.pk, voice.pk]).count() == 2
        assert Goal.objects.filter(text="Jag vill cykla själv.").exists()
    with acting("bup"):  # neither ticked nor doing anything
        assert not Goal.objects.filter(text="Jag vill cykla själv.").exists()


def test_the_childs_words_go_to_those_alone_whom_they_may_be_told():
    with acting("welfare") as actor:
        agreeing.end(actor, share=("bup",), who=("Leila",))
    with acting("bup"):
        assert Record.objects.filter(text__contains="cykla").exists()
        assert not Record.objects.filter(text="Det känns bra nu.").exists()


def test_who_does_something_without_being_ticked_is_shown_the_own_line_alone():
    with acting("welfare") as actor:
        agreeing.end(actor, who=("Erik", "Maria"), share=("support",))
    with acting("bup") as actor:
        (line,) = Record.objects.filter(kind=Kind.AGREED, written_at__gt=now() - timedelta(minutes=1))
        assert "Erik Lund" in line.text
        assert "Maria" not in line.text
        assert "cykla" not in line.text
        page = queries.plan_page(actor, ELLA)
        assert [row.measure.text for row in page.goals[-1].rows] == ["Ringer 1 gånger"]
        assert page.goals[-1].goal is None


def test_a_unit_without_secrecy_gets_its_own_line_even_when_ticked():
    with acting("private_school") as actor:
        meeting = _booked(actor, "william", guest="leisure")
        agreeing.end(actor, meeting=meeting, who=("Samir", "Hanna"), share=("leisure",))
    with acting("leisure"):
        told = Record.objects.filter(kind=Kind.AGREED, written_at__gt=now() - timedelta(minutes=1))
        assert [("Samir" in one.text, "Hanna" in one.text) for one in told] == [(True, False)]
        assert not Goal.objects.filter(text="Jag vill cykla själv.").exists()
        assert Measure.objects.filter(text="Ringer 1 gånger").exists()
        assert not Measure.objects.filter(text="Ringer 2 gånger").exists()


def test_a_unit_without_accounts_that_does_something_is_told_and_the_log_says_so():
    with acting("welfare") as actor:
        agreeing.end(actor, who=("Mia",))
        shown = Disclosure.objects.get(to_unit=ids.of("unit", "riding_club"), record__kind=Kind.AGREED)
        assert "Mia Ståhl" in shown.record.text
        assert Measure.objects.get(text="Ringer 1 gånger").name == "Mia Ståhl"


def test_what_was_done_before_is_closed_at_the_table():
    with acting("welfare") as actor:
        late = agreeing.measure("ella/4.1")
        going = Going(late, "DONE", "Ella har den på väggen.", late.due_on, late.version)
        agreeing.end(actor, going=(going,))
        after = agreeing.measure("ella/4.1")
        assert (after.state, after.result, after.done_by_id, after.version) == (
            "DONE",
            going.result,
            actor.membership,
            2,
        )


def test_a_new_measure_can_belong_to_a_goal_that_stood_before():
    with acting("welfare") as actor:
        goal = Goal.objects.get(pk=ids.of("goal", "ella/3"))
        new = NewMeasure("Ringer klockan sju", agreeing.person(actor, "Karin"), None, goal)
        meeting = agreeing.end(actor, measures=(new,), goals=())
        measure = Measure.objects.get(text="Ringer klockan sju")
        assert (measure.goal_id, measure.record_id, measure.name) == (goal.pk, meeting.minutes_id, "Karin Öberg")


def test_the_first_meeting_makes_the_plan_of_its_kind():
    with acting("welfare") as actor, pen():
        meeting = _booked(actor, "protected", kind="SIP")
        agreeing.end(actor, meeting=meeting, who=("Leila",))
        assert Plan.objects.get(case=town.case("protected")).kind == Plan.Kind.SIP


def test_sent_twice_it_is_written_once_and_the_draft_is_gone():
    with acting("welfare") as actor:
        with pen():
            Draft(
                worker=actor.worker,
                membership=actor.membership,
                form="agreed",
                subject=str(agreeing.NOW),
                began_at=now(),
                saved_at=now(),
            ).save()
        same = agreeing.agreed(actor)
        for _time in range(2):
            actions.end_meeting(actor, meeting=Meeting.objects.get(pk=agreeing.NOW), agreed=same)
        assert Measure.objects.filter(text="Ringer 1 gånger").count() == 1
        assert not Draft.objects.filter(form="agreed").exists()
        with pytest.raises(Refused, match="redan avslutat"):
            agreeing.end(actor)


@pytest.mark.parametrize("who", ["social", "teacher", "bup"])
def test_only_the_lead_ends_the_meeting(who):
    with acting(who) as actor:
        meeting = Meeting.objects.get(pk=agreeing.NOW)
        with pytest.raises(Refused, match="samordnare"):
            actions.end_meeting(actor, meeting=meeting, agreed=agreeing.agreed(actor, who=()))
        assert not Goal.objects.filter(text="Jag vill cykla själv.").exists()


def test_nobody_is_told_or_given_something_to_do_beyond_the_consent():
    with acting("welfare") as actor:
        leisure = agreeing.units("leisure")[0]
        with pytest.raises(Refused, match="Samtycket låter er inte"):
            agreeing.end(actor, share=("leisure",))
        stranger = NewMeasure(
            "Något", Who("Samir", None, None, leisure), None, Goal.objects.get(pk=ids.of("goal", "ella/1"))
        )
        with pytest.raises(Refused, match="Samtycket låter er inte"):
            agreeing.end(actor, measures=(stranger,))


def test_those_alone_who_were_at_the_table_are_shown_what_was_agreed():
    with acting("welfare") as actor:
        of_support = Invitation.objects.get(meeting=agreeing.NOW, guest_unit=ids.of("unit", "support")).pk
        came = agreeing.agreed(actor, share=("support",)).attended
        with pytest.raises(Refused, match="Ingen från Stöd till barn och familj"):
            agreeing.end(actor, share=("support",), attended=came - {of_support})
        with pytest.raises(Refused, match="Kryssa i vem som var där"):
            agreeing.end(actor, attended=frozenset(), there=())
        assert not Goal.objects.filter(text="Jag vill cykla själv.").exists()
        assert agreeing.end(actor, share=("support",)).state == "HELD"


def test_minutes_that_name_a_unit_are_not_shown_to_one_that_may_not_know_of_it():
    with acting("welfare") as actor, pytest.raises(Refused, match="får inte veta om alla"):
        agreeing.end(actor, who=("Mia",), share=("bup",))


def test_two_at_once_the_second_sees_what_the_first_said():
    with acting("welfare") as actor:
        late = agreeing.measure("ella/4.1")
        actions.mark_done(actor, measure=agreeing.measure("ella/4.1"), result="Klar", version=1)
        with pytest.raises(Refused, match="Någon har ändrat"):
            agreeing.end(actor, going=(Going(late, "OPEN", "Inte än", late.due_on, 1),))


def _booked(actor, of, kind="JOINT", guest=""):
    with pen():
        meeting = Meeting(
            case_id=town.case(of), unit_id=actor.unit, kind=kind, starts_at=now(), ends_at=now() + timedelta(hours=1),
            booked_at=now(), booked_by_id=actor.membership,
        )  # fmt: skip
        meeting.save()
        if guest:
            Invitation(
                meeting=meeting, case_id=meeting.case_id, unit_id=actor.unit, membership_id=town.seat(guest),
                guest_unit_id=ids.of("unit", guest),
            ).save()  # fmt: skip
    return meeting.pk


def test_a_line_of_law_is_for_its_record_and_not_for_the_plan():
    ella, clinic = town.case("ella"), Unit.objects.get(pk=ids.of("unit", "bup"))
    with acting("bup"):
        assert Plan.objects.filter(case=ella).exists()
    with acting("welfare") as leila:
        consent = Consent.objects.get(pk=ids.of("consent", "ella"))
        withdraw(leila, consent=consent, about_unit=clinic, kind=Kind.AGREED, told_by="Karin")
        agreed = write_and_share(
            leila, new_id=uuid4(), case=Case.objects.get(pk=ella), kind=Kind.AGREED, text="Vi ses på måndag.",
            source="", happened_at=now(), by_phone=False, units=[],
        )  # fmt: skip
        share_by_law(
            leila, record=agreed, to_unit=clinic, purpose="SUPPORT", basis="GENERAL_CLAUSE",
            weighing="De behöver uppenbart veta det.",
        )  # fmt: skip

    with acting("bup"):
        assert Record.objects.filter(pk=agreed.pk).exists()
        assert not Plan.objects.filter(case=ella).exists()
