"""What stands on the page on which a meeting writes what it agrees?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from access.action import Verdict
from access.models import Draft
from access.queries import Drafted, draft
from access.trail import saw
from agencies.models import Membership
from cases.kinds import TELLABLE, Kind
from cases.models import Case
from cases.queries import report_way
from consent.queries import Receiver, receivers
from consent.queries.lines import open_lines
from coordination import policies
from coordination.agreed import DRAFT, Who
from coordination.models import Invitation, Measure, Meeting
from coordination.queries.booking import meeting_of, people_around
from coordination.queries.goals import GoalRows, goals_of
from coordination.queries.timeline import Entry, latest_voice


@dataclass(frozen=True)
class AgreedPage(Drafted):
    """A meeting with all that its page for agreeing shows. `people` are who can do something, by the form's key."""

    case: Case
    called: str
    meeting: Meeting
    invitations: list[Invitation]
    goals: list[GoalRows]
    people: dict[str, Who]
    receivers: list[Receiver]
    told: list[str]
    voice: Entry | None
    follow_up_on: date | None
    draft: Draft | None
    may: Verdict

    @property
    def way(self) -> dict[str, str]:
        """The way for an orosanmälan."""
        return report_way()

    @property
    def agenda(self) -> list[str]:
        """The points of the agenda, however they were written."""
        return [point.strip(" -–\t") for point in re.split(r"[\n·]+", self.meeting.agenda) if point.strip(" -–\t")]

    @property
    def open_goals(self) -> list[GoalRows]:
        """The goals that something is still done for, or nothing is yet."""
        return [goal for goal in self.goals if goal.goal and (not goal.rows or _open(goal))] or [
            goal for goal in self.goals if goal.goal
        ]

    @property
    def helps(self) -> dict[str, str]:
        """What is to be known of a receiver before it is ticked."""
        said = _("Har ingen egen sekretess: får bara det som enheten själv ska göra. Det kan vem som helst begära ut.")
        return {str(receiver.unit.pk): said for receiver in self.receivers if receiver.warns}


def agreed_page(actor, pk) -> AgreedPage:
    """The page on which what is agreed is written; Http404 for a meeting that is not there or not seen."""
    meeting = meeting_of(actor, pk)
    case = meeting.case
    invitations = list(
        Invitation.objects.filter(meeting=meeting, revoked_at=None)
        .select_related("membership__worker", "guest_unit__agency", "relative")
        .order_by("answered_at", "id")
    )
    saw("coordination.meeting", invitations, case=case.pk)
    may = policies.leads(actor, case)
    told = receivers(actor, case, Kind.AGREED)
    around = people_around(actor, case) if may else []
    goals = goals_of(actor, case, is_lead=bool(may), known={person.unit.pk for person in around if person.unit})
    return AgreedPage(
        case=case,
        called=_("barnet") if case.child.is_protected else case.child.called,
        meeting=meeting,
        invitations=invitations,
        goals=goals,
        people=_people(actor, case, around, {receiver.unit.pk for receiver in told}) if may else {},
        receivers=told,
        told=_may_be_told(actor, case, invitations),
        voice=latest_voice(actor, case),
        follow_up_on=next((goal.goal.follow_up_on for goal in goals if goal.goal), None),
        draft=draft(actor, DRAFT, str(meeting.pk)),
        may=may,
    )


def name_of(asked: Invitation, child: str) -> str:
    """Who is asked, in words, and from where."""
    if asked.by_child:
        return child
    name = (
        asked.membership.worker.name if asked.membership_id else asked.name or (asked.relative and asked.relative.name)
    )
    return f"{name}, {asked.guest_unit.name}" if asked.guest_unit else str(name)


def _people(actor, case, around, told) -> dict[str, Who]:
    """Who can do something: the asker, those whom the asker may tell what is agreed, the family, the child."""
    me = case.lead
    if me.pk != actor.membership:  # somebody in the lead's place
        me = Membership.objects.select_related("worker", "unit").get(pk=actor.membership)
    found = {f"m:{me.pk}": Who(me.worker.name, membership=me, unit=me.unit)}
    for person in around:
        if person.unit is None or person.unit.pk in told or person.unit.pk == actor.unit:
            found[person.key] = Who(person.name, person.membership, person.relative, person.unit)
    return found


def _may_be_told(actor, case, invitations) -> list[str]:
    """The kinds that may be spoken of at the table: those that the asker's unit may tell everybody who is asked."""
    units = {asked.guest_unit_id for asked in invitations if asked.guest_unit_id} - {actor.unit}
    same = {
        asked.guest_unit_id for asked in invitations if asked.guest_unit and asked.guest_unit.agency_id == actor.agency
    }
    lines = set(open_lines(case=case, from_unit=actor.unit).values_list("to_unit", "kind"))
    return [
        str(kind.label)
        for kind in TELLABLE
        if kind != Kind.PRESENCE and all((unit, kind) in lines or unit in same for unit in units)
    ]


def _open(goal: GoalRows) -> bool:
    return any(row.measure.state == Measure.State.OPEN for row in goal.rows)
