"""How somebody says when they work."""

from django.utils.translation import gettext_lazy as _

from access.action import action
from agencies import policies
from agencies.models import Worker


@action(may=policies.may_set_hours, says=_("Skriv sin egen arbetstid, dag för dag."))
def set_hours(actor, *, hours):
    """Keep the asker's own hours, `{"1": ["08:00", "16:30"]}` with Monday as 1: one week for all their assignments."""
    worker = Worker.objects.get(pk=actor.worker)
    worker.hours = hours
    worker.save(update_fields=["hours"])
    return worker
