"""A signal, one question a page: /concerns/new/<flow>/… carries no answer, and the flow's draft carries them all."""

from uuid import uuid4

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions, identity, queries
from cases.forms import concern as forms

STEPS = ("question", "child", "seen", "told", "check")


@require_GET
def new_concern(request):
    """Begin a signal: every press of the button is a flow of its own."""
    return redirect("cases:concern_question", uuid4())


@require_http_methods(["GET", "POST"])
def concern_question(request, flow):
    """Put the protection question. Whatever is answered, the same empty form comes back, and nothing else."""
    page = queries.concern_flow(request.actor, flow)
    if page.sent:
        return redirect("cases:concern_receipt", page.sent)
    if request.method == "POST":
        actions.begin_concern(request.actor, flow=flow)
        return redirect(_address(forms.first_unfinished(forms.in_draft(page.fields)), flow))
    return render(request, "cases/concern/question.html", _context(page, "question"))


@require_http_methods(["GET", "POST"])
def concern_step(request, flow, step):
    """One page of the signal: who it is about, what was seen, whether they know."""
    page = queries.concern_flow(request.actor, flow)
    if page.sent or not page.is_begun:
        return _elsewhere(page)
    form = forms.PAGES[step](request.POST or None, initial={name: page.draft.said(name) for name in page.fields})
    if request.method == "POST" and getattr(form, "is_protected", False):
        actions.stop_concern(request.actor, flow=flow)
        return render(request, "cases/concern/protected.html", {"to": page.to})
    if request.method == "POST" and form.is_valid():
        after = forms.first_unfinished(forms.in_draft(page.fields | form.typed()))
        actions.keep_concern(request.actor, flow=flow, fields=form.typed(), page=_address(after, flow))
        return redirect(_address(after, flow))
    context = _context(page, step) | {"form": form}
    return render(request, f"cases/concern/{step}.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def concern_check(request, flow):
    """Read it through, and send."""
    page = queries.concern_flow(request.actor, flow)
    if page.sent or not page.is_begun:
        return _elsewhere(page)
    pages = forms.in_draft(page.fields)
    unfinished = forms.first_unfinished(pages)
    if unfinished != "check":
        return redirect(_address(unfinished, flow))
    if request.method == "POST":
        sent = actions.log_concern(request.actor, flow=flow, **forms.answers(pages))
        return redirect("cases:concern_receipt", sent.pk)
    context = _context(page, "check")
    context["signal"] = queries.as_written(forms.answers(pages))
    context["identity"] = identity.masked(context["signal"].identity_number)
    return render(request, "cases/concern/check.html", context)


@require_GET
def concern_receipt(request, concern):
    """Who has it, and when the answer comes."""
    sent = queries.my_concern(request.actor, concern)
    return render(request, "cases/concern/receipt.html", {"sent": sent, "way": queries.report_way()})


@require_GET
def concern(request, concern):
    """A signal that one has sent, and the line of answer."""
    sent = queries.my_concern(request.actor, concern)
    return render(request, "cases/concern/concern.html", _told(sent))


def _told(sent):
    return {"sent": sent, "signal": sent.concern, "identity": identity.masked(sent.concern.identity_number)}


def _address(step, flow):
    return reverse(f"cases:concern_{step}", args=[flow])


def _elsewhere(page):
    """Where a page leads that is asked for before the question was put, or after the signal was sent."""
    return redirect("cases:concern_receipt", page.sent) if page.sent else redirect(_address("question", page.id))


def _context(page, step):
    place = STEPS.index(step)
    return {
        "flow": page,
        "way": queries.report_way(),
        "step": place + 1,
        "of": len(STEPS),
        "here": _address(step, page.id),
        "back": _address(STEPS[place - 1], page.id) if place else "",
        "readers": [page.to.name],
    }
