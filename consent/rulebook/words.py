"""Who tells, who is told, and why: the words in which the rules are written."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Receiver(models.TextChoices):
    """Who can be told: every regime, the family, and whoever only keeps the machine running."""

    SCHOOL = "SCHOOL", _("Kommunal skola eller förskola")
    EMI = "EMI", _("Skolhälsan (skolsköterska, skolläkare)")
    HEALTH = "HEALTH", _("Regionens vård: BUP, vårdcentral, BVC")
    SOCIAL = "SOCIAL", _("Socialtjänsten")
    POLICE = "POLICE", _("Polisen")
    LEISURE = "LEISURE", _("Fritidsgård eller annan kommunal fritid")
    PRIVATE_SCHOOL = "PRIVATE_SCHOOL", _("Fristående skola eller förskola")
    PRIVATE_CARE = "PRIVATE_CARE", _("Privat vård, också skolhälsan i en fristående skola")
    MUNICIPALITY = "MUNICIPALITY", _("Kommunledningen, trygghetssamordnare")
    ASSOCIATION = "ASSOCIATION", _("Förening")
    FAMILY = "FAMILY", _("Barnet eller en vårdnadshavare")
    SUPPLIER = "SUPPLIER", _("Leverantör av teknik")


class Purpose(models.TextChoices):
    """Why something is told."""

    SUPPORT = "SUPPORT", _("Barnet ska få vård eller stöd")
    PROTECT = "PROTECT", _("Barnet kan fara illa")
    INQUIRY = "INQUIRY", _("Socialtjänsten har inlett en utredning")
    FEEDBACK = "FEEDBACK", _("Svara den som har gjort en orosanmälan")
    OWN_TASK = "OWN_TASK", _("Vi behöver det för vårt eget uppdrag")
    REQUESTED = "REQUESTED", _("Mottagaren har begärt uppgiften")
    PREVENT_CRIME = "PREVENT_CRIME", _("Förhindra brott")
    INVESTIGATE = "INVESTIGATE", _("Utreda ett misstänkt brott")
    ACUTE = "ACUTE", _("Någon är i akut fara")
