"""What each role lets one see and do, in one line, and who may hand it out."""

from django.utils.translation import gettext_lazy as _

from agencies.models import Regime, Role

SEES = {
    Role.REPORTER: _("Skriver när hen är orolig för ett barn. Ser sina egna signaler och svaren på dem."),
    Role.CASEWORKER: _("Ser bara de barn som hen är med runt: det enheten skriver och det som delats med den."),
    Role.INTAKE: _("Ser nya signaler till enheten och inbjudningar som väntar på svar."),
    Role.COORDINATOR: _("Håller ihop och leder möten. Ser bara de barn som hen är med runt."),
    Role.MANAGER: _("Ser vilka barn enheten har, vem som har dem och vad som är sent. Läser inga texter."),
    Role.PROTECTED: _("Kan se namnet på barn med skyddade personuppgifter som hen är med runt."),
    Role.ACCESS_ADMIN: _("Lägger till enheter, medarbetare och uppdrag i er organisation. Ser inga barn."),
    Role.LOG_REVIEWER: _(
        "Ser vem som har läst och gjort vad, när och i vilket samarbete. Ser inga texter och inga namn på barn."
    ),
    Role.REGISTRAR: _("Kan ta fram det som er organisation har tagit emot, om någon begär ut det."),
    Role.MUNICIPAL_LEAD: _("Ser kommunens siffror, där få barn aldrig visas. Ser inga namn."),
    Role.MUNICIPAL_ADMIN: _("Ger varje ny organisation en första administratör. Ser inga barn."),
}

# Those whose work is with children: their cases go to the unit's manager when they leave.
WITH_CHILDREN = {Role.CASEWORKER, Role.INTAKE, Role.COORDINATOR, Role.MANAGER}
# These only mean something in a unit that works with children.
NEEDS_CHILDREN = {Role.CASEWORKER, Role.INTAKE, Role.COORDINATOR}


def givable(actor) -> list[Role]:
    """The roles that the actor may hand out, in the order they are offered; nobody hands out Kring's own."""
    roles = dict.fromkeys(SEES)
    del roles[Role.PROTECTED]  # a right of its own, with a reason and an end
    if not actor.has(Role.MUNICIPAL_ADMIN):
        del roles[Role.MUNICIPAL_ADMIN]
        if actor.regime != Regime.MUNICIPALITY:
            del roles[Role.MUNICIPAL_LEAD]
    return list(roles)


def labels(roles) -> list[str]:
    """The roles in words, in the order they are offered."""
    return [role.label for role in SEES if role in roles]
