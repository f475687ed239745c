"""Who is asking over HTTP, and that every look leaves its line."""

from __future__ import annotations

import time
from hashlib import sha256
from urllib.parse import quote, urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme

from access import trail
from access.action import Refused
from access.actor import NoActor, acting_as
from access.models import Draft
from access.moved import Moved

SAFE = {"GET", "HEAD", "OPTIONS"}
SECRET = {"password", "again"}  # never written into a page
WARN_AFTER, LOCK_AFTER = 14 * 60, 15 * 60  # seconds without a deed of the worker's own


def open_to_all(view):
    """Mark a view that answers without a signed-in worker."""
    view.open_to_all = True
    return view


def works_locked(view):
    """Mark a view that answers while the session is locked: it shows nothing of a child."""
    view.works_locked = True
    return view


def poll(view):
    """Mark a view that only tells whether something changed: no line in the log, no session kept alive."""
    view.poll = True
    return view


class ActorMiddleware:
    """Wraps the whole answer, rendering included, in one transaction as the worker's membership.

    A GET is read only from its first statement. What was shown is written afterwards, in a transaction of its
    own; if it cannot be written, nobody gets the page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor, request.locked = None, False
        membership = request.session.get("membership")
        if not membership or not request.user.is_authenticated:
            return self.get_response(request)
        request.locked = is_locked(request.session)
        with trail.watching(getattr(request, "id", "")) as lines:
            try:
                with acting_as(membership, read_only=request.method in SAFE) as actor:
                    if actor.worker != request.user.pk:
                        raise NoActor("The session's membership is another worker's.")
                    request.actor = actor
                    response = self.get_response(request)  # rendered, too: nothing lies between this and the view
                    if response.status_code == 404 and request.resolver_match is None:
                        trail.missed("MISSING", "")  # no route, so no view that could have raised it
                    forget_unsent(request, response)
                    if response.status_code >= 500:
                        transaction.set_rollback(True)
            except NoActor:
                return ended(request)
            if lines:
                try:
                    with acting_as(membership) as actor:
                        trail.write(actor, lines)
                except NoActor:  # it ended while the page was made
                    return ended(request)
        # What was shown is not to be had again by the back button, once the session is locked or over.
        patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "open_to_all", False):
            return None
        if request.actor is None:
            return outside(request, view)
        if request.locked and not getattr(view, "works_locked", False):
            return lock(request)
        if not request.locked and not getattr(view, "poll", False):
            keep_alive(request.session)
        return None

    def process_exception(self, request, exception):
        name = request.resolver_match.view_name if request.resolver_match else ""
        if isinstance(exception, Refused):
            return render(request, "403.html", {"reason": exception.reason}, status=403)
        if isinstance(exception, Moved) and request.method in SAFE:
            return HttpResponseRedirect(reverse(exception.page, args=[exception.of] if exception.of else []))
        if isinstance(exception, Http404):
            trail.missed("MISSING", name)
        return None


def outside(request, view):
    """Lead somebody who is not signed in to the door, and afterwards back."""
    if request.path == "/":
        return HttpResponseRedirect(settings.FRONT_DOOR)
    where = f"{reverse('agencies:sign_in')}?next={quote(page_of(request))}"
    if not getattr(request, "htmx", False):
        return HttpResponseRedirect(where)
    # A draft that could not be kept stays on the page, which says so; whatever else was asked for leads to the door.
    stay = getattr(view, "works_locked", False)
    return HttpResponse(status=401, headers={} if stay else {"HX-Redirect": where})


def page_of(request) -> str:
    """The page to be led back to: of a form its draft's, of a part or a button the one that it stands on."""
    if request.method in SAFE and not getattr(request, "htmx", False):
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    here = came_from.netloc == request.get_host()
    return request.POST.get("draft_page") or (urlunsplit(came_from._replace(scheme="", netloc="")) if here else "/")


def is_locked(session) -> bool:
    """Whether the session has been idle for too long, or was locked by hand."""
    return bool(session.get("locked")) or time.time() - session.get("active_at", 0) > LOCK_AFTER


