"""A draft that waits: its writer is reminded once, after fourteen days it is gone, and no robot reads it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import now

from access import queries, tasks
from access.actor import acting_as
from access.guarded import pen
from access.models import Draft
from access.task import robots
from tests.town import ids, seat

pytestmark = pytest.mark.django_db


def draft(days, who="teacher", **more):
    moment = now() - timedelta(days=days)
    worker = ids.of("worker", who)
    with acting_as(seat(who)), pen():
        kept = Draft(worker=worker, membership=seat(who), form=f"form-{days}", fields={"what": ["Ett hemligt ord"]},
                     began_at=moment, saved_at=moment, **more)  # fmt: skip
        kept.save()
    return kept


def own(who="teacher"):
    with acting_as(seat(who)):
        return {kept.form: kept.reminded_at for kept in Draft.objects.filter(form__startswith="form-")}


def test_an_old_draft_is_reminded_of_once_and_a_very_old_one_is_gone():
    draft(2)
    draft(4)
    draft(5)
    draft(15, who="bup")
    tasks.sweep_drafts()
    tasks.sweep_drafts()
    assert [sent.to for sent in mail.outbox] == [["anna.berg@sjoviken.example"]]
    assert mail.outbox[0].subject == "Du har ett utkast i Kring"
    assert "hemligt" not in mail.outbox[0].body
    kept = own()
    assert (kept["form-2"], bool(kept["form-4"]), bool(kept["form-5"])) == (None, True, True)
    assert own("bup") == {}


def test_a_unit_of_its_own_tidies_its_own():
    draft(15)
    tasks.tidy_drafts(str(ids.of("membership", "robot@bup")))
    assert "form-15" in own()


def test_a_robot_reads_no_draft_and_a_colleague_knows_of_none():
    draft(15)
    (school,) = robots(ids.of("unit", "school"))
    with acting_as(school) as robot:
        assert not Draft.objects.exists()
        assert [stale.is_over for stale in queries.stale_drafts(robot)] == [True]
    with acting_as(seat("unit_manager", "school")) as manager:
        assert queries.stale_drafts(manager) == []


def test_a_robot_changes_nothing_in_a_draft_but_the_reminder():
    kept = draft(4)
    (school,) = robots(ids.of("unit", "school"))
    with acting_as(school), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE access_draft SET fields = '{}'")
    assert kept.form in own()


def test_sessions_that_have_run_out_are_cleared():
    Session(session_key="over", session_data="", expire_date=now() - timedelta(hours=1)).save()
    Session(session_key="open", session_data="", expire_date=now() + timedelta(hours=1)).save()
    tasks.clear_sessions()
    assert [session.session_key for session in Session.objects.all()] == ["open"]
