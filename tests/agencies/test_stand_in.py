"""A stand-in sees and does in the unit what the absent one may, in the own name, and it ends by itself."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate, now

from access.action import Refused
from access.actor import acting_as
from agencies import actions
from agencies.models import Membership, StandIn
from tests.town import PEOPLE, ids, seat

pytestmark = pytest.mark.django_db

MARIA, DANIEL = "social", "family_support"


def held(key, where=""):
    return Membership.objects.get(pk=seat(key, where))


def put(actor, absent=MARIA, stand_in=DANIEL, **changed):
    facts = {
        "new_id": uuid4(),
        "absent": held(absent),
        "stand_in": held(stand_in),
        "starts_at": now() - timedelta(minutes=1),
        "ends_at": now() + timedelta(days=2),
    }
    return actions.set_stand_in(actor, **facts | changed)


@pytest.fixture
def maria(db):
    with acting_as(seat(MARIA)) as actor:
        yield actor


def test_a_worker_sets_one_for_oneself(maria):
    put(maria)

    with acting_as(seat(DANIEL)) as daniel:
        assert daniel.standing_in_for == ("Maria Holm",)
        assert "PROTECTED" not in daniel.roles


def test_who_manages_the_unit_sets_one_for_anybody_in_it(db):
    with acting_as(seat(DANIEL)) as daniel:
        put(daniel, absent=MARIA, stand_in=DANIEL)
        with pytest.raises(Refused, match="i den egna enheten"):
            put(daniel, absent="coordinator", stand_in=DANIEL)


def test_nobody_else_does(db):
    with acting_as(seat("welfare")) as leila:
        with pytest.raises(Refused, match="den som leder enheten"):
            actions.set_stand_in(
                leila,
                new_id=uuid4(),
                absent=held("unit_manager"),
                stand_in=held("welfare"),
                starts_at=now(),
                ends_at=now() + timedelta(days=1),
            )
        with pytest.raises(Refused, match="i den egna enheten"):
            put(leila)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"stand_in": MARIA}, "ersätta sig själv"),
        ({"stand_in": "coordinator"}, "samma enhet"),
    ],
)
def test_only_a_colleague_in_the_unit_stands_in(maria, changed, why):
    with pytest.raises(Refused, match=why):
        put(maria, **changed)


def test_the_days_must_make_sense(maria):
    for days, why in ((-2, "slutar före"), (500, "högst ett år")):
        with pytest.raises(Refused, match=why):
            put(maria, ends_at=now() + timedelta(days=days))
    put(maria)
    with pytest.raises(Refused, match="redan ersättare"):
        put(maria)


def test_a_form_sent_twice_sets_one(maria):
    once = uuid4()

    assert put(maria, new_id=once) == put(maria, new_id=once)
    assert StandIn.objects.filter(absent=seat(MARIA)).count() == 1


def test_it_ends_early_or_never_begins(maria):
    running = actions.end_stand_in(maria, standing=put(maria))
    coming = actions.end_stand_in(
        maria, standing=put(maria, starts_at=now() + timedelta(days=1), ends_at=now() + timedelta(days=2))
    )

    assert max(running.ends_at, coming.ends_at) <= now()
    with acting_as(seat(DANIEL)) as daniel:
        assert daniel.standing_in_for == ()
    with pytest.raises(Refused, match="redan slut"):
        actions.end_stand_in(maria, standing=running)


def test_the_one_who_stands_in_does_not_end_it_for_the_other(db):
    standing = StandIn.objects.get(pk=ids.of("stand-in", "leave"))
    with (
        acting_as(seat("stand_in", "welfare")) as amanda,
        pytest.raises(Refused, match="den som leder enheten"),
    ):
        actions.end_stand_in(amanda, standing=standing)


def test_when_the_absent_ones_seat_ends_there_is_nobody_to_stand_in_for(maria):
    put(maria)
    from access.guarded import pen

    with acting_as(seat("access_admin")), pen():
        assert Membership.objects.filter(pk=seat(MARIA)).update(ends_at=now()) == 0  # another agency's administrator
    with acting_as(seat("unit_manager")) as per:
        actions.set_stand_in(
            per,
            new_id=uuid4(),
            absent=held("welfare"),
            stand_in=held("stand_in", "welfare"),
            starts_at=now() - timedelta(minutes=1),
            ends_at=now() + timedelta(days=1),
        )
    with acting_as(seat("access_admin")) as tove:
        actions.end_membership(tove, membership=held("welfare"), ends_at=None)
    with acting_as(seat("stand_in", "welfare")) as amanda:
        assert amanda.standing_in_for == ()


# --- The page -------------------------------------------------------------------------------------------------


def test_the_page_takes_it_and_the_header_says_for_whom(client):
    client.post("/demo/as/social/")
    form = client.get("/stand-in/").context["form"]
    today = localdate().isoformat()
    sent = {"new_id": form["new_id"].value(), "stand_in": seat(DANIEL), "starts_on": today, "ends_on": today}

    assert client.post("/stand-in/", sent).status_code == 302
    assert "Daniel Forsgren" in client.get("/stand-in/").content.decode()
    client.post("/demo/as/family_support/")
    assert "för Maria Holm" in client.get("/stand-in/").content.decode()


def test_the_page_ends_one_and_only_of_the_own_unit(client):
    client.post("/demo/as/unit_manager/")
    leave = ids.of("stand-in", "leave")
    assert PEOPLE["stand_in"].name in client.get("/stand-in/").content.decode()
    assert client.post(f"/stand-in/{leave}/end/").status_code == 302
    assert "Ingen är ersättare" in client.get("/stand-in/").content.decode()
    client.post("/demo/as/bup/")
    assert client.post(f"/stand-in/{leave}/end/").status_code == 404


def test_a_raw_form_with_another_units_people_is_refused_beside_the_field(client):
    client.post("/demo/as/social/")
    form = client.get("/stand-in/").context["form"]
    today = localdate().isoformat()
    for other in ("bup", "coordinator", "police"):
        sent = {"new_id": form["new_id"].value(), "stand_in": seat(other), "starts_on": today, "ends_on": today}
        assert client.post("/stand-in/", sent).status_code == 422
    sent = {"new_id": "forged", "stand_in": seat(DANIEL), "starts_on": "2020-01-01", "ends_on": "2019-01-01"}
    assert client.post("/stand-in/", sent).status_code == 422
    with acting_as(seat(MARIA)):
        assert not StandIn.objects.filter(absent=seat(MARIA)).exists()


def test_the_page_says_that_somebody_is_away_with_nobody_in_the_place_when_one_says_so(client):
    client.post("/demo/as/social/")
    form, today = client.get("/stand-in/").context["form"], now().date().isoformat()
    sent = {"new_id": form["new_id"].value(), "starts_on": today, "ends_on": today}
    unsaid = client.post("/stand-in/", sent)
    assert unsaid.status_code == 422 and "kryssa i att ingen finns" in unsaid.content.decode()
    assert client.post("/stand-in/", sent | {"nobody": "on"}).status_code == 302
    assert "är borta utan ersättare" in client.get("/stand-in/").content.decode()
    assert "Du är borta utan ersättare" in client.get("/").content.decode()
