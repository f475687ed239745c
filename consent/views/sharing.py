"""Showing a note to others, and taking one into one's own journal."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.attempt import attempt
from cases.views.steps import said_and_on
from consent import actions, queries
from consent.forms import JournalForm, ShareForm


@require_http_methods(["GET", "POST"])
def share(request, reference, pk):
    """Choose who may read a note that the own unit has written."""
    page = queries.sharing(request.actor, reference, pk)
    form = ShareForm(request.POST or None, receivers=page.receivers, helps=page.helps)
    if request.method == "POST" and form.is_valid():
        if attempt(form, actions.disclose, request.actor, record=page.record, units=form.chosen()):
            return said_and_on(request, _("Delat. De kan läsa nu."), "coordination:case", reference)
    context = {"case": page.record.case, **vars(page), "form": form}
    return render(request, "consent/share.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def journal(request, reference, pk):
    """The note as plain text to paste, and the number it got in the unit's own journal."""
    record = queries.record_of(request.actor, reference, pk)
    form = JournalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, actions.copy_to_journal, request.actor, record=record, **form.cleaned_data):
            return said_and_on(request, _("Antecknat: kopierat till er journal."), "coordination:case", reference)
    return render(request, "consent/journal.html", {"case": record.case, "record": record, "form": form})
