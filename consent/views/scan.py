"""The scanned paper behind a written answer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.attempt import attempt
from cases.views.steps import said_and_on
from consent import actions, queries
from consent.forms import ScanForm


@require_http_methods(["GET", "POST"])
def scan(request, pk):
    """Put the scanned paper behind a written answer."""
    answer = queries.answer_of(pk)
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, actions.attach_scan, request.actor, answer=answer, content=form.content()):
            return said_and_on(request, _("Papperet är sparat."), "consent:consents", answer.consent.case.reference)
    context = {"answer": answer, "case": answer.consent.case, "form": form}
    return render(request, "consent/scan.html", context, status=422 if form.errors else 200)


@require_GET
def scan_file(request, pk):
    """The scanned paper as a file to keep, under a name that says nothing."""
    found = queries.scan_of(pk)
    headers = {
        "Content-Disposition": f'attachment; filename="papper.{found.kind.rpartition("/")[2]}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(found.content), content_type=found.kind, headers=headers)
