"""What is agreed, the plan and its paper over HTTP."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.attempt import attempt
from coordination import actions, queries
from coordination.forms.measures import GiveForm, MeasureForm
from coordination.forms.plans import AgreedForm
from coordination.print import plan_pdf

SAYS = {"DONE": actions.mark_done, "OPEN": actions.keep_on, "DROPPED": actions.drop_measure}


@require_http_methods(["GET", "POST"])
def agree(request, pk):
    """Write what a meeting agrees while everybody watches, and end it."""
    page = queries.agreed_page(request.actor, pk)
    form = AgreedForm(request.POST or None, page=page)
    if form.is_valid():
        if attempt(form, actions.end_meeting, request.actor, meeting=page.meeting, agreed=form.agreed()):
            messages.success(request, _("Mötet är avslutat. Det ni kom överens om står i planen."))
            return redirect("coordination:plan", page.case.reference)
    return render(
        request, "coordination/plan/agree.html", {"page": page, "form": form}, status=422 if form.errors else 200
    )


@require_GET
def plan(request, reference):
    """The plan: whose goals, and who does what by when."""
    return render(request, "coordination/plan/plan.html", {"page": queries.plan_page(request.actor, reference)})


@require_http_methods(["GET", "POST"])
def measure(request, pk):
    """Say how one thing goes. Who comes second sees what the first one said, and chooses."""
    page = queries.measure_page(request.actor, pk)
    start = {"state": request.GET.get("to", ""), "result": page.measure.result, "due_on": page.measure.due_on}
    form = MeasureForm(request.POST or None, measure=page.measure, initial=start)
    if form.is_valid() and attempt(form, SAYS[form.cleaned_data["state"]], request.actor, **form.said()):
        messages.success(request, _("Sparat i planen."))
        return redirect("coordination:plan", page.head.reference)
    return render(
        request, "coordination/plan/measure.html", {"page": page, "form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
def give(request, pk):
    """Let a colleague do it in the place of who has it."""
    page = queries.giving_page(request.actor, pk)
    form = GiveForm(request.POST or None, page=page)
    if form.is_valid() and attempt(form, actions.give_measure, request.actor, measure=page.measure, **form.given):
        messages.success(request, _("Klart. Kollegan gör det från och med nu."))
        return redirect(*page.then)
    return render(
        request, "coordination/plan/give.html", {"page": page, "form": form}, status=422 if form.errors else 200
    )


@require_GET
def paper(request, reference):
    """The plan on paper for the family."""
    data = queries.plan_paper(request.actor, reference, words="words" in request.GET, to=request.GET.get("to", ""))
    return HttpResponse(
        plan_pdf(data), content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="plan.pdf"'}
    )
