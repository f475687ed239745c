"""A new mark works at once and whole: the child and the family are masked, and nothing that leads to them stays."""

import re
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import now

from access import guest, outbox
from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from access.models import Outbox, Trail
from access.task import robots
from agencies.models import Membership
from cases import actions, queries
from cases.models import Case, Child, Concern, Handover, ProtectedName, Record, Relative
from consent import actions as consent_actions
from coordination import actions as deeds
from coordination import queries as pages
from coordination.models import Address, Invitation, Meeting
from tests.accounts import signed_in
from tests.cases.test_family import HODAN
from tests.coordination.bookings import HELD, at, booked, invitation
from tests.town import case, seat

pytestmark = pytest.mark.django_db
PAGE = "/cases/K-0042/protect/"
NAMES = ("Ella", "Öberg", "Karin", "Jonas")


def mark(key="welfare", reference="K-0042"):
    with acting_as(seat(key)) as actor:
        of = queries.case(actor, reference)
        return actions.protect_child(actor, case=of, child=of.child)


def shown(client, key, path):
    return signed_in(client, key).get(path).content.decode()


def test_the_page_asks_first_and_everybody_s_next_page_is_masked(client):
    for key in ("welfare", "social", "bup", "teacher"):
        assert "Ella" in shown(client, key, "/cases/K-0042/"), key
    signed_in(client, "welfare")
    asked = client.get(PAGE).content.decode()
    assert "Fråga om barnet ska finnas i Kring" in asked
    assert client.post(PAGE, {"asked": ""}).status_code == 422

    assert client.post(PAGE, {"asked": "on"}).status_code == 302

    family = client.get("/cases/K-0042/family/").content.decode()
    assert not [name for name in NAMES if name in family] and "Skyddad person, S-" in family
    assert "070-" not in family.split("<main", 1)[1] and "@" not in family.split("<main", 1)[1]
    for key in ("welfare", "social", "bup", "teacher"):
        signed_in(client, key)
        for path in ("/children/", "/cases/K-0042/family/"):
            page = client.get(path).content.decode()
            assert "Ella" not in page and "Öberg" not in page, (key, path)
    assert "K-0042" not in signed_in(client, "bup").post("/search/", {"q": "Ella"}).content.decode()


def test_the_names_go_to_the_few_and_nothing_else_stays(client):
    before = mark()

    with acting_as(seat("welfare")) as leila:
        child = Child.objects.get(pk=before.pk)
        assert child.protected_at and (child.given_name, child.identity_number, child.school_class) == ("", None, "")
        assert {(one.phone, one.email, one.reach) for one in Relative.objects.filter(child=child)} == {("", "", "")}
        apart = ProtectedName.objects.get(child=child)
        assert apart.given_name == "Ella" and "Vårdnadshavare 1 (skyddad): Jonas" in apart.others
        assert Trail.objects.filter(name="cases.protect_child", worker=leila.worker).count() == 1
    assert mark().protected_code == before.protected_code  # marked twice it is marked once
    for key, reads in {"social": True, "bup": False, "teacher": False}.items():  # Maria has the right, the others not
        with acting_as(seat(key)):
            assert ProtectedName.objects.filter(child=before.pk).exists() is reads


def test_only_who_works_on_the_child_in_the_unit_that_began(db):
    with acting_as(seat("bup")) as erik:
        of = queries.case(erik, "K-0042")
        with pytest.raises(Refused, match="Säg genast till"):
            actions.protect_child(erik, case=of, child=of.child)
    with acting_as(seat("unit_manager", "welfare")) as per:
        of = queries.case(per, "K-0042")
        with pytest.raises(Refused, match="arbetar med barnet"):
            actions.protect_child(per, case=of, child=of.child)


def test_the_database_keeps_nothing_that_leads_to_the_family(db):
    pk = booked()
    mark()
    with acting_as(seat("welfare")) as leila, pen():
        of = queries.case(leila, "K-0042")
        karin = Relative.objects.filter(child=of.child_id).first()
        for what in ({"phone": "070-174 06 50"}, {"email": "a@b.example"}, {"reach": "Storgatan 1"}, {"name": "Karin"}):
            with pytest.raises(DatabaseError, match="known or reached"), transaction.atomic():
                Relative.objects.filter(pk=karin.pk).update(**what)
        with pytest.raises(DatabaseError, match="known or reached"), transaction.atomic():
            Relative(pk=uuid4(), child_id=of.child_id, unit_id=leila.unit, **HODAN).save()
        with pytest.raises(DatabaseError, match="leads to"), transaction.atomic():
            Meeting.objects.filter(pk=pk).update(place="Storgatan 1")
        with pytest.raises(DatabaseError, match="leads to"), transaction.atomic():
            Address.objects.filter(case=of).update(email="karin@post.example")
        assert set(Address.objects.filter(case=of).values_list("email", flat=True)) <= {""}
        with pytest.raises(DatabaseError, match="stands"), transaction.atomic():
            Child.objects.filter(pk=of.child_id).update(protected_code="")


