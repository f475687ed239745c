"""On which grounds one goes on without somebody's answer, what each lets be told and what not, and where that stands.

The sections are told in short and in plain words; the municipality's lawyer settles the list of kinds (domain.md 14).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.kinds import TELLABLE, Kind


class Ground(models.TextChoices):
    """Why somebody's answer is not needed; ENDED is that the consent ends."""

    ABSENT = "ABSENT", _("En vårdnadshavare kan inte svara, och det kan inte vänta")
    CUSTODY = "CUSTODY", _("Personen är inte längre vårdnadshavare")
    LIMITED = "LIMITED", _("Vårdnadshavarens rätt att besluta är begränsad")
    MATURE = "MATURE", _("Den unga bestämmer själv")
    CHILD = "CHILD", _("Barnet är under femton och vårdnadshavarna vill fortsätta")
    ENDED = "ENDED", _("Avsluta samtycket")


@dataclass(frozen=True)
class Law:
    """What a ground lets be told and what not, in a sentence, and the section with its content in short."""

    kinds: tuple[Kind, ...]
    lets: object
    section: str = ""
    says: object = ""


# What weighs little for the child's future; one guardian alone may say yes to this and to nothing else.
LESSER = (Kind.PRESENCE, Kind.AGREED, Kind.SCHOOL_DAY, Kind.LEISURE, Kind.VOICE)
ALL = tuple(TELLABLE)
OWN = tuple(kind for kind in TELLABLE if kind != Kind.HOME)  # the home is the guardians' own secrecy as well

LAWS = {
    Ground.ABSENT: Law(
        LESSER,
        _(
            "Frånvarande, sjuk eller går inte att nå. Öppnar att ni samarbetar, det ni kommer överens om, skoldagen, "
            "fritiden och barnets egna ord. Inte hälsa, vård, socialtjänst, polis eller hemmet, och aldrig mot ett nej."
        ),
        "6 kap. 13 § föräldrabalken",
        _(
            "Kan en av två vårdnadshavare inte vara med och beslutet inte kan vänta, bestämmer den andra ensam. "
            "Det gäller inte beslut av ingripande betydelse för barnets framtid, om inte barnets bästa uppenbart "
            "kräver det."
        ),
    ),
    Ground.CUSTODY: Law(
        ALL,
        _("Vårdnaden har ändrats. Ändra först under Familj. Öppnar det som de andra har sagt ja till."),
        "12 kap. 3 § OSL, 6 kap. 11 § föräldrabalken",
        _("Det är vårdnadshavaren som bestämmer om barnets sekretess. En förälder utan vårdnad svarar inte."),
    ),
    Ground.LIMITED: Law(
        ALL,
        _(
            "En domstol eller socialnämnden har tagit över det här beslutet. Öppnar det som de andra har sagt ja till. "
            "Finns ingen annan som svarar: fråga socialtjänsten vem som bestämmer."
        ),
        "6 kap. föräldrabalken, 11 § LVU",
        _(
            "När nämnden har tagit över beslutanderätten räcker inte vårdnadshavarens eget ja, och ett nej från "
            "vårdnadshavaren hindrar inte."
        ),
    ),
    Ground.MATURE: Law(
        OWN,
        _(
            "Från femton år, om den unga har nått den mognaden. Öppnar det som den unga själv har sagt ja till, men "
            "inte familj och hemma: det är vårdnadshavarnas sekretess också."
        ),
        "12 kap. 3 § OSL",
        _(
            "Sekretessen för en underårig lyfts av vårdnadshavaren ensam eller, med stigande ålder och mognad, av den "
            "unga med vårdnadshavaren eller ensam. Lagen har ingen fast ålder; i praktiken runt femton, sexton år."
        ),
    ),
    Ground.CHILD: Law(
        ALL,
        _("Barnets nej ska vägas efter ålder och mognad. Skriv varför ni går vidare ändå."),
        "12 kap. 3 § OSL, 3 kap. 3 § socialtjänstlagen",
        _("Barnet har rätt att säga vad det tycker, och det ska få betydelse efter ålder och mognad."),
    ),
    Ground.ENDED: Law((), _("Inget delas längre. Ni kan fråga familjen på nytt när de vill.")),
}
