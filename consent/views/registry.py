"""What the agency has received, for its registrar: found, taken out, read and printed."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from access.attempt import attempt
from consent import actions, queries
from consent.forms import ProduceForm, SeekForm


@require_http_methods(["GET", "POST"])
def registry(request):
    """Find by a case's number or a day, and take one out with a reason."""
    seek = SeekForm(request.GET)
    number, day = seek.asked
    found = queries.received(request.actor, number, day)
    form = ProduceForm(request.POST or None, found=found)
    if form.is_valid():
        taken = attempt(form, actions.produce, request.actor, number=number, day=day, **form.cleaned_data)
        if taken:
            return redirect("consent:document", taken.pk)
    context = {"seek": seek, "found": found, "form": form}
    return render(request, "consent/registry.html", context, status=422 if form.errors else 200)


@require_GET
def document(request, production):
    """What was taken out, to read and to print."""
    return render(request, "consent/document.html", {"page": queries.document(request.actor, production)})


@require_GET
def document_text(request, production):
    """The same as plain text."""
    page = {"page": queries.document(request.actor, production)}
    named = {"Content-Disposition": 'attachment; filename="handling.txt"'}
    return HttpResponse(
        render(request, "consent/document.txt", page).content, content_type="text/plain; charset=utf-8", headers=named
    )
