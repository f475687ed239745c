"""Who may write in a case, and correct what is written."""

from django.utils.translation import gettext_lazy as _

from access.action import YES, no
from cases.policies.cases import CLOSED, works_on

NOT_YOURS = _("Bara den som arbetar med barnet skriver här. Be barnets samordnare att lägga till dig.")
ONLY_TO_SHARE = _("Här skriver du bara det som ska delas. Egna anteckningar hör hemma i ert eget system.")


def may_write_record(actor, *, new_id, case, kind, text, source, happened_at, by_phone, for_sharing):
    # An officer's own notes fall under another law (`practice.md` 4.5); what is shared at once may be written.
    if actor.regime == "POLICE" and not for_sharing:
        return no(ONLY_TO_SHARE)
    if case.is_closed:
        return no(CLOSED)
    if not works_on(actor, case):
        return no(NOT_YOURS)
    return YES


def may_correct_record(actor, *, record, kind, text, source, happened_at):
    if record.unit_id != actor.unit:
        return no(_("Anteckningen är en annan enhets. Säg till den som skrev, om något är fel."))
    if not works_on(actor, record.case):
        return no(NOT_YOURS)
    newer = getattr(record, "corrected_by", None)
    if newer and (newer.author_id, newer.text) != (actor.membership, text):
        return no(_("Anteckningen har rättats medan du skrev. Jämför texterna och välj."))
    return YES
