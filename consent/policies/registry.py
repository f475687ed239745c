"""Who may take out what an agency has received."""

from django.utils.translation import gettext_lazy as _

from access.action import YES, no
from agencies.models import Regime
from consent import sight
from consent.policies.emergency import FEW_WORDS

# A private school or clinic and an association have no official documents: their own rules hold (practice.md 5.2).
PRIVATE = {Regime.PRIVATE_SCHOOL, Regime.PRIVATE_CARE, Regime.ASSOCIATION}


def may_produce(actor, *, new_id, number, day, disclosure, reason):
    if not actor.has("REGISTRAR"):
        return no(_("Det gör er registrator."))
    if actor.regime in PRIVATE:
        return no(_("Er organisation är ingen myndighet och har inga allmänna handlingar. Fråga er jurist."))
    if len(reason.split()) < FEW_WORDS:
        return no(_("Skriv med några ord varför handlingen tas fram, till exempel vem som har begärt ut den."))
    if disclosure not in {found.disclosure for found in sight.received(number, day)}:
        return no(_("Handlingen finns inte bland det som er organisation har tagit emot. Sök en gång till."))
    return YES
