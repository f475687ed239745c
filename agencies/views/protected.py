"""The right to see protected names: given and taken back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access.attempt import attempt
from agencies import actions
from agencies.forms.protected import ProtectedRight
from agencies.queries import people as queries


def give_protected_right(request, membership):
    """Why somebody is to see protected names, and until when."""
    page = queries.assignment(request.actor, membership)
    seat = page.seated.membership
    form = ProtectedRight(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.give_protected_right, request.actor, membership=seat, **form.subjects()
    ):
        messages.success(request, _("%(name)s får se skyddade namn från nästa klick.") % {"name": seat.worker.name})
        return redirect("agencies:person", seat.worker_id)
    status = 422 if form.errors else 200
    return render(request, "agencies/protected_right.html", {"form": form, "page": page}, status=status)


@require_POST
def end_protected_right(request, right):
    """Take it back, this second."""
    found = queries.protected_right(request.actor, right)
    actions.end_protected_right(request.actor, right=found)
    messages.success(request, _("Rätten är tillbakatagen. Nästa klick visar inga skyddade namn."))
    return redirect("agencies:person", found.membership.worker_id)
