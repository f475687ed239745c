"""What stands before the first page: tables, fence, static files and, in the demo, the town.

Run as `python -m config.prepare` with KRING_AS=owner: the only step that gets the owner's address. With --static
it gathers the static files too (an image has done so when it was built).
"""

import hashlib
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection


def main() -> None:
    """Do what is not done yet; quick when there is nothing to do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)  # the fence is raised at its end
    if "--static" in sys.argv:
        collect_static()
    if settings.DEMO and "load_town" in get_commands() and is_empty():
        print("Loading the demo town …", flush=True)
        call_command("load_town")


def is_empty() -> bool:
    """Whether nobody has begun here: there is no agency."""
    from access.fence import lowered

    # The owner too sees no row while the fence stands.
    with lowered(), connection.cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT FROM agencies_agency)")
        return cursor.fetchone()[0]


def collect_static() -> None:
    """Gather, compress and name the static files, when one of them has changed."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    stamp = settings.STATIC_ROOT / ".stamp"
    if not stamp.exists() or stamp.read_text() != digest.hexdigest():
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(digest.hexdigest())


if __name__ == "__main__":
    main()
