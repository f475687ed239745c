"""What can be done with a meeting and its invitations."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import action
from access.guest import Guest
from agencies.models import Worker
from cases.actions import take_part
from cases.models import Case
from cases.policies.cases import works_on
from coordination import letters, policies
from coordination.models import Address, Invitation, Meeting
from coordination.sight import UNCOVERED

INTERPRETER = ["interpreter_booked_at", "interpreter_booked_by", "interpreter_confirmed_at"]
BEFORE_A_MEETING = {Case.Stage.OWN, Case.Stage.CONSENT}


@action(may=policies.may_book_meeting, says=_("Boka ett möte och bjud in dem som ska vara med."))
def book_meeting(
    actor, *, new_id, case, kind, starts_at, ends_at, place, video, agenda, language, interpreter, people, other
):
    """Book a meeting, ask everybody to it and write their letters, all in one; sent twice it is booked once.

    `people` are `queries.booking.Person`; `other` is the name and e-mail of somebody else, or None. Around a protected
    child no letter and no calendar goes out: each is told.
    """
    booked = Meeting.objects.filter(pk=new_id).first()
    if booked:
        return booked
    meeting = Meeting(
        pk=new_id, case=case, unit_id=actor.unit, kind=kind, starts_at=starts_at, ends_at=ends_at, place=place,
        video=video, agenda=agenda, language=language, interpreter=interpreter, booked_at=now(),
        booked_by_id=actor.membership,
    )  # fmt: skip
    meeting.save()
    mine = _asked(
        actor, meeting, Worker.objects.get(pk=actor.worker), membership_id=actor.membership, guest_unit_id=actor.unit
    )
    mine.said, mine.answered_at = Invitation.Said.YES, meeting.booked_at
    mine.save(update_fields=["said", "answered_at"])
    for person in people:
        _asked(
            actor, meeting, person, membership=person.membership, guest_unit=person.unit, relative=person.relative,
            by_child=person.by_child, name="" if person.membership or person.by_child else person.name,
        )  # fmt: skip
    if other:
        _asked(actor, meeting, other, name=other.name)
    if case.stage in BEFORE_A_MEETING:
        case.stage = Case.Stage.MEETING
        case.save(update_fields=["stage"])
    return meeting


def _asked(actor, meeting, person, **who):
    """Ask one person: by mail where there is an address, else on paper, or told where nothing may be written."""
    via = Invitation.Via.MAIL if person.email else Invitation.Via.PAPER
    if meeting.case.child.is_protected or (person.email == "" and who.get("guest_unit") is not None):
        via = Invitation.Via.TOLD
    begins, ends = getattr(person, "part", None) or (None, None)
    asked = Invitation(
        meeting=meeting, case=meeting.case, unit_id=actor.unit, via=via, part_from=begins, part_until=ends, **who
    )  # fmt: skip
    asked.save()
    if via == Invitation.Via.MAIL and asked.membership_id is None:
        Address(
            invitation=asked, case=meeting.case, unit_id=actor.unit, email=person.email, language=person.language
        ).save()
    letters.hold(actor, meeting, asked)
    letters.send(actor, meeting, asked, "meeting")
    return asked


@action(may=policies.may_change_meeting, says=_("Ändra ett mötes tid, plats eller dagordning."))
def change_meeting(actor, *, meeting, starts_at, ends_at, place, video, agenda, language, interpreter, was=None):
    """Change a meeting; a new time asks everybody anew, a new place tells them, a new agenda only stands there.

    `was` is how it stood on the page (`Meeting.stands`): refused when somebody has changed it since. None: not asked.
    """
    moved = (starts_at, ends_at) != (meeting.starts_at, meeting.ends_at)
    if moved or language != meeting.language:
        _interpreter(actor, meeting, Meeting.Interpreter.WANTED)  # who was booked for another time or language is not
    concerns = moved or (place, video) != (meeting.place, meeting.video)
    for name, value in {
        "starts_at": starts_at, "ends_at": ends_at, "place": place, "video": video, "agenda": agenda,
        "language": language, "interpreter": interpreter, "sequence": meeting.sequence + concerns,
    }.items():  # fmt: skip
        setattr(meeting, name, value)
    meeting.save(update_fields=[
        "starts_at", "ends_at", "place", "video", "agenda", "language", "interpreter", "sequence", *INTERPRETER,
    ])  # fmt: skip
    for asked in _standing(meeting) if moved else ():
        letters.release(actor, meeting, asked)
    for asked in _standing(meeting).exclude(pk__in=UNCOVERED) if concerns else ():
        if moved:
            letters.hold(actor, meeting, asked)
            _ask_anew(actor, asked)
        letters.send(actor, meeting, asked, "meeting_changed")
    return meeting


@action(may=policies.may_note_interpreter, says=_("Anteckna om mötets tolk är bokad eller bekräftad."))
def note_interpreter(actor, *, meeting, stands):
    """Note how far the interpreter is (`Meeting.Interpreter`), when, and who booked; the first day stands."""
    _interpreter(actor, meeting, stands)
    meeting.save(update_fields=INTERPRETER)
    return meeting


def _interpreter(actor, meeting, stands):
    if stands == Meeting.Interpreter.WANTED:
        meeting.interpreter_booked_at, meeting.interpreter_booked_by_id = None, None
    elif meeting.interpreter_booked_at is None:
        meeting.interpreter_booked_at, meeting.interpreter_booked_by_id = now(), actor.membership
    confirmed = meeting.interpreter_confirmed_at or now()
    meeting.interpreter_confirmed_at = confirmed if stands == Meeting.Interpreter.CONFIRMED else None


def _ask_anew(actor, asked):
    # A yes to another time is no yes to this one; who moves the meeting can come.
    if asked.membership_id != actor.membership:
        asked.said, asked.remark, asked.answered_at, asked.noted_by_id = Invitation.Said.NOTHING, "", None, None
        asked.save(update_fields=["said", "remark", "answered_at", "noted_by"])


@action(may=policies.may_take_meeting, says=_("Ta ett möte när barnets samordnare är borta."))
def take_meeting(actor, *, meeting):
    """Come to a meeting in the absent lead's place: the taker is with around the child and at the table; once."""
    if not works_on(actor, meeting.case):
        take_part(actor, case=meeting.case)
    mine = Invitation.objects.filter(meeting=meeting, membership=actor.membership).first()
    if mine is None:
        me = Worker.objects.get(pk=actor.worker)
        mine = _asked(actor, meeting, me, membership_id=actor.membership, guest_unit_id=actor.unit)
    mine.said, mine.answered_at, mine.revoked_at = Invitation.Said.YES, now(), None
    mine.part_from = mine.part_until = None  # who takes it is there all the time
    mine.save(update_fields=["said", "answered_at", "revoked_at", "part_from", "part_until"])
    return meeting


