"""Of whom in the family the own unit has no yes to tell others anything (decision 0024)."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from cases.models import Relative


def untold(case) -> dict[UUID, list[str]]:
    """By unit that the asker's may tell something: a sentence for each in the family who has not said yes to it.

    By name to who may know the family by name, else by what they are for the child.
    """
    found: dict[UUID, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT u.to_unit_id, u.relation, r.name"
            " FROM law.untold u LEFT JOIN cases_relative r ON r.id = u.relative_id"
            " WHERE u.case_id = %s ORDER BY r.name, u.relation, u.relative_id",
            [case.pk],
        )
        for unit, relation, name in cursor.fetchall():
            found.setdefault(unit, []).append(_words(relation, name))
    return found


def _words(relation, name) -> str:
    if name:
        return _("%(name)s har inte sagt ja: skriv inte om %(name)s.") % {"name": name}
    who = Relative.Relation(relation).label
    return _("En i familjen (%(who)s) har inte sagt ja: skriv inte om den personen.") % {"who": who}


def beside(case, receivers, helps) -> dict[str, str]:
    """What stands under each receiver's name, by its key in a form, and of whom not to write to it."""
    said = {str(unit): " ".join(sentences) for unit, sentences in untold(case).items()}
    keys = [str(receiver.unit.pk) for receiver in receivers]
    found = {key: " ".join(part for part in (helps.get(key, ""), said.get(key, "")) if part) for key in keys}
    return {key: words for key, words in found.items() if words}