def test_links_die_and_letters_that_wait_are_not_sent(client, monkeypatch, mailoutbox):
    monkeypatch.setattr(outbox, "wake", lambda unit: None)  # the letters wait
    pk = booked()
    with acting_as(seat("welfare")) as leila:
        karin = invitation(pk, "Karin Öberg")
        robot = robots(leila.unit)[0]
    link = guest.path(karin.pk, karin.serial)
    assert client.get(link).status_code == 200

    mark()

    assert client.get(link).status_code == 404
    with acting_as(seat("welfare")):
        there = type(karin).objects.get(pk=karin.pk)
        assert there.via == "TOLD" and "Karin" not in there.name
        assert there.meeting.place == ""
    with acting_as(robot), pen():
        waiting = [one for one in Outbox.objects.filter(state="WAITING") if "guest" in one.fields]
        assert len(waiting) > 3
        for letter in waiting:
            outbox.deliver(letter)
    assert {letter.state for letter in waiting} == {"STOPPED"} and mailoutbox == []


def test_who_has_the_right_reads_the_names_after_a_reason(client):
    mark()
    page = "/cases/K-0042/protected-name/"
    assert signed_in(client, "unit_manager", "welfare").get(page).status_code == 404
    signed_in(client, "welfare")
    assert "Ella" not in client.get(page).content.decode()

    told = client.post(page, {"reason": "Jag skriver ett brev."}).content.decode()

    assert "Ella Öberg" in told and "Karin Öberg" in told


def test_what_somebody_had_begun_to_write_is_refused(client):
    signed_in(client, "welfare")
    form = client.get("/cases/K-0042/family/").context["form"]
    typed = HODAN | {"new_id": form["new_id"].value(), "has_custody": ""}
    mark()

    refused = client.post("/cases/K-0042/family/", typed)

    assert refused.status_code == 422 and "hanteras på papper" in refused.content.decode()
    with acting_as(seat("welfare")):
        assert not Relative.objects.filter(name=HODAN["name"]).exists()


def test_a_meeting_that_is_moved_after_the_mark_mails_nobody(mailoutbox):
    pk = booked()
    mark()
    mailoutbox.clear()
    with acting_as(seat("welfare")) as leila:
        there = Meeting.objects.select_related("case__child").get(pk=pk)
        with pytest.raises(Refused, match="platsen skrivs inte"):
            deeds.change_meeting(leila, meeting=there, **HELD | at(5))
        deeds.change_meeting(leila, meeting=there, **HELD | at(5) | {"place": ""})
        deeds.cancel_meeting(leila, meeting=Meeting.objects.get(pk=pk))
    assert mailoutbox == []


def test_a_signal_keeps_what_was_seen_under_the_mask(client):
    before = {}
    with acting_as(seat("welfare")):
        of = Case.objects.get(reference="K-0042")
        before = {one.pk: one.seen for one in Concern.objects.filter(case=of)}
    mark()
    with acting_as(seat("welfare")), pen():
        after = Concern.objects.filter(case=of)
        assert before and {one.pk: one.seen for one in after} == before
        assert {one.called for one in after} == {Child.objects.get(pk=of.child_id).name}
        with pytest.raises(DatabaseError, match="not rewritten"), transaction.atomic():
            after.update(child_name="Ella")
    for path in ("/", "/concerns/new/"):
        assert "Ella" not in shown(client, "teacher", path)


def test_an_open_page_learns_of_the_mark(client):
    made = int(now().timestamp()) - 10
    signed_in(client, "welfare")
    at = re.search(r"/cases/K-0042/holds/\?at=(\d+)", client.get("/cases/K-0042/family/").content.decode())
    assert 0 <= int(at[1]) - made <= 60
    assert "HX-Redirect" not in client.get(f"/cases/K-0042/holds/?at={made}").headers
    with acting_as(seat("social"), read_only=True) as maria:
        seen = pages.pulse(maria, "K-0042")
    mark()
    with acting_as(seat("social"), read_only=True) as maria:
        assert pages.pulse(maria, "K-0042") != seen
    signed_in(client, "welfare")
    assert "HX-Redirect" in client.get(f"/cases/K-0042/holds/?at={made}").headers
    for later in (made + 60, "x", "9" * 12, ""):
        assert "HX-Redirect" not in client.get(f"/cases/K-0042/holds/?at={later}").headers


def test_who_marks_need_not_lead_and_the_family_s_names_go_from_the_invitations_all_the_same():
    booked()
    with acting_as(seat("welfare")) as leila:
        ella = Case.objects.get(pk=case("ella"))
        colleague = Membership.objects.get(pk=seat("stand_in", "welfare"))
        actions.assign_worker(leila, case=ella, membership=colleague)
    with acting_as(seat("stand_in", "welfare")) as amanda:
        of = queries.case(amanda, "K-0042")
        actions.protect_child(amanda, case=of, child=of.child)
    with acting_as(seat("welfare")):
        family = Invitation.objects.filter(case=case("ella"), relative__isnull=False)
        assert family.exists() and not [one.name for one in family if "(skyddad)" not in one.name]
        assert not Invitation.objects.filter(case=case("ella")).exclude(via="TOLD").exists()


