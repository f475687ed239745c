"""What does the family get on paper? Big, plain words; the child's first."""

from __future__ import annotations

from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from access.action import Refused
from access.trail import saw
from cases.models import Record
from consent.queries import paper_for
from coordination.agreed import if_not, quoted
from coordination.models import Measure
from coordination.queries.goals import goals_of, plan_of, title_of
from coordination.queries.head import head_of, worked_on
from coordination.queries.timeline import latest_voice
from look.templatetags.look import day


def plan_paper(actor, reference, *, words: bool, to: str = "") -> dict:
    """The plan as the paper's data, plain texts alone; Http404 without a plan that the asker may read.

    No address, no answer and nobody's telephone but the lead's and the unit's stands on it, so it can be given to each
    guardian alike, but for what is withheld from one: `to` says whom it is for, and has to when something is
    (consent.queries.Paper). Nothing on it tells that anything was left out. `words`: whether the child's latest own
    words stand first; who prints it has just read them. Refused without a `to` that is needed, and with nothing left.
    """
    case = worked_on(reference)
    head, plan = head_of(actor, case), plan_of(case)
    goals = [goal for goal in goals_of(actor, case, is_lead=False) if goal.goal]
    if plan is None or not goals:
        raise Http404
    paper = paper_for(case, to)
    if paper.is_asked:
        raise Refused(_("Något i planen är inte för alla. Gå tillbaka till planen och välj vem pappret är till."))
    goals = [goal for goal in goals if goal.goal.record_id not in paper.hidden]
    if not goals:
        raise Refused(_("Allt i planen är undantaget för den personen. Lämna inget papper, och prata med er chef."))
    saw("coordination.paper", [plan, *(goal.goal for goal in goals)], case=case.pk)
    voice = latest_voice(actor, case) if words else None
    voice = None if voice and voice.record.pk in paper.hidden else voice
    first = Record.objects.filter(pk__in={goal.goal.record_id for goal in goals}).order_by("-happened_at", "id")
    return {
        "lang": (get_language() or "sv")[:2],
        "title": title_of(plan, head.called),
        "agreed": _("Det här har vi kommit överens om. Utskrivet den %(day)s.") % {"day": _day(localdate())},
        "words": quoted(voice.quote) if voice else "",
        "words_by": (voice.record.source or head.called) if voice else "",
        "goals": [_goal(goal, paper.hidden) for goal in goals],
        "columns": [_("Vem"), _("Gör vad"), _("Till när"), _("Hur går det")],
        "goal_word": _("Mål"),
        "next": [text for text in (_follow_up(plan), *map(if_not, first.values_list("text", flat=True))) if text][:2],
        "next_word": _("Sedan"),
        "ring_word": _("Vem kan jag ringa?"),
        "ring": _ring(head),
        "trial": _("Provdrift. Inga riktiga barn."),  # until strong sign-in is built (components/foot.html)
        "page_word": _("Sida"),
        "of_word": _("av"),
    }


def _goal(goal, hidden) -> dict:
    return {
        "text": quoted(goal.goal.text),
        "said_by": goal.goal.said_by,
        "rows": [
            [_who(row), row.measure.text, _day(row.measure.due_on), _went(row)]
            for row in goal.rows
            if row.measure.state != Measure.State.DROPPED and row.measure.record_id not in hidden
        ],
    }


def _who(row) -> str:
    return ", ".join(part for part in (row.who, row.unit) if part)


def _went(row) -> str:
    # "Försenat" is the adults' word between themselves; to a child it says that somebody has not done it yet.
    word = _("inte klart än") if row.is_late else row.state
    return f"{word}. {row.measure.result}".strip() if row.measure.result else word


def _follow_up(plan) -> str:
    return _("Vi följer upp planen den %(day)s.") % {"day": _day(plan.follow_up_on)} if plan.follow_up_on else ""


def _ring(head) -> list[str]:
    """Whom to call, each as a line: the lead with the lead's unit, or the unit that the asker may know of."""
    found = []
    if head.lead:
        worker = head.lead.worker
        found.append(", ".join(part for part in (worker.name, worker.title, worker.phone) if part))
    unit = head.lead.unit if head.lead else head.asks
    if unit and unit.phone:
        found.append(f"{unit.name}, {unit.phone}")
    return found


def _day(value) -> str:
    if value is None:
        return _("ingen dag bestämd")
    said = day(value)  # with its year when that is another than this; on paper it always stands there
    return said if str(value.year) in said else f"{said} {value.year}"
