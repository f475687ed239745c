"""What the pages show on which a consent is taken back, relied on or decided about."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from access.trail import saw
from agencies.models import Unit
from cases.kinds import Kind
from consent.grounds import LAWS, Ground
from consent.models import Answer, Consent, Grant, Withdrawal
from consent.queries.pages import told
from consent.queries.standing import with_standing
from consent.states import Standing, standing
from consent.terms import Line


@dataclass(frozen=True)
class WithdrawPage:
    """A consent, the units and kinds of its lines, and those whose yes can be taken back, as the actor may see them."""

    consent: Consent
    units: list[Unit]
    kinds: list[tuple[str, str]]
    answers: list[Answer]


@dataclass(frozen=True)
class DecidePage:
    """A consent that not everybody has said yes to: how it stands, whose answers are in question, and the law."""

    consent: Consent
    standing: Standing
    answers: list[Answer]
    backs: list[Withdrawal]

    @property
    def ages(self) -> list:
        """The ages of consent with their sections, the youngest first."""
        return sorted(settings.AGES.values(), key=lambda age: age.years)

    @property
    def laws(self) -> list:
        """The sections behind the choices, in the order of the choices."""
        return [LAWS[ground] for ground in Ground if LAWS[ground].section]


def one_consent(pk) -> Consent:
    """A consent in sight, with its case and how it stands; else Http404, whether hidden or absent."""
    found = with_standing(Consent.objects.filter(pk=pk)).select_related("case__child", "unit").first()
    if found is None:
        raise Http404
    saw("consent.consents", [found], case=found.case_id)
    return found


def withdraw_page(actor, pk) -> WithdrawPage:
    """The consent, the units and kinds of its lines that the actor may see, and whose yes can be taken back."""
    consent = one_consent(pk)
    lines = list(consent.grants.select_related("from_unit", "to_unit"))
    units = {unit.pk: unit for line in lines for unit in (line.from_unit, line.to_unit) if unit.pk != consent.unit_id}
    kinds = {line.kind: line.get_kind_display() for line in sorted(lines, key=lambda line: line.kind)}
    answers = (
        consent.answers.filter(said__in=Answer.YESES, about_self=False)
        .select_related("relative")
        .order_by("by_child", "relative__name")
    )
    return WithdrawPage(consent, sorted(units.values(), key=lambda unit: unit.name), list(kinds.items()), list(answers))


def decide_page(actor, pk) -> DecidePage:
    """The consent with the answers that are missing, a no or taken back; else Http404 for who did not take it."""
    consent = one_consent(pk)
    if consent.unit_id != actor.unit:
        raise Http404
    back = Exists(Withdrawal.objects.filter(consent=pk, by_one=True).filter(Q(answer=OuterRef("pk")) | Q(answer=None)))
    answers = (
        Answer.objects.filter(consent=pk, about_self=False)
        .filter(Q(is_needed=True) & ~Q(said=Answer.Said.YES) | back)
        .select_related("relative")
        .order_by("by_child", "relative__name")
    )
    backs = Withdrawal.objects.filter(consent=pk, by_one=True, decisions=None).select_related("about_unit")
    return DecidePage(consent, standing(consent, consent.case.child.called), list(answers), list(backs))


@dataclass(frozen=True)
class RenewPage:
    """A consent that the family is to be asked anew about: how it stands, and who may then be told what.

    `others` are the names of those who are asked about themselves.
    """

    consent: Consent
    standing: Standing
    told: list
    others: list[str]


def renew_page(actor, pk) -> RenewPage:
    """The consent and its lines as sentences; else Http404 for who did not take it."""
    consent = one_consent(pk)
    if consent.unit_id != actor.unit:
        raise Http404
    asked = lines_to_ask(consent)
    units = {unit.pk: unit for line in asked for unit in (line.from_unit, line.to_unit)}
    lines = [Line(line.from_unit_id, line.to_unit_id, Kind(line.kind), line.limit) for line in asked]
    return RenewPage(consent, standing(consent, consent.case.child.called), told(lines, units), for_self_again(consent))


def for_self_again(consent) -> list[str]:
    """The names of those who answered for themselves and are asked anew with it."""
    return list(
        consent.answers.filter(about_self=True).order_by("relative__name").values_list("relative__name", flat=True)
    )


def lines_to_ask(consent) -> list[Grant]:
    """The old one's lines that somebody had agreed to, without what all have taken back in part."""
    lines = list(consent.grants.select_related("from_unit__agency", "to_unit__agency").order_by("id"))
    backs = [
        back
        for back in Withdrawal.objects.filter(consent=consent, by_one=False)
        if back.about_unit_id is not None or back.kind
    ]
    asked = [line for line in lines if line.starts_at] or lines
    return [line for line in asked if not any(back.names(line) for back in backs)]
