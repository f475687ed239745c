"""Each agency's administrator lets its own people in, once, with a role and a letter, and corrects what was wrong."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import now

from access.action import Refused
from access.actor import NoActor, acting_as
from access.guarded import pen
from agencies import actions
from agencies.models import Membership
from tests.agencies.staff import ROBIN, give, held, invite, unit, worker
from tests.town import PEOPLE, ids, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def tove(db):
    with acting_as(seat("access_admin")) as actor:
        yield actor


def letters(behind, to):
    return behind.execute('SELECT template, fields::text, due_at FROM access_outbox WHERE "to" = %s', [to]).fetchall()


# --- Letting in -----------------------------------------------------------------------------------------------


def test_somebody_new_gets_an_account_a_seat_and_works_at_once(tove):
    made = invite(tove)

    assert (made.worker.email, made.worker.name, made.worker.has_usable_password()) == (ROBIN, "Robin Ask", False)
    with acting_as(made.pk) as robin:
        assert (robin.unit_name, robin.roles) == ("Elevhälsan Björkskolan", {"CASEWORKER"})


def test_the_letter_holds_no_link_and_no_unit_and_goes_out_when_work_begins(transactional_db, behind_the_fence):
    monday = now() + timedelta(days=3)
    with acting_as(seat("access_admin")) as tove:
        made = invite(tove, starts_at=monday)

    assert letters(behind_the_fence, ROBIN) == [("invite", f'{{"worker": "{made.worker_id}"}}', monday)]


def test_an_address_already_known_keeps_its_account_and_gets_the_seat(tove):
    made = invite(tove, email=PEOPLE["bup"].email, name="Någon Annan", title="annat", phone="0")

    assert made.worker_id == ids.of("worker", "bup")
    assert (worker("bup").name, worker("bup").title) == ("Erik Lund", "psykolog")


def test_a_form_sent_twice_lets_in_once(tove):
    once = uuid4()

    assert invite(tove, new_id=once) == invite(tove, new_id=once)
    assert Membership.objects.filter(worker__email=ROBIN).count() == 1


def test_a_seat_to_come_opens_nothing_yet(tove):
    made = give(tove, starts_at=now() + timedelta(days=1))

    with pytest.raises(NoActor), acting_as(made.pk):
        pass


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"roles": []}, "minst en roll"),
        ({"roles": ["ROBOT"]}, "Du kan inte ge"),
        ({"ends_at": now() - timedelta(days=1)}, "slutar före"),
    ],
)
def test_what_cannot_be_given_is_refused_with_why(tove, changed, why):
    for do in (invite, give):
        with pytest.raises(Refused, match=why):
            do(tove, **changed)


def test_a_unit_that_has_no_children_has_nobody_who_works_with_them(tove):
    with pytest.raises(Refused, match="arbetar inte med barn"):
        give(tove, unit=unit("administration"))
    assert give(tove, unit=unit("administration"), roles=["LOG_REVIEWER"])


def test_nobody_has_two_seats_in_one_unit_at_once(tove):
    with pytest.raises(Refused, match="redan ett uppdrag"):
        give(tove, worker=worker("welfare"))


def test_kring_itself_is_not_invited(tove):
    with pytest.raises(Refused, match="Krings egen"):
        invite(tove, email="kring@kring.invalid")


def test_only_the_municipalitys_administrator_hands_on_what_is_the_municipalitys(tove):
    made = give(tove, worker=worker("log_reviewer"), unit=unit("school"), roles=["ACCESS_ADMIN"])
    assert give(tove, roles=["MUNICIPAL_LEAD"])

    with acting_as(made.pk) as lars:
        for role in ("MUNICIPAL_ADMIN", "MUNICIPAL_LEAD"):
            with pytest.raises(Refused, match="Du kan inte ge"):
                give(lars, worker=worker("stand_in"), unit=unit("preschool"), roles=[role])


# --- Changing -------------------------------------------------------------------------------------------------


def test_roles_change_for_the_next_click(tove):
    actions.change_roles(tove, membership=held("preschool"), roles=["INTAKE", "MANAGER"])

    with acting_as(seat("preschool")) as malin:
        assert malin.roles == {"INTAKE", "MANAGER"}


def test_how_somebody_is_shown_and_reached_is_corrected(tove):
    actions.change_worker(tove, worker=worker("welfare"), name="Leila Amiri", title="kurator", phone="070-174 06 61")

    assert (worker("welfare").title, worker("welfare").phone) == ("kurator", "070-174 06 61")


def test_another_link_is_sent_to_who_has_not_chosen_a_password(tove):
    assert actions.invite_again(tove, worker=worker("welfare"))
    with acting_as(seat("welfare")) as leila:
        me = worker("welfare")
        me.set_password("tre gröna cyklar i regn")
        with pen():
            me.save(update_fields=["password"])
        assert leila
    with pytest.raises(Refused, match="redan valt ett lösenord"):
        actions.invite_again(tove, worker=worker("welfare"))


def test_a_seat_that_ends_is_prolonged_and_never_shortened_so(tove):
    lars = held("log_reviewer")
    later = lars.ends_at + timedelta(days=30)
    with pytest.raises(Refused, match="Välj en dag efter"):
        actions.extend_membership(tove, membership=lars, ends_at=lars.ends_at - timedelta(days=1))

    assert actions.extend_membership(tove, membership=lars, ends_at=later).ends_at == later
    assert actions.extend_membership(tove, membership=lars, ends_at=None).ends_at is None
    with pytest.raises(Refused, match="tills vidare"):
        actions.extend_membership(tove, membership=lars, ends_at=None)
