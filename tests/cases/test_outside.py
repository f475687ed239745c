"""A signal about a protected child is taken away, for good: the team acts outside Kring and tells the writer."""

import pytest
from django.db import DatabaseError, transaction

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from access.models import Trail
from cases import actions, queries
from cases.models import Concern
from tests.accounts import signed_in
from tests.cases.people import signal
from tests.town import seat

pytestmark = pytest.mark.django_db
SEEN = "Hon stannar vid dörren på rasterna."


def test_the_stop_page_offers_it_and_nothing_is_left(client):
    pk = signal()
    signed_in(client, "welfare")
    stopped = client.post(f"/signals/{pk}/", {"protected": "YES"}).content.decode()
    assert "Ta bort signalen ur Kring" in stopped

    assert client.post(f"/signals/{pk}/outside/").status_code == 302

    assert client.get(f"/signals/{pk}/").status_code == 404
    assert "Vera Lind" not in client.get("/signals/").content.decode()
    with acting_as(seat("welfare")) as leila:
        left = Concern.objects.get(pk=pk)
        assert (left.child_name, left.seen, left.outside_by_id) == ("", "", leila.membership)
    with acting_as(seat("log_reviewer")):
        assert Trail.objects.filter(name="cases.set_outside", membership=seat("welfare")).exists()


def test_the_writer_is_told_that_the_team_deals_with_it(client):
    pk = signal()
    with acting_as(seat("welfare")) as leila:
        actions.set_outside(leila, concern=queries.concern(leila, pk))
    signed_in(client, "teacher")

    page, day = (client.get(path).content.decode() for path in (f"/concerns/{pk}/", "/"))

    assert "hanterar det utanför Kring" in page and SEEN not in page and "Vera" not in page
    assert "Hanteras utanför Kring" in day


def test_only_the_intake_and_only_before_a_case_carries_it():
    pk = signal()
    with acting_as(seat("teacher")) as anna, pytest.raises(Refused, match="inte ställd till er"):
        actions.set_outside(anna, concern=Concern.objects.get(pk=pk))
    with acting_as(seat("welfare")) as leila:
        carried = Concern.objects.filter(unit=leila.unit, taken_at__isnull=False).first()
        with pytest.raises(Refused, match="redan mottagen"):
            actions.set_outside(leila, concern=carried)


def test_what_somebody_wrote_is_not_rewritten():
    pk = signal()
    with acting_as(seat("welfare")), pen(), transaction.atomic(), pytest.raises(DatabaseError, match="not rewritten"):
        Concern.objects.filter(pk=pk).update(seen="Något annat.")
