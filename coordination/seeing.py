"""See it as the receiver will: a change is made by its real action, looked at as each receiver, and undone.

The deed is the asker's own, asked of its own policy and refused with its sentence. Nothing of it is left: no row, no
letter, no task, and in the log only what the asker was shown (access.seeing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from access.seeing import Served, in_place_of, in_sight, served, undone
from agencies.models import Membership, Unit
from cases.models import Case, Involvement
from consent import actions
from consent.policies import may_invite_unit
from coordination.queries.seen import WITH, Before, Seen, gone, seen, wanted


@dataclass(frozen=True)
class Tried:
    """What each receiver would see after a change; `silent` are those that see nothing in Kring whatever is shown."""

    case: Case
    pages: list[Seen] = field(default_factory=list)
    silent: list[Unit] = field(default_factory=list)


def writing(actor, *, case, units, **note) -> Tried:
    """A note that is being written, as those ticked would read it."""
    return _tried(actor, case, units, lambda: actions.write_and_share(actor, case=case, units=units, **note))


def sharing(actor, *, record, units) -> Tried:
    """A note about to be shown, as those ticked would read it."""
    return _tried(actor, record.case, units, lambda: actions.disclose(actor, record=record, units=units))


def correcting(actor, *, record, units, **note) -> Tried:
    """A correction that is being written, as those ticked would read it."""
    return _tried(
        actor, record.case, units, lambda: actions.correct_and_share(actor, record=record, units=units, **note)
    )


def giving(actor, *, case, consent_id, terms) -> Tried:
    """A consent about to be kept, as each unit that it opens to would see the child once it has said yes to come."""
    named = [*(party.unit for party in terms.parties), *terms.ours]
    units = list(Unit.objects.filter(pk__in=named).select_related("agency").order_by("name", "id"))

    def give():
        actions.give(actor, case=case, consent_id=consent_id, terms=terms)
        for unit in units:
            _come(actor, case, unit, terms.purpose)

    return _tried(actor, case, units, give)


def withdrawing(actor, *, consent, **back) -> Tried:
    """What is about to be taken back, as each unit of the circle that the consent names would then see the child."""
    case = consent.case
    ends = {end for line in consent.grants.all() for end in (line.from_unit_id, line.to_unit_id)} - {actor.unit}
    parts = Involvement.objects.filter(case=case, unit__in=ends, state__in=WITH).select_related("unit__agency")
    waiting = {part.unit_id for part in parts if part.state == Involvement.State.INVITED}
    units = [part.unit for part in parts.order_by("unit__name", "id") if part.unit.has_accounts]
    rows = {unit: _before(case, unit) for unit in units}
    was = {unit: seen(actor, case, unit, rows[unit].served, is_waiting=unit.pk in waiting) for unit in units}
    found: dict[Unit, Seen] = {}
    with undone():
        actions.withdraw(actor, consent=consent, **back)
        now = {unit: served(unit.pk, wanted(case)) for unit in units}
        sees = bool(in_sight(wanted(case))[Case])
        if sees:
            found = {unit: _after(actor, case, unit, rows[unit], now[unit], waiting) for unit in units}
    if not sees:  # the own door closes too: what is left is told of what is seen today
        found = {unit: _after(actor, case, unit, rows[unit], now[unit], waiting, blind=True) for unit in units}
    return Tried(case, [gone(was[unit], found[unit], now[unit]) for unit in units])


def _after(actor, case, unit, before: Before, now: Served, waiting, *, blind=False) -> Seen:
    return seen(actor, case, unit, now, before=before, is_waiting=unit.pk in waiting, blind=blind)


def _before(case, unit) -> Before:
    return Before(served(unit.pk, wanted(case)), in_sight(wanted(case)))


def _tried(actor, case, units: Iterable[Unit], change: Callable) -> Tried:
    """The pages after a change that only adds, each fetched by the asker while the change stands."""
    signing_in = [unit for unit in units if unit.has_accounts]
    before = {unit: _before(case, unit) for unit in signing_in}
    with undone():
        change()
        case = Case.objects.select_related("child", "unit", "lead__worker", "lead__unit").get(pk=case.pk)
        pages = [seen(actor, case, unit, served(unit.pk, wanted(case)), before=before[unit]) for unit in signing_in]
    return Tried(case, pages, [unit for unit in units if not unit.has_accounts])


def _come(actor, case, unit, reason) -> None:
    """Let a unit that is not with come as it would: asked, and answered by whoever takes in there, who takes it on."""
    if may_invite_unit(actor, case=case, unit=unit, reason=reason):
        actions.invite_unit(actor, case=case, unit=unit, reason=reason)
    intake = Membership.objects.in_force().filter(unit=unit, roles__contains=["INTAKE"], worker__is_active=True)
    seat = intake.order_by("starts_at", "id").first()
    if seat is None:
        return
    with in_place_of(seat.pk) as answering:
        asked = Involvement.objects.filter(case=case, unit=unit, state=Involvement.State.INVITED).first()
        if asked:
            actions.accept_invitation(answering, involvement=asked, worker=seat)
