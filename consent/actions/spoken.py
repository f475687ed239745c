"""What was told by word of mouth."""

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.action import action
from cases.models import Record
from consent import policies
from consent.models import Spoken
from consent.queries.spoken import ground


@action(
    may=policies.may_note_spoken,
    says=gettext_lazy("Anteckna vad du har berättat muntligt, för vem och varför."),
)
def note_spoken(actor, *, case, to_unit, relative, kind, words, basis, weighing):
    """Keep that something of this kind was told to a unit or a guardian, as a note of the own unit with its ground."""
    moment = now()
    code, section = ground(actor, case, to_unit, relative, kind, basis)
    name = to_unit.name if to_unit else relative.name
    record = Record(
        case=case, unit_id=actor.unit, author_id=actor.membership, kind=kind, by_phone=True,
        text=words.strip() or _("Sagt muntligt."), source=(_("Muntligt till %(name)s") % {"name": name})[:120],
        happened_at=moment, written_at=moment,
    )  # fmt: skip
    record.save()
    told = Spoken(
        case=case, unit_id=actor.unit, record=record, to_unit=to_unit, relative=relative, basis=code, section=section,
        weighing=weighing.strip(), told_at=moment, told_by_id=actor.membership,
    )  # fmt: skip
    told.save()
    return told
