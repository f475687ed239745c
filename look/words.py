"""How does one say several things in a row?"""

from collections.abc import Iterable

from django.utils.translation import gettext as _


def listed(parts: Iterable[str]) -> str:
    """Say them as one says them aloud: "A", "A och B", "A, B och C"; nothing for none."""
    *first, last = [*parts] or [""]
    return _("%(what)s och %(last)s") % {"what": ", ".join(first), "last": last} if first else last
