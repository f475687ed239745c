"""The signed paper behind an answer."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import action
from consent import policies
from consent.models import Scan
from consent.models.scan import kind_of


@action(may=policies.may_attach_scan, says=_("Spara det underskrivna papperet, skannat, till ett skriftligt svar."))
def attach_scan(actor, *, answer, content):
    """Keep the scanned paper; a better one is put beside it, and the newest is what one gets."""
    scan = Scan(
        answer=answer, unit_id=actor.unit, kind=kind_of(content), content=content, added_at=now(),
        added_by_id=actor.membership,
    )  # fmt: skip
    scan.save()
    return scan
