"""An invitation's page for whoever has the link, signed in or not."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from access.attempt import attempt
from access.guest import by_link
from coordination import actions
from coordination.forms import AnswerForm
from coordination.queries import meetings


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def guest(request, asked):
    """Read what the meeting is, and answer; opening it changes nothing."""
    page = meetings.guest_page(asked)
    form = AnswerForm(request.POST or None, initial={"remark": page.invitation.remark})
    if form.is_valid():
        if attempt(form, actions.answer_invitation, asked, invitation=page.invitation, **form.cleaned_data):
            return redirect(f"{request.path}?saved")
    context = {"page": page, "form": form, "saved": "saved" in request.GET}
    return render(request, "guest/invitation.html", context, status=422 if form.errors else 200)
