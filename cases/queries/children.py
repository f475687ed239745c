"""The list of children and the search: rows of what the asker sees, told in few questions to the database."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils.timezone import localdate

from access.trail import saw
from cases import identity
from cases.age import age
from cases.models import Caseload, Involvement
from cases.policies.cases import WORKING
from cases.queries.cases import COLOURS, Row, cases, going_on, next_step, stage_words
from cases.sight import AHEAD, MINE

LONGEST = 100  # characters of a search
MOST = 50  # so many are found by a search before one has to write more of the name


@dataclass(frozen=True)
class Children:
    """The list of children; `which` is mine, unit or closed."""

    rows: list[Row]
    which: str
    sees_unit: bool
    may_start: bool


@dataclass(frozen=True)
class Found:
    """What a search found; `more` when there was more than is shown."""

    rows: list[Row]
    asked: str
    more: bool


def children(actor, which: str) -> Children:
    """The asker's children; for who manages the unit also all of the unit's, with who has each."""
    manages = actor.has("MANAGER")
    allowed = ("mine", "unit", "closed") if manages else ("mine", "closed")
    if which not in allowed:
        which = "unit" if manages and not actor.has(*WORKING) else "mine"
    known = cases().annotate(**AHEAD).filter(closed_at__isnull=which != "closed")
    if which == "mine":
        known = known.filter(pk__in=MINE)
    elif which == "unit":
        known = known.filter(_taking_part(actor))
    rows = _rows(actor, known.order_by("child__protected_code", "child__given_name", "child__family_name", "reference"))
    saw("cases.children", [row.case for row in rows])
    may_start = actor.has(*WORKING)
    return Children(rows, which, manages, may_start)


def search(actor, asked: str) -> Found:
    """Cases by name, identity number or reference, among those that the asker sees; by nothing else (law)."""
    asked = " ".join(asked.split())[:LONGEST]
    wanted = _wanted(asked) if asked.isprintable() else None
    if wanted is None:
        return Found([], asked, False)
    found = _rows(
        actor,
        cases().annotate(**AHEAD).filter(wanted).order_by("closed_at", "child__given_name", "reference")[: MOST + 1],
    )
    saw("cases.search", [row.case for row in found[:MOST]])
    return Found(found[:MOST], asked, len(found) > MOST)


def _taking_part(actor):
    """The cases that the asker's unit is with: a question not yet answered is no part."""
    active = Involvement.objects.filter(unit_id=actor.unit, state=Involvement.State.ACTIVE)
    return Q(pk__in=active.values("case_id"))


def _wanted(asked: str) -> Q | None:
    if re.fullmatch(r"[Kk]-?[0-9A-Za-z]{4,10}", asked) and any(letter.isdigit() or letter == "-" for letter in asked):
        return Q(reference__iexact=asked if "-" in asked else f"{asked[0]}-{asked[1:]}")
    if any(letter.isdigit() for letter in asked):
        return _by_number(asked)
    if len(asked) < 2:
        return None
    wanted = Q()
    for word in asked.split(" ")[:4]:
        wanted &= Q(child__given_name__icontains=word) | Q(child__family_name__icontains=word)
    return wanted


def _by_number(asked: str) -> Q | None:
    try:
        return Q(child__identity_number=identity.parse(asked, localdate()).number)
    except identity.Fault:
        return None


def _rows(actor, found) -> list[Row]:
    found = list(found)
    ids = [one.pk for one in found]
    around, here = defaultdict(list), defaultdict(list)
    for part in (
        Involvement.objects.filter(case_id__in=ids, state=Involvement.State.ACTIVE)
        .select_related("unit__agency").order_by("invited_at")
    ):  # fmt: skip
        if part.unit not in around[part.case_id]:  # two units may have asked it
            around[part.case_id].append(part.unit)
    for row in (
        Caseload.objects.filter(content_object_id__in=ids, unit_id=actor.unit).filter(going_on())
        .select_related("user").order_by("user__name")
    ):  # fmt: skip
        here[row.content_object_id].append(row.user.name)
    return [
        Row(
            one,
            age(one.child),
            stage_words(one),
            COLOURS[one.stage],
            next_step(one),
            here[one.pk],
            around[one.pk],
            actor.unit,
        )
        for one in found
    ]
