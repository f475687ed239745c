"""Who may put a scanned paper behind an answer."""

from django.utils.translation import gettext as _

from access.action import YES, no
from consent.models import Answer, Consent
from consent.models.scan import LARGEST, kind_of


def may_attach_scan(actor, *, answer, content):
    if answer.consent.unit_id != actor.unit:
        return no(_("Bara enheten som tog emot samtycket sparar papperet. Lämna det till dem."))
    if answer.said == Answer.Said.WAITING:
        return no(_("Skriv in svaret först, och spara papperet sedan."))
    if answer.how != Consent.Form.WRITTEN:
        return no(_("Svaret gavs inte på papper, så det finns inget att skanna."))
    if len(content) > LARGEST:
        return no(_("Filen är för stor. Den får vara högst 5 MB: skanna i lägre upplösning."))
    if not kind_of(content):
        return no(_("Filen är varken PDF, JPEG eller PNG. Skanna papperet igen som en sådan."))
    return YES
