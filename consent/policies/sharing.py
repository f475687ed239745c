"""Who may show what to whom."""

from django.utils.translation import gettext as _

from access.action import YES, no
from cases.policies import may_correct_record, may_write_record
from cases.policies.records import ONLY_TO_SHARE
from consent.queries.by_law import carried
from consent.queries.lines import receivers


def may_disclose(actor, *, record, units):
    if record.unit_id != actor.unit:
        return no(_("Bara den enhet som har skrivit delar vidare."))
    if record.case.is_closed:
        return no(_("Samarbetet är avslutat, så inget nytt delas."))
    return _open_to(actor, record.case, record.kind, units)


def may_write_and_share(actor, *, new_id, case, kind, text, source, happened_at, by_phone, units):
    written = may_write_record(
        actor,
        new_id=new_id,
        case=case,
        kind=kind,
        text=text,
        source=source,
        happened_at=happened_at,
        by_phone=by_phone,
        for_sharing=bool(units),
    )
    return written and _each_open(actor, case, kind, units)


def may_correct_and_share(actor, *, record, kind, text, source, happened_at, units):
    corrected = may_correct_record(actor, record=record, kind=kind, text=text, source=source, happened_at=happened_at)
    if actor.regime == "POLICE" and not units:
        return no(ONLY_TO_SHARE)
    return corrected and _each_open(actor, record.case, kind, units, besides=carried(actor, record) if units else ())


def _each_open(actor, case, kind, units, besides=()):
    return _open_to(actor, case, kind, units, besides) if units else YES


def _open_to(actor, case, kind, units, besides=()):
    if not units:
        return no(_("Välj minst en som ska få läsa."))
    open_to = {receiver.unit.pk for receiver in receivers(actor, case, kind)} | set(besides)
    for unit in units:
        if unit.pk not in open_to:
            return no(
                _("Samtycket låter er inte berätta det här för %(unit)s. Fråga familjen, eller låt det stå hos er.")
                % {"unit": unit.name}
            )
    return YES


def may_copy_to_journal(actor, *, record, number):
    return YES
