"""What is half written, and what waits to be sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.shortcuts import get_object_or_404
from django.utils.timezone import now

from access.models import Draft, Outbox


def draft(actor, form, subject=""):
    """The actor's own unsent text for this form and subject, or None."""
    return Draft.objects.filter(membership=actor.membership, form=form, subject=subject).first()


def drafts(actor):
    """All the actor's own unsent texts in this membership, newest first; `page` is where each is gone on with."""
    held = Draft.objects.filter(membership=actor.membership).exclude(fields={})
    return list(held.order_by("-saved_at", "id"))


def own_draft(actor, draft_id):
    """The actor's own draft by its id. Raises Http404."""
    return get_object_or_404(Draft, membership=actor.membership, pk=draft_id)


def unsent(actor, draft_id):
    """What the actor sent while the session was locked, by its id. Raises Http404."""
    return get_object_or_404(Draft, membership=actor.membership, form=Draft.UNSENT, pk=draft_id)


class Drafted:
    """A page with a form that is kept as it is typed: what its `draft` holds, and when that was last saved."""

    draft: Draft | None

    @property
    def typed(self) -> dict:
        """What the draft holds, as a form's start; of a field with more values the first."""
        return {name: values[0] for name, values in self.draft.fields.items() if values} if self.draft else {}

    @property
    def saved_at(self) -> datetime | None:
        """When something typed was last saved, if anything was."""
        return self.draft.saved_at if self.draft else None


@dataclass(frozen=True)
class StaleDraft:
    """That a draft has waited: whose it is and whether its time is over, not what it says."""

    worker: UUID
    is_over: bool


def stale_drafts(actor):
    """The unit's drafts to remind of (untouched for three days) and to delete (fourteen), as its robot knows them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker, is_over FROM law.stale_draft WHERE is_over OR reminded_at IS NULL")
        return [StaleDraft(*row) for row in cursor.fetchall()]


def next_letter(actor):
    """The letter that has been due the longest and that nobody else is sending, locked; or None."""
    due = Outbox.objects.filter(unit=actor.unit, state=Outbox.State.WAITING, due_at__lte=now())
    return due.order_by("due_at", "id").select_for_update(skip_locked=True).first()
