"""Those around the child: who is asked, and what they answer."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.attempt import attempt
from cases.views.steps import said_and_on
from consent import actions, queries
from consent.forms import AcceptForm, ContactForm, DeclineForm, InviteForm


@require_GET
def circle(request, reference):
    """Who takes part as far as the actor may know, and who can be asked."""
    return render(request, "consent/circle.html", vars(queries.circle_page(request.actor, reference)))


@require_http_methods(["GET", "POST"])
def invite(request, reference, unit):
    """Ask a unit that the consent covers."""
    case, unit = queries.asked_unit(request.actor, reference, unit)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, actions.invite_unit, request.actor, case=case, unit=unit, **form.asked):
            return said_and_on(request, _("Inbjudan är skickad. Svaret syns här."), "consent:circle", reference)
    context = {"case": case, "unit": unit, "form": form}
    return render(request, "consent/invite.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def note(request, reference, unit):
    """Note that a unit without accounts takes part."""
    case, unit = queries.asked_unit(request.actor, reference, unit)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, actions.note_unit, request.actor, case=case, unit=unit, **form.cleaned_data):
            return said_and_on(request, _("Antecknat."), "consent:circle", reference)
    context = {"case": case, "unit": unit, "form": form}
    return render(request, "consent/note.html", context, status=422 if form.errors else 200)


@require_GET
def invitations(request):
    """Questions to the actor's unit that wait for an answer."""
    return render(request, "consent/invitations.html", {"invitations": queries.invitations(request.actor)})


@require_http_methods(["GET", "POST"])
def invitation(request, pk):
    """One question to the unit: what its intake may know, and the answer yes."""
    asked = queries.invitation(request.actor, pk)
    form = AcceptForm(request.POST or None, colleagues=asked.colleagues)
    if request.method == "POST" and form.is_valid():
        named = {"involvement": asked.involvement, "worker": form.chosen(), "days": form.days}
        if attempt(form, actions.accept_invitation, request.actor, **named):
            return said_and_on(request, _("Ni har tackat ja. Barnet står under Barn."), "consent:invitations")
    context = {"asked": asked, "form": form, "decline": DeclineForm()}
    return render(request, "consent/invitation.html", context, status=422 if form.errors else 200)


@require_POST
def decline(request, pk):
    """The answer no, with one of four reasons."""
    asked = queries.invitation(request.actor, pk)
    form = DeclineForm(request.POST)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, actions.decline_invitation, request.actor, involvement=asked.involvement, because=because):
            return said_and_on(request, _("Ni har tackat nej. Den som frågade får veta det."), "consent:invitations")
    context = {"asked": asked, "form": AcceptForm(colleagues=asked.colleagues), "decline": form}
    return render(request, "consent/invitation.html", context, status=422)
