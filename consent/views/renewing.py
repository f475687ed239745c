"""Asking the family anew after a consent."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.attempt import attempt
from cases.views.steps import said_and_on
from consent import actions, queries
from consent.forms import RenewForm


@require_http_methods(["GET", "POST"])
def renew(request, pk):
    """Ask about the same once more: the old lines, a new day, and everybody's answer anew."""
    page = queries.renew_page(request.actor, pk)
    form, case = RenewForm(request.POST or None, consent=page.consent), page.consent.case
    if request.method == "POST" and form.is_valid():
        if attempt(form, actions.renew, request.actor, consent=page.consent, **form.chosen()):
            said = _("Frågan är sparad. Skriv in svaren när de kommer.")
            return said_and_on(request, said, "consent:consents", case.reference)
    context = {"page": page, "case": case, "form": form, "told": page.told}
    return render(request, "consent/renew.html", context, status=422 if form.errors else 200)
