"""The unit's new signals, and one of them: take it on, answer it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.attempt import attempt
from access.web import poll
from cases import actions, queries
from cases.forms.cases import AnswerForm, TakeOnForm
from cases.views.steps import to_case


@require_GET
def signals(request):
    """The inbox; htmx asks for its list alone when the poll says that something has changed."""
    page = queries.inbox(request.actor)
    return render(request, "cases/signals.html" + ("#list" if request.htmx else ""), {"page": page})


@poll
@require_GET
def signals_changed(request, mark):
    """Say whether the list has changed since it was marked so; nothing of what it holds."""
    changed = queries.inbox_mark(request.actor) != mark
    return HttpResponse(status=204, headers={"HX-Trigger": "signals-changed"} if changed else {})


@require_http_methods(["GET", "POST"])
def signal(request, signal):
    """One signal. POST takes it on; with a protected person in the family nothing is done and nothing kept."""
    page = queries.signal(request.actor, signal, request.POST.get("identity_number", ""))
    form = TakeOnForm(request.POST or None, page=page)
    if form.is_protected:
        return render(request, "cases/outside.html", {"back": request.path, "signal": page.concern})
    if form.is_valid():
        taken = attempt(form, actions.take_on, request.actor, concern=page.concern, **form.taking)
        if taken:
            return _after(request, taken)
    context = {"page": page, "form": form, "take_form": form, "answer_form": AnswerForm()}
    return render(request, "cases/signal.html", context, status=422 if form.errors else 200)


@require_POST
def answer_signal(request, signal):
    """Answer who wrote the signal, before or after it is taken on."""
    page = queries.signal(request.actor, signal)
    form = AnswerForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["answer"]
        if attempt(form, actions.answer_concern, request.actor, concern=page.concern, text=text):
            messages.success(request, _("Svaret är skickat."))
            return redirect("cases:signal", signal)
    context = {"page": page, "form": form, "answer_form": form, "take_form": TakeOnForm(page=page)}
    return render(request, "cases/signal.html", context, status=422)


@require_POST
def signal_outside(request, signal):
    """Take away what was written in a signal that the unit deals with outside Kring."""
    actions.set_outside(request.actor, concern=queries.concern(request.actor, signal))
    messages.success(request, _("Klart. Det som var skrivet är borttaget. Ta kontakt med den som skrev."))
    return redirect("cases:signals")


def _after(request, taken):
    case = queries.carrying(request.actor, taken)
    if case is None:
        messages.success(request, _("Klart. Signalen ligger nu hos den kollega som redan arbetar med barnet."))
        return redirect("cases:signals")
    messages.success(request, _("Klart. Signalen är mottagen."))
    return to_case(case)
