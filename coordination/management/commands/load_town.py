"""Load the demo town into an empty database, as its owner."""

from importlib.util import find_spec

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from access.fence import lowered
from agencies.models import Agency


class Command(BaseCommand):
    help = "Load Sjöviken, the town of invented people, as it stands at this moment. Only into an empty database."
    requires_system_checks = ()

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("The town is never loaded where KRING_PRODUCTION is set.")
        if not settings.AS_OWNER:
            raise CommandError("Only the owner can load the town: KRING_AS=owner manage.py load_town")
        if not find_spec("tests"):
            raise CommandError("The town lives in tests/town, which is not here.")
        from tests.town.load import load

        with lowered():
            if Agency.objects.exists():
                raise CommandError("Somebody is here already: the town is loaded into an empty database only.")
            load(now())
