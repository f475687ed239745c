"""The server refuses to start without its walls."""

from django.conf import settings
from django.core.checks import Error, Tags, register

from access import fence


@register(Tags.database)
def walls_stand(app_configs=None, databases=None, **kwargs):
    """An error for each fault in the fence, as seen by the web's own login."""
    if not databases or settings.AS_OWNER:
        return []
    return [Error(fault, id="access.E001") for fault in fence.faults()]


def refuse_to_serve() -> None:
    """End the process, saying why, when the login could go round the fence. Called before the first request."""
    faults = fence.faults()
    if faults:
        raise SystemExit("Kring does not start: " + "; ".join(faults))
