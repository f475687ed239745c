"""A draft is its writer's alone, in that unit, until it is sent or thrown away."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.timezone import now

from access import actions, policies, queries, trail
from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from access.models import Draft
from tests.town import ids, seat

pytestmark = pytest.mark.django_db


def keep(key, unit="", **fields):
    with acting_as(seat(key, unit)) as actor:
        return actions.keep_draft(actor, form="test", subject="", fields=fields or {"text": ["Hon log"]})


def mine(key, unit=""):
    with acting_as(seat(key, unit)) as actor:
        return queries.draft(actor, "test")


def test_the_latest_wins():
    first = keep("teacher")
    again = keep("teacher", text=["Hon log igen"])
    assert (first.pk, again.pk) == (again.pk, first.pk)
    assert mine("teacher").fields == {"text": ["Hon log igen"]}


def test_nobody_else_has_it_not_even_oneself_in_another_unit():
    keep("stand_in")
    assert mine("stand_in") and mine("stand_in", "welfare") is None
    for other in ("teacher", "unit_manager", "access_admin", "log_reviewer"):
        with acting_as(seat(other)):
            assert not Draft.objects.filter(form="test").exists()


def test_a_stand_in_has_no_draft_of_the_absent_ones():
    from tests.access.test_actor import stand_in

    keep("welfare")
    stand_in(seat("welfare"), seat("stand_in", "welfare"))
    assert mine("stand_in", "welfare") is None


def test_it_is_begun_once_and_forgotten_when_it_is_sent():
    with acting_as(seat("teacher")) as anna, pen():
        actions.begin_draft(anna, "test")
        begun = queries.draft(anna, "test")
        actions.begin_draft(anna, "test")
        assert queries.draft(anna, "test") == begun and begun.fields == {}
        actions.forget_draft(anna, "test")
        actions.forget_draft(anna, "test")
        assert queries.draft(anna, "test") is None


def test_only_its_writer_throws_it_away():
    kept = keep("teacher")
    with acting_as(seat("welfare")) as leila:
        verdict = policies.may_discard_draft(leila, draft=kept)
        assert not verdict and "den som skrev" in verdict.reason
    with acting_as(seat("teacher")) as anna:
        actions.discard_draft(anna, draft=kept)
    assert mine("teacher") is None


def test_what_is_too_long_is_refused_and_what_was_stays():
    keep("teacher")
    with pytest.raises(Refused, match="för lång"):
        keep("teacher", text=["x" * 2_000_001])
    assert mine("teacher").fields == {"text": ["Hon log"]}


# --- what the fence refuses, whoever asks ---


def test_no_draft_in_anothers_name():
    with acting_as(seat("teacher")), pen():
        for worker, membership in (("welfare", "welfare"), ("teacher", "welfare"), ("welfare", "teacher")):
            forged = Draft(
                worker=ids.of("worker", worker), membership=seat(membership), form="x", began_at=now(), saved_at=now()
            )
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                forged.save()


def test_a_draft_changes_no_hands():
    kept = keep("teacher")
    for column in ("worker", "membership", "form", "subject"):
        with (
            acting_as(seat("teacher")),
            pen(),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
        ):
            Draft.objects.filter(pk=kept.pk).update(**{column: seat("welfare")})


def test_there_is_one_for_each_form_and_subject():
    keep("teacher")
    with acting_as(seat("teacher")) as anna, pen(), pytest.raises(IntegrityError), transaction.atomic():
        Draft(worker=anna.worker, membership=anna.membership, form="test", began_at=now(), saved_at=now()).save()


def test_nothing_seen_is_no_line():
    with acting_as(seat("teacher")) as anna:
        trail.write(anna, [])
