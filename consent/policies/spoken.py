"""When it may be noted that something was told."""

from django.utils.translation import gettext as _

from access.action import YES, no
from cases.kinds import CONTENTS
from cases.policies import may_write_record
from consent.models.by_law import LEAST, MOST
from consent.models.spoken import UNWEIGHED
from consent.queries.lines import taking_part
from consent.queries.spoken import ground, guardians


def may_note_spoken(actor, *, case, to_unit, relative, kind, words, basis, weighing):
    written = may_write_record(
        actor, new_id=None, case=case, kind=kind, text=words, source="", happened_at=None, by_phone=True,
        for_sharing=True,
    )  # fmt: skip
    return (
        written
        and _told(case, actor, to_unit, relative, kind)
        and _ground(actor, case, to_unit, relative, kind, basis, weighing)
    )


def _told(case, actor, to_unit, relative, kind):
    if kind not in CONTENTS:
        return no(_("Välj vad det handlade om. Vad familjen har svarat stannar hos er."))
    known = relative and relative.pk in {one.pk for one in guardians(case)}
    near = to_unit and to_unit.pk in {part.unit_id for part in taking_part(actor, case)}
    if bool(known) == bool(near):
        return no(_("Välj vem du berättade för: en enhet runt barnet, eller en vårdnadshavare."))
    return YES


def _ground(actor, case, to_unit, relative, kind, basis, weighing):
    found = ground(actor, case, to_unit, relative, kind, basis)
    if found is None:
        return no(_("Samtycket omfattar inte det. Välj vilket stöd i lag du hade, och skriv varför."))
    if found[0] not in UNWEIGHED and not LEAST <= len(weighing.strip()) <= MOST:
        return no(_("Skriv kort varför det var rätt att berätta. En mening räcker."))
    return YES
