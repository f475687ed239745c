"""What can be done with a note."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import action
from access.actions import forget_draft
from cases import policies
from cases.models import Record


@action(may=policies.may_write_record, says=_("Skriv en anteckning av ett slag i det gemensamma arbetet."))
def write_record(actor, *, new_id, case, kind, text, source, happened_at, by_phone, for_sharing):
    """Add a note; nobody outside the unit sees it before somebody shows it. Sent twice it is written once.

    `for_sharing` is the caller's word that the note is shown to somebody in the same transaction.
    """
    written = Record.objects.filter(pk=new_id).first()
    if written:
        return written
    record = Record(
        pk=new_id, case=case, unit_id=actor.unit, author_id=actor.membership, kind=kind, text=text, source=source,
        by_phone=by_phone, happened_at=happened_at, written_at=now(),
    )  # fmt: skip
    record.save()
    forget_draft(actor, "call" if by_phone else "note", case.reference)
    return record


@action(may=policies.may_correct_record, says=_("Rätta en anteckning; den gamla står kvar under."))
def correct_record(actor, *, record, kind, text, source, happened_at):
    """Add a note that stands in the old one's place; of two who correct the same, the second is asked to choose."""
    newer = getattr(record, "corrected_by", None)
    if newer:
        return newer
    correction = Record(
        case_id=record.case_id, unit_id=actor.unit, author_id=actor.membership, kind=kind, text=text, source=source,
        by_phone=record.by_phone, happened_at=happened_at, written_at=now(), corrects=record,
    )  # fmt: skip
    correction.save()
    forget_draft(actor, "correction", str(_root(record).pk))
    return correction


def _root(record):
    """The first version of a note: its corrections' draft is kept under it."""
    while record.corrects_id:
        record = record.corrects
    return record
