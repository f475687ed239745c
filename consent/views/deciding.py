"""Deciding about a consent that not everybody has said yes to."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.attempt import attempt
from cases.views.steps import said_and_on
from consent import actions, queries
from consent.forms import DecideForm


@require_http_methods(["GET", "POST"])
def decide(request, pk):
    """Go on without an answer, on a ground and for a reason that are kept, or end the consent."""
    page = queries.decide_page(request.actor, pk)
    case = page.consent.case
    form = DecideForm(request.POST or None, answers=page.answers, called=case.child.called)
    if request.method == "POST" and form.is_valid():
        act = actions.end_consent if form.ends else actions.decide_without
        if attempt(form, act, request.actor, consent=page.consent, **form.chosen()):
            return said_and_on(request, _("Beslutet är sparat."), "consent:consents", case.reference)
    context = {"page": page, "case": case, "form": form}
    return render(request, "consent/decide.html", context, status=422 if form.errors else 200)
