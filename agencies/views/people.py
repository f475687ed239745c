"""The access administrator's pages: who works where, and letting people in and out."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access.attempt import attempt
from agencies import actions
from agencies.forms import people as forms
from agencies.forms import units as unit_forms
from agencies.queries import changes as log
from agencies.queries import people as queries
from agencies.queries.keyset import read_before, read_id


def people(request):
    """Everybody in the agency, unit by unit."""
    page = queries.people(request.actor, request.GET.get("q", "").strip())
    return render(request, "agencies/people.html", {"page": page})


def person(request, worker):
    """One worker, with the memberships in this agency."""
    return render(request, "agencies/person.html", {"page": queries.person(request.actor, worker)})


def changes(request):
    """What has been changed, by whom."""
    person, before = read_id(request.GET.get("person", "")), read_before(request.GET.get("before", ""))
    page = log.changes(request.actor, person=person, before=before)
    return render(request, "agencies/changes.html", {"page": page})


def invite(request):
    """Let somebody in."""
    given = {"unit": read_id(request.GET.get("unit", ""))}
    form = forms.Invite(request.POST or None, actor=request.actor, units=queries.units(request.actor), initial=given)
    if form.is_valid() and (made := _do(form, actions.invite_worker, request, **form.subjects())):
        messages.success(request, _("%(name)s är inbjuden. Ett brev är på väg.") % {"name": made.worker.name})
        return redirect("agencies:people")
    return _form(request, "invite", form)


def give_membership(request, worker):
    """One more unit for somebody in the agency."""
    page = queries.person(request.actor, worker)
    form = forms.Assignment(request.POST or None, actor=request.actor, units=queries.units(request.actor))
    if form.is_valid() and _do(form, actions.give_membership, request, worker=page.worker, **form.subjects()):
        messages.success(request, _("%(name)s har fått uppdraget.") % {"name": page.worker.name})
        return redirect("agencies:person", worker)
    return _form(request, "assignment", form, page)


@require_POST
def invite_again(request, worker):
    """Another link to choose a password with."""
    page = queries.person(request.actor, worker)
    actions.invite_again(request.actor, worker=page.worker)
    messages.success(request, _("Ett nytt brev är på väg till %(name)s.") % {"name": page.worker.name})
    return redirect("agencies:person", worker)


def change_worker(request, worker):
    """Name, title and telephone."""
    page = queries.person(request.actor, worker)
    given = {fact: getattr(page.worker, fact) for fact in ("name", "title", "phone")}
    form = forms.Details(request.POST or None, initial=given)
    if form.is_valid() and _do(form, actions.change_worker, request, worker=page.worker, **form.cleaned_data):
        messages.success(request, _("Ändringen är sparad."))
        return redirect("agencies:person", worker)
    return _form(request, "details", form, page)


def change_roles(request, membership):
    """What somebody may do in a unit."""
    page = queries.assignment(request.actor, membership)
    form = forms.Roles(request.POST or None, actor=request.actor, membership=page.seated.membership)
    subjects = {"membership": page.seated.membership}
    if form.is_valid() and _do(form, actions.change_roles, request, **subjects, **form.cleaned_data):
        messages.success(request, _("Rollerna är ändrade och gäller från nästa klick."))
        return redirect("agencies:person", page.seated.worker.pk)
    return _form(request, "roles", form, page)


def extend_membership(request, membership):
    """A later end."""
    page = queries.assignment(request.actor, membership)
    form = forms.Extend(request.POST or None)
    subjects = {"membership": page.seated.membership}
    if form.is_valid() and _do(form, actions.extend_membership, request, **subjects, **form.subjects()):
        messages.success(request, _("Uppdraget är förlängt."))
        return redirect("agencies:person", page.seated.worker.pk)
    return _form(request, "extend", form, page)


def end_membership(request, membership):
    """The end, now or a certain day; the page first says what happens."""
    page = queries.assignment(request.actor, membership)
    form = forms.End(request.POST or None)
    subjects = {"membership": page.seated.membership}
    if form.is_valid() and _do(form, actions.end_membership, request, **subjects, **form.subjects()):
        messages.success(request, form.told(page.seated.worker.name, page.seated.unit.name))
        return redirect("agencies:person", page.seated.worker.pk)
    return _form(request, "end", form, page)


def add_unit(request):
    """One more unit in the agency."""
    agency = queries.agency(request.actor)
    form = unit_forms.Unit(request.POST or None, units=queries.units(request.actor))
    if form.is_valid() and (unit := _do(form, actions.add_unit, request, agency=agency, **form.subjects())):
        messages.success(request, _("%(unit)s är tillagd. Bjud in den första medarbetaren.") % {"unit": unit.name})
        return redirect("agencies:people")
    return _form(request, "unit", form)


def change_unit(request, unit):
    """A unit's name, area, telephone, and where its signals go."""
    found = queries.unit(request.actor, unit)
    form = unit_forms.Unit(request.POST or None, units=queries.units(request.actor), unit=found)
    if form.is_valid() and _do(form, actions.change_unit, request, unit=found, **form.subjects()):
        messages.success(request, _("Ändringen är sparad."))
        return redirect("agencies:people")
    return _form(request, "unit", form, found)


def add_agency(request):
    """An agency with its first unit and its first administrator."""
    queries.founding(request.actor)
    form = unit_forms.Agency(request.POST or None)
    if form.is_valid() and (agency := _do(form, actions.add_agency, request, **form.subjects())):
        told = _("%(agency)s är tillagd. Dess egen administratör tar vid, och ett brev är på väg dit.")
        messages.success(request, told % {"agency": agency.name})
        return redirect("agencies:people")
    return _form(request, "agency", form)


def _do(form, action, request, **subjects):
    return attempt(form, action, request.actor, **subjects)


def _form(request, name, form, page=None):
    status = 422 if form.errors else 200
    return render(request, f"agencies/{name}.html", {"form": form, "page": page}, status=status)
