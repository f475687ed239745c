"""What has been agreed at a meeting, as it was typed, and the words that it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from agencies.models import Membership, Unit
from cases.models import Relative
from coordination.models import Goal, Measure
from look.templatetags.look import day

MARKS = "”“\"'"
DRAFT = "agreed"  # the form's name among the drafts; its subject is the meeting's id


@dataclass(frozen=True)
class Who:
    """One responsible person: a worker, somebody in the family, or a name; `unit` where the person belongs to one."""

    name: str
    membership: Membership | None = None
    relative: Relative | None = None
    unit: Unit | None = None

    @property
    def words(self) -> str:
        """The name, and from where."""
        return f"{self.name}, {self.unit.name}" if self.unit else self.name


@dataclass(frozen=True)
class NewMeasure:
    """Somebody will do this by then; `of` is the goal that stood before, or None within a new one."""

    text: str
    who: Who
    due_on: date | None
    of: Goal | None = None


@dataclass(frozen=True)
class NewGoal:
    """A goal in somebody's own words, and what is done for it."""

    text: str
    said_by: str
    measures: tuple[NewMeasure, ...]


@dataclass(frozen=True)
class Going:
    """How it goes with what was agreed before; `version` is the one that was on the page."""

    measure: Measure
    state: str
    result: str
    due_on: date | None
    version: int

    @property
    def is_changed(self) -> bool:
        """Whether anything was said of it."""
        kept = (self.measure.state, self.measure.result, self.measure.due_on)
        return (self.state, self.result, self.due_on) != kept


@dataclass(frozen=True)
class Agreed:
    """Everything that a meeting's page holds when it is ended.

    `attended` are the ids of the invitations of those who came, `there` these and others as words; `words` are the
    child's own, else `no_words_because`; `units` are those who are shown what was agreed.
    """

    new_id: UUID
    attended: frozenset[UUID]
    there: tuple[str, ...]
    words: str = ""
    words_by: str = ""
    no_words_because: str = ""
    going: tuple[Going, ...] = ()
    measures: tuple[NewMeasure, ...] = ()
    goals: tuple[NewGoal, ...] = ()
    if_not: str = ""
    follow_up_on: date | None = None
    units: tuple[Unit, ...] = field(default=())

    @property
    def all_measures(self) -> list[NewMeasure]:
        """What is new, for old goals and for new ones."""
        return [*self.measures, *(measure for goal in self.goals for measure in goal.measures)]


def quoted(text: str) -> str:
    """The words between quotation marks, once."""
    return f"”{text.strip().strip(MARKS).strip()}”"


def minutes(agreed: Agreed, held_on: date) -> str:
    """The minutes in plain words: who was there, how it goes, what was agreed. The child's words are a note apart."""
    lines = [_("Möte %(day)s.") % {"day": day(held_on)}]
    if agreed.there:
        lines.append(_("Med: %(names)s.") % {"names": "; ".join(agreed.there)})
    changed = [one for one in agreed.going if one.is_changed]
    if changed:
        lines += ["", _("Så har det gått:"), *(_went(one) for one in changed)]
    kept: dict[Goal, list[NewMeasure]] = {}
    for measure in agreed.measures:
        kept.setdefault(measure.of, []).append(measure)
    for text, said_by, measures in [
        *((goal.text, goal.said_by, found) for goal, found in kept.items()),
        *((goal.text, goal.said_by, goal.measures) for goal in agreed.goals),
    ]:
        lines += ["", _goal(text, said_by), *map(_line, measures)]
    if agreed.if_not:
        lines += ["", _("Om det inte fungerar: %(text)s") % {"text": agreed.if_not}]
    if agreed.follow_up_on:
        lines += ["", _("Vi följer upp den %(day)s.") % {"day": day(agreed.follow_up_on)}]
    return "\n".join(lines)


def own_line(agreed: Agreed, unit: Unit, held_on: date) -> str:
    """The lines of what was agreed that are this unit's own; empty when none is."""
    own = [measure for measure in agreed.all_measures if measure.who.unit and measure.who.unit.pk == unit.pk]
    if not own:
        return ""
    head = _("Det här kom vi överens om med er den %(day)s:") % {"day": day(held_on)}
    return "\n".join([head, *map(_line, own)])


def if_not(text: str) -> str:
    """What minutes say of what happens if it does not work, in whichever language they were written; else empty."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            head = _("Om det inte fungerar: %(text)s").partition(":")[0]
        if found := re.search(rf"^.*?\b({re.escape(head)}.*)$", text, re.MULTILINE):
            return found[1]
    return ""


def _goal(text, said_by) -> str:
    return _("Mål: %(words)s") % {"words": quoted(text)} + (f" ({said_by})" if said_by else "")


def _line(measure: NewMeasure) -> str:
    line = f"– {measure.who.words}: {measure.text}"
    return _("%(line)s, till %(day)s") % {"line": line, "day": day(measure.due_on)} if measure.due_on else line


def _went(one: Going) -> str:
    measure = one.measure
    said = _("– %(who)s: %(what)s, %(state)s.") % {
        "who": who_of(measure), "what": measure.text, "state": Measure.State(one.state).label,
    }  # fmt: skip
    if one.result:
        said += f" {quoted(one.result)}"
    if one.state == Measure.State.OPEN and one.due_on and one.due_on != measure.due_on:
        said += " " + _("Nytt datum: %(day)s.") % {"day": day(one.due_on)}
    return said


def who_of(measure: Measure) -> str:
    """The name of who does it."""
    return measure.responsible.worker.name if measure.responsible_id else measure.name
