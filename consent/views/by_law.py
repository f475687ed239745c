"""Showing a note by law, without consent; and not showing it now."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.attempt import attempt
from consent import actions, queries
from consent.forms import ByLawForm, NotNowForm, ReasonForm


@require_http_methods(["GET", "POST"])
def by_law(request, reference, pk):
    """To whom and why; then the rules that can hold, and the weighing."""
    page = queries.by_law_page(request.actor, reference, pk, request.POST or request.GET)
    form = ByLawForm(request.POST or None, page=page)
    if form.is_valid():
        words = {"record": page.record, "to_unit": page.to, "purpose": page.purpose} | form.cleaned_data
        if attempt(form, actions.share_by_law, request.actor, **words):
            messages.success(request, _("Delat, och beslutet är antecknat."))
            return redirect("consent:share", reference, pk)
    context = {"case": page.record.case, "page": page, "asking": ReasonForm(page), "form": form}
    return render(request, "consent/by_law.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def not_now(request, reference, pk):
    """Why a note is not shared now, and when to look again."""
    record, units = queries.not_now_page(request.actor, reference, pk)
    form = NotNowForm(request.POST or None, units=units)
    if form.is_valid():
        if attempt(form, actions.not_now, request.actor, record=record, **form.chosen()):
            messages.success(request, _("Antecknat. Det står på Min dag den dagen."))
            return redirect("coordination:case", reference)
    context = {"case": record.case, "record": record, "form": form}
    return render(request, "consent/not_now.html", context, status=422 if form.errors else 200)


@require_GET
def look_again(request, pk):
    """A decision to wait whose day has come: share, wait again, or put it away."""
    decided = queries.look_again(request.actor, pk)
    return render(request, "consent/look_again.html", {"decided": decided, "case": decided.case})


@require_POST
def put_away(request, pk):
    """Nothing is shared, and nobody is reminded."""
    decided = queries.look_again(request.actor, pk)
    actions.put_away(request.actor, postponement=decided)
    messages.success(request, _("Lagt åt sidan. Ingen påminns om det mer."))
    return redirect("coordination:today")
