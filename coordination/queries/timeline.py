"""What may the asker read in a case, newest first, and why?"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from access.trail import saw
from agencies.models import Regime
from cases.kinds import Kind
from cases.models import Record
from consent.models import Disclosure, Grant, JournalCopy
from consent.queries import named, with_withheld, withheld_of
from consent.queries import open_to as all_open_to
from coordination.queries.around import basis, icon_of
from look.templatetags.look import day, day_time

PAGE = 50


@dataclass(frozen=True)
class Entry:
    """A record on the page: whose, why it is seen, who else has been shown it, and whether anybody is left to show."""

    record: Record
    is_own: bool
    icon: str
    colour: str
    why: str
    law: str
    shared_with: list[str]
    copies: list[JournalCopy] = field(default_factory=list)  # of this version, in the asker's own journal
    before: list[JournalCopy] = field(default_factory=list)  # of the version that this one corrects
    can_share: bool = False
    not_for: list[str] = field(default_factory=list)  # guardians that it is withheld from, in words
    is_new: bool = False  # comes with a change that is being tried (coordination.queries.seen)

    @property
    def is_voice(self) -> bool:
        """The child's own words, shown as a quotation."""
        return self.record.kind == Kind.VOICE

    @property
    def heading(self) -> str:
        """What kind of note it is, in words."""
        if self.record.by_phone:
            return _("Samtal: %(kind)s") % {"kind": self.record.get_kind_display()}
        return self.record.get_kind_display()

    @property
    def quote(self) -> str:
        """The words without the quotation marks that the page draws itself."""
        return self.record.text.strip().strip("”“\"'").strip()


@dataclass(frozen=True)
class Choice:
    """A filter as a link."""

    key: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Timeline:
    """Some entries, where the older ones begin (empty when there are none), and the filters that fit."""

    entries: list[Entry]
    older: str
    units: list[Choice] = field(default_factory=list)
    kinds: list[Choice] = field(default_factory=list)
    unit: str = ""
    kind: str = ""
    total: int = 0

    def voice(self) -> Entry | None:
        """The child's latest own words among the entries."""
        return next((entry for entry in self.entries if entry.is_voice), None)


def latest(actor, case, size: int, open_to: dict[UUID, set[str]]) -> Timeline:
    """The latest that this worker may read in this case, without filters; `open_to`: see consent.queries."""
    return _page(actor, case, _readable(case), size, open_to)


def timeline(actor, case, *, unit="", kind="", before="") -> Timeline:
    """What this worker may read in this case, newest first; a corrected note shows as its last correction alone."""
    readable = _readable(case)
    counted = list(readable.values("unit", "unit__name", "kind").annotate(n=Count("pk")).order_by("unit__name"))
    chosen = readable
    if unit in {str(row["unit"]) for row in counted}:
        chosen = chosen.filter(unit=unit)
    if kind in Kind.values:
        chosen = chosen.filter(kind=kind)
    page = _page(actor, case, _before(chosen, before), PAGE)
    total = sum(row["n"] for row in counted)
    return Timeline(page.entries, page.older, _units(counted, unit), _kinds(counted, kind), unit, kind, total)


def _page(actor, case, chosen, size, open_to=None) -> Timeline:
    rows = list(with_withheld(chosen, case.pk).order_by("-happened_at", "id")[: size + 1])
    saw("coordination.timeline", rows[:size], case=case.pk)
    older = f"{rows[size - 1].happened_at.isoformat()}~{rows[size - 1].pk}" if len(rows) > size else ""
    if open_to is None:
        open_to = all_open_to(actor, case)
    copies, kept = _copies_before(actor, rows[:size]), named(withheld_of(rows))
    return Timeline([_entry(actor, record, open_to, copies, kept) for record in rows[:size]], older)


def _copies_before(actor, records) -> dict[UUID, list[JournalCopy]]:
    """What the asker's unit took into its journal of the versions that these correct."""
    found: dict[UUID, list[JournalCopy]] = {}
    corrected = [record.corrects_id for record in records if record.corrects_id]
    for copy in JournalCopy.objects.filter(record__in=corrected, unit=actor.unit).order_by("copied_at", "id"):
        found.setdefault(copy.record_id, []).append(copy)
    return found


def own_notes(actor, case: UUID) -> list[Entry]:
    """What the asker's unit has written in a case: its own whatever becomes of the case's door."""
    rows = list(_readable(case).filter(unit=actor.unit).order_by("-happened_at", "id")[:PAGE])
    saw("coordination.timeline", rows, case=case)
    return [_entry(actor, record) for record in rows]


