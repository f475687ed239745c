"""What is shown to whom, and what is taken into one's own journal."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import action
from cases.actions import correct_record, write_record
from consent import policies
from consent.actions.by_law import answered, carry
from consent.actions.circle import internal_line
from consent.models import Disclosure, JournalCopy
from consent.queries.by_law import carried
from consent.queries.lines import receivers


@action(may=policies.may_disclose, says=_("Dela det ni har skrivit med dem som samtycket omfattar."))
def disclose(actor, *, record, units):
    """Show a record, as it stands, to these units through the line open to each; what was shown is not shown again."""
    return _show(actor, record, units)


def _show(actor, record, units):
    moment = now()
    lines = {receiver.unit.pk: receiver.grant for receiver in receivers(actor, record.case, record.kind)}
    already = set(Disclosure.objects.filter(record=record).values_list("to_unit_id", "grant_id"))
    for unit in units:
        grant = lines[unit.pk]
        if grant is None:
            grant = internal_line(actor, record.case, unit.pk, record.kind)
            grant.save()
        if (unit.pk, grant.pk) not in already:
            Disclosure(
                record=record, grant=grant, case=record.case, unit_id=actor.unit, to_unit=unit, disclosed_at=moment,
                disclosed_by_id=actor.membership,
            ).save()  # fmt: skip
    if units:
        answered(actor, record, units)
    return record


@action(may=policies.may_write_and_share, says=_("Skriv en anteckning och dela den i samma steg."))
def write_and_share(actor, *, new_id, case, kind, text, source, happened_at, by_phone, units):
    """Write a note and show it at once to the units ticked; with none ticked it stays in the team."""
    record = write_record(
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
    return _show(actor, record, units)


@action(may=policies.may_correct_and_share, says=_("Rätta en anteckning och dela rättelsen med dem som fick den."))
def correct_and_share(actor, *, record, kind, text, source, happened_at, units):
    """Correct a note and show the new version at once; those who are not ticked keep the version they were shown.

    Whom a consent lets be told is told by it; whom the version before reached by law, by the same decision carried on.
    """
    by_law = carried(actor, record)
    correction = correct_record(actor, record=record, kind=kind, text=text, source=source, happened_at=happened_at)
    agreed = {receiver.unit.pk for receiver in receivers(actor, record.case, kind)}
    already = set(Disclosure.objects.filter(record=correction).values_list("to_unit_id", flat=True))
    for unit in units:
        if unit.pk not in agreed | already:
            carry(actor, correction, by_law[unit.pk])
    return _show(actor, correction, [unit for unit in units if unit.pk in agreed])


@action(may=policies.may_copy_to_journal, says=_("Anteckna att ni har tagit in det här i er egen journal."))
def copy_to_journal(actor, *, record, number):
    """Keep that the unit has taken the record into its own journal: when, and under which number."""
    copy = JournalCopy(
        record=record, case_id=record.case_id, unit_id=actor.unit, number=number, copied_at=now(),
        copied_by_id=actor.membership,
    )  # fmt: skip
    copy.save()
    return copy
