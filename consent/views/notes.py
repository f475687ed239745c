"""Write a note or a correction, and show it in the same step."""

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.attempt import attempt
from cases.forms.records import CorrectionForm, RecordForm
from cases.views.steps import to_case
from consent import actions, queries
from consent.forms import ShareForm


@require_http_methods(["GET", "POST"])
def write(request, reference):
    """A new note of a kind, and who may read it besides the team."""
    page = queries.noting(request.actor, reference, request.POST or None)
    form = RecordForm(request.POST or None, child=page.writing.case.child, initial=page.writing.typed)
    share = ShareForm.among(page, request.POST or None)
    if form.is_valid() and share.is_valid():
        new = {"new_id": form.cleaned_data["new_id"], "by_phone": False, "units": share.chosen()} | form.note
        if attempt(form, actions.write_and_share, request.actor, case=page.writing.case, **new):
            messages.success(request, _("Anteckningen är sparad."))
            return to_case(page.writing.case)
    context = {"page": page.writing, "form": form, "share": share, "taken_away": page.taken_away}
    return render(request, "consent/write.html", context, status=422 if form.errors or share.errors else 200)


@require_POST
def receivers(request, reference):
    """Those who may be shown a note of the kind just chosen; who was ticked stays ticked, or is told as taken away."""
    page = queries.noting(request.actor, reference, request.POST)
    context = {"page": page.writing, "share": ShareForm.among(page), "taken_away": page.taken_away}
    return render(request, "consent/write.html#receivers", context)


@require_http_methods(["GET", "POST"])
def correct(request, reference, record):
    """Write a note anew; those who got it get the correction too, unless they are left out."""
    page = queries.mending(request.actor, reference, record, request.POST.get("shown", ""))
    child = page.correcting.case.child
    form = CorrectionForm(request.POST or None, child=child, initial=page.correcting.typed)
    ticked = {"units": page.shown}
    share = ShareForm(request.POST or None, receivers=page.receivers, helps=page.helps, required=False, initial=ticked)
    if form.is_valid() and share.is_valid():
        words = {"record": page.correcting.record, "units": share.chosen()} | form.note
        if attempt(form, actions.correct_and_share, request.actor, **words):
            messages.success(request, _("Rättat. Den gamla texten står kvar under."))
            return to_case(page.correcting.case)
    context = {"page": page.correcting, "form": form, "share": share, "lost": page.lost}
    return render(request, "consent/correct.html", context, status=422 if form.errors else 200)
