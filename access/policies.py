"""Who may keep and drop a draft, and who sends what waits."""

from django.utils.translation import gettext_lazy as _

from access import queries
from access.action import YES, no
from access.models import Outbox

DRAFT_BYTES = 2_000_000  # nearly all that one post may hold (DATA_UPLOAD_MAX_MEMORY_SIZE)


def may_keep_draft(actor, *, form, subject, fields, page="", whole=True):
    kept = None if whole else queries.draft(actor, form, subject)
    written = [text for name, values in (kept.fields | fields if kept else fields).items() for text in (name, *values)]
    if sum(len(text.encode(errors="replace")) for text in written) > DRAFT_BYTES:
        return no(_("Inte sparat: texten är för lång. Korta den, så sparas den."))
    if any("\x00" in text for text in written):
        return no(_("Inte sparat: texten innehåller ett osynligt tecken. Skriv om den delen."))
    if not form or len(form) > 60 or len(subject) > 80 or len(page) > 200:
        return no(_("Inte sparat: sidan är inte hel. Ladda om den och skriv igen."))
    return YES


def may_discard_draft(actor, *, draft):
    if draft.worker != actor.worker:
        return no(_("Utkastet är någon annans. Bara den som skrev det kan slänga det."))
    return YES


def may_tidy_drafts(actor, *, stale):
    if not actor.has("ROBOT"):
        return no(_("Det här gör Kring själv, varje morgon."))
    return YES


def may_send_letter(actor, *, letter):
    if not actor.has("ROBOT"):
        return no(_("Det här gör Kring själv, inom en minut."))
    if letter.state != Outbox.State.WAITING:
        return no(_("Brevet är redan skickat."))
    return YES
