"""The unit manager's page over HTTP."""

from django.shortcuts import render

from coordination import queries


def unit(request):
    """The unit's children, who has each, and what waits."""
    return render(request, "coordination/unit.html", {"page": queries.unit_page(request.actor)})
