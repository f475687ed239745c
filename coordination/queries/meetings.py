"""What is seen of a meeting: who is asked, what they have said, and what may be talked of there."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.utils.safestring import mark_safe
from django.utils.timezone import now
from django.utils.translation import gettext as _

from access import guest
from access.action import Verdict
from cases.kinds import Kind
from cases.sight import SEATS
from consent.queries import doors_of_case
from coordination import policies
from coordination.interpreting import message
from coordination.models import Invitation, Meeting
from coordination.queries.booking import invitation_of, meeting_of
from coordination.queries.coming import own_of
from coordination.queries.head import Head, head_of
from coordination.queries.law import kept_apart
from coordination.queries.timeline import Entry, latest_voice
from coordination.sight import UNCOVERED
from look.templatetags.look import clock, day

SAID = {
    Invitation.Said.NOTHING: ("neutral", ""), Invitation.Said.YES: ("success", "CheckmarkCircle"),
    Invitation.Said.NO: ("danger", "XMark"), Invitation.Said.SUGGEST: ("warning", "Chat"),
}  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """Somebody asked to the meeting, as the asker may know of them."""

    invitation: Invitation
    name: str
    about: str
    phone: str
    colour: str
    is_me: bool

    @property
    def part(self) -> str:
        """From when till when, of whoever is asked for a part only; else empty."""
        return part_of(self.invitation)

    @property
    def said(self) -> str:
        """What they have answered, in words; of whom the consent no longer covers, that."""
        if self.invitation.is_uncovered:
            return _("samtycket omfattar dem inte längre")
        return self.invitation.get_said_display()

    @property
    def mark(self) -> tuple[str, str]:
        """The colour and the sign of the answer."""
        return ("warning", "") if self.invitation.is_uncovered else SAID[self.invitation.said]


@dataclass(frozen=True)
class MeetingPage:
    """The page of a meeting. `mine` is the asker's own invitation; `told` what may be talked of, and to whom."""

    meeting: Meeting
    head: Head
    voice: Entry | None
    seats: list[Seat]
    mine: Invitation | None
    told: list[tuple[str, str]]
    cancel: Verdict
    kept_apart: bool
    is_adrift: bool

    @property
    def change(self) -> bool:
        """Whether the asker may change it too: in a work that has ended it can be called off, and no more."""
        return bool(self.cancel) and not self.meeting.case.is_closed

    @property
    def interpreter(self) -> str:
        """How far the interpreter is, in words: booked when and by whom, confirmed; empty when none is needed."""
        meeting = self.meeting
        if not meeting.interpreting:
            return ""
        if meeting.interpreter_booked_at is None:
            return str(meeting.Interpreter.WANTED.label)
        said = _("bokad %(day)s") % {"day": day(meeting.interpreter_booked_at)}
        if meeting.interpreter_booked_by.unit_id == meeting.unit_id:  # the unit that asks is known at the table
            said = _("%(booked)s av %(name)s") % {"booked": said, "name": meeting.interpreter_booked_by.worker.name}
        if meeting.interpreter_confirmed_at is None:
            return _("%(booked)s, inte bekräftad") % {"booked": said}
        return _("%(booked)s, bekräftad %(day)s") % {"booked": said, "day": day(meeting.interpreter_confirmed_at)}

    @property
    def agreed(self) -> tuple[str, str]:
        """The part of the page for what is agreed, where there is one."""
        return ("coordination/meetings/_agreed.html", "coordination/meetings/_nothing.html")

    @property
    def agenda(self) -> list[str]:
        """The agenda, a line each."""
        return lines_of(self.meeting)

    @property
    def has_ended(self) -> bool:
        """Whether its time is over."""
        return self.meeting.ends_at <= now()

    @property
    def is_coming(self) -> bool:
        """Booked and not yet over: it can be answered and changed."""
        return self.meeting.state == Meeting.State.BOOKED and not self.has_ended

    @property
    def waits(self) -> bool:
        """Whether somebody may still answer before it begins, so that an open page asks for news."""
        return self.meeting.state == Meeting.State.BOOKED and now() < self.meeting.starts_at


def meeting_page(actor, pk) -> MeetingPage:
    """A meeting that the asker's unit booked or is asked to; else Http404."""
    meeting = meeting_of(actor, pk)
    case = meeting.case
    asked = list(
        Invitation.objects.filter(meeting=meeting, revoked_at=None)
        .annotate(is_mine=Q(membership__in=SEATS))
        .select_related("membership__worker", "membership__unit__agency", "guest_unit__agency", "relative")
        .annotate(is_uncovered=Q(pk__in=UNCOVERED))
        .order_by("-by_child", "guest_unit__name", "name", "id")
    )
    for invitation in asked:
        invitation.meeting = meeting
    units = {invitation.guest_unit for invitation in asked if invitation.guest_unit}
    lines = [line for line in doors_of_case(actor, case) if line.from_unit_id == actor.unit]
    cancel = policies.may_cancel_meeting(actor, meeting=meeting)
    return MeetingPage(
        meeting=meeting,
        head=head_of(actor, case),
        voice=latest_voice(actor, case),
        seats=sorted(
            (_seat(actor, case, one) for one in asked), key=lambda seat: seat.invitation.membership_id is not None
        ),
        mine=own_of(actor, asked),
        told=_told(actor, units, lines),
        cancel=cancel,
        is_adrift=bool(cancel) and case.lead_id != actor.membership and not case.is_closed,
        kept_apart=bool(cancel) and not case.is_closed and kept_apart(actor, case, units),
    )


