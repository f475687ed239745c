"""The kinds of what is told: a consent's lines name them, a record has one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """PRESENCE is that a unit takes part and its meeting times; ANSWER never leaves its unit; the rest can be told."""

    PRESENCE = "PRESENCE", _("Att vi samarbetar och när vi ses")
    AGREED = "AGREED", _("Det vi kommer överens om")
    SCHOOL_DAY = "SCHOOL_DAY", _("Hur skol- eller förskoledagen fungerar")
    WELLBEING = "WELLBEING", _("Hur barnet mår")
    CARE = "CARE", _("Vård, utredning och diagnos")
    SUPPORT = "SUPPORT", _("Stöd från socialtjänsten")
    HOME = "HOME", _("Familj och hemma")
    LEISURE = "LEISURE", _("Fritid och vänner")
    POLICE = "POLICE", _("Kontakt med polisen")
    VOICE = "VOICE", _("Barnets egna ord")
    ANSWER = "ANSWER", _("Vad familjen svarade")


# What a note can be about, in the order it is offered.
CONTENTS = [kind for kind in Kind if kind not in (Kind.PRESENCE, Kind.ANSWER)]
# What a line of a consent can name.
TELLABLE = [kind for kind in Kind if kind != Kind.ANSWER]
