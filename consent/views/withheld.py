"""Keeping a record from a guardian, and showing it again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.attempt import attempt
from consent import actions, queries
from consent.forms import WithholdForm


@require_http_methods(["GET", "POST"])
def withhold(request, reference, pk):
    """From whom a note is kept, on which ground and why; and what has been decided before."""
    page = queries.withhold_page(request.actor, reference, pk)
    form = WithholdForm(request.POST or None, guardians=page.guardians)
    if form.is_valid():
        if attempt(form, actions.withhold, request.actor, record=page.record, **form.chosen()):
            messages.success(request, _("Beslutet gäller nu, för varje papper som skrivs ut."))
            return redirect("consent:withhold", reference, pk)
    context = {"case": page.record.case, "page": page, "form": form}
    return render(request, "consent/withhold.html", context, status=422 if form.errors else 200)


@require_GET
def withheld(request, pk):
    """A decision whose day to look again has come, beside the note that it is about."""
    decided = queries.withholding_of(request.actor, pk)
    return redirect("consent:withhold", decided.case.reference, decided.record_id)


@require_POST
def show_again(request, pk):
    """Take a decision back; it is kept, with who did it and when."""
    decided = queries.withholding_of(request.actor, pk)
    actions.show_again(request.actor, withholding=decided)
    messages.success(request, _("Anteckningen får stå med på papper igen."))
    return redirect("consent:withhold", decided.case.reference, decided.record_id)
