"""The page where a worker, or who manages the unit, says who stands in."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access.attempt import attempt
from agencies import actions
from agencies.forms.stand_in import StandIn
from agencies.queries import stand_in as queries


def stand_in(request):
    """Who stands in for whom, and one more."""
    page = queries.stand_ins(request.actor)
    form = StandIn(request.POST or None, page=page)
    if form.is_valid() and attempt(form, actions.set_stand_in, request.actor, **form.subjects()):
        messages.success(request, _("Ersättaren är satt. Det slutar av sig självt."))
        return redirect("agencies:stand_in")
    status = 422 if form.errors else 200
    return render(request, "agencies/stand_in.html", {"page": page, "form": form}, status=status)


@require_POST
def end_stand_in(request, standing):
    """End one early; it can be set again."""
    actions.end_stand_in(request.actor, standing=queries.standing(request.actor, standing))
    messages.success(request, _("Ersättningen är avslutad."))
    return redirect("agencies:stand_in")