@action(may=policies.may_cancel_meeting, says=_("Ställ in ett möte. Alla får veta det."))
def cancel_meeting(actor, *, meeting):
    """Call a meeting off: the links die, the calendars are cleared, and nobody is busy any more.

    Everybody who has it in the calendar is told, also whoever the consent no longer covers, and after the work's end.
    A second time it is as it was.
    """
    if meeting.state == Meeting.State.CANCELLED:
        return meeting
    meeting.state, meeting.sequence = Meeting.State.CANCELLED, meeting.sequence + 1
    for asked in _standing(meeting):  # before it is kept: afterwards a manager has no part in it
        letters.release(actor, meeting, asked)
        letters.send(actor, meeting, asked, "meeting_cancelled")
    meeting.save(update_fields=["state", "sequence"])
    return meeting


@action(may=policies.may_revoke_invitation, says=_("Ta bort en persons inbjudan till ett möte."))
def revoke_invitation(actor, *, invitation):
    """Take one invitation back: that person's link dies and the calendar entry goes; nobody else is told."""
    meeting = Meeting.objects.get(pk=invitation.meeting_id)
    meeting.sequence += 1
    meeting.save(update_fields=["sequence"])
    letters.release(actor, meeting, invitation)
    letters.send(actor, meeting, invitation, "meeting_cancelled")
    invitation.revoked_at, invitation.serial = now(), invitation.serial + 1
    invitation.save(update_fields=["revoked_at", "serial"])
    return invitation


@action(may=policies.may_invite_to_part, says=_("Bjud in någon till en del av mötet, eller till hela."))
def invite_to_part(actor, *, invitation, part):
    """Ask somebody for a part only, (from, until) in minutes from the start, or for all of it (None).

    That person gets the new time in mail and calendar and answers anew; nobody else is told. Twice is as once.
    """
    part = part or (None, None)
    if part == (invitation.part_from, invitation.part_until):
        return invitation
    meeting = Meeting.objects.get(pk=invitation.meeting_id)
    meeting.sequence += 1
    meeting.save(update_fields=["sequence"])
    letters.release(actor, meeting, invitation)
    invitation.part_from, invitation.part_until = part
    invitation.save(update_fields=["part_from", "part_until"])
    letters.hold(actor, meeting, invitation)
    _ask_anew(actor, invitation)
    letters.send(actor, meeting, invitation, "meeting_changed")
    return invitation


@action(may=policies.may_answer_invitation, says=_("Svara på din egen inbjudan till ett möte."))
def answer_invitation(actor, *, invitation, said, remark):
    """Answer yes, no or something else, as often as one likes until the meeting is over; a guest by the link."""
    return _answered(invitation, said, remark, noted_by=None if isinstance(actor, Guest) else actor.membership)


@action(may=policies.may_note_answer, says=_("Anteckna vad någon har svarat på inbjudan."))
def note_answer(actor, *, invitation, said, remark):
    """Note for somebody what they have answered, on paper or by telephone."""
    return _answered(invitation, said, remark, noted_by=actor.membership)


def _answered(invitation, said, remark, noted_by):
    # A line that stood there from an earlier answer does not follow along into another.
    left_over = said != invitation.said and remark.strip() == invitation.remark
    invitation.said, invitation.remark = said, "" if left_over else remark.strip()
    invitation.answered_at = now()
    invitation.noted_by_id = noted_by
    invitation.save(update_fields=["said", "remark", "answered_at", "noted_by"])
    return invitation


def _standing(meeting):
    return Invitation.objects.filter(meeting=meeting, revoked_at=None).select_related("membership__worker")
