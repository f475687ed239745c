"""How are the words on the screens gathered, so that gathering them twice changes nothing?"""

from pathlib import Path

from django.core.management.commands import makemessages

ELSEWHERE = ("benchmarks", "build", "frontend", "handbook", "node_modules", "static", "tests")


class Command(makemessages.Command):
    """Django's own, without guesses, line numbers and dates: a diff shows the words and nothing else."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def handle(self, *args, **options):
        options["ignore_patterns"] += [f"{folder}/*" for folder in ELSEWHERE]
        super().handle(*args, **options | {"no_wrap": True, "no_obsolete": True, "add_location": "file"})

    def write_po_file(self, potfile, locale):
        super().write_po_file(potfile, locale)
        written = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        lines = written.read_text().splitlines(keepends=True)
        written.write_text("".join(line for line in lines if not line.startswith('"POT-Creation-Date:')))
