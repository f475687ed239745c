"""What can be done with the child's details and the family's."""

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import Refused, action
from cases import policies
from cases.kinds import Kind
from cases.models import ProtectedName, Record, Relative
from cases.models.child import new_code


@action(may=policies.may_add_relative, says=_("Lägg till en vårdnadshavare eller någon annan nära barnet."))
def add_relative(actor, *, new_id, case, details):
    """Add somebody in the family; `details` are the fields of Relative. Sent twice it is added once."""
    there = Relative.objects.filter(pk=new_id).first()
    if there:
        return there
    relative = Relative(pk=new_id, child_id=case.child_id, unit_id=actor.unit, **details)
    relative.save()
    return relative


@action(may=policies.may_change_relative, says=_("Ändra uppgifterna om någon i familjen."))
def change_relative(actor, *, case, relative, version, details):
    """Write the details anew; `version` is the one that was shown, so nothing is overwritten unseen."""
    for field, value in details.items():
        setattr(relative, field, value)
    relative.version += 1
    relative.save(update_fields=[*details, "version"])
    return relative


@action(may=policies.may_change_child, says=_("Ändra uppgifterna om barnet."))
def change_child(actor, *, case, child, was, details):
    """Write the child's details anew; `was` is the mark of those that were shown."""
    for field, value in details.items():
        setattr(child, field, value)
    try:
        with transaction.atomic():
            child.save(update_fields=list(details))
    except IntegrityError:
        raise Refused(_("Ett annat barn hos er enhet har redan det numret. Kontrollera siffrorna.")) from None
    return child


@action(
    may=policies.may_protect_child,
    says=_("Markera att någon i familjen har skyddade personuppgifter: namn och kontaktuppgifter tas bort genast."),
)
def protect_child(actor, *, case, child):
    """Hide the child and the family behind a code, for good; marked twice it is marked once.

    The database takes away the rest in the same statement (consent/protected.sql, coordination/protected.sql). The line
    in the log is what is kept of whether the child should be in Kring: that the question was put, when and by whom.
    """
    if not child.is_protected:
        child.protected_code = new_code()
        child.save(update_fields=["protected_code"])
        child.refresh_from_db()
    return child


@action(may=policies.may_show_identity, says=_("Visa barnets personnummer, och låt loggen visa att det lästes."))
def show_identity(actor, *, case):
    """Give the child whose number is to be shown."""
    return case.child


@action(
    may=policies.may_show_protected_name,
    says=_("Visa namnen bakom en skyddad person, med en anledning som sparas."),
)
def show_protected_name(actor, *, case, reason):
    """Give the names around a protected child, and keep the reason as a note of the own unit, which names nobody."""
    moment = now()
    Record(
        case=case, unit_id=actor.unit, author_id=actor.membership, kind=Kind.HOME,
        text=_("Läste det skyddade namnet. Anledning: %(reason)s") % {"reason": reason.strip()},
        happened_at=moment, written_at=moment,
    ).save()  # fmt: skip
    return ProtectedName.objects.get(child=case.child_id)
