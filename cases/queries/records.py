"""What is read of the notes, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.action import Verdict
from access.models import Draft
from access.queries import Drafted, draft
from access.trail import saw
from cases import policies
from cases.models import Case, Record, Relative
from cases.queries.cases import case, team
from cases.queries.family import relatives


@dataclass(frozen=True)
class History:
    """A note as it stands, and how it stood before, latest first."""

    case: Case
    newest: Record
    before: list[Record]


@dataclass(frozen=True)
class Writing(Drafted):
    """What a page for writing shows beside its form; `relatives` for a call."""

    case: Case
    readers: list[str]
    write: Verdict
    draft: Draft | None
    relatives: list[Relative]


@dataclass(frozen=True)
class Correcting(Drafted):
    """The note that the asker began to correct, the one that stands now, perhaps the same, and those before it."""

    case: Case
    record: Record
    newest: Record
    before: list[Record]
    readers: list[str]
    correct: Verdict
    draft: Draft | None

    @property
    def typed(self) -> dict:
        """What the draft holds, else the note as it stands now."""
        at = localtime(self.newest.happened_at)
        stands = {"kind": self.newest.kind, "text": self.newest.text, "source": self.newest.source}
        return stands | {"day": at.date(), "clock": at.time()} | super().typed

    @property
    def root(self) -> Record:
        """The first version, which the draft of a correction is kept under."""
        return self.before[-1] if self.before else self.newest

    @property
    def is_changed(self) -> bool:
        """Whether somebody has corrected it since the asker began."""
        return self.newest.pk != self.record.pk


def history(actor, reference: str, pk: UUID) -> History:
    """A note of the asker's own unit and how it stood before. Raises Http404 for what is not there or not seen."""
    of = case(actor, reference)
    newest, before = _versions(actor, of, pk)
    saw("cases.record", [newest, *before], case=of.pk)
    return History(of, newest, before)


def writing(actor, reference: str) -> Writing:
    """The case to write in, and who will read what is written."""
    return _writing(actor, reference, "note")


def calling(actor, reference: str) -> Writing:
    """The case to log a call in, and whom it may have been with."""
    return _writing(actor, reference, "call")


def correcting(actor, reference: str, pk: UUID, shown: str = "") -> Correcting:
    """A note of the asker's own unit and its versions; `shown` is the version that the asker began on.

    Raises Http404 when it is not there, not seen or another unit's.
    """
    of = case(actor, reference)
    newest, before = _versions(actor, of, pk)
    newest.case = of  # what is known is not read again
    saw("cases.record", [newest, *before], case=of.pk)
    may = policies.may_correct_record(
        actor, record=newest, kind=newest.kind, text=newest.text, source="", happened_at=None
    )  # fmt: skip
    kept = draft(actor, "correction", str((before or [newest])[-1].pk))
    begun_on = shown or (kept.said("shown") if kept else "")
    record = next((one for one in before if str(one.pk) == begun_on), newest)
    return Correcting(of, record, newest, before, readers(actor, of), may, kept)


def readers(actor, of: Case) -> list[str]:
    """Who reads what the unit writes and has not shown, in words."""
    number = team(actor, of)
    people = ngettext("%(number)d person", "%(number)d personer", number) % {"number": number}
    return [
        _("%(unit)s (%(people)s i teamet som arbetar med %(child)s)")
        % {"unit": actor.unit_name, "people": people, "child": of.child.called}
    ]


def _writing(actor, reference, form) -> Writing:
    of = case(actor, reference)
    may = policies.may_write_record(
        actor, new_id=None, case=of, kind="", text="", source="", happened_at=None, by_phone=False, for_sharing=False
    )  # fmt: skip
    near = relatives(actor, of) if form == "call" else []
    return Writing(of, readers(actor, of), may, draft(actor, form, of.reference), near)


def _records():
    return Record.objects.select_related("unit__agency", "author__worker")


def _versions(actor, of: Case, pk: UUID) -> tuple[Record, list[Record]]:
    """The version that stands now and those before it, latest first, of the note that `pk` is a version of."""
    known = {record.pk: record for record in _records().filter(case=of, unit_id=actor.unit)}
    if pk not in known:
        raise Http404
    later = {record.corrects_id: record for record in known.values()}
    newest = known[pk]
    while newest.pk in later:
        newest = later[newest.pk]
    before, record = [], newest
    while record.corrects_id in known:
        record.corrects = known[record.corrects_id]
        record.corrects.corrected_by = record
        record = record.corrects
        before.append(record)
    return newest, before
