"""Whether every sealed line of the log is as it was sealed."""

from django.core.management.base import BaseCommand, CommandError

from access import seals


class Command(BaseCommand):
    help = "Look through the sealed log; tells each seal whose lines were changed, removed, added or moved."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "known", nargs="*", metavar="NUMBER:HASH", help="a seal as the worker's log told it when it was made"
        )

    def handle(self, *, known, **options):
        told = {int(number): hash for number, _colon, hash in (one.partition(":") for one in known)}
        with seals.sealer() as connection:
            found = list(seals.faults(connection, told))
            number, _ends, hash = connection.execute(seals.LATEST).fetchone() or (0, 0, seals.FIRST)
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write(f"The log is as it was sealed. Last seal {number}:{hash}")
