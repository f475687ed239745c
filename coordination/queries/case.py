"""What is on the child's page?"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.action import Verdict
from access.moved import Moved
from access.trail import saw
from cases.models import Case, Concern, Handover, Involvement, Relative
from cases.policies import may_close_case, may_decide
from cases.queries import next_step
from consent.queries import offered, opening_of, standing_of
from consent.states import Standing
from coordination.queries import law
from coordination.queries.around import Around, Matrix, around, matrix
from coordination.queries.coming import CaseMeetings, case_meetings
from coordination.queries.goals import GoalRows, goals_of, title_of
from coordination.queries.head import Head, find, head_of, worked_on
from coordination.queries.pulse import pulse
from coordination.queries.timeline import Entry, Timeline, latest, latest_voice, own_notes, timeline

SHORT, ON_PHONE, FEW = 8, 3, 2  # entries on the overview, and on a phone; how many make a circle


@dataclass(frozen=True)
class CasePage:
    """The overview of a case, as its asker may see it."""

    head: Head
    around: list[Around]
    circle: list[dict]
    matrix: Matrix
    timeline: Timeline
    voice: Entry | None
    signals: list[Concern]
    family: list[Relative]
    plan: list[GoalRows]
    plan_title: str
    handover: Handover | None
    asks_me: bool
    needs_consent: bool
    next_step: str
    go_on: Verdict
    meetings: CaseMeetings
    consent: Standing | None

    @property
    def has_more(self) -> bool:
        """Whether the timeline holds more than a phone shows of it here."""
        return len(self.timeline.entries) > ON_PHONE

    @property
    def is_alone(self) -> bool:
        """Whether so few are with that a circle would show nothing that the list does not."""
        return len(self.circle) < FEW


@dataclass(frozen=True)
class Doorway:
    """A case that the asker knows of and does not work on: why, and what to do."""

    head: Head
    is_manager: bool


@dataclass(frozen=True)
class LostPage:
    """A case whose door has been closed: when, and what the own unit has written."""

    lost: law.Lost
    notes: list[Entry] = field(default_factory=list)
    seen: str = ""


def case_page(actor, reference) -> CasePage | Doorway | Involvement | LostPage:
    """The child's page: all of it, only its doorway, or what remains when its door has closed; else Http404.

    Who answers for an asked unit gets the question instead.
    """
    case = find(reference)
    if case is None:
        return _lost_page(actor, reference)
    saw("coordination.case", [case], case=case.pk)
    if not case.is_mine:
        return _question(actor, case) or Doorway(head_of(actor, case), actor.has("MANAGER"))
    units = around(actor, case)
    family = list(Relative.objects.filter(child=case.child_id).order_by("-has_custody", "name"))
    saw("coordination.family", family, case=case.pk)
    head = head_of(actor, case, [unit.involvement for unit in units])
    newest = latest(
        actor,
        case,
        SHORT,
        {one.unit.pk: offered(case, one.unit, one.may_be_shown) for one in units if one.may_be_shown},
    )
    meetings = case_meetings(actor, case)
    return CasePage(
        head=head,
        around=units,
        circle=circle_of(units, family),
        matrix=matrix(units),
        timeline=newest,
        voice=newest.voice() or latest_voice(actor, case),
        signals=_signals(case),
        family=family,
        plan=goals_of(actor, case, head.is_lead, known={unit.unit.pk for unit in units}),
        plan_title=title_of(getattr(case, "plan", None), head.called),
        handover=getattr(case, "asked", None),
        asks_me=bool(case.asks_me),
        next_step=meetings.next_step or next_step(case),
        go_on=_may_go_on(actor, case),
        meetings=meetings,
        consent=standing_of(actor, case),
        needs_consent=head.is_own and not case.is_closed and not _told_to_others(units),
    )


def timeline_page(actor, reference, **chosen) -> tuple[Head, Timeline]:
    """The whole timeline of a case that the asker works on, filtered as chosen; else Http404."""
    case = worked_on(reference)
    return head_of(actor, case), timeline(actor, case, **chosen)


def _may_go_on(actor, case) -> Verdict:
    """Whether the actor decides what comes next: before others are with by deciding, afterwards by ending."""
    if case.stage in (Case.Stage.OWN, Case.Stage.CONSENT):
        return may_decide(actor, case=case, decision=case.decision)
    return may_close_case(actor, case=case, changed="", remains="", words="", said_by="")


def _lost_page(actor, reference) -> LostPage:
    lost = law.lost(actor, reference)
    if lost is None:
        if opening := opening_of(actor, reference):  # it has one page, which says how long it is open
            raise Moved("consent:opening", opening)
        raise Http404
    return LostPage(lost, own_notes(actor, lost.case), pulse(actor, reference))


def _question(actor, case) -> Involvement | None:
    return Involvement.objects.filter(case=case, unit=actor.unit, state=Involvement.State.INVITED).first()


def _signals(case) -> list[Concern]:
    found = list(
        Concern.objects.filter(case=case)
        .select_related("membership__worker", "from_unit", "answered_by__worker")
        .order_by("sent_at", "id")
    )
    saw("coordination.signal", found, case=case.pk)
    return found


def _told_to_others(units) -> bool:
    return any(line.basis != "INTERNAL" for unit in units for line in (*unit.we_tell, *unit.they_tell))


def circle_of(units, family) -> list[dict]:
    """What the circle draws: the family at the top where the asker may know it, then the units."""
    guardians = [relative for relative in family if relative.has_custody]
    home = {
        "colour": "familj", "icon": "HouseHeart", "name": _("Familjen"), "state": "full", "way": "both",
        "url": "#family", "person": joined([relative.name for relative in guardians]),
        "text": ngettext("Vårdnadshavare", "Vårdnadshavare", len(guardians)),
    }  # fmt: skip
    return ([home] if guardians else []) + [unit.drawn() for unit in units]


def joined(names: list[str]) -> str:
    """Names as one says them: "Karin och Jonas Öberg" when the family name is the same."""
    first, _sep, family = names[0].rpartition(" ") if len(names) == 2 else ("", "", "")
    if family and names[1].endswith(f" {family}"):
        return _("%(one)s och %(other)s") % {"one": first, "other": names[1]}
    return ", ".join(names)
