"""Whose eyes one looks with: Leila at Björkskolan, who leads the work around Ella, and a note of hers."""

from uuid import uuid4

import pytest
from django.utils.timezone import now

from access.actor import acting_as
from cases.kinds import Kind
from cases.models import Case
from consent import actions
from tests import town


@pytest.fixture
def leila(db):
    with acting_as(town.seat("welfare")) as actor:
        yield actor


@pytest.fixture
def note(leila):
    return actions.write_and_share(
        leila, new_id=uuid4(), case=Case.objects.get(pk=town.case("ella")), kind=Kind.SCHOOL_DAY, text="En lugn dag.",
        source="", happened_at=now(), by_phone=False, units=[],
    )  # fmt: skip
