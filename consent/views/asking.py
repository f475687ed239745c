"""May I share this? The rules, asked by anybody who works here."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from consent import queries
from consent.forms import MayIShareForm


@require_GET
def may_i_share(request):
    """The question, and under it the answer. It names no child, and nothing of it is kept."""
    page, actor = queries.asking(request.actor), request.actor
    form = MayIShareForm(request.GET, units=page.units, regime=actor.regime, agency=actor.agency)
    context = {"form": form, "answer": form.answer(), "way": page.way}
    return render(request, "consent/may_i_share.html", context, status=422 if form.errors else 200)
