"""The log reviewer's samples: what waits to be looked at, and one of them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.attempt import attempt
from agencies import actions
from agencies.forms.review import Answer, Finding
from agencies.queries import passed as passed_on
from agencies.queries import samples as queries


def samples(request):
    """What waits, what has been signed, and how many a month."""
    return render(request, "agencies/samples.html", {"page": queries.samples(request.actor)})


def sample(request, pk):
    """One sample, to be looked at and signed; then the next one."""
    page = queries.sample(request.actor, pk)
    form = Finding(request.POST or None)
    asked = {"sample": page.drawn.sample}
    if form.is_valid() and attempt(form, actions.sign_sample, request.actor, **asked, **form.cleaned_data):
        messages.success(request, _("Granskat. Det som är skrivet ändras inte."))
        return redirect("agencies:sample", page.next) if page.next else redirect("agencies:samples")
    return render(request, "agencies/sample.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def passed(request, pk):
    """What the reviewer asks the manager of the unit to look at, and the manager's answer in words."""
    page = passed_on.passed(request.actor, pk)
    form = Answer(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.reply_to_reviewer, request.actor, sample=page.sample, **form.cleaned_data
    ):
        messages.success(request, _("Granskaren har fått ditt svar."))
        return redirect("coordination:today")
    return render(request, "agencies/passed.html", {"page": page, "form": form}, status=422 if form.errors else 200)
