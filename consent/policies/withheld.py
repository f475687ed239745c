"""Who may keep a record from a guardian, and who may show it again."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from access.action import YES, no
from agencies.models import Regime
from cases.policies.cases import works_on
from cases.policies.records import NOT_YOURS
from consent.models import Withholding
from consent.models.by_law import LEAST, MOST
from consent.terms import LONGEST_MONTHS, months_later

# Where what somebody has told is kept from whom it is about (25:7 and 26:5 OSL).
PROTECTS_WHO_TOLD = {Regime.HEALTH, Regime.EMI, Regime.SOCIAL}


def may_withhold(actor, *, record, relative, ground, reason, look_again_on):
    if record.unit_id != actor.unit:
        return no(_("Bara den enhet som har skrivit bestämmer vem som inte får se. Prata med dem."))
    if not works_on(actor, record.case):
        return no(NOT_YOURS)
    if relative is not None and (relative.child_id != record.case.child_id or not relative.has_custody):
        return no(_("Välj en av barnets vårdnadshavare. Den som inte har vårdnaden får inget papper."))
    if ground == Withholding.Ground.TOLD and actor.regime not in PROTECTS_WHO_TOLD:
        return no(_("Den grunden gäller bara i vården och socialtjänsten. Välj en annan, eller fråga er jurist."))
    if len(reason.strip()) < LEAST:
        return no(_("Skriv skälet med minst en mening, så att den som läser beslutet förstår det."))
    if len(reason) > MOST:
        return no(_("Skälet får ha högst %(most)d tecken. Korta det.") % {"most": MOST})
    if not localdate() < look_again_on <= months_later(localdate(), LONGEST_MONTHS):
        return no(_("Välj en dag efter i dag och högst tolv månader fram, då ni ser på det igen."))
    return YES


def may_show_again(actor, *, withholding):
    if withholding.unit_id != actor.unit or not works_on(actor, withholding.case):
        return no(_("Bara den enhet som har beslutat kan ta tillbaka beslutet."))
    if withholding.is_old:
        return no(_("Det här beslutet är redan tillbakataget."))
    return YES
