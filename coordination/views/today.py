"""Min dag over HTTP."""

from django.shortcuts import render

from coordination import queries


def today(request):
    """The start page of whoever is signed in."""
    return render(request, "coordination/today.html", {"day": queries.today(request.actor)})
