"""What can be done about what is due: one letter a worker a day."""

from uuid import uuid5

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from access import outbox
from access.action import action
from access.models import Outbox
from coordination import policies

TEMPLATE = "digest"


@action(may=policies.may_send_digests, says=_("Påminn om det som ska göras: ett mejl per person och dag, utan namn."))
def send_digests(actor, *, digests, on):
    """Write to each worker how much is due, never what or about whom; asked twice on a day it is written once."""
    ids = {uuid5(digest.worker, f"digest {on}"): digest for digest in digests}
    written = set(Outbox.objects.filter(pk__in=ids).values_list("pk", flat=True))
    workers = get_user_model().objects.in_bulk([digest.worker for digest in digests])
    for pk, digest in ids.items():
        worker = workers.get(digest.worker)
        if pk not in written and worker and worker.is_active:
            outbox.post(
                actor, to=worker.email, template=TEMPLATE, fields=digest.numbers, language=worker.language, new_id=pk
            )
