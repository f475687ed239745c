"""When a yes has been taken back: what had been shown through it, and who had read it, as far as it is one's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _

from access.models import Trail
from agencies.models import Unit
from consent.models import Disclosure, JournalCopy

COPIED = "consent.copy_to_journal"
READ = Q(verb=Trail.Verb.READ) | Q(name=COPIED)


@dataclass
class Told:
    """Notes of one kind that one unit had shown another: how many, since when, and what came of it there.

    `readers` are titles and not names: whom to ask is the unit. Of what the own unit had got only `copied` is told.
    """

    unit: Unit
    kind: str
    is_ours: bool
    since: datetime
    records: set[UUID] = field(default_factory=set)
    readers: list[str] = field(default_factory=list)
    copied: set[UUID] = field(default_factory=set)

    @property
    def number(self) -> int:
        """How many notes, a correction counted for itself."""
        return len(self.records)


def already(actor, case, consents) -> dict[UUID, list[Told]]:
    """By consent what its withdrawals have closed: what the own unit had shown and who read it, and what it had got.

    Both out of rows that the asker sees anyhow: the acts between two units are these two's, and a log line is also its
    whose record was read (practice.md 5.5). What passed between two others is told to nobody else, the lead included.
    """
    backs = {consent.pk: list(consent.withdrawals.all()) for consent in consents}
    if not any(backs.values()):
        return {}
    acts = (
        Disclosure.objects.filter(case=case, grant__consent__in=[pk for pk, found in backs.items() if found])
        .select_related("grant", "unit__agency", "to_unit__agency")
        .order_by("disclosed_at", "id")
    )
    told: dict[UUID, dict] = {}
    for act in acts:
        if any(back.names(act.grant) for back in backs[act.grant.consent_id]):
            ours = act.unit_id == actor.unit
            unit = act.to_unit if ours else act.unit
            groups = told.setdefault(act.grant.consent_id, {})
            one = Told(unit, act.grant.get_kind_display(), ours, act.disclosed_at)
            groups.setdefault((unit.pk, act.grant.kind, ours), one).records.add(act.record_id)
    found = {consent: list(groups.values()) for consent, groups in told.items()}
    _read(actor, case, [one for group in found.values() for one in group])
    return found


def _read(actor, case, told) -> None:
    """Say of each who had read it there, and what had been taken into a journal."""
    records = [record for one in told for record in one.records]
    lines = Trail.objects.filter(case=case.pk, owner_unit=actor.unit, subjects__overlap=records).exclude(
        unit=actor.unit
    )
    seen = list(lines.filter(READ).values_list("unit", "worker", "subjects", "name"))
    kept = [(unit, subjects) for unit, _worker, subjects, name in seen if name == COPIED]
    own = set(JournalCopy.objects.filter(case=case, unit=actor.unit).values_list("record", flat=True))
    titles = dict(
        get_user_model().objects.filter(pk__in={w for _unit, w, _subjects, _name in seen}).values_list("pk", "title")
    )
    for one in told:
        if not one.is_ours:
            one.copied = one.records & own
            continue
        there = [(worker, subjects) for unit, worker, subjects, _name in seen if unit == one.unit.pk]
        readers = {worker for worker, subjects in there if one.records & set(subjects)}
        one.readers = sorted({titles.get(worker) or _("en medarbetare") for worker in readers})
        one.copied = {r for unit, subjects in kept if unit == one.unit.pk for r in one.records & set(subjects)}
