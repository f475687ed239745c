"""A letter that is a key goes to its own door: nobody posts another's to an address of their own."""

import pytest
from django.core import mail
from django.db import DatabaseError, transaction

from access import actions, outbox, queries
from access.actor import acting_as
from access.guarded import pen
from access.models import Outbox
from agencies.models import Worker
from tests.town import ids, seat

pytestmark = pytest.mark.django_db


def robot(unit):
    return ids.of("membership", f"robot@{unit}")


def write(key, **letter):
    with acting_as(seat(key)) as actor, pen():
        return outbox.post(actor, **letter)


def send(unit):
    """What the unit's robot sends now, and how the letter stands afterwards."""
    with acting_as(robot(unit)) as kring:
        letter = queries.next_letter(kring)
        actions.send_letter(kring, letter=letter)
        return Outbox.objects.get(pk=letter.pk)


@pytest.fixture(autouse=True)
def nobody_wakes(monkeypatch):
    monkeypatch.setattr(outbox, "wake", lambda unit: None)


def test_the_link_to_a_password_goes_to_its_worker_alone():
    with acting_as(seat("teacher")):
        leila = Worker.objects.get(pk=ids.of("worker", "welfare"))
    write("teacher", to="somebody@elsewhere.example", template="password", fields={"worker": str(leila.pk)})
    assert send("school").state == Outbox.State.WAITING
    assert mail.outbox == []
    write("teacher", to=leila.email, template="password", fields={"worker": str(leila.pk)})
    with acting_as(robot("school")) as kring, pen():
        Outbox.objects.filter(to="somebody@elsewhere.example").update(state=Outbox.State.STOPPED)
        assert queries.next_letter(kring).to == leila.email
    assert send("school").state == Outbox.State.SENT
    assert [one.to for one in mail.outbox] == [[leila.email]]


def test_a_guests_link_is_sent_by_the_unit_that_invites(behind_the_fence):
    theirs, unit = behind_the_fence.execute("SELECT id, unit_id FROM coordination_invitation LIMIT 1").fetchone()
    assert unit != ids.of("unit", "police")
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        write("police", to="me@police.example", template="draft", fields={"guest": [str(theirs), 1]})
