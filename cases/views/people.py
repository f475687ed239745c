"""Who in the unit works with the child, and who leads."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from access.attempt import attempt
from cases import actions, queries
from cases.forms.cases import PersonForm
from cases.views.steps import to_case


@require_GET
def people(request, reference):
    """Those who work with the child here, and who else could."""
    page = queries.people(request.actor, reference)
    return render(request, "cases/people.html", _context(page))


@require_POST
def assign(request, reference):
    """Let a colleague work with the child."""
    page = queries.people(request.actor, reference)
    form = PersonForm(request.POST, people=page.colleagues)
    if form.is_valid() and attempt(
        form, actions.assign_worker, request.actor, case=page.case, membership=form.membership
    ):
        messages.success(request, _("Klart. Kollegan ser nu samarbetet."))
        return redirect("cases:assign", reference)
    return render(request, "cases/people.html", _context(page, form=form), status=422)


@require_POST
def change_lead(request, reference):
    """Give the child another lead in the unit."""
    page = queries.people(request.actor, reference)
    form = PersonForm(request.POST, people=page.leads, prefix="lead")
    if form.is_valid() and attempt(
        form, actions.change_lead, request.actor, case=page.case, membership=form.membership
    ):
        messages.success(request, _("Klart. Barnet har en ny samordnare."))
        return to_case(page.case)
    return render(request, "cases/people.html", _context(page, lead_form=form), status=422)


@require_POST
def take_part(request, reference):
    """Let who manages the unit work with the child."""
    case = queries.case(request.actor, reference)
    actions.take_part(request.actor, case=case)
    messages.success(request, _("Du är med nu. Loggen visar att du gick in."))
    return to_case(case)


@require_POST
def end_assignment(request, reference, assignment):
    """End somebody's work with the child; one's own too."""
    row = queries.assignment(request.actor, reference, assignment)
    actions.end_assignment(request.actor, caseload=row)
    messages.success(request, _("Klart. Det som är skrivet står kvar."))
    return redirect("cases:children" if row.user_id == request.actor.worker else "cases:assign", *_where(request, row))


def _where(request, row):
    return [] if row.user_id == request.actor.worker else [row.content_object.reference]


def _context(page, form=None, lead_form=None):
    return {
        "page": page,
        "form": form or lead_form or PersonForm(people=page.colleagues),
        "colleague_form": form or PersonForm(people=page.colleagues),
        "lead_form": lead_form or PersonForm(people=page.leads, prefix="lead"),
    }
