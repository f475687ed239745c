"""The sealed log on standard output, to be looked through elsewhere."""

from uuid import UUID

from django.core.management.base import BaseCommand

from access import seals


class Command(BaseCommand):
    help = "Write the sealed log as JSON lines with its seals; access/verify_export.py looks it through offline."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--agency", type=UUID, metavar="ID", help="only lines of or about this agency; of the others their hash"
        )

    def handle(self, *, agency, **options):
        with seals.sealer() as connection:
            for text in seals.export(connection, agency):
                self.stdout.write(text)
