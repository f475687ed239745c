"""A password for a person of the town, their browser signed in, and what time and an administrator may do to it."""

import time
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils.timezone import now

from access.actor import acting_as
from access.guarded import pen
from agencies.models import Membership, Worker
from tests.town import ids, seat

RIGHT = "tre gröna cyklar i regn"
ANNA, AMANDA = "anna.berg@sjoviken.example", "amanda.fors@sjoviken.example"


def give_password(key, password=RIGHT, **how):
    """Let a person of the town sign in with a password; in the demo they have none."""
    with acting_as(seat(key)), pen():
        worker = Worker.objects.get(pk=ids.of("worker", key))
        worker.password = make_password(password, **how)
        worker.save(update_fields=["password"])
    return worker


def sign_in(client, email=ANNA, password=RIGHT, **more):
    """Send the sign-in page's form."""
    return client.post("/sign-in/", {"email": email, "password": password, **more})


def idle(client, minutes):
    """Let the session lie untouched for so long."""
    session = client.session
    session["active_at"] = int(time.time()) - minutes * 60
    session.save()


def end(membership):
    """End a membership as the town's administrator does."""
    with acting_as(seat("access_admin")), pen():
        Membership.objects.filter(pk=membership).update(ends_at=now() - timedelta(seconds=1))


def signed_in(client, key, unit=""):
    """Sign the person in as the demo does, in the seat that the town knows by key and unit."""
    membership = seat(key, unit)
    client.force_login(Worker.objects.get(pk=ids.of("worker", key)))
    session = client.session
    session["membership"], session["active_at"] = str(membership), int(time.time())
    session.save()
    return client
