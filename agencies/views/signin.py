"""Signing in and out, for which unit, and the lock."""

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from access.web import open_to_all, works_locked
from agencies import actions, signin
from agencies.forms.signin import WRONG, SignIn, Unlock


@open_to_all
@sensitive_post_parameters("password")
def sign_in(request):
    """E-mail and password."""
    if request.actor:
        return HttpResponseRedirect(signin.way_back(request))
    form = SignIn(request.POST or None)
    if form.is_valid():
        attempt = signin.attempt(request, **form.cleaned_data)
        if attempt.minutes:
            return too_many(request, attempt.minutes)
        if attempt.worker:
            return arrive(request, attempt.worker)
        form.add_error(None, WRONG)
    page = {"form": form, "next": signin.way_back(request), "demo": settings.DEMO}
    return render(request, "agencies/sign_in.html", page, status=422 if form.errors else 200)


def too_many(request, minutes):
    """Say when to try again, and nothing about whose account it was."""
    return render(request, "agencies/too_many.html", {"minutes": minutes}, status=429)


def arrive(request, worker):
    """Lead somebody who is recognised into the one unit they work for, or let them choose."""
    seats = signin.seats(worker)
    if not seats:
        return render(request, "agencies/no_seat.html", status=403)
    signin.recognise(request, worker)
    back = signin.way_back(request)
    if len(seats) == 1:
        signin.enter(request, seats[0])
        response = HttpResponseRedirect(back)
    else:
        response = HttpResponseRedirect(f"{reverse('agencies:begin')}?next={quote(back)}")
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        signin.speak(response, worker.language)
    return response


@open_to_all
def begin(request):
    """Which unit do you begin with?"""
    if not signin.is_choosing(request):
        return redirect("agencies:sign_in")
    if request.method == "POST":
        signin.enter(request, signin.seat(request.user, request.POST.get("membership", "")))
        return HttpResponseRedirect(signin.way_back(request))
    page = {"seats": signin.seats(request.user), "next": signin.way_back(request)}
    return render(request, "agencies/begin.html", page)


@require_POST
def switch(request):
    """Work for another of one's units from now on."""
    signin.enter(request, signin.seat(request.user, request.POST.get("membership", "")), by="agencies.switch")
    return redirect("/")


@open_to_all
@require_POST
def sign_out(request):
    """End the session; drafts stay."""
    logout(request)
    return redirect(settings.FRONT_DOOR)


@works_locked
def lock(request):
    """Lock by hand (POST), or show the lock when it has closed by itself."""
    if request.method == "POST":
        signin.close(request)
    return HttpResponseRedirect(f"{reverse('agencies:unlock')}?next={quote(signin.way_back(request))}")


@works_locked
@sensitive_post_parameters("password")
def unlock(request):
    """The password once more, and back to what one was doing."""
    if not request.locked:
        return HttpResponseRedirect(signin.way_back(request))
    form = Unlock(request.POST or None)
    if form.is_valid():
        if signin.unlock(request, form.cleaned_data["password"]):
            return HttpResponseRedirect(signin.way_back(request))
        if not request.user.is_authenticated:
            messages.warning(request, _("Du är utloggad efter fem försök. Logga in igen. Dina utkast finns kvar."))
            return redirect("agencies:sign_in")
        form.add_error("password", _("Lösenordet stämmer inte. Försök igen."))
    page = {"form": form, "next": signin.way_back(request), "has_password": request.user.has_usable_password()}
    return render(request, "agencies/unlock.html", page, status=422 if form.errors else 200)


@require_POST
def alive(request):
    """Answer the warning before the lock; that somebody asked is enough to keep the session."""
    return HttpResponse(status=204)


@open_to_all
def language(request):
    """Change the language of the pages; a worker's choice is kept for mails and for the next machine."""
    response = set_language(request)
    chosen = request.POST.get("language", "")
    if request.actor and chosen in dict(settings.LANGUAGES):
        actions.choose_language(request.actor, language=chosen)
    return response
