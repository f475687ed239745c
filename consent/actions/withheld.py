"""What is kept from a guardian, and shown again."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import action
from consent import policies
from consent.models import Withholding
from consent.queries.withheld import in_force


@action(may=policies.may_withhold, says=_("Besluta att en anteckning inte visas för en vårdnadshavare, med skälet."))
def withhold(actor, *, record, relative, ground, reason, look_again_on):
    """Keep a record, in each of its versions, out of what is printed for `relative` (None: for any guardian).

    An earlier decision about the same person is lifted by it and kept. Nobody is told (domain.md 4.5).
    """
    for earlier in in_force(record, relative):
        _lift(actor, earlier)
    decided = Withholding(
        case=record.case, unit_id=actor.unit, record=record, relative=relative, ground=ground, reason=reason.strip(),
        look_again_on=look_again_on, decided_at=now(), decided_by_id=actor.membership,
    )  # fmt: skip
    decided.save()
    return decided


@action(
    may=policies.may_show_again, says=_("Ta tillbaka ett beslut att inte visa en anteckning för en vårdnadshavare.")
)
def show_again(actor, *, withholding):
    """Let the record stand on papers again; the decision is kept, with who lifted it and when."""
    _lift(actor, withholding)
    return withholding


def _lift(actor, withholding):
    withholding.lifted_at, withholding.lifted_by_id = now(), actor.membership
    withholding.save(update_fields=["lifted_at", "lifted_by"])
