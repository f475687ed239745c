"""What can be done with a draft, and with a letter that waits."""

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access import outbox, policies, queries
from access.action import action
from access.models import Draft


@action(may=policies.may_keep_draft, says=_("Spara det som är skrivet men inte skickat."))
def keep_draft(actor, *, form, subject, fields, page="", whole=True):
    """Keep what is typed in a form; the same form and subject has one draft, the latest wins.

    `fields` are lists by name; `page` is the address to go on writing at. Not `whole` is one page of several: what the
    other pages hold stays, and a draft that has been sent or thrown away is not made again by a page left open.
    Answers with the draft, or None when there is nothing to keep.
    """
    _one_at_a_time(actor, form, subject)
    kept = queries.draft(actor, form, subject)
    if not whole:
        fields = kept.fields | fields if kept else {}
    if not any(value.strip() for name, values in fields.items() if name != Draft.PAGE for value in values):
        fields = {}
    elif page:
        fields = fields | {Draft.PAGE: [page]}
    if kept is None:
        if not fields:
            return None
        kept = Draft(worker=actor.worker, membership=actor.membership, form=form, subject=subject, began_at=now())
    kept.fields, kept.saved_at = fields, now()
    kept.reminded_at = None if fields else now()  # nobody is reminded of an empty page
    # A draft's owner and form cannot be changed (access/walls.sql), so only the rest is written.
    kept.save(update_fields=None if kept._state.adding else ["fields", "saved_at", "reminded_at"])
    return kept


def begin_draft(actor, form, subject=""):
    """Make an empty draft for a form's pages to fill, unless there is one: for the action that begins it."""
    _one_at_a_time(actor, form, subject)
    if queries.draft(actor, form, subject) is None:
        moment = now()
        begun = Draft(worker=actor.worker, membership=actor.membership, form=form, subject=subject, began_at=moment)
        begun.saved_at = begun.reminded_at = moment
        begun.save()


def forget_draft(actor, form, subject=""):
    """Delete the actor's draft of a form, if there is one: for the action that sends the form, inside its pen."""
    _one_at_a_time(actor, form, subject)
    if kept := queries.draft(actor, form, subject):
        kept.delete()


def _one_at_a_time(actor, form: str, subject: str) -> None:
    # Two keystrokes, two tabs, or the saving and the sending of a draft may meet; the second waits for the first.
    with connection.cursor() as cursor:
        key = f"{actor.membership} {form} {subject}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [key])


@action(may=policies.may_discard_draft, says=_("Kasta ett utkast som är ditt eget."))
def discard_draft(actor, *, draft):
    """Throw away a draft: its writer does not want it."""
    forget_draft(actor, draft.form, draft.subject)


@action(may=policies.may_tidy_drafts, says=_("Påminn om utkast som väntar och kasta dem som är för gamla."))
def tidy_drafts(actor, *, stale):
    """Write to those whose draft has waited for three days, and delete what has waited for fourteen."""
    waiting = {draft.worker for draft in stale if not draft.is_over}
    for worker in get_user_model().objects.filter(pk__in=waiting, is_active=True):
        outbox.post(actor, to=worker.email, template="draft", language=worker.language)
    with connection.cursor() as cursor:
        # No WHERE, on purpose: with one, PostgreSQL asks who may read the drafts, and only their writers may.
        # Which rows these two reach is said in access/walls.sql.
        cursor.execute("DELETE FROM access_draft")
        cursor.execute("UPDATE access_draft SET reminded_at = now()")


@action(may=policies.may_send_letter, says=_("Skicka ett brev som väntar."))
def send_letter(actor, *, letter):
    """Send a letter of the unit's; answers whether the next may be tried at once."""
    return outbox.deliver(letter)
