"""Sharing by law, without consent: a decision with its reason, a line for one record and one receiver, nothing more."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils.timezone import now

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from access.models import Trail
from agencies.models import Unit
from cases.kinds import Kind
from cases.models import Case, Record
from consent import actions, queries
from consent.models import Disclosure, Grant, ShareDecision
from consent.models.by_law import NEVER_CARRIED, NEVER_KEPT
from consent.rulebook import ALIKE, rules
from tests import town
from tests.accounts import signed_in

pytestmark = pytest.mark.django_db
SOCIAL = "Stöd till barn och familj"
WHY = "Ella behöver samma stöd hemma som hos oss, och det brådskar."


def unit(name):
    return Unit.objects.select_related("agency").get(name=name)


@pytest.fixture
def erik(db):
    with acting_as(town.seat("bup")) as actor:
        yield actor


@pytest.fixture
def note(erik):
    """A note of the clinic's that no consent lets be shown to the social services."""
    case = Case.objects.get(pk=town.case("ella"))
    return actions.write_and_share(
        erik, new_id=uuid4(), case=case, kind=Kind.CARE, text="Vi har börjat en behandling.", source="",
        happened_at=now(), by_phone=False, units=[],
    )  # fmt: skip


def share(actor, note, **other):
    words = {"to_unit": unit(SOCIAL), "purpose": "SUPPORT", "basis": "CARE_HEALTH", "weighing": WHY} | other
    return actions.share_by_law(actor, record=note, **words)


def sees(key, record):
    with acting_as(town.seat(key)):
        return Record.objects.filter(pk=record.pk).exists()


def test_the_receiver_sees_the_note_and_the_section_and_never_the_weighing(erik, note):
    decision = share(erik, note)

    assert decision.section == "OSL 25:12"
    assert decision.rules == rules().version
    with acting_as(town.seat("social")) as maria:
        shown = Record.objects.get(pk=note.pk)
        (act,) = Disclosure.objects.filter(record=shown, to_unit=maria.unit)
        assert (act.grant.basis, act.grant.section, act.unit.name) == ("DUTY", "OSL 25:12", "BUP Sjöviken")
        assert not ShareDecision.objects.exists()


def test_the_line_is_for_that_note_and_that_receiver_alone(erik, note):
    share(erik, note)
    other = actions.write_and_share(
        erik, new_id=uuid4(), case=note.case, kind=Kind.CARE, text="Något annat.", source="", happened_at=now(),
        by_phone=False, units=[],
    )  # fmt: skip

    with pytest.raises(Refused, match="Samtycket låter er inte"):
        actions.disclose(erik, record=other, units=[unit(SOCIAL)])

    assert not sees("teacher", note)
    assert not sees("social", other)


def test_the_database_lets_no_other_note_through_the_line_nor_a_line_without_its_decision(erik, note):
    line = share(erik, note).grant
    other = Record.objects.filter(case=note.case, unit=erik.unit).exclude(pk=note.pk).first()
    signed = {"case": note.case, "unit_id": erik.unit, "disclosed_by_id": erik.membership, "disclosed_at": now()}

    with pytest.raises(ProgrammingError, match="row-level security"), pen(), transaction.atomic():
        Disclosure(record=other, grant=line, to_unit=unit(SOCIAL), **signed).save()
    with pytest.raises(ProgrammingError, match="row-level security"), pen(), transaction.atomic():
        Grant(
            case=note.case, from_unit_id=erik.unit, to_unit=unit("Björkskolan"), kind=note.kind, basis="DUTY",
            section="OSL 25:12", record=note, decision=line.decision, starts_at=now(), decided_by_id=erik.membership,
        ).save()  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("weighing", "kort"),
        ("weighing", " " * 20),
        ("weighing", "x" * 1001),
        ("section", ""),
        ("basis", "CONCERN"),
        ("basis", "INQUIRY"),
        ("purpose", "FEEDBACK"),
        ("purpose", "PROTECT"),
    ],
)
def test_the_database_keeps_no_decision_without_weight_and_none_of_a_report(erik, note, column, value):
    decision = share(erik, note)
    words = {name: getattr(decision, name) for name in ("purpose", "basis", "section", "rules", "weighing")}

    with pytest.raises(IntegrityError), pen(), transaction.atomic():
        ShareDecision(
            case=note.case, unit_id=erik.unit, record=note, to_unit=unit(SOCIAL), decided_at=now(),
            decided_by_id=erik.membership, **(words | {column: value}),
        ).save()  # fmt: skip


