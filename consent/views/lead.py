"""Handing the lead over: the question, and the answer."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from access.attempt import attempt
from cases.views.steps import to_case
from consent import actions, queries
from consent.forms import HandoverForm


@require_http_methods(["GET", "POST"])
def handover(request, reference):
    """Ask somebody around the child to lead."""
    page = queries.circle_page(request.actor, reference)
    form = HandoverForm(request.POST or None, people=page.people)
    if request.method == "POST" and form.is_valid():
        asked = {"to": form.chosen(), "reason": form.cleaned_data["reason"]}
        if attempt(form, actions.ask_handover, request.actor, case=page.case, **asked):
            return redirect("consent:circle", reference)
    context = {**vars(page), "form": form}
    return render(request, "consent/handover.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def answer_handover(request, pk):
    """The question as the one who is asked meets it, and the answer."""
    asked = queries.handover_of(request.actor, pk)
    if request.method == "POST":
        actions.answer_handover(request.actor, handover=asked, accepted=request.POST.get("answer") == "yes")
        return to_case(asked.case)
    return render(request, "consent/handover_asked.html", {"handover": asked, "case": asked.case})


@require_POST
def take_back_handover(request, pk):
    """Take the question back."""
    asked = queries.handover_of(request.actor, pk)
    actions.take_back_handover(request.actor, handover=asked)
    return redirect("consent:circle", asked.case.reference)