SHIELDED = {
    "a meeting's agenda": "UPDATE coordination_meeting SET place = '', agenda = 'x' WHERE id = %(meeting)s",
    "a meeting's time": "UPDATE coordination_meeting SET ends_at = ends_at + interval '1 hour' WHERE id = %(meeting)s",
    "a meeting's end": "UPDATE coordination_meeting SET state = 'CANCELLED' WHERE id = %(meeting)s",
    "an answer": "UPDATE coordination_invitation SET via = 'TOLD', said = 'NO' WHERE id = %(karins)s",
    "who was there": "UPDATE coordination_invitation SET via = 'TOLD', attended = true WHERE id = %(karins)s",
    "whom one asks": "UPDATE coordination_invitation SET via = 'TOLD', revoked_at = now() WHERE id = %(karins)s",
    "a name": "UPDATE coordination_invitation SET via = 'TOLD', name = 'x' WHERE id = %(karins)s",
}


@pytest.mark.parametrize("what", SHIELDED)
def test_who_marks_and_does_not_lead_blanks_and_changes_nothing_else(what, db):
    pk = booked()
    with acting_as(seat("welfare")) as leila:
        ella = Case.objects.get(pk=case("ella"))
        actions.assign_worker(leila, case=ella, membership=Membership.objects.get(pk=seat("stand_in", "welfare")))
        asked = {"meeting": pk, "karins": invitation(pk, "Karin Öberg").pk}
    with acting_as(seat("stand_in", "welfare")) as amanda, connection.cursor() as cursor:
        of = queries.case(amanda, "K-0042")
        actions.protect_child(amanda, case=of, child=of.child)
        with (
            pytest.raises(DatabaseError, match=r"changes nothing else|name on an invitation stands"),
            transaction.atomic(),
        ):
            cursor.execute(SHIELDED[what], asked)
        cursor.execute(
            "UPDATE coordination_meeting SET place = '', sequence = sequence + 1 WHERE id = %(meeting)s", asked
        )
        assert cursor.rowcount == 1
    with acting_as(seat("welfare")), connection.cursor() as cursor:
        if "name" not in what:  # who leads says it by the same statement
            cursor.execute(SHIELDED[what], asked)
            assert cursor.rowcount == 1


def test_the_mark_does_not_put_off_the_day_one_comes_of_age(behind_the_fence, transactional_db):
    behind_the_fence.execute(
        "UPDATE cases_child SET born_on = current_date - interval '18 years' WHERE id IN"
        " (SELECT child_id FROM cases_case WHERE id = %s)", [case("ella")],
    )  # fmt: skip
    open_to_bup = "SELECT count(*) FROM law.door WHERE case_id = %s"
    with acting_as(seat("bup")), connection.cursor() as cursor:
        cursor.execute(open_to_bup, [case("ella")])
        assert cursor.fetchone() == (0,)
    mark()
    with acting_as(seat("bup")), connection.cursor() as cursor:
        cursor.execute(open_to_bup, [case("ella")])
        assert cursor.fetchone() == (0,)


def test_what_another_units_lead_has_written_of_the_family_is_masked_too():
    """Maria leads now and has written in an aunt; the school, which began the work, marks the child."""
    with acting_as(seat("welfare")) as leila:
        of = queries.case(leila, "K-0042")
        to = Membership.objects.get(pk=seat("social"))
        asked = consent_actions.ask_handover(leila, case=of, to=to, reason="Hon träffar Ella oftast.")
    with acting_as(seat("social")) as maria:
        consent_actions.answer_handover(maria, handover=Handover.objects.get(pk=asked.pk), accepted=True)
        of = queries.case(maria, "K-0042")
        with pen():
            Relative(
                child=of.child, unit_id=maria.unit, name="Zqmoster", relation="OTHER", has_custody=False,
                phone="070-9876123", reach="Zqgatan 5",
            ).save()  # fmt: skip

    mark()

    with acting_as(seat("welfare")) as leila:
        kept = Relative.objects.get(child=of.child_id, unit_id=to.unit_id)
        assert (kept.phone, kept.reach) == ("", "") and kept.name.endswith("(skyddad)")
        with pen(), pytest.raises(DatabaseError), transaction.atomic():
            Relative.objects.filter(pk=kept.pk).update(name="Ny")


def test_what_was_told_by_law_is_no_longer_told_when_the_child_is_marked():
    with acting_as(seat("bup")) as erik:
        note = consent_actions.write_and_share(
            erik, new_id=uuid4(), case=Case.objects.get(pk=case("ella")), kind="CARE", text="En behandling har börjat.",
            source="", happened_at=now(), by_phone=False, units=[],
        )  # fmt: skip
        consent_actions.share_by_law(
            erik, record=note, to_unit=Membership.objects.get(pk=seat("social")).unit, purpose="SUPPORT",
            basis="CARE_HEALTH", weighing="Det brådskar, och familjen behöver stödet nu.",
        )  # fmt: skip

    def told():
        with acting_as(seat("social")):
            return Record.objects.filter(pk=note.pk).exists()

    assert told()
    mark()
    assert not told()
