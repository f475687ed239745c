"""The page where somebody says when they work."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.attempt import attempt
from agencies import actions
from agencies.forms.hours import HoursForm
from agencies.queries.hours import hours_page


def hours(request):
    """The own week, and for who manages the unit that of each colleague."""
    page = hours_page(request.actor)
    form = HoursForm(request.POST or None, hours=page.mine.hours)
    if form.is_valid() and attempt(form, actions.set_hours, request.actor, hours=form.hours):
        messages.success(request, _("Arbetstiden är sparad."))
        return redirect("agencies:hours")
    return render(request, "agencies/hours.html", {"page": page, "form": form}, status=422 if form.errors else 200)
