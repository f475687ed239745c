"""The children, a start without a signal, and how the work goes on."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.attempt import attempt
from cases import actions, queries
from cases.forms.cases import CloseForm, DecisionForm, StartForm
from cases.views.steps import to_case


@require_GET
def children(request):
    """The asker's children, and for who manages the unit also all of the unit's."""
    page = queries.children(request.actor, request.GET.get("which", ""))
    return render(request, "cases/children.html", {"page": page})


@require_http_methods(["GET", "POST"])
def search(request):
    """Find a child among those one sees. What is asked for is posted: no name stands in an address."""
    page = queries.search(request.actor, request.POST.get("q", ""))
    return render(request, "cases/search.html", {"page": page})


@require_GET
def start(request):
    """Begin without a signal: every press of the button is a flow of its own."""
    return redirect("cases:start_question", uuid4())


@require_http_methods(["GET", "POST"])
def start_question(request, flow):
    """Put the protection question. Whatever is answered, the same empty form comes back, and nothing else."""
    page = queries.starting(request.actor, flow)
    if request.method == "POST":
        actions.begin_case(request.actor, flow=flow)
        return redirect("cases:start_child", flow)
    return render(request, "cases/start_question.html", {"page": page, "way": queries.report_way()})


@require_http_methods(["GET", "POST"])
def start_child(request, flow):
    """Whom it is about, and why the family asks for help."""
    page = queries.starting(request.actor, flow)
    if page.opened or not page.is_begun:
        return to_case(page.opened) if page.opened else redirect("cases:start_question", flow)
    form = StartForm(request.POST or None, actor=request.actor, initial=page.typed)
    if form.is_protected:
        return render(request, "cases/outside.html", {"back": request.path})
    if form.is_valid():
        case = attempt(form, actions.start_case, request.actor, flow=flow, **form.start)
        if case:
            messages.success(request, _("Klart. Du är barnets fasta kontakt."))
            return to_case(case)
    return render(request, "cases/start.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def decide(request, reference):
    """Put the protection question, and keep how it goes on."""
    page = queries.deciding(request.actor, reference)
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        if attempt(form, actions.decide, request.actor, case=page.case, decision=form.cleaned_data["decision"]):
            messages.success(request, _("Klart. Så går det vidare."))
            return to_case(page.case)
    context = {"page": page, "form": form, "way": queries.report_way()}
    return render(request, "cases/decide.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def close(request, reference):
    """End the work, with what has changed."""
    page = queries.closing(request.actor, reference)
    form = CloseForm(request.POST or None, initial=page.typed)
    if form.is_valid():
        if attempt(form, actions.close_case, request.actor, case=page.case, **form.cleaned_data):
            messages.success(request, _("Samarbetet är avslutat. Det ni har skrivit finns kvar hos er."))
            return to_case(page.case)
    context = {"page": page, "form": form, "way": queries.report_way()}
    return render(request, "cases/close.html", context, status=422 if form.errors else 200)
