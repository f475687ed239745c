"""What is shown by law, without consent, and what waits."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import action
from consent import policies
from consent.models import Disclosure, Grant, Postponement, ShareDecision
from consent.queries.by_law import offered_bases, waiting
from consent.rulebook import rules


@action(may=policies.may_share_by_law, says=_("Dela en anteckning med stöd av lag när samtycket inte räcker."))
def share_by_law(actor, *, record, to_unit, purpose, basis, weighing):
    """Show this version to that unit by a rule that lets it: the decision, the line for it alone, and the act.

    `basis` is the rule's code, `weighing` why, in 10 to 1 000 characters (domain.md 3.3). Orosanmälan and what follows
    from it are never shared so (5.2).
    """
    return decide(actor, record, to_unit, purpose=purpose, basis=basis, weighing=weighing.strip())


def carry(actor, record, decision):
    """Show a corrected version by the decision that showed the one before: for the action that corrects."""
    return decide(
        actor, record, decision.to_unit, purpose=decision.purpose, basis=decision.basis, weighing=decision.weighing,
        follows=decision,
    )  # fmt: skip


def decide(actor, record, to_unit, *, purpose, basis, weighing, follows=None):
    """The three rows of a share by law, in their order: the database asks for each before the next."""
    moment, signed = now(), {"case": record.case, "record": record}
    rule = next(one for one in offered_bases(actor, record.case.child, to_unit, purpose) if one.code == basis)
    decision = ShareDecision(
        unit_id=actor.unit, to_unit=to_unit, purpose=purpose, basis=basis, section=rule.law, rules=rules().version,
        weighing=weighing, follows=follows, decided_at=moment, decided_by_id=actor.membership, **signed,
    )  # fmt: skip
    decision.save()
    line = Grant(
        from_unit_id=actor.unit, to_unit=to_unit, kind=record.kind, basis=Grant.Basis.DUTY, section=rule.law,
        decision=decision, starts_at=moment, relied_at=moment, relied_by_id=actor.membership,
        decided_by_id=actor.membership, **signed,
    )  # fmt: skip
    line.save()
    Disclosure(
        grant=line, unit_id=actor.unit, to_unit=to_unit, disclosed_at=moment, disclosed_by_id=actor.membership, **signed
    ).save()
    answered(actor, record, [to_unit])
    return decision


@action(may=policies.may_not_now, says=_("Bestäm att inte dela en anteckning nu, och när ni ser på det igen."))
def not_now(actor, *, record, to_unit, ground, words, look_again_on):
    """Keep that the unit does not share this with `to_unit` (None: with nobody) for now; an earlier one is answered."""
    answered(actor, record, [to_unit] if to_unit else [])
    decided = Postponement(
        case=record.case, unit_id=actor.unit, record=record, to_unit=to_unit, ground=ground, words=words.strip(),
        look_again_on=look_again_on, decided_at=now(), decided_by_id=actor.membership,
    )  # fmt: skip
    decided.save()
    return decided


@action(may=policies.may_put_away, says=_("Lägg undan ett beslut att vänta med att dela."))
def put_away(actor, *, postponement):
    """Let a decision to wait no longer wait: nothing is shared, and nobody is reminded."""
    _done(actor, [postponement])
    return postponement


def answered(actor, record, units):
    """Answer the decisions to wait that are about this note and these units: for an action that shares or decides."""
    _done(actor, waiting(record, units))


def _done(actor, postponements):
    for one in postponements:
        one.done_at, one.done_by_id = now(), actor.membership
        one.save(update_fields=["done_at", "done_by"])