def keep_alive(session) -> None:
    """Remember that the worker did something; written at most twice a minute."""
    if time.time() - session.get("active_at", 0) > 30:
        session["active_at"] = int(time.time())


def lock(request):
    """Show the lock and nothing else; a form sent meanwhile is kept as its writer's draft."""
    if not request.session.get("locked"):  # else an unlocking on its way in another tab would be undone
        request.session["locked"] = True
    back, wrong = page_of(request), ""
    if request.method == "POST" and request.POST.get("draft_form"):
        _kept, wrong = keep_typed(request)
    elif request.method == "POST" and "draft_keep" in request.POST:
        kept, wrong = keep_unsent(request)
        back = kept.page if kept else back
    if wrong:
        messages.warning(request, wrong)
    where = f"{reverse('agencies:unlock')}?next={quote(back)}"
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": where})
    return HttpResponseRedirect(where)


def keep_typed(request):
    """Keep a posted form's fields as its writer's draft; the form's hidden marks say how (templates/README.md).

    `draft_part` says that the page is one of several. `draft_never` ("field=VALUE") names the answer with which
    nothing may be kept: what the draft holds is emptied. Answers with the draft (or None) and why it was not kept ("").
    """
    from access import actions

    data = request.POST
    name, _equals, value = data.get("draft_never", "").partition("=")
    stopped = bool(name) and value in data.getlist(name)
    page = data.get("draft_page", "")
    try:
        kept = actions.keep_draft(
            request.actor,
            form=data.get("draft_form", ""),
            subject=data.get("draft_subject", ""),
            fields={} if stopped else typed(data),
            page=page if url_has_allowed_host_and_scheme(page, allowed_hosts=None) else "",
            whole=stopped or "draft_part" not in data,
        )
    except Refused as refusal:
        return None, refusal.reason
    return kept, ""


def keep_unsent(request):
    """Keep a form that has no draft of its own (`draft_keep`), to be sent again from a page that shows it.

    Answers with the draft (or None) and why it was not kept ("").
    """
    from access import actions

    to = request.get_full_path()
    subject = sha256(to.encode()).hexdigest()
    fields = {name: values for name, values in typed(request.POST).items() if name not in SECRET}
    try:
        return actions.keep_draft(
            request.actor, form=Draft.UNSENT, subject=subject, fields=fields | {Draft.TO: [to]}
        ), ""
    except Refused as refusal:
        return None, refusal.reason


def forget_unsent(request, response):
    """What was sent again and taken (it leads on) is no draft any more."""
    from access import actions, queries

    if request.method == "POST" and request.POST.get("draft_again") and 300 <= response.status_code < 400:
        kept = queries.draft(request.actor, Draft.UNSENT, sha256(request.get_full_path().encode()).hexdigest())
        if kept and not request.locked:
            actions.discard_draft(request.actor, draft=kept)


def typed(data) -> dict[str, list[str]]:
    """The fields of a posted form as lists, without the token and the draft's own marks."""
    return {
        name: data.getlist(name) for name in data if name != "csrfmiddlewaretoken" and not name.startswith("draft_")
    }


def ended(request):
    """The membership is over: forget the session and say so, whatever was asked for."""
    logout(request)
    response = render(request, "403.html", {"ended": True}, status=403)
    if request.headers.get("HX-Request"):
        response["HX-Refresh"] = "true"
    return response


def csrf_failure(request, reason=""):
    """Give back what was typed, in a form with a fresh token: signing in elsewhere changes the old one."""
    fields = [(name, value) for name, values in typed(request.POST).items() for value in values]
    fields += [(name, value) for name, value in request.POST.items() if name.startswith("draft_")]
    if urlsplit(request.headers.get("Origin", "")).netloc not in ("", request.get_host()):
        fields = []  # another site wrote it: one press must not send it after all
    fields = [(name, value) for name, value in fields if name not in SECRET]
    return render(request, "403_csrf.html", {"fields": fields, "action": request.get_full_path()}, status=403)
