"""What the registrar can do with what the agency has received."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import action
from consent import policies, sight
from consent.models import Production
from consent.models.registry import READABLE


@action(
    may=policies.may_produce,
    says=_("Ta fram en handling som er organisation har tagit emot, också sedan samtycket har tagits tillbaka."),
)
def produce(actor, *, new_id, number, day, disclosure, reason):
    """Take out one received record, as it was disclosed, to be read for half an hour by the one who took it out."""
    again = Production.objects.filter(pk=new_id).first()
    if again:
        return again
    moment = now()
    found = next(one for one in sight.received(number, day) if one.disclosure == disclosure)
    production = Production(
        pk=new_id, disclosure_id=disclosure, case_id=found.case, membership_id=actor.membership,
        worker_id=actor.worker, unit_id=actor.unit, agency_id=actor.agency, reason=reason.strip(), made_at=moment,
        ends_at=moment + READABLE,
    )  # fmt: skip
    production.save()
    return production
