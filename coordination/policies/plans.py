"""Who may end a meeting with what was agreed, and who says how it goes with a measure?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.action import YES, no
from cases.kinds import Kind
from cases.policies.cases import CLOSED
from cases.policies.cases import leads as is_lead
from cases.sight import SEATS
from consent.queries import receivers
from coordination.models import Invitation, Measure, Meeting
from coordination.policies.bounds import done_by, looked_at_on
from coordination.policies.meetings import NEWER, leads
from coordination.sight import TO_GIVE, acquainted, hands

NOBODY_THERE = gettext_lazy("Kryssa i vem som var där.")
ABSENT = gettext_lazy(
    "Ingen från %(unit)s är ikryssad vid bordet. Kryssa i vem som var där, eller ta bort enheten här."
)


def may_end_meeting(actor, *, meeting, agreed):
    if meeting.minutes_id:
        if meeting.minutes_id == agreed.new_id:
            return YES  # sent twice
        return no(_("Mötet är redan avslutat. Det som ni kom överens om står i planen."))
    if meeting.state == Meeting.State.CANCELLED:
        return no(_("Mötet är inställt. Boka ett nytt och skriv där."))
    leading = leads(actor, meeting.case)
    return (
        leading
        and _nothing_newer(agreed)
        and _may_be_told(actor, meeting.case, agreed)
        and _were_there(actor, meeting, agreed)
        and _days_to_come(agreed)
    )


def _days_to_come(agreed):
    """Nothing new is to be done by a day that has been; a day that stood before may stand."""
    days = [done_by(new.due_on) for new in agreed.all_measures]
    days += [done_by(one.due_on, was=one.measure.due_on) for one in agreed.going if one.state == Measure.State.OPEN]
    return next((verdict for verdict in (*days, looked_at_on(agreed.follow_up_on)) if not verdict), YES)


def _were_there(actor, meeting, agreed):
    """Somebody was at the table; and of each unit that is shown the minutes somebody was (practice.md 6.5)."""
    if not agreed.there:
        return no(NOBODY_THERE)
    asked = Invitation.objects.filter(meeting=meeting, revoked_at=None, pk__in=agreed.attended)
    there = {actor.unit, *asked.values_list("guest_unit", flat=True)}
    absent = next((unit for unit in agreed.units if unit.pk not in there), None)
    return no(ABSENT % {"unit": absent.name}) if absent else YES


def _nothing_newer(agreed):
    shown = {one.measure.pk: one.version for one in agreed.going if one.is_changed}
    now = dict(Measure.objects.filter(pk__in=shown).values_list("pk", "version"))
    return YES if now == shown else no(NEWER)


def _may_be_told(actor, case, agreed):
    """Whoever is shown the minutes, or does something, may be told; and may know of everybody who is named."""
    told = {receiver.unit.pk: receiver for receiver in receivers(actor, case, Kind.AGREED)}
    doing = {measure.who.unit.pk: measure.who.unit for measure in agreed.all_measures if measure.who.unit}
    for unit in (*agreed.units, *doing.values()):
        if unit.pk != actor.unit and unit.pk not in told:
            return no(
                _("Samtycket låter er inte berätta det här för %(unit)s. Fråga familjen, eller välj någon annan.")
                % {"unit": unit.name}
            )
    named = {*doing, *(one.measure.responsible_unit_id for one in agreed.going if one.is_changed)} - {None, actor.unit}
    known = acquainted(case.pk)
    for unit in agreed.units:
        if told[unit.pk].warns:
            continue  # it is shown its own line alone
        if any((other, unit.pk) not in known for other in named - {unit.pk}):
            return no(
                _("%(unit)s får inte veta om alla som nämns här. Ta bort krysset och berätta det som rör dem för sig.")
                % {"unit": unit.name}
            )
    return YES


def may_mark_done(actor, *, measure, result, version):
    return _may_say(actor, measure, version)


def may_keep_on(actor, *, measure, result, due_on, version):
    return _may_say(actor, measure, version) and done_by(due_on, was=measure.due_on)


def may_drop_measure(actor, *, measure, result, version):
    if not result:
        return no(_("Skriv varför det inte görs, så att de andra förstår."))
    return _may_say(actor, measure, version)


def carries(actor, measure):
    """Whether the actor says how it goes with a measure: who does it, or the child's lead."""
    if measure.case.is_closed:
        return no(CLOSED)
    mine = Measure.objects.filter(pk=measure.pk, responsible__in=SEATS).exists()
    if not mine and not is_lead(actor, measure.case):
        return no(_("Det säger den som gör det, eller barnets samordnare. Ring dem om du vet något."))
    return YES


def gives(actor, measure):
    """Whether the actor lets somebody else do it: the child's lead, or the manager of somebody who has gone."""
    if measure.case.is_closed:
        return no(CLOSED)
    if measure.state != Measure.State.OPEN or measure.responsible_id is None:
        return no(_("Det går att lämna över det som pågår och som en medarbetare gör."))
    if is_lead(actor, measure.case) or Measure.objects.filter(pk=measure.pk, pk__in=TO_GIVE).exists():
        return YES
    return no(_("Det gör barnets samordnare, eller den som leder enheten när någon har slutat."))


def may_give_measure(actor, *, measure, membership, version):
    may = gives(actor, measure)
    if may and membership.pk not in hands(measure.case_id, measure.responsible_unit_id):
        may = no(_("Välj en kollega i samma enhet som arbetar med barnet. Lägg till kollegan i samarbetet först."))
    if may and version != measure.version:
        return no(NEWER)
    return may


def _may_say(actor, measure, version):
    may = carries(actor, measure)
    if may and version != measure.version:
        return no(NEWER)
    return may


def may_send_digests(actor, *, digests, on):
    if not actor.has("ROBOT"):
        return no(_("Det här gör Kring själv, varje vardagsmorgon."))
    return YES
