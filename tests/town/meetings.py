"""When did they meet, who was asked, and what did they answer? And who is busy with what is not in the town."""

from datetime import timedelta
from uuid import uuid5

from django.utils import timezone

from coordination.letters import busy_id
from coordination.models import Address, Busy, Invitation, Meeting
from tests.town import ids, together
from tests.town.cast import case as case_id
from tests.town.cast import record, seat_in
from tests.town.clock import Clock
from tests.town.people import PEOPLE
from tests.town.shapes import Story

KINDS = {"elias": Meeting.Kind.SIP, "noah": Meeting.Kind.SSPF}
# Meetings of Ellinor's that are about no child of the town: days ahead, when, and how long in minutes.
ELSEWHERE = ((1, "09:00", 60), (1, "13:00", 90), (2, "10:00", 60), (3, "14:00", 60), (6, "09:00", 90), (7, "13:00", 60))
LATER = timedelta(minutes=30)  # after its start, for who cannot come when it begins
ASKED_BEFORE = 14  # days before the meeting that it was booked


def load_meetings(story: Story, clock: Clock) -> None:
    """The meetings around one child, with everybody asked."""
    for number, told in enumerate(story.meetings, 1):
        _meeting(story, told, f"{story.key}/{number}", clock)


def load_busy(clock: Clock) -> None:
    """That Ellinor is busy elsewhere, as bare times."""
    Busy.objects.bulk_create(
        Busy(
            id=ids.of("busy", str(number)),
            worker_id=ids.of("worker", "coordinator"),
            unit_id=ids.of("unit", "team"),
            key=ids.of("busy-key", str(number)),
            starts_at=clock.at(day, begins),
            ends_at=clock.at(day, begins) + timedelta(minutes=minutes),
        )
        for number, (day, begins, minutes) in enumerate(ELSEWHERE)
    )


def _meeting(story: Story, told: together.Meeting, key: str, clock: Clock) -> None:
    begins = clock.next_meeting() if told.when is None else clock.at(*told.when)
    held = begins < clock.moment
    booked = min(begins - timedelta(days=ASKED_BEFORE), clock.ago(60))
    row = Meeting(
        id=ids.of("meeting", key),
        case_id=case_id(story.key),
        unit_id=ids.of("unit", story.unit),
        kind=KINDS.get(story.key, Meeting.Kind.JOINT),
        state=Meeting.State.HELD if held else Meeting.State.BOOKED,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=told.minutes),
        place=told.place,
        agenda=told.agenda.replace(" · ", "\n"),
        booked_at=booked,
        booked_by_id=seat_in(told.leads, story.unit),
        minutes_id=record(told.agreed) if told.agreed else None,
        busy_key=ids.of("busy-key", key),
    )
    Meeting.objects.bulk_create([row])
    away, _sep, remark = told.away.partition(": ")
    remark = remark.format(later=f"{timezone.localtime(begins + LATER):%H.%M}")
    everybody = [*told.there.split(), *([away] if away else [])]
    asked = [_invitation(story, row, who, remark if who == away else None, held) for who in dict.fromkeys(everybody)]
    Invitation.objects.bulk_create(asked)
    if not held:
        _mailed(story, row, asked)


def _invitation(story: Story, meeting: Meeting, who: str, remark: str | None, held: bool) -> Invitation:
    """Who is not there has said so, or suggests something else, or (an empty remark) has not answered."""
    relative = next((one for one in story.relatives if one.key == who), None)
    unit = _unit(story, who) if who in PEOPLE else ""
    said = Invitation.Said.YES
    if remark is not None:
        said = Invitation.Said.NO if held else Invitation.Said.SUGGEST if remark else Invitation.Said.NOTHING
    return Invitation(
        id=uuid5(meeting.pk, who),
        meeting=meeting,
        case_id=meeting.case_id,
        unit_id=meeting.unit_id,
        membership_id=seat_in(who, unit) if unit else None,
        guest_unit_id=ids.of("unit", unit) if unit else None,
        relative_id=ids.of("relative", f"{story.key}/{who}") if relative else None,
        by_child=who == "child",
        name=relative.name if relative else "",
        via=Invitation.Via.PAPER if who == "child" else Invitation.Via.MAIL,
        said=said,
        remark=remark or "",
        answered_at=None if said == Invitation.Said.NOTHING else meeting.booked_at + timedelta(minutes=30),
        noted_by_id=meeting.booked_by_id if who == "child" else None,
        attended=remark is None if held else None,
    )


def _mailed(story: Story, meeting: Meeting, asked: list[Invitation]) -> None:
    emails = {ids.of("relative", f"{story.key}/{one.key}"): one.email for one in story.relatives}
    Address.objects.bulk_create(
        Address(
            id=uuid5(one.pk, "address"), invitation=one, case_id=one.case_id, unit_id=one.unit_id,
            email=emails[one.relative_id],
        )
        for one in asked
        if emails.get(one.relative_id)
    )  # fmt: skip
    workers = {seat_in(key, _unit(story, key)): ids.of("worker", key) for key in PEOPLE if _unit(story, key)}
    Busy.objects.bulk_create(
        Busy(
            id=busy_id(meeting, one.pk), worker_id=workers[one.membership_id], unit_id=one.unit_id,
            key=meeting.busy_key, starts_at=meeting.starts_at, ends_at=meeting.ends_at,
        )
        for one in asked
        if one.membership_id
    )  # fmt: skip


def _unit(story: Story, who: str) -> str:
    """The unit in which somebody works with this child."""
    if who == story.lead:
        return story.unit
    return next((part.unit for part in story.circle if who in part.workers), "")