def _seat(actor, case, invitation) -> Seat:
    seat, unit, relative = invitation.membership, invitation.guest_unit, invitation.relative
    if seat:
        about = ", ".join(part for part in (seat.worker.title, seat.unit.name) if part)
        return Seat(
            invitation, seat.worker.name, about, seat.worker.phone or seat.unit.phone, seat.unit.agency.colour,
            seat.pk == actor.membership,
        )  # fmt: skip
    if invitation.by_child:
        called = _("Barnet") if case.child.is_protected else case.child.called
        return Seat(invitation, called, _("barnet själv"), "", "familj", False)
    about = relative.get_relation_display() if relative else unit.name if unit else ""
    if not about and invitation.relative_id:
        about = _("familjen")
    phone = relative.phone if relative else unit.phone if unit else ""
    colour = unit.agency.colour if unit else "familj" if invitation.relative_id else "neutral"
    return Seat(invitation, invitation.name, about, phone, colour, False)


def _told(actor, units, lines) -> list[tuple[str, str]]:
    """The kinds that the asker's unit may tell at this table, and to whom; what may not be told is never said."""
    others = {unit.pk: unit.name for unit in units if unit.pk != actor.unit}
    found = []
    for kind in Kind:
        to = {line.to_unit_id for line in lines if line.kind == kind} & set(others)
        if to and kind != Kind.PRESENCE:
            whole = to == set(others)
            names = (
                _("alla vid bordet")
                if whole
                else _("bara %(units)s") % {"units": ", ".join(sorted(others[u] for u in to))}
            )
            found.append((kind.label, names))
    return found


@dataclass(frozen=True)
class InterpreterPage:
    """How far a meeting's interpreter is, and the text for an agency, in which nobody is named."""

    meeting: Meeting
    may: Verdict

    @property
    def message(self) -> str:
        """What to send."""
        return message(self.meeting)


def interpreter_page(actor, pk) -> InterpreterPage:
    """The page for a meeting's interpreter, for those who see the meeting; else Http404."""
    meeting = meeting_of(actor, pk)
    return InterpreterPage(meeting, policies.may_note_interpreter(actor, meeting=meeting, stands=meeting.interpreting))


@dataclass(frozen=True)
class GuestPage:
    """What somebody with a link sees: the meeting, who asks, and the own answer; never who else is asked."""

    invitation: Invitation
    meeting: Meeting

    @property
    def agenda(self) -> list[str]:
        """The agenda, a line each."""
        return lines_of(self.meeting)


def guest_page(asked) -> GuestPage:
    """The one invitation of the link, and its meeting."""
    found = (
        Invitation.objects.filter(pk=asked.membership)
        .select_related("meeting__booked_by__worker", "meeting__unit")
        .first()
    )
    if found is None:
        raise Http404
    return GuestPage(found, found.meeting)


def noting_page(actor, pk) -> tuple[Invitation, Seat]:
    """One invitation for the lead, to note what was answered; Http404 for everybody else."""
    invitation = invitation_of(actor, pk)
    if not policies.leads(actor, invitation.meeting.case):
        raise Http404
    return invitation, _seat(actor, invitation.meeting.case, invitation)


@dataclass(frozen=True)
class PaperPage:
    """One invitation to print: the link, whole and as a square code."""

    invitation: Invitation
    meeting: Meeting
    name: str
    link: str
    code: str
    agenda: list[str]


def paper_page(actor, pk) -> PaperPage:
    """What goes out on paper, for the lead; Http404 for everybody else, and around a protected child."""
    invitation, seat = noting_page(actor, pk)
    if invitation.meeting.case.child.is_protected:
        raise Http404
    link = settings.ADDRESS + guest.path(invitation.pk, invitation.serial)
    code = segno.make(link, error="m").svg_inline(scale=4, border=2, omitsize=True, svgclass=None, lineclass=None)
    drawing = mark_safe(code)  # noqa: S308  # nosec B308 B703  segno's own SVG, made of a link of ours
    return PaperPage(invitation, invitation.meeting, seat.name, link, drawing, lines_of(invitation.meeting))


def lines_of(meeting) -> list[str]:
    """The agenda, a line each."""
    return [line.strip() for line in meeting.agenda.splitlines() if line.strip()]


def part_of(invitation) -> str:
    """The time of whoever is asked for a part only, as one says it; else empty. The meeting is at hand."""
    if invitation.part_until is None:
        return ""
    begins, ends = invitation.time
    return f"{clock(begins)}–{clock(ends)}"
