"""The words in which a family is asked: on paper, and as they were when somebody answered."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from access.web import keep_typed
from consent import queries
from consent.print import form_pdf
from consent.together import further, walk
from consent.views.giving import filled
from consent.wording import in_language, newest


@require_http_methods(["GET", "POST"])
def paper(request, reference):
    """The form to sign, a sheet for each, from what has been chosen; what is sent with the button is kept first."""
    page = queries.give_page(request.actor, reference)
    if request.method == "POST":
        keep_typed(request)
        return redirect(f"{request.path}?{request.GET.urlencode()}" if request.GET else request.path)
    form, _told = filled(request, page)
    asked = queries.asked_now(request.actor, page, form, request.GET)
    who = asked.signing(request.GET.get("who", ""))
    context = {"case": page.case, "asked": asked, "who": who, "newest": newest()}
    return render(request, "consent/paper.html", context)


@require_GET
def paper_pdf(request, reference):
    """The same form as a PDF that screen readers can read; its name says nothing."""
    page = queries.give_page(request.actor, reference)
    form, _told = filled(request, page)
    asked = queries.asked_now(request.actor, page, form, request.GET)
    who = asked.signing(request.GET.get("who", ""))
    named = {"Content-Disposition": 'inline; filename="blankett.pdf"'}
    return HttpResponse(form_pdf(page.case, asked, who), content_type="application/pdf", headers=named)


@require_GET
def answer_pdf(request, pk):
    """The form for one who has not answered a saved consent yet, or the words that were answered."""
    answer, asked = queries.asked_for(pk, in_language(request.GET.get("language", "")))
    named = {"Content-Disposition": 'inline; filename="blankett.pdf"'}
    return HttpResponse(
        form_pdf(answer.consent.case, asked, asked.answerers), content_type="application/pdf", headers=named
    )


@require_http_methods(["GET", "POST"])
def together_now(request, reference):
    """Go through what is being typed together on a tablet: one step a page, each one's own answer kept as it comes."""
    page = queries.give_page(request.actor, reference)
    if request.method == "POST":
        keep_typed(request)
        return redirect(f"{request.path}?{further(request.POST, request.GET.get('who', ''))}")
    form, _told = filled(request, page)
    asked = queries.asked_now(request.actor, page, form, request.GET)
    context = {"case": page.case, "walk": walk(asked, request.GET), "asked": asked, "newest": newest()}
    return render(request, "consent/together.html", context)


@require_GET
def together(request, pk):
    """Go through a saved consent together with one who has not answered yet."""
    answer, asked = queries.asked_for(pk, in_language(request.GET.get("language", "")))
    context = {"case": answer.consent.case, "walk": walk(asked, request.GET), "asked": asked, "newest": newest()}
    return render(request, "consent/together.html", context | {"answer": answer})


@require_GET
def answer_text(request, pk):
    """The words that were answered, exactly, whatever version is in use now."""
    answer, asked = queries.text_of(pk)
    return render(request, "consent/text.html", {"answer": answer, "case": answer.consent.case, "asked": asked})
