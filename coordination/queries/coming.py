"""Which meetings are ahead, for the day and for the child's page?"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.models import StandIn
from cases.sight import LED, SEATS
from coordination.models import Invitation, Meeting
from coordination.sight import UNCOVERED
from look.templatetags.look import day_time

HELD = 3  # meetings that have been, on the child's page


@dataclass(frozen=True)
class Coming:
    """A meeting ahead, for whoever is asked to it or leads it."""

    meeting: Meeting
    mine: Invitation | None
    is_lead: bool
    is_adrift: bool
    asked: list[Invitation] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What sort of meeting, in words."""
        return self.meeting.get_kind_display()

    @property
    def when(self) -> str:
        """The day and the time, as one says them; one's own, when one is asked for a part."""
        return day_time((self.mine.within(self.meeting) if self.mine else [self.meeting.starts_at])[0])

    @property
    def is_today(self) -> bool:
        """Whether it is today."""
        return localdate(self.meeting.starts_at) == localdate()

    @property
    def wants_interpreter(self) -> bool:
        """Whether the asker has an interpreter to book for it, or to hear from."""
        confirmed = self.meeting.interpreting in ("", Meeting.Interpreter.CONFIRMED)
        return self.is_lead and not self.meeting.case.is_closed and not confirmed

    @property
    def news(self) -> list[str]:
        """What is worth knowing: for the lead who suggests what and how many are silent, else one's own answer."""
        if self.meeting.case.is_closed:
            return [_("samarbetet är avslutat: ställ in mötet")]
        if self.mine and self.mine.said == Invitation.Said.SUGGEST:
            return [_("du föreslog: %(what)s") % {"what": self.mine.remark}]
        if not self.is_lead:
            return [_("svara på inbjudan")] if self.mine and self.mine.said == Invitation.Said.NOTHING else []
        said = [
            _("%(name)s föreslår: %(what)s") % {"name": _name(one), "what": one.remark}
            for one in self.asked
            if one.said == Invitation.Said.SUGGEST and not one.is_uncovered
        ]
        return [*said, *self._silent()]

    def _silent(self) -> list[str]:
        asked = [one for one in self.asked if not one.is_uncovered]
        silent = [one for one in asked if one.said == Invitation.Said.NOTHING]
        if len(silent) == 1 and len(asked) > 1 and not self.meeting.case.child.is_protected:
            return [_("alla har svarat utom %(name)s") % {"name": _name(silent[0])}]
        said = ngettext("%(number)d har inte svarat", "%(number)d har inte svarat", len(silent))
        return [said % {"number": len(silent)}] if silent else []


def _name(invitation) -> str:
    return invitation.membership.worker.name if invitation.membership else invitation.name


def coming_meetings(actor) -> list[Coming]:
    """Booked meetings that the asker is asked to or leads, the next first; of a work that has ended the lead's alone.

    And those that nobody leads and nobody has taken: for who manages the unit from when the lead has gone, or will be
    away at that time with nobody in the place; with somebody in the lead's place, for both on the day.
    """
    asked = (
        Invitation.objects.filter(revoked_at=None)
        .annotate(is_mine=Q(membership__in=SEATS), is_uncovered=Q(pk__in=UNCOVERED))
        .select_related("membership__worker")
        .order_by("id")
    )
    away = StandIn.objects.filter(absent=OuterRef("case__lead"), starts_at__lte=now(), ends_at__gt=now())
    alone = away.filter(stand_in=None, ends_at__gt=OuterRef("starts_at"))
    rows = (
        Meeting.objects.filter(state=Meeting.State.BOOKED, ends_at__gt=now())
        .annotate(leads=Q(case__in=LED), lead_is_away=Exists(away), is_left=Exists(alone))
        .select_related("case__child", "case__lead")
        .prefetch_related(Prefetch("invitations", asked.select_related("membership__worker").order_by("id")))
        .order_by("starts_at", "id")
    )
    found = [_coming(actor, meeting) for meeting in rows]
    return [one for one in found if one.is_lead or (not one.meeting.case.is_closed and (one.mine or one.is_adrift))]


def _coming(actor, meeting) -> Coming:
    asked = list(meeting.invitations.all())
    mine = own_of(actor, asked)
    lead = meeting.case.lead
    absent = lead.unit_id == actor.unit and (meeting.lead_is_away or not lead.is_in_force)
    in_place = actor.has("MANAGER") or (meeting.leads and lead.pk != actor.membership)
    comes = any(one.membership_id == actor.membership for one in asked)
    now_or_then = meeting.is_left or not lead.is_in_force or localdate(meeting.starts_at) == localdate()
    adrift = absent and in_place and not comes and now_or_then
    return Coming(meeting, mine, meeting.leads, adrift, asked)


def own_of(actor, asked) -> Invitation | None:
    """The asker's own invitation, else that of an absent colleague; each knows by `is_mine` whose it is."""
    mine = [one for one in asked if one.is_mine]
    return next((one for one in mine if one.membership_id == actor.membership), mine[0] if mine else None)


@dataclass(frozen=True)
class CaseMeetings:
    """The meetings around a child that the asker may know of: those to come, and the last few that have been."""

    coming: list[Meeting]
    held: list[Meeting]

    @property
    def first(self) -> Meeting | None:
        """The next one, when one is booked."""
        return self.coming[0] if self.coming else None

    @property
    def next_step(self) -> str:
        """The next meeting in words, when one is booked."""
        first = self.first
        if first is None:
            return ""
        return _("%(kind)s %(when)s") % {"kind": first.get_kind_display(), "when": day_time(first.starts_at)}


def case_meetings(actor, case, among=None) -> CaseMeetings:
    """The meetings of one case; `among` are those that count, all by default."""
    rows = list(
        (Meeting.objects.all() if among is None else among)
        .filter(case=case)
        .exclude(state=Meeting.State.CANCELLED)
        .order_by("-starts_at", "id")[: HELD + 5]
    )
    coming = [one for one in reversed(rows) if one.ends_at > now() and one.state == Meeting.State.BOOKED]
    return CaseMeetings(coming, [one for one in rows if one not in coming][:HELD])
