"""What a page for writing shows when what is written can be shared in the same step."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from cases.kinds import Kind
from cases.models import Involvement
from cases.policies import may_write_record
from cases.queries import correcting, writing
from cases.queries.records import Correcting, Writing
from consent.models import Disclosure
from consent.queries.by_law import carried
from consent.queries.lines import NO_SECRECY, Receiver, open_lines, receivers, taking_part
from consent.queries.untold import beside


@dataclass(frozen=True)
class Noting:
    """A page for a new note, those who may be shown it, who of them are ticked, and who was and may not be shown it."""

    writing: Writing
    receivers: list[Receiver]
    helps: dict[str, str]
    ticked: list[str]
    taken_away: list[str]


@dataclass(frozen=True)
class Mending:
    """A page for a correction, those who may be shown it, and those who were shown what it corrects.

    `lost` are those of the latter who will not get the correction: the unit's name, and why.
    """

    correcting: Correcting
    receivers: list[Receiver]
    helps: dict[str, str]
    shown: list[str]
    lost: list[tuple[str, str]]


def noting(actor, reference, asked=None) -> Noting:
    """The page for a new note. Without a kind everybody who may be told something stands there, with what.

    `asked` is what the page has sent; before that the draft tells which kind and who were chosen.
    """
    page = writing(actor, reference)
    kind, ticked = (asked.get("kind", ""), asked.getlist("units")) if asked else _chosen(page.draft)
    found, helps = _receivers(actor, page.case, kind)
    open_to = {str(receiver.unit.pk) for receiver in found}
    may = may_write_record(
        actor,
        new_id=None,
        case=page.case,
        kind="",
        text="",
        source="",
        happened_at=None,
        by_phone=False,
        for_sharing=bool(found),
    )
    kept = [key for key in ticked if key in open_to]
    helps = beside(page.case, found, helps)
    return Noting(replace(page, write=may), found, helps, kept, _named(page.case, set(ticked) - open_to))


def mending(actor, reference, pk, shown="") -> Mending:
    """The page for a correction: those who got the note are ticked, for they should have it right."""
    page = correcting(actor, reference, pk, shown)
    found, helps = _receivers(actor, page.case, page.newest.kind)
    agreed = {receiver.unit.pk for receiver in found}
    by_law = [one for one in carried(actor, page.newest).values() if one.to_unit_id not in agreed]
    found += [Receiver(one.to_unit, None, not one.to_unit.agency.has_own_secrecy) for one in by_law]
    helps |= {str(one.to_unit_id): _("Fick den med stöd av %(law)s.") % {"law": one.section} for one in by_law}
    acts = Disclosure.objects.filter(record__in=[page.newest, *page.before]).select_related("to_unit", "grant")
    got = {str(act.to_unit_id): act for act in acts.order_by("disclosed_at")}
    reached = {str(receiver.unit.pk) for receiver in found}
    near = set(taking_part(actor, page.case).values_list("unit", flat=True))
    lost = sorted((act.to_unit.name, _why_lost(act, near)) for unit, act in got.items() if unit not in reached)
    return Mending(page, found, beside(page.case, found, helps), sorted(got), lost)


def _why_lost(act, near):
    if act.to_unit_id not in near:
        return _("ni når dem inte längre genom Kring")
    if act.grant.section:
        return _("stödet i lag gäller inte längre")
    return _("samtycket låter er inte längre berätta det")


def _chosen(kept) -> tuple[str, list[str]]:
    return (kept.said("kind"), kept.fields.get("units", [])) if kept else ("", [])


def _named(case, keys) -> list[str]:
    """The names of these units, of those that the asker sees around the child."""
    if not keys:
        return []
    parts = Involvement.objects.filter(case=case, state=Involvement.State.ACTIVE).select_related("unit")
    return sorted({part.unit.name for part in parts if str(part.unit_id) in keys})


def _receivers(actor, case, kind):
    if kind in Kind.values:
        found = receivers(actor, case, kind)
        return found, {str(r.unit.pk): str(NO_SECRECY) for r in found if r.warns}
    lines = open_lines(case=case, from_unit=actor.unit).exclude(kind=Kind.PRESENCE)
    kinds: dict = {}
    for line in lines:
        kinds.setdefault(line.to_unit_id, []).append(str(line.get_kind_display()))
    found = [
        Receiver(part.unit, None, not part.unit.agency.has_own_secrecy)
        for part in taking_part(actor, case)
        if part.unit_id in kinds or part.unit.agency_id == actor.agency
    ]
    return found, {str(r.unit.pk): _what(actor, r, kinds.get(r.unit.pk)) for r in found}


def _what(actor, receiver, kinds):
    if receiver.unit.agency_id == actor.agency:
        return _("Samma myndighet: det som arbetet behöver.")
    told = _("Får veta: %(kinds)s.") % {"kinds": ", ".join(sorted(kinds))}
    return f"{told} {NO_SECRECY}" if receiver.warns else told
