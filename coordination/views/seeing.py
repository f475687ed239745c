"""See it as the receiver will: the case as it is, and what a form would change, before it is sent."""

from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from access.attempt import attempt
from cases.forms.records import CorrectionForm, RecordForm
from consent import queries as asked
from consent.forms import GiveForm, ShareForm, WithdrawForm
from coordination import queries, seeing


@require_GET
def see_as(request, reference, unit):
    """The child's page as a unit of the circle sees it, of what one sees oneself."""
    case, page = queries.seen_now(request.actor, reference, unit)
    context = {"case": case, "tried": seeing.Tried(case, [page]), "is_tried": False}
    return render(request, "coordination/seen.html", context)


@require_POST
def see_writing(request, reference):
    """A note that is being written, as those ticked would read it."""
    page = asked.noting(request.actor, reference, request.POST)
    form = RecordForm(request.POST, child=page.writing.case.child)
    share = ShareForm.among(page, request.POST)
    tried = None
    if form.is_valid() and share.is_valid():
        note = {"new_id": form.cleaned_data["new_id"], "by_phone": False, "units": share.chosen()} | form.note
        tried = attempt(form, seeing.writing, request.actor, case=page.writing.case, **note)
    return _answer(request, page.writing.case, tried, form if form.errors else share)


@require_POST
def see_sharing(request, reference, pk):
    """A note about to be shown, as those ticked would read it."""
    page = asked.sharing(request.actor, reference, pk)
    form = ShareForm(request.POST, receivers=page.receivers)
    tried = form.is_valid() and attempt(form, seeing.sharing, request.actor, record=page.record, units=form.chosen())
    return _answer(request, page.record.case, tried, form)


@require_POST
def see_correcting(request, reference, record):
    """A correction that is being written, as those ticked would read it."""
    page = asked.mending(request.actor, reference, record, request.POST.get("shown", ""))
    note = page.correcting.record
    form = CorrectionForm(request.POST, child=page.correcting.case.child)
    share = ShareForm(request.POST, receivers=page.receivers, helps=page.helps, required=False)
    tried = None
    if form.is_valid() and share.is_valid():
        words = {"record": note, "units": share.chosen()} | form.note
        tried = attempt(form, seeing.correcting, request.actor, **words)
    return _answer(request, page.correcting.case, tried, form if form.errors else share)


@require_POST
def see_giving(request, reference):
    """A consent about to be kept, as those that it opens to would see the child."""
    page = asked.give_page(request.actor, reference)
    form = GiveForm(request.POST, case=page.case, units=page.units, ours=page.ours, relatives=page.relatives)
    form.offer_lines(request.actor.unit, {pk: unit.name for pk, unit in page.by_id(request.actor).items()})
    tried = None
    if form.is_valid():
        words = {"case": page.case, "consent_id": form.cleaned_data["consent_id"], "terms": form.terms()}
        tried = attempt(form, seeing.giving, request.actor, **words)
    return _answer(request, page.case, tried, form)


@require_POST
def see_withdrawing(request, pk):
    """What is about to be taken back, as those whom it concerns would see the child after it."""
    page = asked.withdraw_page(request.actor, pk)
    form = WithdrawForm(request.POST, page=page)
    tried = form.is_valid() and attempt(form, seeing.withdrawing, request.actor, consent=page.consent, **form.chosen())
    return _answer(request, page.consent.case, tried, form)


def _answer(request, case, tried, form):
    """The receivers' pages, in a tab of their own or on the form's page; or what is to be mended first."""
    part = "#panel" if request.htmx else ""
    context = {"case": case, "tried": tried or None, "form": form, "is_tried": True}
    return render(request, f"coordination/seen.html{part}", context, status=422 if form.errors else 200)
