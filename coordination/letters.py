"""What goes out about a meeting: one letter a person, and that a worker is busy then."""

from uuid import uuid5

from access.outbox import post
from agencies.models import Membership
from cases.models import Relative
from coordination.calendars import CANCEL, REQUEST, calendar
from coordination.models import Address, Busy, Invitation


def send(actor, meeting, invitation, template) -> None:
    """Write the letter to one who is asked by mail, inside an action; its link is made when it is sent."""
    if invitation.via != Invitation.Via.MAIL or meeting.case.child.is_protected:
        return
    to, language = address_of(invitation)
    if not to:
        return
    ends = template == "meeting_cancelled"
    fields = {} if ends else {"guest": [str(invitation.pk), invitation.serial]}
    text = calendar(meeting, invitation, to=to, language=language, method=CANCEL if ends else REQUEST)
    post(actor, to=to, template=template, fields=fields, language=language, calendar=text)


def address_of(invitation) -> tuple[str, str]:
    """Where the person gets mail, and in which language; ("", "sv") when the asker's unit may not know."""
    if invitation.membership_id:
        worker = Membership.objects.select_related("worker").get(pk=invitation.membership_id).worker
        return worker.email, worker.language
    kept = Address.objects.filter(invitation=invitation).first()
    if kept:
        return kept.email, kept.language
    relative = Relative.objects.filter(pk=invitation.relative_id).first()
    return (relative.email if relative else ""), "sv"


def hold(actor, meeting, invitation) -> None:
    """Say that a worker who is asked is busy then: a bare interval."""
    if invitation.membership_id:
        seat = Membership.objects.get(pk=invitation.membership_id)
        begins, ends = invitation.within(meeting)
        Busy(
            pk=busy_id(meeting, invitation.pk), worker_id=seat.worker_id, unit_id=actor.unit, key=meeting.busy_key,
            starts_at=begins, ends_at=ends,
        ).save()  # fmt: skip


def release(actor, meeting, invitation) -> None:
    """Take that back."""
    Busy.objects.filter(pk=busy_id(meeting, invitation.pk)).delete()


def busy_id(meeting, invitation):
    """The id of a busy time: found again by whoever sees the meeting, and by nobody else."""
    return uuid5(meeting.busy_key, str(invitation))