def test_what_is_never_carried_is_what_the_rules_put_outside():
    outside = {basis.code for basis in rules().bases if basis.outside}

    assert outside | set(ALIKE) == set(NEVER_CARRIED)
    kept = {purpose for basis in rules().bases if not basis.outside for purpose in basis.purposes}
    assert "INQUIRY" in NEVER_KEPT and "PREVENT_CRIME" in kept - set(NEVER_KEPT)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"basis": "GENERAL_CLAUSE"}, "gäller inte för er"),
        ({"basis": "CONCERN"}, "gäller inte för er"),
        ({"basis": "CONSENT"}, "gäller inte för er"),
        ({"basis": "CARE_HEALTH_ADULT"}, "gäller inte för er"),
        ({"basis": ""}, "Välj vilket stöd"),
        ({"purpose": ""}, "Välj varför"),
        ({"purpose": "PROTECT"}, "Välj varför"),
        ({"weighing": "  kort  "}, "En mening räcker"),
        ({"weighing": "x" * 1001}, "högst 1000 tecken"),
        ({"to_unit": None}, "Välj vem"),
    ],
)
def test_a_share_that_does_not_fit_is_refused_and_nothing_is_done(erik, note, other, sentence):
    with pytest.raises(Refused, match=sentence):
        share(erik, note, **other)

    assert not ShareDecision.objects.exists()
    assert not Disclosure.objects.filter(record=note).exists()


@pytest.mark.parametrize("name", ["Fritidsgården Sjömärket", "Lokalpolisområde Sjöviken", "BVC Strandkanten"])
def test_nothing_goes_to_a_unit_that_is_not_around_the_child(erik, note, name):
    to = Unit.objects.filter(name=name).first() or Unit.objects.filter(agency__regime="POLICE").first()

    with pytest.raises(Refused, match="Ring dem i stället"):
        share(erik, note, to_unit=to)


def test_what_the_consent_lets_be_told_is_told_by_it(erik, note):
    agreed = actions.write_and_share(
        erik, new_id=uuid4(), case=note.case, kind=Kind.AGREED, text="Vi ses varje måndag.", source="",
        happened_at=now(), by_phone=False, units=[],
    )  # fmt: skip

    with pytest.raises(Refused, match="Samtycket räcker"):
        share(erik, agreed, to_unit=unit("Elevhälsan Björkskolan"), basis="NO_HARM")


def test_what_the_family_answered_is_never_shared(erik, note):
    with acting_as(town.seat("welfare")) as leila:
        answered = Record.objects.filter(kind=Kind.ANSWER, unit=leila.unit, case=town.case("ella")).first()
        with pytest.raises(Refused, match="stannar hos er"):
            share(leila, answered, basis="NO_HARM")


def test_nothing_of_a_protected_child_is_shared_so(db):
    with acting_as(town.seat("coordinator")) as actor:
        case = Case.objects.filter(child__protected_code__gt="", closed_at=None).first()
        own = case and Record.objects.filter(case=case, unit=actor.unit).first()
        if own:
            with pytest.raises(Refused, match="skyddade personuppgifter"):
                share(actor, own)


def test_a_correction_goes_on_by_the_same_decision(erik, note):
    first = share(erik, note)

    newer = actions.correct_and_share(
        erik, record=note, kind=note.kind, text="Vi börjar på måndag.", source="", happened_at=note.happened_at,
        units=[unit(SOCIAL)],
    )  # fmt: skip

    assert sees("social", newer)
    carried = ShareDecision.objects.get(record=newer)
    assert (carried.follows_id, carried.weighing, carried.section) == (first.pk, WHY, first.section)


