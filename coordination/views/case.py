"""The child's pages over HTTP."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from access.web import poll
from coordination import queries

PAGES = {
    queries.CasePage: "coordination/case.html",
    queries.Doorway: "coordination/doorway.html",
    queries.LostPage: "coordination/lost.html",
}


def case(request, reference):
    """The child's page, its doorway, or what remains when its door has closed; or the question to take part."""
    page = queries.case_page(request.actor, reference)
    if type(page) not in PAGES:
        return redirect("consent:invitation", page.pk)
    return render(request, PAGES[type(page)], {"page": page})


def timeline(request, reference):
    """The whole timeline, filtered by unit and kind; a part of it for who goes on."""
    chosen = {name: request.GET.get(name, "") for name in ("unit", "kind", "before")}
    head, found = queries.timeline_page(request.actor, reference, **chosen)
    part = "" if not request.htmx else "#more" if chosen["before"] else "#timeline"
    return render(request, f"coordination/timeline.html{part}", {"head": head, "timeline": found})


@poll
def pulse(request, reference):
    """Whether the open page is still true: nothing when it is, else the browser is told to fetch it anew."""
    if request.GET.get("seen") == queries.pulse(request.actor, reference):
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Refresh": "true"})


@poll
def holds(request, reference):
    """Whether a page that somebody writes on may still be shown; else the browser is led to the child's page."""
    if queries.holds(request.actor, reference, request.GET.get("shows", ""), request.GET.get("at", "")):
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Redirect": reverse("coordination:case", args=[reference])})


def readers(request, reference):
    """Who has read, changed and received what is the unit's own."""
    asked = {"others": request.GET.get("show") == "others", "before": request.GET.get("before", "")}
    return render(request, "coordination/readers.html", {"page": queries.readers(request.actor, reference, **asked)})


def childs_log(request, reference):
    """Who has read about the child, for the family, on paper."""
    asked = {name: request.GET.get(name, "") for name in ("before", "to")}
    page = queries.childs_log(request.actor, reference, **asked)
    return render(request, "coordination/childs_log.html", {"page": page})
