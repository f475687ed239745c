"""Who may book a meeting, move it, call it off, and answer an invitation?"""

from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import YES, no
from access.guest import Guest
from cases.kinds import Kind
from cases.models import Case
from cases.sight import LED, SEATS
from consent.queries.lines import open_lines
from coordination.models import Invitation, Meeting
from coordination.policies.bounds import lies_within, meets_then
from coordination.queries.law import kept_apart
from coordination.sight import ADRIFT, UNCOVERED

ONLY_LEAD = _("Bara barnets samordnare bokar och ändrar möten. Be samordnaren.")
STRANGERS = _("Två av dem får inte veta om varandra. Boka två möten.")
NOT_COVERED = _("Någon av dem omfattas inte av samtycket. Ta bort den och försök igen.")
NO_PLACE = _("Skyddad person: platsen skrivs inte här. Säg den till var och en själv.")
CLOSED = _("Samarbetet är avslutat.")
NOBODY = _("Välj minst en som ska bjudas in.")
NO_LONGER_COVERED = _("Samtycket omfattar inte längre den enheten. Ta bort inbjudan.")
NEWER = _("Någon har ändrat medan du skrev. Jämför med det som står nu, och spara igen.")


def leads(actor, case):
    """Whether the actor is the case's lead now, also in a colleague's place."""
    if case.is_closed:
        return no(CLOSED)
    if not Case.objects.filter(pk=case.pk, pk__in=LED).exists():
        return no(ONLY_LEAD)
    return YES


def may_book_meeting(
    actor, *, new_id, case, kind, starts_at, ends_at, place, video, agenda, language, interpreter, people, other
):
    leading = leads(actor, case)
    if not leading:
        return leading
    if Meeting.objects.filter(pk=new_id).exists():
        return YES  # sent twice
    if not people and not other:
        return no(NOBODY)
    if other and case.child.is_protected:
        return no(_("Skyddad person: inga mejl. Säg till var och en själv."))
    if place and case.child.is_protected:
        return no(NO_PLACE)
    then = meets_then(starts_at, ends_at, video)
    if not then:
        return then
    outside = next((v for v in (lies_within(one.part, starts_at, ends_at) for one in people) if not v), None)
    if outside is not None:
        return outside
    units = [person.unit for person in people if person.unit is not None]
    away = {unit.pk for unit in units} - {actor.unit}
    told = open_lines(case=case, from_unit=actor.unit, kind=Kind.PRESENCE).values_list("to_unit", flat=True)
    if away - set(told):
        return no(NOT_COVERED)
    if kept_apart(actor, case, units):
        return no(STRANGERS)
    return YES


def may_change_meeting(actor, *, meeting, starts_at, ends_at, place, video, agenda, language, interpreter, was=None):
    coming = _is_coming(actor, meeting)
    if coming and was is not None and was != meeting.stands:
        return no(NEWER)
    if place and meeting.case.child.is_protected:
        return no(NO_PLACE)
    then = coming and meets_then(starts_at, ends_at, video, was=meeting.starts_at)
    if then and any(not lies_within(part, starts_at, ends_at) for part in _parts(meeting)):
        return no(_("Någon är bjuden till en del som inte ryms i den tiden. Ändra den delen först."))
    return then


def _parts(meeting):
    asked = Invitation.objects.filter(meeting=meeting, revoked_at=None).exclude(part_until=None)
    return asked.values_list("part_from", "part_until")


def arranges(actor, meeting):
    """Whether the actor moves a meeting and calls it off: the lead, or who manages the unit while the lead is away."""
    led = Q(case__in=LED) | Q(pk__in=ADRIFT)
    return YES if Meeting.objects.filter(led, pk=meeting.pk).exists() else no(ONLY_LEAD)


def may_take_meeting(actor, *, meeting):
    verdict = arranges(actor, meeting)
    if verdict and meeting.case.is_closed:
        return no(CLOSED)
    return verdict and _is_ahead(meeting)


def may_cancel_meeting(actor, *, meeting):
    verdict = arranges(actor, meeting)
    if not verdict:
        return verdict
    if meeting.state == Meeting.State.CANCELLED:
        return YES  # sent twice
    return _is_ahead(meeting)


def may_note_interpreter(actor, *, meeting, stands):
    if not meeting.language:
        return no(_("Skriv först vilket språk tolken ska tala."))
    return _is_coming(actor, meeting)


def may_revoke_invitation(actor, *, invitation):
    if invitation.revoked_at:
        return no(_("Inbjudan är redan borttagen."))
    return _is_coming(actor, invitation.meeting)


def may_invite_to_part(actor, *, invitation, part):
    if invitation.revoked_at:
        return no(_("Inbjudan är borttagen."))
    coming = _is_coming(actor, invitation.meeting)
    if coming and Invitation.objects.filter(pk=invitation.pk, pk__in=UNCOVERED).exists():
        return no(NO_LONGER_COVERED)
    return coming and lies_within(part, invitation.meeting.starts_at, invitation.meeting.ends_at)


def may_note_answer(actor, *, invitation, said, remark):
    if invitation.revoked_at:
        return no(_("Inbjudan är borttagen."))
    leading = leads(actor, invitation.case)
    if leading and invitation.meeting.state != Meeting.State.BOOKED:
        return no(_("Mötet är inte längre bokat."))
    if leading and Invitation.objects.filter(pk=invitation.pk, pk__in=UNCOVERED).exists():
        return no(NO_LONGER_COVERED)
    return leading


def may_answer_invitation(actor, *, invitation, said, remark):
    if invitation.meeting.state != Meeting.State.BOOKED or invitation.meeting.ends_at <= now() or invitation.revoked_at:
        return no(_("Det går inte längre att svara på inbjudan."))
    if not _is_asked(actor, invitation):
        return no(_("Inbjudan är inte din. Den som har fått den svarar."))
    if said == Invitation.Said.SUGGEST and not remark.strip():
        return no(_("Skriv vad som passar dig bättre."))
    return YES


def _is_asked(actor, invitation) -> bool:
    """Whether the invitation is the guest's, the worker's own or that of a colleague whose place the worker takes."""
    if isinstance(actor, Guest):
        return invitation.pk == actor.membership
    return Invitation.objects.filter(pk=invitation.pk, membership__in=SEATS).exists()


def _is_coming(actor, meeting):
    if meeting.case.is_closed:
        return no(CLOSED)
    return arranges(actor, meeting) and _is_ahead(meeting)


def _is_ahead(meeting):
    if meeting.state != Meeting.State.BOOKED or meeting.ends_at <= now():
        return no(_("Mötet har varit, eller är redan inställt."))
    return YES
