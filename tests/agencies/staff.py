"""The people of the town as rows, and what their administrator does with them, ready to be changed a little."""

from uuid import uuid4

from django.utils.timezone import now

from agencies import actions
from agencies.models import Membership, Unit, Worker
from tests.town import ids, seat

ROBIN = "robin.ask@sjoviken.example"


def unit(key):
    return Unit.objects.get(pk=ids.of("unit", key))


def worker(key):
    return Worker.objects.get(pk=ids.of("worker", key))


def held(key, where=""):
    return Membership.objects.get(pk=seat(key, where))


def invite(actor, **changed):
    facts = {
        "new_id": uuid4(),
        "unit": unit("welfare"),
        "email": ROBIN,
        "name": "Robin Ask",
        "title": "kurator",
        "phone": "070-174 06 60",
        "roles": ["CASEWORKER"],
        "starts_at": now(),
        "ends_at": None,
    }
    return actions.invite_worker(actor, **facts | changed)


def give(actor, **changed):
    facts = {
        "new_id": uuid4(),
        "worker": worker("preschool"),
        "unit": unit("welfare"),
        "roles": ["CASEWORKER"],
        "starts_at": now(),
        "ends_at": None,
    }
    return actions.give_membership(actor, **facts | changed)
