"""The log reviewer's page."""

from django.shortcuts import render

from agencies.forms.review import Asked
from agencies.queries import review as queries


def review(request):
    """Who has read and done what, newest first."""
    form = Asked(request.GET)
    page = queries.review(request.actor, form.asked())
    return render(request, "agencies/review.html", {"page": page, "form": form})
