"""What is shown by law, without consent."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import action
from consent import policies
from consent.models import Decision, Disclosure, Grant
from consent.queries.deciding import offered_bases
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
    decision = Decision(
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
    return decision