def entries_for(reader, case, units, served) -> list[Entry]:
    """Of the notes `served` (ids) those of `units`, newest first, as a unit reads them; `reader` has that one's `unit`.

    Which version is the newest depends on what has been shown: who was not given a correction reads what it corrects.
    """
    corrections = Record.objects.filter(corrects=OuterRef("pk"), pk__in=served)
    notes = Record.objects.filter(~Exists(corrections), case=case, pk__in=served, unit__in=units)
    rows = _told(notes.exclude(kind=Kind.ANSWER).select_related("unit__agency", "author__worker"))
    return [_entry(reader, record) for record in rows.order_by("-happened_at", "id")[:PAGE]]


def latest_voice(actor, case) -> Entry | None:
    """The child's latest own words that the asker may read."""
    record = _newest_versions(case).filter(kind=Kind.VOICE).order_by("-happened_at", "id").first()
    if record is None:
        return None
    saw("coordination.timeline", [record], case=case.pk)
    return Entry(record, record.unit_id == actor.unit, icon_of(record.unit), record.unit.agency.colour, "", "", [])


def _newest_versions(case):
    corrections = Record.objects.filter(corrects=OuterRef("pk"))
    notes = Record.objects.filter(~Exists(corrections), case=case).exclude(kind=Kind.ANSWER)  # the consent shows those
    return notes.select_related("unit__agency", "author__worker")


def _readable(case):
    return _told(_newest_versions(case))


def _told(records):
    acts = Disclosure.objects.select_related("grant__consent", "disclosed_by__worker", "unit__agency", "to_unit")
    copies = JournalCopy.objects.order_by("copied_at", "id")
    return records.prefetch_related(
        Prefetch("disclosures", acts.order_by("disclosed_at", "id")), Prefetch("journal_copies", copies)
    )


def _before(records, cursor: str):
    moment, _sign, key = cursor.partition("~")
    try:
        when, key = parse_datetime(moment), UUID(key)
    except ValueError:
        return records
    if when is None or when.tzinfo is None:
        return records
    return records.filter(Q(happened_at__lt=when) | Q(happened_at=when, pk__gt=key))


def _entry(actor, record, open_to=None, copies=None, kept=None) -> Entry:
    acts = list(record.disclosures.all())
    is_own = record.unit_id == actor.unit
    why, law = (_("Din enhet har skrivit anteckningen."), "") if is_own else _shown(actor, record, acts)
    shared = dict.fromkeys(act.to_unit.name for act in acts) if is_own else {}
    left = {unit for unit, kinds in (open_to or {}).items() if record.kind in kinds} - {act.to_unit_id for act in acts}
    return Entry(
        record, is_own, icon_of(record.unit), record.unit.agency.colour, why, law, list(shared),
        [copy for copy in record.journal_copies.all() if copy.unit_id == actor.unit],
        (copies or {}).get(record.corrects_id, []),
        can_share=is_own and bool(left), not_for=(kept or {}).get(record.pk, []),
    )  # fmt: skip


def _shown(actor, record, acts) -> tuple[str, str]:
    """The act through which the actor's unit got a note, in words, and the section of law it leans on."""
    act = next((act for act in reversed(acts) if act.to_unit_id == actor.unit), None)
    if act is None:
        return "", ""
    said = _("%(unit)s delade den med er %(day)s (%(name)s). Stöd: %(basis)s. Ni ser texten från %(version)s.") % {
        "unit": act.unit.name, "day": day(act.disclosed_at), "name": act.disclosed_by.worker.name,
        "basis": basis(act.grant), "version": day_time(record.written_at),
    }  # fmt: skip
    return said, _section(act)


def _section(act) -> str:
    # What lifts a public authority's secrecy, or a private one's duty of confidentiality (domain.md 3.3).
    if act.grant.basis != Grant.Basis.CONSENT:
        return ""
    by_regime = {
        Regime.PRIVATE_SCHOOL: _("Skollagen 29 kap. 14 §"),
        Regime.PRIVATE_CARE: _("Patientsäkerhetslagen 6 kap. 12 §"),
        Regime.LEISURE: "", Regime.MUNICIPALITY: "", Regime.ASSOCIATION: "",
    }  # fmt: skip
    return by_regime.get(act.unit.agency.regime, _("OSL 10 kap. 1 § och 12 kap. 2 §"))


def _units(counted, chosen) -> list[Choice]:
    found: dict[str, list] = {}
    for row in counted:
        found.setdefault(str(row["unit"]), [row["unit__name"], 0])[1] += row["n"]
    return [Choice(key, name, count, key == chosen) for key, (name, count) in found.items()]


def _kinds(counted, chosen) -> list[Choice]:
    found: dict[str, int] = {}
    for row in counted:
        found[row["kind"]] = found.get(row["kind"], 0) + row["n"]
    return [Choice(kind.value, kind.label, found[kind], kind == chosen) for kind in Kind if kind in found]
