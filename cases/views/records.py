"""Log a call; see how a note stood before. A note is written where it may be shared at once: in consent."""

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.attempt import attempt
from cases import actions, queries
from cases.forms.records import CallForm
from cases.views.steps import to_case


@require_http_methods(["GET", "POST"])
def log_call(request, reference):
    """A telephone call: who, and a line."""
    page = queries.calling(request.actor, reference)
    initial = {"who": request.GET.get("who", "")} | page.typed
    form = CallForm(request.POST or None, child=page.case.child, relatives=page.relatives, initial=initial)
    if form.is_valid():
        new = {"by_phone": True, "for_sharing": False} | form.note
        if attempt(form, actions.write_record, request.actor, case=page.case, **new):
            messages.success(request, _("Samtalet är loggat."))
            return to_case(page.case)
    return render(request, "cases/call.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@require_GET
def history(request, reference, record):
    """How a note stood before it was corrected."""
    page = queries.history(request.actor, reference, record)
    return render(request, "cases/history.html", {"page": page})
