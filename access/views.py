"""Pages that every half-written form shares."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from access import actions, queries
from access.web import keep_typed, works_locked


@works_locked
@require_POST
def draft(request):
    """Keep what is typed so far; the answer is the line that says so, or why not (422)."""
    kept, wrong = keep_typed(request)
    saved_at = kept.saved_at if kept and kept.fields else None
    return render(request, "components/saved.html", {"at": saved_at, "wrong": wrong}, status=422 if wrong else 200)


@require_GET
def again(request, draft):
    """What was sent while the session was locked, to be read and sent again."""
    kept = queries.unsent(request.actor, draft)
    return render(request, "access/again.html", {"draft": kept, "fields": kept.typed, "action": kept.said(kept.TO)})


def discard(request, draft):
    """Ask, and then throw the draft away."""
    kept = queries.own_draft(request.actor, draft)
    if request.method == "POST":
        actions.discard_draft(request.actor, draft=kept)
        messages.success(request, _("Utkastet är slängt."))
        return redirect("/")
    return render(request, "access/discard.html", {"draft": kept})
