"""When a unit may show something by law, without consent, and when it may wait."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from access.action import YES, no
from cases.policies.cases import works_on
from cases.policies.records import NOT_YOURS
from consent.models import Disclosure, Postponement
from consent.models.by_law import LEAST, MOST, PURPOSES
from consent.queries.by_law import advice, holds, reach
from consent.queries.lines import receivers
from consent.terms import LONGEST_MONTHS, months_later


def may_share_by_law(actor, *, record, to_unit, purpose, basis, weighing):
    if record.unit_id != actor.unit:
        return no(_("Bara den enhet som har skrivit delar vidare."))
    if record.case.is_closed:
        return no(_("Samarbetet är avslutat, så inget nytt delas."))
    if not works_on(actor, record.case):
        return no(NOT_YOURS)
    receiver = _receiver(actor, record, to_unit)
    return receiver and _stands(actor, record, to_unit, purpose, basis) and _weighed(weighing)


def _receiver(actor, record, to_unit):
    if record.case.child.is_protected:
        return no(_("Barnet har skyddade personuppgifter. Kring bär inget utan samtycke. Prata med er chef först."))
    if to_unit is None:
        return no(_("Välj vem som ska få läsa."))
    if to_unit.pk not in {unit.pk for unit in reach(actor, record.case)}:
        return no(_("Kring når bara dem som är med kring barnet och vet att ni är det. Ring dem i stället."))
    if to_unit.pk in {receiver.unit.pk for receiver in receivers(actor, record.case, record.kind)}:
        return no(_("Samtycket räcker för den mottagaren. Dela med stöd av det i stället."))
    if Disclosure.objects.filter(record=record, to_unit=to_unit).exists():
        return no(_("Den enheten har redan fått läsa just den här texten."))
    return YES


def _stands(actor, record, to_unit, purpose, basis):
    if purpose not in PURPOSES:
        return no(_("Välj varför det ska berättas."))
    if not basis:
        return no(_("Välj vilket stöd i lag ni lutar er mot."))
    stop = advice(actor, record, to_unit, purpose).stopped_by
    if stop:
        return no(stop.text)
    if not holds(actor, record.case.child, to_unit, purpose, basis):
        return no(_("Det stödet gäller inte för er, den mottagaren och det ändamålet. Välj ett annat."))
    return YES


def _weighed(weighing):
    if len(weighing.strip()) < LEAST:
        return no(_("Skriv kort varför det är rätt att dela. En mening räcker."))
    if len(weighing) > MOST:
        return no(_("Avvägningen får ha högst %(most)d tecken. Korta den.") % {"most": MOST})
    return YES


def may_not_now(actor, *, record, to_unit, ground, words, look_again_on):
    if record.unit_id != actor.unit:
        return no(_("Anteckningen är en annan enhets. De bestämmer själva om den delas."))
    if record.case.is_closed:
        return no(_("Samarbetet är avslutat, så inget nytt delas."))
    if not works_on(actor, record.case):
        return no(NOT_YOURS)
    if ground == Postponement.Ground.OTHER and not words.strip():
        return no(_("Skriv kort varför ni inte delar nu."))
    if not localdate() < look_again_on <= months_later(localdate(), LONGEST_MONTHS):
        return no(_("Välj en dag efter i dag och högst tolv månader fram, då ni ser på det igen."))
    return YES


def may_put_away(actor, *, postponement):
    if postponement.done_at:
        return no(_("Det här är redan klart."))
    return YES
