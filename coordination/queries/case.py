"""What is on the child's page?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import FilteredRelation, Q
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.action import Verdict
from access.moved import Moved
from access.trail import saw
from agencies.models import Membership, Unit
from cases.age import age
from cases.kinds import Kind
from cases.models import Case, Concern, Handover, Involvement, Relative
from cases.policies import may_close_case, may_decide, may_write_record
from cases.policies.cases import leads
from cases.queries import next_step, stage_words
from cases.queries.cases import COLOURS
from cases.sight import AHEAD, LED, MINE, SEATS
from consent.queries import standing_of
from consent.states import Standing
from coordination.queries import law
from coordination.queries.around import Around, Matrix, around, matrix
from coordination.queries.coming import CaseMeetings, case_meetings
from coordination.queries.goals import GoalRows, goals_of, title_of
from coordination.queries.pulse import SEEN, pulse
from coordination.queries.timeline import Entry, Timeline, latest, latest_voice, own_notes, timeline

SHORT, ON_PHONE, FEW = 8, 3, 2  # entries on the overview, and on a phone; how many make a circle
ASKED = ("asked__to_membership__worker", "asked__to_membership__unit", "asked__asked_by__worker")
JOINT = {Case.Stage.MEETING, Case.Stage.PLAN, Case.Stage.REVIEW}


@dataclass(frozen=True)
class Head:
    """Who the page is about and whom to call: on every page of a case, and in its title."""

    case: Case
    name: str
    called: str
    age: int | None
    is_own: bool
    is_lead: bool
    is_me: bool
    lead: Membership | None
    asks: Unit | None
    lead_word: str
    stage: str
    stage_colour: str
    write: Verdict
    can_assign: bool
    seen: str
    changed_at: datetime | None

    @property
    def reference(self) -> str:
        """The case's reference, for the addresses of its pages."""
        return self.case.reference


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
    case = _find(reference)
    if case is None:
        return _lost_page(actor, reference)
    saw("coordination.case", [case], case=case.pk)
    if not case.is_mine:
        return _question(actor, case) or Doorway(head_of(actor, case), actor.has("MANAGER"))
    units = around(actor, case)
    family = list(Relative.objects.filter(child=case.child_id).order_by("-has_custody", "name"))
    saw("coordination.family", family, case=case.pk)
    head = head_of(actor, case, [unit.involvement for unit in units])
    newest = latest(actor, case, SHORT, {unit.unit.pk: unit.may_be_shown for unit in units})
    meetings = case_meetings(actor, case)
    return CasePage(
        head=head,
        around=units,
        circle=_circle(head, units, family),
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


def worked_on(reference) -> Case:
    """A case that the asker works on and whose door is open; else Http404, whether hidden or absent.

    Raises Moved when the door has closed: the child's page says so to whoever worked on it.
    """
    case = _find(reference)
    if case is None and law.lost(None, reference):
        raise Moved("coordination:case", reference)
    if case is None or not case.is_mine:
        raise Http404
    saw("coordination.case", [case], case=case.pk)
    return case


def head_of(actor, case, parts=None) -> Head:
    """The head of a case's pages; the lead is named to those alone who may know of the lead's unit.

    `parts` are the Involvement rows that the asker sees, where the page has them at hand.
    """
    child = case.child
    lead, asks = _whom_to_call(actor, case, parts)
    is_led = getattr(case, "is_led", None)
    is_led = leads(actor, case) if is_led is None else is_led
    called = _("barnet") if child.is_protected else child.called
    joint = case.stage in JOINT or (case.is_closed and case.decision == Case.Decision.SEVERAL)
    return Head(
        case=case,
        name=child.name,
        called=called,
        age=age(child),
        is_own=case.unit_id == actor.unit,
        is_lead=is_led,
        is_me=case.lead_id == actor.membership,
        lead=lead,
        asks=asks,
        lead_word=_("samordnare") if joint else _("fasta kontakt"),
        stage=stage_words(case),
        stage_colour=COLOURS[case.stage],
        write=_may_write(actor, case),
        can_assign=is_led or actor.has("MANAGER"),
        seen=getattr(case, "seen", None) or pulse(actor, case.reference),
        changed_at=getattr(case, "changed_at", None),
    )


def _whom_to_call(actor, case, parts) -> tuple[Membership | None, Unit | None]:
    """The lead; who may not know of the lead's unit calls the one that opened the case or, unknown too, that asked.

    A unit knows of itself, of the one that invited it and of those that the law shows it (practice.md 4.1).
    """
    if case.lead.unit_id == actor.unit:
        return case.lead, None
    if parts is None:
        going = Involvement.objects.filter(case=case, state__in=["INVITED", "ACTIVE"])
        parts = list(going.select_related("invited_by_unit"))
    asking = next((part.invited_by_unit for part in parts if part.unit_id == actor.unit), None)
    known = {actor.unit, *(part.unit_id for part in parts), asking.pk if asking else None}
    if case.lead.unit_id in known:
        return case.lead, None
    return None, case.unit if case.unit_id in known else asking


def _may_write(actor, case) -> Verdict:
    return may_write_record(
        actor, new_id=None, case=case, kind=Kind.AGREED, text="", source="", happened_at=None, by_phone=False,
        for_sharing=True,
    )  # fmt: skip


def _may_go_on(actor, case) -> Verdict:
    """Whether the actor decides what comes next: before others are with by deciding, afterwards by ending."""
    if case.stage in (Case.Stage.OWN, Case.Stage.CONSENT):
        return may_decide(actor, case=case, decision=case.decision)
    return may_close_case(actor, case=case, changed="", remains="", words="", said_by="")


def _find(reference) -> Case | None:
    return (
        Case.objects.filter(reference=reference)
        .annotate(
            is_mine=Q(pk__in=MINE),
            is_led=Q(pk__in=LED),
            seen=SEEN,
            due_on=AHEAD["due_on"],
            changed_at=law.CHANGED,
            is_unrelied=law.UNRELIED,
            asked=_open_handover(),
        )
        .annotate(asks_me=Q(asked__to_membership__in=SEATS))
        .select_related("child", "unit__agency", "lead__worker", "lead__unit", "plan", *ASKED)
        .first()
    )


def _lost_page(actor, reference) -> LostPage:
    lost = law.lost(actor, reference)
    if lost is None:
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


def _open_handover() -> FilteredRelation:
    """The question about taking over that waits: a case has at most one, by constraint."""
    return FilteredRelation("handovers", condition=Q(handovers__answered_at=None))


def _told_to_others(units) -> bool:
    return any(line.basis != "INTERNAL" for unit in units for line in (*unit.we_tell, *unit.they_tell))


def _circle(head, units, family) -> list[dict]:
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
