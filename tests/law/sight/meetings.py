"""Meetings, who is asked to them and who does what, said a second time (coordination/walls.sql, answering.sql)."""

from dataclasses import dataclass
from uuid import UUID

from tests.law.sight import facts as f
from tests.law.sight.doors import runs

ANOTHER = UUID(int=1)


@dataclass(frozen=True)
class Meeting(f.Fact):
    case: UUID
    unit: UUID
    ends: int
    booked: bool = True


@dataclass(frozen=True)
class Invitation(f.Fact):
    meeting: UUID
    case: UUID
    unit: UUID
    seat: UUID | None
    guest_unit: UUID | None
    revoked: bool = False


@dataclass(frozen=True)
class Measure(f.Fact):
    case: UUID
    record: UUID
    unit: UUID
    responsible: UUID
    responsible_unit: UUID


GUARDED = (Meeting, Invitation, Measure)
TABLES = {
    Meeting: (
        "coordination_meeting",
        lambda m, at: {
            "case_id": m.case,
            "unit_id": m.unit,
            "starts_at": at(m.ends - 1),
            "ends_at": at(m.ends),
            "state": "BOOKED" if m.booked else "HELD",
            "busy_key": m.id,
        },
    ),
    Invitation: (
        "coordination_invitation",
        lambda i, at: {
            "meeting_id": i.meeting,
            "case_id": i.case,
            "unit_id": i.unit,
            "membership_id": i.seat,
            "guest_unit_id": i.guest_unit,
            "revoked_at": at(-1) if i.revoked else None,
            "via": "MAIL",
            "said": "NOTHING",
        },
    ),
    Measure: (
        "coordination_measure",
        lambda m, at: {
            "case_id": m.case,
            "record_id": m.record,
            "unit_id": m.unit,
            "responsible_id": m.responsible,
            "responsible_unit_id": m.responsible_unit,
            "state": "OPEN",
        },
    ),
}


def story(m, case, lead, clinician) -> None:
    """The lead has asked the clinician and somebody in the family, and each has been given something to do."""
    m.add(Meeting, case.id, lead.unit, 2)
    meeting = m.world.all(Meeting)[0]
    once = (meeting.id, clinician.id)
    m.add(Invitation, meeting.id, case.id, lead.unit, clinician.id, clinician.unit, once=once)
    m.add(Invitation, meeting.id, case.id, lead.unit, None, None)
    for record in m.world.all(f.Record):
        if record.kind == "CARE":
            doer = clinician if record.unit == lead.unit else lead
            m.add(Measure, case.id, record.id, record.unit, doer.id, doer.unit)


def more(m, meetings, invitations, measures) -> None:
    """What chance makes up besides."""
    for case, unit, ends, booked in meetings:
        m.add(Meeting, m.one_of(f.Case, case).id, unit, ends, booked)
    for meeting, seat, of_family, revoked in invitations:
        asked_to, who = m.one_of(Meeting, meeting), m.one_of(f.Membership, seat)
        whom = (None, None) if of_family else (who.id, who.unit)
        once = (asked_to.id, who.id) if not of_family else m.ids
        m.add(Invitation, asked_to.id, asked_to.case, asked_to.unit, *whom, revoked, once=once)
    for record, seat in measures:
        about, who = m.one_of(f.Record, record), m.one_of(f.Membership, seat)
        m.add(Measure, about.case, about.id, about.unit, who.id, who.unit)


# --- who sees it ---


def is_asked(asker, meeting) -> bool:
    """Somebody of the asker's unit is asked to it."""
    asked = [i for i in asker.world.all(Invitation) if i.meeting == meeting.id and not i.revoked]
    return any(i.guest_unit == asker.unit for i in asked)


def is_ours(asker, meeting) -> bool:
    return meeting.unit == asker.unit or is_asked(asker, meeting)


def adrift(asker, meeting) -> bool:
    """To come, of a case that is led from the unit that one manages, while its lead is away or has left."""
    lead = asker.world.get(asker.world.get(meeting.case).lead)
    away = any(s.absent == lead.id and runs(s.starts, s.ends) for s in asker.world.all(f.StandIn))
    gone = away or (lead.ends is not None and lead.ends < 0)
    return "MANAGER" in asker.roles and lead.unit == asker.unit and gone and meeting.booked and meeting.ends > 0


def sees_meeting(asker, meeting) -> bool:
    """Of a case that one works on, booked by the own unit or with somebody of it asked; one that is adrift as well."""
    here = meeting.case in asker.works_on or adrift(asker, meeting)
    return here and meeting.case in asker.doors and is_ours(asker, meeting)


