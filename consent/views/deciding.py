"""Showing a note by law, without consent."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.attempt import attempt
from consent import actions, queries
from consent.forms import ByLawForm, ReasonForm


@require_http_methods(["GET", "POST"])
def by_law(request, reference, pk):
    """To whom and why; then the rules that can hold, and the weighing."""
    page = queries.by_law(request.actor, reference, pk, request.POST or request.GET)
    form = ByLawForm(request.POST or None, page=page)
    if form.is_valid():
        words = {"record": page.record, "to_unit": page.to, "purpose": page.purpose} | form.cleaned_data
        if attempt(form, actions.share_by_law, request.actor, **words):
            messages.success(request, _("Delat, och beslutet är antecknat."))
            return redirect("consent:share", reference, pk)
    context = {"case": page.record.case, "page": page, "asking": ReasonForm(page), "form": form}
    return render(request, "consent/by_law.html", context, status=422 if form.errors else 200)