def test_a_correction_that_is_left_out_stays_in_the_team(erik, note):
    share(erik, note)

    newer = actions.correct_and_share(
        erik, record=note, kind=note.kind, text="På måndag.", source="", happened_at=note.happened_at, units=[]
    )

    assert sees("social", note)
    assert not sees("social", newer)


def test_when_the_rule_no_longer_holds_the_correction_stays_and_the_page_says_so(client, erik, note, monkeypatch):
    share(erik, note)
    monkeypatch.setattr("consent.queries.by_law.offered_bases", lambda *asked: ())

    page = queries.mending(erik, note.case.reference, note.pk)

    assert page.lost == [(SOCIAL, "stödet i lag gäller inte längre")]


# --- the page ---


def path(note):
    return f"/cases/K-0042/notes/{note.pk}/law/"


def test_the_page_offers_only_what_fits(client, erik, note):
    signed_in(client, "bup")

    html = client.get(path(note), {"to": str(unit(SOCIAL).pk), "purpose": "SUPPORT"}).content.decode()

    assert "OSL 25:12" in html
    for code in ("GENERAL_CLAUSE", "CONCERN", "CARE_HEALTH_ADULT", "CARE_SOCIAL"):
        assert f'value="{code}"' not in html
    assert "En orosanmälan går aldrig genom Kring" in html


def test_shared_from_the_page_and_read_with_its_reason(client, erik, note):
    signed_in(client, "bup")
    words = {"to": str(unit(SOCIAL).pk), "purpose": "SUPPORT", "basis": "CARE_HEALTH", "weighing": WHY}

    answer = client.post(path(note), words, follow=True)

    assert WHY in answer.content.decode()
    signed_in(client, "social")
    html = client.get("/cases/K-0042/timeline/").content.decode()
    assert "Vi har börjat en behandling." in html
    assert "OSL 25:12" in html
    assert WHY not in html


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"weighing": ""}, "En mening räcker"), ({"basis": "CONCERN"}, "gäller inte för er"), ({"to": "x"}, "Välj vem")],
)
def test_a_refused_attempt_is_told_and_leaves_its_line(client, erik, note, wrong, sentence):
    signed_in(client, "bup")
    words = {"to": str(unit(SOCIAL).pk), "purpose": "SUPPORT", "basis": "CARE_HEALTH", "weighing": WHY} | wrong

    answer = client.post(path(note), words)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with acting_as(town.seat("bup")), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kring.roles', 'LOG_REVIEWER', true)")  # a refusal is for the reviewer alone
        assert Trail.objects.filter(verb="REFUSED", name="consent.share_by_law").exists()


def test_another_units_note_is_shared_by_nobody_else(client, erik, note):
    share(erik, note)
    with acting_as(town.seat("social")) as maria:
        with pytest.raises(Refused, match="Bara den enhet som har skrivit"):
            share(maria, Record.objects.get(pk=note.pk), to_unit=unit("Björkskolan"))


def test_a_correction_asks_for_what_the_journal_has_of_the_text_before(client, erik, note):
    share(erik, note)
    with acting_as(town.seat("social")) as maria:
        actions.copy_to_journal(maria, record=Record.objects.get(pk=note.pk), number="S-17")
    with acting_as(town.seat("bup")) as again:
        actions.correct_and_share(
            again, record=Record.objects.get(pk=note.pk), kind=note.kind, text="Vi börjar på måndag.", source="",
            happened_at=note.happened_at, units=[unit(SOCIAL)],
        )  # fmt: skip

    signed_in(client, "social")
    html = client.get("/cases/K-0042/timeline/").content.decode()

    assert "Vi börjar på måndag." in html
    assert "nr S-17. Ta in rättelsen också." in html
    assert "Ni ser texten från" in html