def is_known(asker, meeting) -> bool:
    return meeting.case in asker.knows and is_ours(asker, meeting)


def sees_invitation(asker, invitation) -> bool:
    """Who else is asked: the family, and those of units that one may know of."""
    whose = invitation.guest_unit
    near = asker.unit in (invitation.unit, whose) or whose is None or asker.present(invitation.case, whose)
    return is_known(asker, asker.world.get(invitation.meeting)) and near


def sees_measure(asker, measure) -> bool:
    """With the record that it was agreed in; also by the unit of the one who does it."""
    ours = measure.responsible_unit == asker.unit
    at_work = ours and measure.case in asker.works_on and measure.case in asker.doors
    return asker.reads_at_work(asker.world.get(measure.record)) or at_work or to_give(asker, measure)


def to_give(asker, measure) -> bool:
    """Who manages gives on what somebody of the unit has left open who no longer works on the case."""
    case, seat = asker.world.get(measure.case), asker.world.get(measure.responsible)
    manages = "MANAGER" in asker.roles and measure.responsible_unit == asker.unit
    left = seat.id != case.lead and not in_hands(asker, case, seat)
    return manages and not case.closed and case.id in asker.doors and left


def in_hands(asker, case, seat) -> bool:
    has = (case.id, seat.worker, seat.unit)
    rows = [row for row in asker.world.all(f.Caseload) if (row.case, row.worker, row.unit) == has]
    works = runs(seat.starts, seat.ends) and any(runs(row.starts, row.ends) for row in rows)
    return works and case.id in asker.has_part and (seat.unit == asker.unit or asker.present(case.id, seat.unit))


SIGHT = {Meeting: sees_meeting, Invitation: sees_invitation, Measure: sees_measure}


# --- what may be changed of an invitation ---

CHANGES = {
    "answers": "said = 'NO', answered_at = now(), noted_by_id = NULL",
    "answers as another": "said = 'NO', answered_at = now(), noted_by_id = %s",
    "was there": "attended = true",
    "is told": "via = 'TOLD'",
}


def changes_invitation(pen, invitation, what) -> bool:
    """Whoever is asked answers, in nobody else's name, and changes nothing beside the answer. The lead, and the manager
    while the lead is away, change the rest; who marks a child as protected silences them all."""
    meeting = pen.world.get(invitation.meeting)
    named = invitation.seat in pen.seats
    heads = invitation.case in pen.leads_for_now or adrift(pen, meeting)
    silences = shields(pen, pen.world.get(invitation.case))
    answers = named and what == "answers"
    reached = is_known(pen, meeting) and (named or heads)
    if not sees_invitation(pen, invitation) or not (reached or silences):
        return False
    told = silences and what == "is told"
    return (reached or told) and (heads or told or answers)


def shields(pen, case) -> bool:
    child = pen.world.get(case.child)
    return child.protected and case.unit == pen.unit and pen.answers_for(child.id)


class Asking:
    """What can be tried of it; None when there is nothing to try it on."""

    def change_invitation(self):
        invitation, what = self.pick(Invitation, self.deed.one), list(CHANGES)[self.deed.two % len(CHANGES)]
        return invitation and (
            f"UPDATE coordination_invitation SET {CHANGES[what]} WHERE id = %s",
            [*([ANOTHER] if "%s" in CHANGES[what] else []), invitation.id],
            changes_invitation(self.pen, invitation, what),
        )


# --- what is left of it when a door has closed ---


def left_behind(asker, changed):
    """Meetings that one was asked to and measures that one was shown, in cases whose door has closed; measures also
    where something else has been taken back."""
    lost = set(lost_cases(asker))
    changed = lost | set(changed)
    for meeting in asker.world.all(Meeting):
        if meeting.case in lost and is_ours(asker, meeting):
            yield meeting.id
    shown = {act.record for act in asker.world.all(f.Disclosure) if act.to_unit == asker.unit}
    for measure in asker.world.all(Measure):
        written = asker.world.get(measure.record).unit
        if measure.case in changed and (asker.unit in (measure.responsible_unit, written) or measure.record in shown):
            yield measure.id


def lost_cases(asker):
    """Cases that one works on whose door was open to the own unit once and is not now."""
    for line in asker.world.all(f.Grant):
        was_open = line.kind == "PRESENCE" and line.to_unit == asker.unit and line.relied
        began = line.starts is not None and line.starts < 0
        if was_open and began and line.case in asker.works_on and line.case not in asker.doors:
            yield line.case
