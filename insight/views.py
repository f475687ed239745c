"""The town's numbers over HTTP."""

from django.shortcuts import render

from insight import queries


def counts(request):
    """Show the counts, term by term and area by area."""
    return render(request, "insight/counts.html", {"page": queries.counts(request.actor)})
