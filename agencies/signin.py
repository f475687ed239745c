"""How a worker is recognised, and what the session then holds."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, check_password
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404
from django.utils.http import url_has_allowed_host_and_scheme, urlsafe_base64_decode
from django.utils.timezone import now

from access import trail
from access.actor import acting_as
from access.web import is_locked
from agencies import actions, attempts
from agencies.models import Membership, Role, Worker

BACKEND = "django.contrib.auth.backends.ModelBackend"
TRIES_AT_THE_LOCK = 5


@dataclass(frozen=True)
class Attempt:
    """What came of a try: a worker, or nobody, or nobody yet for some minutes."""

    worker: Worker | None = None
    minutes: int = 0


def attempt(request, *, email: str, password: str) -> Attempt:
    """Whose e-mail and password these are; an unknown address takes as long as a wrong password."""
    if minutes := attempts.minutes_left(request, "sign_in", email):
        return Attempt(minutes=minutes)
    worker = Worker.objects.filter(email=email.strip().lower(), is_active=True, is_robot=False).first()
    renew = []
    right = check_password(password, worker.password if worker else UNUSABLE_PASSWORD_PREFIX, setter=renew.append)
    if not right:
        attempts.count(request, "sign_in", email)
        return Attempt()
    if renew and (seat := seats(worker).first()):
        with acting_as(seat.pk) as actor:
            actions.renew_password(actor, worker=worker, password=password)
    return Attempt(worker)


def seats(worker):
    """The worker's memberships in force, those of the units by name."""
    return (
        Membership.objects.filter(worker=worker).in_force().select_related("unit__agency").order_by("unit__name", "id")
    )


def seat(worker, membership: str) -> Membership:
    """One of the worker's own memberships in force; raises Http404 for every other."""
    found = next((seat for seat in seats(worker) if str(seat.pk) == membership), None)
    if found is None:
        raise Http404
    return found


def recognise(request, worker) -> None:
    """Begin the worker's session, as yet for no unit; it lasts a working day, whatever is done in it."""
    login(request, worker, backend=BACKEND)
    request.session.set_expiry(now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    request.session["active_at"] = int(time.time())


def is_choosing(request) -> bool:
    """Whether somebody has just given a password and not yet said which unit they work for."""
    return request.user.is_authenticated and "membership" not in request.session and not is_locked(request.session)


def enter(request, membership: Membership, *, by: str = "agencies.sign_in") -> None:
    """Let the session act as this membership from the next request on; the log says so."""
    request.session.cycle_key()  # what is still on its way with the old one cannot write this over
    request.session["membership"] = str(membership.pk)
    open_up(request)
    with trail.watching(getattr(request, "id", "")), acting_as(membership.pk):
        trail.note("SIGNED_IN", by)


def close(request) -> None:
    """Lock by hand."""
    request.session.cycle_key()  # a draft that is being saved in this moment would put the open session back
    request.session["locked"] = True


def open_up(request) -> None:
    """End the lock. The form's token stays, so that what is open in another tab can still be sent."""
    request.session["locked"] = False
    request.session["active_at"] = int(time.time())
    request.session.pop("tries", None)


def unlock(request, password: str) -> bool:
    """Try the lock with the worker's own password; the fifth wrong one signs out."""
    if check_password(password, request.user.password):
        open_up(request)
        return True
    request.session["tries"] = request.session.get("tries", 0) + 1
    if request.session["tries"] >= TRIES_AT_THE_LOCK:
        logout(request)
    return False


def speak(response, language: str) -> None:
    """Let the browser remember which language its reader wants."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )


def way_back(request) -> str:
    """The page of ours that was asked for before signing in or unlocking; the front page when there is none."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    fine = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if fine else "/"


# --- The link in a mail -------------------------------------------------------------------------------------


def worker_of(uid: str, token: str) -> Worker | None:
    """Whose link this is; None when it is not whole, older than three days, or a password has been chosen with it."""
    try:
        worker = Worker.objects.filter(pk=UUID(urlsafe_base64_decode(uid).decode()), is_active=True).first()
    except ValueError:
        return None
    return worker if worker and default_token_generator.check_token(worker, token) else None


def choose_password(worker, *, token: str, password: str) -> bool:
    """Keep a new password; False when the worker has no membership in force to act as."""
    mine = seats(worker).first()
    if mine is None:
        return False
    with acting_as(mine.pk) as actor:
        actions.choose_password(actor, worker=worker, token=token, password=password)
    return True


def send_link(email: str) -> None:
    """Send a link to whoever has this e-mail address, by the robot of a unit where they work; else do nothing."""
    worker = Worker.objects.filter(email=email.strip().lower(), is_active=True, is_robot=False).first()
    unit = seats(worker).values_list("unit").first() if worker else None
    robot = Membership.objects.in_force().filter(unit=unit, roles__contains=[Role.ROBOT]).first() if unit else None
    if robot:
        with acting_as(robot.pk) as actor:
            actions.send_password_link(actor, worker=worker)
