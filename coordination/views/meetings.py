"""Meetings over HTTP: book, change, call off, answer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.attempt import attempt
from coordination import actions
from coordination.forms import AnswerForm, BookForm, ChangeForm, InterpreterForm, NotedForm, PartForm
from coordination.queries import booking, meetings

BOTH = require_http_methods(["GET", "POST"])


@BOTH
def book(request, reference):
    """A new meeting and who is asked to it."""
    page = booking.booking_page(request.actor, reference)
    form = BookForm(request.POST or None, page=page)
    if form.is_valid():
        booked = attempt(form, actions.book_meeting, request.actor, case=page.head.case, **form.meeting)
        if booked:
            messages.success(request, page.booked)
            return redirect("coordination:meeting", booked.pk)
    context = {"page": page, "form": form, "hints": booking.hints(form.span, form.workers) if form.span else []}
    return render(request, "coordination/meetings/book.html", context, status=422 if form.errors else 200)


@require_GET
def hints(request, reference):
    """Who is busy at the time typed so far: the part of the page that htmx asks for."""
    page = booking.booking_page(request.actor, reference)
    form = BookForm(request.GET, page=page)
    found = booking.hints(form.span, form.workers) if form.span else []
    return render(request, "coordination/meetings/book.html#hints", {"hints": found})


@require_GET
def meeting(request, pk):
    """The meeting's page."""
    page = meetings.meeting_page(request.actor, pk)
    return render(request, "coordination/meetings/meeting.html", {"page": page, "form": AnswerForm()})


@BOTH
def change(request, pk):
    """Another time, place or agenda."""
    found = booking.meeting_of(request.actor, pk)
    form = ChangeForm.of(found, request.POST or None)
    if form.is_valid() and attempt(form, actions.change_meeting, request.actor, meeting=found, **form.change):
        messages.success(request, _("Mötet är ändrat. De som berörs får veta det."))
        return redirect("coordination:meeting", pk)
    context = {"meeting": found, "form": form, "hints": booking.hints_of_change(found, form.span)}
    return render(request, "coordination/meetings/change.html", context, status=422 if form.errors else 200)


@BOTH
def cancel(request, pk):
    """Say what happens, then call it off."""
    found, may = booking.calling_off(request.actor, pk)
    if request.method == "POST":
        actions.cancel_meeting(request.actor, meeting=found)
        messages.success(request, _("Mötet är inställt. Alla som fick mejl får veta det."))
        return redirect("coordination:case", found.case.reference)
    return render(request, "coordination/meetings/cancel.html", {"meeting": found, "may": may})


@require_POST
def take(request, pk):
    """Come in the absent lead's place."""
    actions.take_meeting(request.actor, meeting=booking.meeting_of(request.actor, pk))
    messages.success(request, _("Du tar mötet. Ring den som är borta om du kan."))
    return redirect("coordination:meeting", pk)


@BOTH
def interpreter(request, pk):
    """How far the interpreter is, and the text to send to an agency."""
    page = meetings.interpreter_page(request.actor, pk)
    form = InterpreterForm(request.POST or None, initial={"stands": page.meeting.interpreting})
    if form.is_valid():
        if attempt(form, actions.note_interpreter, request.actor, meeting=page.meeting, **form.cleaned_data):
            messages.success(request, _("Sparat."))
            return redirect("coordination:meeting", pk)
    context = {"page": page, "form": form}
    return render(request, "coordination/meetings/interpreter.html", context, status=422 if form.errors else 200)


@require_POST
def answer(request, pk):
    """The worker's own answer, on the meeting's page."""
    page = meetings.meeting_page(request.actor, pk)
    form = AnswerForm(request.POST)
    own = {"invitation": page.mine, **form.cleaned_data} if form.is_valid() and page.mine else None
    if own and attempt(form, actions.answer_invitation, request.actor, **own):
        messages.success(request, _("Tack, ditt svar är sparat."))
        return redirect("coordination:meeting", pk)
    context = {"page": page, "form": form}
    return render(request, "coordination/meetings/meeting.html", context, status=422)


@BOTH
def note(request, pk):
    """For the lead: what somebody has answered, their paper, and to take the invitation back."""
    invitation, seat = meetings.noting_page(request.actor, pk)
    form = NotedForm(request.POST or None, initial={"said": invitation.said, "remark": invitation.remark})
    if form.is_valid():
        if attempt(form, actions.note_answer, request.actor, invitation=invitation, **form.cleaned_data):
            messages.success(request, _("Svaret är sparat."))
            return redirect("coordination:meeting", invitation.meeting_id)
    context = {"invitation": invitation, "seat": seat, "form": form, "part": PartForm(invitation=invitation)}
    return render(request, "coordination/meetings/note.html", context, status=422 if form.errors else 200)


@require_POST
def part(request, pk):
    """Ask somebody for a part of the meeting, or for all of it."""
    invitation, seat = meetings.noting_page(request.actor, pk)
    form, asked = PartForm(request.POST, invitation=invitation), {"invitation": invitation}
    if form.is_valid() and attempt(form, actions.invite_to_part, request.actor, **asked, part=form.part):
        messages.success(request, form.done)
        return redirect("coordination:meeting", invitation.meeting_id)
    context = {"invitation": invitation, "seat": seat, "form": NotedForm(), "part": form}
    return render(request, "coordination/meetings/note.html", context, status=422)


@require_POST
def revoke(request, pk):
    """Take one invitation back."""
    invitation = booking.invitation_of(request.actor, pk)
    actions.revoke_invitation(request.actor, invitation=invitation)
    messages.success(request, _("Inbjudan är borttagen."))
    return redirect("coordination:meeting", invitation.meeting_id)


@require_GET
def paper(request, pk):
    """One person's invitation to print, with the link as a square code."""
    return render(request, "coordination/meetings/paper.html", vars(meetings.paper_page(request.actor, pk)))
