"""Who may ask a unit to take part, and who answers for it."""

from datetime import timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.action import YES, no
from cases.models import Involvement
from cases.policies.cases import leads, works_on
from consent.queries.lines import is_covered, refused_units

NO_CONSENT = gettext_lazy("Det finns inget samtycke från alla som ska svara.")
REFUSED = gettext_lazy("En av vårdnadshavarna har inte sagt ja.")


AHEAD = timedelta(days=365)  # as long as a consent may hold


def days_to_come(days):
    """Whether these days are to come, and no further off than a consent can be."""
    today = localdate()
    if any(day < today for day in days):
        return no(_("Välj en dag som kommer."))
    return no(_("Välj en dag inom ett år.")) if any(day > today + AHEAD for day in days) else YES


def may_invite_unit(actor, *, case, unit, reason, days=()):
    if not unit.has_accounts:
        return no(_("%(unit)s har inga konton i Kring. Anteckna i stället vem som är med.") % {"unit": unit.name})
    return _may_ask(actor, case, unit) and days_to_come(days)


def may_note_unit(actor, *, case, unit, contact, phone):
    if not contact.strip():
        return no(_("Skriv vem ni har talat med."))
    if unit.has_accounts:
        return no(_("%(unit)s har konton i Kring. Bjud in i stället.") % {"unit": unit.name})
    return _may_ask(actor, case, unit)


def _may_ask(actor, case, unit):
    if case.is_closed:
        return no(_("Samarbetet är avslutat."))
    if not leads(actor, case):
        return no(_("Bara den som är barnets fasta kontakt eller samordnare bjuder in."))
    if not works_on(actor, case):
        return no(_("Gå in i samarbetet först. Sedan kan du bjuda in."))
    if not unit.takes_children:
        return no(_("%(unit)s arbetar inte med barn.") % {"unit": unit.name})
    taking_part = Involvement.objects.filter(case=case, unit=unit, state__in=["INVITED", "ACTIVE"])
    if taking_part.exists():
        return no(_("%(unit)s är redan tillfrågad eller med.") % {"unit": unit.name})
    if unit.agency_id != actor.agency and not is_covered(actor, case, unit):
        # Names nobody: who said what stays with the family and the unit that asked them.
        return no(REFUSED if unit.pk in refused_units(actor, case) else NO_CONSENT)
    return YES


def may_accept_invitation(actor, *, involvement, worker, days=()):
    answering = _answering(actor, involvement)
    if not answering:
        return answering
    if worker.unit_id != actor.unit or not worker.is_in_force:
        return no(_("Välj en kollega som arbetar på enheten i dag."))
    return days_to_come(days)


def may_decline_invitation(actor, *, involvement, because):
    return _answering(actor, involvement)


def _answering(actor, involvement):
    if involvement.unit_id != actor.unit or not actor.has("INTAKE"):
        return no(_("Bara de som tar emot på den tillfrågade enheten svarar."))
    if involvement.state != Involvement.State.INVITED:
        return no(_("Den här inbjudan är redan besvarad."))
    return YES
