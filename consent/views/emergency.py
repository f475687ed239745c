"""Open a case that cannot wait, read it while the time runs, and review it afterwards."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.attempt import attempt
from access.web import poll
from consent import actions, queries
from consent.forms import OpenForm, ReviewForm

BOTH = require_http_methods(["GET", "POST"])


@BOTH
def emergency(request):
    """Type a number and why it cannot wait."""
    form = OpenForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        opened = attempt(form, actions.open_emergency, request.actor, **form.cleaned_data)
        if opened:
            return redirect("consent:opening", opened.pk)
    return render(request, "consent/emergency.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
def opening(request, opening):
    """What the opening shows while it runs; afterwards that it was."""
    return render(request, "consent/opening.html", {"page": queries.opening_page(request.actor, opening)})


@poll
@require_GET
def emergency_holds(request, opening):
    """Whether the open page may still be shown; else the browser fetches it anew, without its content."""
    if queries.opening_holds(request.actor, opening):
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Redirect": reverse("consent:opening", args=[opening])})


@require_POST
def end_opening(request, opening):
    """Be done before the time is out."""
    actions.end_emergency(request.actor, opening=queries.own_opening(request.actor, opening))
    messages.success(request, _("Nödöppningen är avslutad."))
    return redirect("consent:opening", opening)


@BOTH
def review_opening(request, opening):
    """Say what came of it."""
    page = queries.review_page(request.actor, opening)
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        if attempt(form, actions.review_emergency, request.actor, opening=page.opening, **form.cleaned_data):
            messages.success(request, _("Granskningen är sparad."))
            return redirect("consent:review_opening", opening)
    context = {"page": page, "form": form}
    return render(request, "consent/review_opening.html", context, status=422 if form.errors else 200)
