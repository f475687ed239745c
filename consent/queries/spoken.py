"""To whom something may have been told by word of mouth, and on which ground."""

from __future__ import annotations

from dataclasses import dataclass

from agencies.models import Unit
from cases.age import age
from cases.models import Case, Relative
from consent.queries.lines import receivers, taking_part
from consent.queries.pages import case_of
from consent.rulebook import ALIKE, Basis, bases

FAMILY = "FAMILY"


@dataclass(frozen=True)
class Speaking:
    """The page for what was told: the units around the child and the guardians that the asker knows of.

    `offered` are the rules that can hold towards somebody of them: they are asked for where no consent is.
    """

    case: Case
    units: list[Unit]
    guardians: list[Relative]
    offered: tuple[Basis, ...]


def speaking(actor, reference) -> Speaking:
    """The page for noting what was told."""
    case = case_of(actor, reference)
    units = [part.unit for part in taking_part(actor, case)]
    found = {basis.code: basis for unit in units for basis in _rules(actor, case, unit.agency.regime)}
    return Speaking(case, units, guardians(case), tuple(found.values()))


def guardians(case) -> list[Relative]:
    """Those with custody, as far as the asker's unit answers for the family."""
    return list(Relative.objects.filter(child=case.child, has_custody=True).order_by("name"))


def ground(actor, case, to_unit, relative, kind, basis) -> tuple[str, str] | None:
    """What the words stand on: its code and section. Consent goes before law; None when nothing fits."""
    if relative:
        rules = {rule.code: rule for rule in _rules(actor, case, FAMILY)}
        rule = rules.get("GUARDIAN")
        return (rule.code, rule.law) if rule else None
    told = {receiver.unit.pk: receiver for receiver in receivers(actor, case, kind)}
    if to_unit.pk in told:
        return ("CONSENT" if told[to_unit.pk].unit.agency_id != actor.agency else "INTERNAL"), ""
    rule = {one.code: one for one in _rules(actor, case, to_unit.agency.regime)}.get(basis)
    return (rule.code, rule.law) if rule else None


def _rules(actor, case, receiver) -> tuple[Basis, ...]:
    found = bases(actor.regime, receiver, years=age(case.child))
    return tuple(basis for basis in found if basis.code not in ALIKE and not basis.outside)
