"""The words in which a family is asked: on paper, and as they were when somebody answered."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from access.web import keep_typed
from consent import queries
from consent.views.giving import filled
from consent.wording import in_language, newest


@require_http_methods(["GET", "POST"])
def paper(request, reference):
    """The form to sign, from what has been chosen so far; what is sent with the button is kept first."""
    page = queries.give_page(request.actor, reference)
    if request.method == "POST":
        keep_typed(request)
        return redirect("consent:paper", reference)
    form, _told = filled(request, page)
    asked = queries.asked_now(request.actor, page, form, in_language(request.GET.get("language", "")))
    who = asked.signing(request.GET.get("who", ""))
    context = {"case": page.case, "asked": asked, "who": who, "newest": newest(), "not_told": form["not_told"].value()}
    return render(request, "consent/paper.html", context)


@require_GET
def answer_text(request, pk):
    """The words that were answered, exactly, whatever version is in use now."""
    answer, asked = queries.text_of(pk)
    return render(request, "consent/text.html", {"answer": answer, "case": answer.consent.case, "asked": asked})
