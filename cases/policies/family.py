"""Who may write down the child's details and the family."""

from django.utils.translation import gettext_lazy as _

from access.action import YES, no
from cases.details import mark
from cases.policies.cases import works_on
from cases.sight import would_open

ON_PAPER = _("Familjen skrivs inte in här: barnets personuppgifter är skyddade och hanteras på papper.")
CHANGED = _("Någon annan ändrade samtidigt. Jämför och välj.")
GROWN = _(
    "Dagen skulle öppna det som stängdes när barnet fyllde 18 år. Ta tillbaka det gamla samtycket, och ändra sedan."
)


def may_add_relative(actor, *, new_id, case, details):
    verdict = _answers_for(actor, case)
    if verdict and case.child.is_protected:
        return no(ON_PAPER)
    return verdict


def may_change_relative(actor, *, case, relative, version, details):
    verdict = _answers_for(actor, case)
    if verdict and (relative.unit_id != actor.unit or relative.child_id != case.child_id):
        return no(_("Uppgiften är en annan enhets. Säg till dem, om något är fel."))
    if verdict and case.child.is_protected:
        return no(ON_PAPER)
    if verdict and str(relative.version) != str(version):
        return no(CHANGED)
    return verdict


def may_change_child(actor, *, case, child, was, details):
    verdict = _answers_for(actor, case)
    if verdict and (child.pk != case.child_id or child.is_protected):
        return no(_("Skyddade personuppgifter ändras inte här."))
    if verdict and was != mark(child):
        return no(CHANGED)
    if verdict and "born_on" in details and would_open(child.pk, details["born_on"]):
        return no(GROWN)
    return verdict


def may_protect_child(actor, *, case, child):
    if child.pk != case.child_id or case.unit_id != actor.unit:
        return no(_("Säg genast till den enhet som började samarbetet: det är de som markerar barnet."))
    if not works_on(actor, case):
        return no(_("Bara den som arbetar med barnet markerar det. Säg genast till barnets fasta kontakt."))
    return YES


def may_show_identity(actor, *, case):
    if actor.has("INTAKE") or works_on(actor, case):
        return YES
    return no(_("Numret visas för den som arbetar med barnet."))


def may_show_protected_name(actor, *, case, reason):
    if not actor.has("PROTECTED") or not works_on(actor, case):
        return no(_("Det skyddade namnet visas bara för den som arbetar med barnet och har fått den rätten."))
    if not case.child.is_protected:
        return no(_("Barnet har inga skyddade personuppgifter."))
    if not reason.strip():
        return no(_("Skriv varför du behöver namnet."))
    return YES


def _answers_for(actor, case):
    if case.is_closed:
        return no(_("Samarbetet är avslutat. Uppgifterna står kvar som de var."))
    if case.unit_id != actor.unit:
        return no(_("Den enhet som började samarbetet håller reda på uppgifterna om familjen."))
    if not works_on(actor, case):
        return no(_("Bara den som arbetar med barnet ändrar uppgifterna. Be barnets samordnare att lägga till dig."))
    return YES
