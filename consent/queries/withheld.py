"""What is kept from which guardian: for who writes a paper, and for who decides."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.http import Http404
from django.utils.translation import gettext as _

from cases.models import Case, Record, Relative
from consent.models import Withholding
from consent.queries.by_law import versions
from consent.queries.pages import record_of

# Who of a family is named, the asker may not know: then there is no name, and the paper leaves out what anybody's does.
# As a column of a question for records it is answered once for all its rows: a page need not ask twice.
WITHHELD = """COALESCE((SELECT jsonb_agg(jsonb_build_array(n.record_id, n.relative_id, COALESCE(r.name, ''))
    ORDER BY r.name)
  FROM law.not_for n LEFT JOIN cases_relative r ON r.id = n.relative_id WHERE n.case_id = %s), '[]')"""
CHILD, ALL = "child", "all"


@dataclass(frozen=True)
class NotFor:
    """That a record in the asker's sight is not for a guardian: for none of them when `relative` is None."""

    record: UUID
    relative: UUID | None
    name: str


@dataclass(frozen=True)
class Reader:
    """For whom a paper can be printed: one guardian, the child, or whoever of the family comes by it."""

    key: str
    name: str


@dataclass(frozen=True)
class Paper:
    """What a paper has to leave out in a case. `readers` are whom it can be for, empty when nothing is withheld.

    `to` is the key of the one who has been chosen, or empty; `hidden` what is left out for that one: what is withheld
    from anybody while nobody has been chosen.
    """

    readers: list[Reader]
    to: str
    hidden: frozenset[UUID]

    @property
    def is_asked(self) -> bool:
        """Whether it must first be said for whom it is."""
        return bool(self.readers) and not self.to


@dataclass(frozen=True)
class WithholdPage:
    """A record of the own unit, the child's guardians, and what has been decided, latest first."""

    record: Record
    guardians: list[Relative]
    decisions: list[Withholding]


def not_for(case: UUID) -> list[NotFor]:
    """The records of a case that the asker reads and somebody may not be shown."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {WITHHELD}", [case])
        return _read(json.loads(cursor.fetchone()[0]))


def with_withheld(records, case: UUID):
    """The records of a case, the first of which says what is withheld in it (for `withheld_of`)."""
    said = RawSQL(WITHHELD, [case], models.JSONField())  # noqa: S611  # nosec B611  our own words, and a parameter
    return records.annotate(withheld=said)


def withheld_of(rows) -> list[NotFor]:
    """What stands with such records; nothing where there is none."""
    return _read(rows[0].withheld if rows else [])


def _read(found) -> list[NotFor]:
    return [NotFor(UUID(record), relative and UUID(relative), name) for record, relative, name in found]


def named(kept: list[NotFor]) -> dict[UUID, list[str]]:
    """For whom each of these records is not, in words."""
    found: dict[UUID, list[str]] = {}
    for one in kept:
        who = one.name or (_("någon vårdnadshavare") if one.relative is None else _("en vårdnadshavare"))
        found.setdefault(one.record, []).append(who)
    return found


def paper_for(case: Case, to: str) -> Paper:
    """What a paper about this case leaves out, and for whom it may be printed; `to` is whom it is asked for."""
    kept = not_for(case.pk)
    if not kept:
        return Paper([], "", frozenset())
    readers = [Reader(str(one.pk), one.name) for one in _guardians(case)]
    readers += [Reader(ALL, ""), Reader(CHILD, case.child.called)]
    chosen = to if to in {reader.key for reader in readers} else ""
    if chosen == CHILD:
        return Paper(readers, chosen, frozenset())
    about = {chosen, "None"} if chosen not in ("", ALL) else None
    return Paper(readers, chosen, frozenset(n.record for n in kept if about is None or str(n.relative) in about))


def withhold_page(actor, reference, pk) -> WithholdPage:
    """The page on which the unit that wrote a record decides for whom it is not; else Http404."""
    record = record_of(actor, reference, pk)
    if record.unit_id != actor.unit:
        raise Http404
    made = Withholding.objects.filter(record__in=versions(record)).select_related(
        "relative", "decided_by__worker", "lifted_by__worker"
    )
    return WithholdPage(record, _guardians(record.case), list(made.order_by("-decided_at", "id")))


def _guardians(case) -> list[Relative]:
    return list(Relative.objects.filter(child=case.child_id, has_custody=True).order_by("name", "id"))


def withholding_of(actor, pk) -> Withholding:
    """A decision of the asker's unit. Raises Http404 for what is not there or not seen."""
    found = Withholding.objects.filter(pk=pk).select_related("case__child", "record").first()
    if found is None:
        raise Http404
    return found


def in_force(record, relative) -> list[Withholding]:
    """What holds now about this record, in any of its versions, and this guardian, or all of them."""
    return list(Withholding.objects.filter(record__in=versions(record), relative=relative, lifted_at=None))
