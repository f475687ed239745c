"""Handing the lead over: the question, and the answer."""

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.attempt import attempt
from cases.views.steps import said_and_on, to_case
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
            said = _("Frågan är skickad. Du är kvar tills svaret är ja.")
            return said_and_on(request, said, "consent:circle", reference)
    context = {**vars(page), "form": form}
    return render(request, "consent/handover.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def answer_handover(request, pk):
    """The question as the one who is asked meets it, and the answer."""
    asked = queries.handover_of(request.actor, pk)
    if request.method == "POST":
        accepted = request.POST.get("answer") == "yes"
        actions.answer_handover(request.actor, handover=asked, accepted=accepted)
        messages.success(request, _("Du har tagit över.") if accepted else _("Du har svarat nej."))
        return to_case(asked.case)
    return render(request, "consent/handover_asked.html", {"handover": asked, "case": asked.case})


@require_POST
def take_back_handover(request, pk):
    """Take the question back."""
    asked = queries.handover_of(request.actor, pk)
    actions.take_back_handover(request.actor, handover=asked)
    return said_and_on(request, _("Frågan är tillbakatagen."), "consent:circle", asked.case.reference)
