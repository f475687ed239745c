"""One's own password: chosen by a link in a mail, or forgotten."""

import time

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from access.web import open_to_all
from agencies import attempts, signin
from agencies.forms.signin import ChoosePassword, Forgotten
from agencies.views.signin import too_many

AS_LONG = 0.4  # seconds that every answer takes, so that the clock does not tell which addresses exist


@open_to_all
def forgotten(request):
    """Ask for a link; the answer is the same whether the address is known or not."""
    began = time.monotonic()
    form = Forgotten(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if minutes := attempts.minutes_left(request, "password", email):
            return too_many(request, minutes)
        attempts.count(request, "password", email)
        signin.send_link(email)
        time.sleep(max(0, began + AS_LONG - time.monotonic()))
        return HttpResponseRedirect(f"{reverse('agencies:forgotten')}?sent=1")
    page = {"form": form, "sent": "sent" in request.GET}
    return render(request, "agencies/forgotten.html", page, status=422 if form.errors else 200)


@open_to_all
@sensitive_post_parameters("password", "again")
def choose_password(request, uid, token):
    """Choose a password by a link; opening it does not use it up, for mail filters open every link."""
    worker = signin.worker_of(uid, token)
    if worker is None:
        return render(request, "agencies/link_over.html", status=410)
    form = ChoosePassword(request.POST or None, worker=worker)
    if form.is_valid():
        if not signin.choose_password(worker, token=token, password=form.cleaned_data["password"]):
            return render(request, "agencies/no_seat.html", status=403)
        logout(request)
        messages.success(request, _("Lösenordet är sparat. Logga in med det."))
        return redirect("agencies:sign_in")
    page = {"form": form, "worker": worker}
    return render(request, "agencies/choose_password.html", page, status=422 if form.errors else 200)
