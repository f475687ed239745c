"""The child's details and the family."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.attempt import attempt
from cases import actions, queries
from cases.forms.family import (
    ChangeRelativeForm,
    ChildForm,
    ProtectForm,
    ReasonForm,
    RelativeForm,
    as_typed,
    child_as_typed,
)


@require_http_methods(["GET", "POST"])
def family(request, reference):
    """Those near the child; POST adds one."""
    page = queries.family(request.actor, reference)
    form = RelativeForm(request.POST or None)
    if form.is_valid():
        new = {"new_id": form.cleaned_data["new_id"], "details": form.details}
        if attempt(form, actions.add_relative, request.actor, case=page.case, **new):
            messages.success(request, _("Sparat."))
            return redirect("cases:family", reference)
    return render(request, "cases/family.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def relative(request, reference, relative):
    """Change the details of one of them. Who comes second sees both and chooses."""
    page = queries.one_relative(request.actor, reference, relative)
    form = ChangeRelativeForm(request.POST or None, initial=as_typed(page.relative))
    if form.is_valid():
        change = {"relative": page.relative, "version": request.POST.get("version", ""), "details": form.details}
        if attempt(form, actions.change_relative, request.actor, case=page.case, **change):
            messages.success(request, _("Sparat."))
            return redirect("cases:family", reference)
    return render(request, "cases/relative.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def child(request, reference):
    """Change the child's details. Who comes second sees both and chooses."""
    page = queries.family(request.actor, reference)
    form = ChildForm(request.POST or None, child=page.case.child, initial=child_as_typed(page.case.child))
    if form.is_valid():
        change = {"child": page.case.child, "was": request.POST.get("was", ""), "details": form.details}
        if attempt(form, actions.change_child, request.actor, case=page.case, **change):
            messages.success(request, _("Sparat."))
            return redirect("cases:family", reference)
    return render(request, "cases/child.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@require_POST
def identity(request, reference):
    """Show the child's number once; the log says so."""
    case = queries.case(request.actor, reference)
    shown = actions.show_identity(request.actor, case=case)
    template = "cases/identity.html" + ("#number" if request.htmx else "")
    response = render(request, template, {"case": case, "shown": shown})
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
def protect(request, reference):
    """Ask whether the child should be in Kring at all, and mark it when it is to stay."""
    page = queries.family(request.actor, reference)
    form = ProtectForm(request.POST or None)
    if form.is_valid() and attempt(form, actions.protect_child, request.actor, case=page.case, child=page.case.child):
        messages.success(request, _("Klart. Namn och kontaktuppgifter är borttagna. Säg till var och en själv."))
        return redirect("cases:family", reference)
    return render(request, "cases/protect.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def protected_name(request, reference):
    """Ask why, then show the names around a protected child once; the log and a note of the unit say so."""
    case = queries.protected_case(request.actor, reference)
    form = ReasonForm(request.POST or None)
    asked = {"case": case, **form.cleaned_data} if form.is_valid() else None
    shown = asked and attempt(form, actions.show_protected_name, request.actor, **asked)
    context = {"case": case, "form": form, "shown": shown}
    response = render(request, "cases/protected_name.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response
