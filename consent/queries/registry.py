"""What has an agency received, as its registrar finds it, and what does one such record say?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from access.trail import saw
from agencies.models import Unit
from cases.kinds import Kind
from cases.models import Record
from consent import sight
from consent.models import Production
from consent.queries.emergency import Kept
from consent.queries.withheld import not_for
from look.templatetags.look import day_time


@dataclass(frozen=True)
class Found:
    """One received record in the list: when, from whom, to whom, of what kind; not a word of it."""

    disclosure: object
    title: str
    about: str


@dataclass(frozen=True)
class Document:
    """A received record as it was disclosed, the circumstances, and whether who wrote it keeps it from a guardian."""

    production: Production
    reference: str
    disclosed_at: datetime
    giver: str
    receiver: str
    record: Record
    is_withheld: bool


def received(actor, number, day) -> list[Found]:
    """What the agency has received under a case's number or on a day; Http404 for who is no registrar."""
    if not actor.has("REGISTRAR"):
        raise Http404
    acts = sight.received(number, day)
    units = Unit.objects.in_bulk({unit for act in acts for unit in (act.unit, act.to_unit)})
    return [
        Found(
            act.disclosure,
            f"{act.reference}, {day_time(act.disclosed_at)}",
            _("%(kind)s, från %(giver)s till %(receiver)s")
            % {"kind": Kind(act.kind).label, "giver": units[act.unit].name, "receiver": units[act.to_unit].name},
        )
        for act in acts
    ]


def document(actor, pk) -> Document:
    """What the asker has taken out, while it may be read; else Http404."""
    production = get_object_or_404(Production, worker=actor.worker, pk=pk)
    act = sight.produced(production.pk)
    if act is None:
        raise Http404
    record = get_object_or_404(Record.objects.select_related("author__worker"), pk=act.record)
    units = Unit.objects.in_bulk([act.unit, act.to_unit])
    saw("consent.production", [Kept(record.pk, act.to_unit)], case=production.case_id)
    return Document(
        production, act.reference, act.disclosed_at, units[act.unit].name, units[act.to_unit].name, record,
        any(one.record == record.pk for one in not_for(production.case_id)),
    )  # fmt: skip
