"""What was told by word of mouth."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.attempt import attempt
from consent import actions, queries
from consent.forms import SpokenForm


@require_http_methods(["GET", "POST"])
def spoken(request, reference):
    """To whom, about what, and on which ground."""
    page = queries.speaking(request.actor, reference)
    form = SpokenForm(request.POST or None, page=page)
    if form.is_valid():
        if attempt(form, actions.note_spoken, request.actor, case=page.case, **form.chosen()):
            messages.success(request, _("Antecknat hos er."))
            return redirect("coordination:case", reference)
    return render(request, "consent/spoken.html", {"case": page.case, "form": form}, status=422 if form.errors else 200)
