"""A new mark works at once and whole: the child and the family are masked, and nothing that leads to them stays."""

import re
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import now

from access import guest, outbox
from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from access.models import Outbox, Trail
from access.task import robots
from cases import actions, queries
from cases.models import Case, Child, Concern, ProtectedName, Relative
from coordination import actions as deeds
from coordination import queries as pages
from coordination.models import Address, Meeting
from tests.accounts import signed_in
from tests.cases.test_family import HODAN
from tests.coordination.bookings import HELD, at, booked, invitation
from tests.town import seat

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
