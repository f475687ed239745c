"""The consent page, what its choices mean, answers that came later, and taking back."""

from django.forms import Form
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.attempt import attempt
from cases.queries import report_way
from cases.views.steps import said_and_on
from consent import actions, queries
from consent.forms import AnswerForm, GiveForm, WithdrawForm
from consent.terms import line_choices, pair_choices


def filled(request, page, data=None):
    """The consent form with what has been typed, and what its choices mean, one receiver at a time."""
    form = GiveForm(
        data, case=page.case, units=page.units, ours=page.ours, relatives=page.relatives, initial=page.typed()
    )
    names = {unit.pk: unit.name for unit in (*page.units, *page.ours)} | {request.actor.unit: request.actor.unit_name}
    found = form.offer_lines(request.actor.unit, names)
    return form, queries.told(found, page.by_id(request.actor))


@require_GET
def consents(request, reference):
    """The case's consents: what has been said, what is open, what is waited for."""
    page = queries.consents_page(request.actor, reference)
    return render(request, "consent/consents.html", page)


@require_http_methods(["GET", "POST"])
def give(request, reference):
    """Record a consent on one page, and with one button more invite those it covers."""
    page = queries.give_page(request.actor, reference)
    form, told = filled(request, page, request.POST or None)
    if request.POST.get("then") == "show":
        form.hush()
    elif request.method == "POST" and form.is_valid():
        words = {"case": page.case, "consent_id": form.cleaned_data["consent_id"], "terms": form.terms()}
        invites = request.POST.get("then") == "invite"
        act, more = (actions.give_and_invite, {"reason": words["terms"].purpose}) if invites else (actions.give, {})
        if attempt(form, act, request.actor, **words, **more):
            said = _("Samtycket är sparat, och de är inbjudna.") if invites else _("Samtycket är sparat.")
            return said_and_on(request, said, "consent:circle" if invites else "consent:consents", reference)
    context = {"page": page, "case": page.case, "form": form, "told": told, "way": report_way()}
    return render(request, "consent/give.html", context, status=422 if form.errors else 200)


@require_POST
def lines(request, reference):
    """What the choices made so far mean, as sentences, with the answers to be given to just that."""
    page = queries.give_page(request.actor, reference)
    form, told = filled(request, page, request.POST)
    form.hush()
    return render(request, "consent/give.html#swapped", {"page": page, "case": page.case, "form": form, "told": told})


@require_http_methods(["GET", "POST"])
def withdraw(request, pk):
    """Record that the family takes back its yes, wholly or for one unit or kind."""
    page = queries.withdraw_page(request.actor, pk)
    consent, case = page.consent, page.consent.case
    form = WithdrawForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        if attempt(form, actions.withdraw, request.actor, consent=consent, **form.chosen()):
            # What is taken back may close the own door too: the child's page then says what has happened.
            to = "consent:consents" if queries.in_sight(case) else "coordination:case"
            return said_and_on(request, _("Sparat. Det slutar gälla genast."), to, case.reference)
    context = {"consent": consent, "case": case, "form": form, "way": report_way()}
    return render(request, "consent/withdraw.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def answer(request, pk):
    """Record an answer that was waited for."""
    waited = queries.answer_of(pk)
    choices = pair_choices if waited.about_self else line_choices
    form = AnswerForm(request.POST or None, answer=waited, lines=choices(waited.consent.grants.all()))
    if request.method == "POST" and form.is_valid():
        if attempt(form, actions.record_answer, request.actor, answer=waited, **form.cleaned_data):
            return said_and_on(request, _("Svaret är sparat."), "consent:consents", waited.consent.case.reference)
    context = {"answer": waited, "case": waited.consent.case, "form": form, "way": report_way()}
    return render(request, "consent/answer.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def take_back_own(request, pk):
    """Record that somebody who answers for themselves takes back their yes."""
    given = queries.own_answer(request.actor, pk)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, actions.take_back_own, request.actor, answer=given):
            return redirect("consent:consents", given.consent.case.reference)
    context = {"answer": given, "case": given.consent.case, "form": form, "way": report_way()}
    return render(request, "consent/take_back_own.html", context, status=422 if form.errors else 200)


@require_POST
def rely(request, pk):
    """Say that the unit has read the consent and relies on it for what it tells itself."""
    consent = queries.one_consent(pk)
    actions.rely_on(request.actor, consent=consent)
    return said_and_on(request, _("Klart. Ni lutar er mot samtycket."), "consent:consents", consent.case.reference)
