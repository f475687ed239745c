"""The right to protected names is given for a reason and until a day, never to oneself, and ends by itself."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate, now

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from access.models import Trail
from agencies import actions
from agencies.models import Membership, ProtectedRight
from cases.models import ProtectedName
from tests.accounts import signed_in
from tests.agencies.pages import text
from tests.town import ids, seat

pytestmark = pytest.mark.django_db
WHY = "Tar emot barn med skyddade personuppgifter."


@pytest.fixture
def tove(db):
    with acting_as(seat("access_admin")) as actor:
        yield actor


def held(key, unit=""):
    return Membership.objects.select_related("unit").get(pk=seat(key, unit))


def give(actor, key="stand_in", unit="welfare", **more):
    words = {"membership": held(key, unit), "reason": WHY, "ends_at": now() + timedelta(days=90)} | more
    return actions.give_protected_right(actor, **words)


def sees(key, unit="") -> bool:
    with acting_as(seat(key, unit)) as actor:
        return actor.has("PROTECTED")


def test_it_holds_from_the_next_transaction_and_the_log_says_who_gave_it(tove):
    assert not sees("stand_in", "welfare")

    right = give(tove)

    assert sees("stand_in", "welfare") and not sees("stand_in")
    assert (right.reason, right.given_by_id) == (WHY, tove.membership)
    line = Trail.objects.get(name="agencies.give_protected_right")
    assert right.pk in line.subjects and line.worker == tove.worker


def test_who_had_it_sees_the_name_until_its_end_and_not_a_second_longer(db):
    """In the middle of a transaction too: the end is the fence's, and no job's."""
    with acting_as(seat("welfare")) as leila, pen():
        assert leila.has("PROTECTED") and ProtectedName.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('kring.protected_until', (clock_timestamp())::text, true)")
        assert not ProtectedName.objects.exists()


def test_it_is_ended_at_once(tove):
    right = ProtectedRight.objects.get(membership=seat("welfare"))

    actions.end_protected_right(tove, right=right)

    assert not sees("welfare")
    with acting_as(seat("welfare")):
        assert not ProtectedName.objects.exists()
    with pytest.raises(Refused, match="redan slutat"):
        actions.end_protected_right(tove, right=right)


def test_a_new_one_takes_the_place_of_the_one_that_runs_and_both_are_kept(tove):
    first = give(tove)

    second = give(tove, ends_at=now() + timedelta(days=10))

    running = ProtectedRight.objects.filter(membership=seat("stand_in", "welfare"), ends_at__gt=now())
    assert list(running) == [second]
    assert ProtectedRight.objects.filter(pk=first.pk).exists()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"reason": " kort "}, "Skriv varför"),
        ({"ends_at": now() - timedelta(days=1)}, "högst tolv månader"),
        ({"ends_at": now() + timedelta(days=500)}, "högst tolv månader"),
        ({"key": "access_admin", "unit": ""}, "åt sig själv"),
        ({"key": "bup", "unit": ""}, "annan organisation"),
        ({"key": "unit_manager", "unit": "welfare"}, "Ge först en roll"),
    ],
)
def test_what_cannot_be_given_is_refused_with_why(tove, changed, why):
    with pytest.raises(Refused, match=why):
        give(tove, **changed)


def test_only_the_agencys_administrator_gives_or_ends_it(db):
    with acting_as(seat("unit_manager")) as per:
        with pytest.raises(Refused, match="behörighetsadministratör"):
            give(per)
        assert not ProtectedRight.objects.exists()
    with acting_as(seat("welfare")) as leila:
        own = ProtectedRight.objects.get()
        with pytest.raises(Refused, match="behörighetsadministratör"):
            actions.end_protected_right(leila, right=own)


def right(**more):
    given = {
        "membership_id": seat("stand_in", "welfare"), "unit_id": ids.of("unit", "welfare"), "reason": WHY,
        "given_at": now(), "given_by_id": seat("access_admin"), "ends_at": now() + timedelta(days=90),
    }  # fmt: skip
    return ProtectedRight(**given | more)


@pytest.mark.parametrize(
    "wrong",
    [
        {"membership_id": seat("access_admin"), "unit_id": ids.of("unit", "administration")},
        {"membership_id": seat("bup"), "unit_id": ids.of("unit", "bup")},
        {"unit_id": ids.of("unit", "school")},
        {"given_at": now() - timedelta(days=2)},
        {"given_by_id": seat("unit_manager", "welfare")},
        {"ends_at": now() + timedelta(days=400)},
        {"reason": "x"},
    ],
)
def test_the_database_gives_none_otherwise(tove, wrong):
    with pen(), pytest.raises(DatabaseError), transaction.atomic():
        right(**wrong).save()
    with pen(), transaction.atomic():
        right().save()


def test_the_database_prolongs_none_and_no_role_holds_it(tove):
    running = ProtectedRight.objects.filter(membership=seat("welfare"))
    for days in (300, -300):
        with pen(), pytest.raises(DatabaseError), transaction.atomic():
            running.update(ends_at=now() + timedelta(days=days))
    with pen(), pytest.raises(DatabaseError), transaction.atomic():
        Membership.objects.filter(pk=seat("welfare")).update(roles=["CASEWORKER", "PROTECTED"])


def test_the_reason_is_read_by_who_gives_and_reviews_and_by_whose_it_is(db):
    for key, number in (("access_admin", 1), ("log_reviewer", 1), ("welfare", 1), ("unit_manager", 0), ("bup", 0)):
        with acting_as(seat(key)):
            assert ProtectedRight.objects.count() == number, key


def test_from_the_list_to_the_right_and_back(client):
    signed_in(client, "access_admin")
    listed = text(client.get("/people/"))
    assert "Får se skyddade namn" in listed and "med skydd i elevhälsan" in listed
    page = f"/assignments/{seat('stand_in', 'welfare')}/protected/"
    person = f"/people/{ids.of('worker', 'stand_in')}/"
    assert page in client.get(person).content.decode()

    assert client.post(page, {"reason": ""}).status_code == 422
    given = client.post(page, {"reason": WHY, "ends_on": localdate() + timedelta(days=60)}, follow=True)

    assert "får se skyddade namn från nästa klick" in text(given) and WHY in text(given)
    with acting_as(seat("access_admin")):
        pk = ProtectedRight.objects.get(membership=seat("stand_in", "welfare")).pk
    assert "tillbakatagen" in text(client.post(f"/protected-rights/{pk}/end/", follow=True))
    assert WHY not in text(client.get(person))
    assert "Gav rätt att se skyddade namn" in text(client.get("/people/changes/"))
    signed_in(client, "unit_manager")
    assert client.get(page).status_code == client.post(f"/protected-rights/{pk}/end/").status_code == 404
