"""What a family is asked, as plain data: who may tell whom what, who must answer, and what is then open."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import permutations
from uuid import UUID

from django.db import models
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from cases.age import ASKED_ALONE, NEEDED, age, of_age_on
from cases.kinds import Kind
from cases.models import Relative

LONGEST_MONTHS, USUAL_MONTHS = 12, 6
ANSWERING = {
    Relative.Relation.GUARDIAN,
    Relative.Relation.SPECIAL,
    Relative.Relation.TEMPORARY,
    Relative.Relation.GOOD_MAN,
}


class Choice(models.TextChoices):
    """The three ready choices of what a unit and we may tell each other."""

    PRESENCE = "PRESENCE", _("Bara att vi samarbetar och när vi ses")
    AGREED = "AGREED", _("Det vi kommer överens om")
    OWN = "OWN", _("Vi väljer själva")


@dataclass(frozen=True)
class Line:
    """Unit A may tell unit B this kind. `limit` narrows it in words, for the two units to read."""

    from_unit: UUID
    to_unit: UUID
    kind: Kind
    limit: str = ""

    @property
    def key(self) -> str:
        """The line's name in a form."""
        return f"{self.from_unit}:{self.to_unit}:{self.kind}"

    @property
    def pair(self) -> str:
        """Who tells whom, whatever the kind: what somebody who answers for themselves can say no to."""
        return f"{self.from_unit}:{self.to_unit}"


@dataclass(frozen=True)
class Party:
    """A unit that the family says yes to, and what may be told each way; PRESENCE goes without saying."""

    unit: UUID
    choice: Choice
    we_tell: frozenset[Kind] = frozenset()
    they_tell: frozenset[Kind] = frozenset()
    limit: str = ""

    def kinds(self) -> tuple[set[Kind], set[Kind]]:
        """What we may tell them, and they us."""
        if self.choice == Choice.OWN:
            return {Kind.PRESENCE, *self.we_tell}, {Kind.PRESENCE, *self.they_tell}
        both = {Kind.PRESENCE} | ({Kind.AGREED} if self.choice == Choice.AGREED else set())
        return both, set(both)


@dataclass(frozen=True)
class Said:
    """One person's answer: `relative` is None for the young person. `refused` holds keys of lines.

    `text` is the key of the words that were answered (consent.wording), "" for the newest in Swedish. `form` and
    `witness` say how somebody who answers for themselves did so.
    """

    relative: UUID | None
    said: str
    refused: frozenset[str] = frozenset()
    words: str = ""
    ask_again_on: date | None = None
    text: str = ""
    interpreted_to: str = ""
    form: str = ""
    witness: str = ""


@dataclass(frozen=True)
class Terms:
    """Everything typed on the consent page. `ours` are the units of our own agency that take part beside us.

    `others` answer for what is told about themselves; what they refuse are pairs (`Line.pair`).
    """

    parties: tuple[Party, ...]
    ours: tuple[UUID, ...]
    know_each_other: frozenset[UUID]
    purpose: str
    form: str
    witness: str
    given_on: date
    ends_on: date
    not_told: str
    answers: tuple[Said, ...]
    despite_no: str = ""
    others: tuple[Said, ...] = ()


def lines(own: UUID, terms: Terms) -> list[Line]:
    """The lines that the choices mean: ours and each party's both ways, and between those who may know each other."""
    found: dict[str, Line] = {}

    def add(from_unit, to_unit, kinds, limit=""):
        for kind in sorted(kinds, key=list(Kind).index):
            line = Line(from_unit, to_unit, kind, limit if kind != Kind.PRESENCE else "")
            found.setdefault(line.key, line)

    for party in terms.parties:
        we_tell, they_tell = party.kinds()
        for unit in (own, *terms.ours):
            add(unit, party.unit, we_tell)
            add(party.unit, unit, they_tell, party.limit)
    for one, other in permutations([p.unit for p in terms.parties if p.unit in terms.know_each_other], 2):
        add(one, other, {Kind.PRESENCE})
    return list(found.values())


def must_answer(child, relatives, on: date | None = None) -> tuple[list, bool]:
    """The relatives whose answer is needed on that day, and whether the young person's own is.

    Each guardian with custody until 18; the young person from 15, alone from 18 (OSL 12:3, practice.md 3.2).
    A child whose age nobody knows is taken for young: the guardians answer.
    """
    years = age(child, on)
    if years is not None and years >= ASKED_ALONE:
        return [], True
    guardians = [r for r in relatives if r.has_custody and r.relation in ANSWERING]
    return guardians, years is not None and years >= NEEDED


def may_answer_for_self(child, relatives, on: date | None = None) -> list:
    """The others in the family: what is told about one of them takes that one's own yes (OSL 12:2, decision 0024)."""
    guardians = {guardian.pk for guardian in must_answer(child, relatives, on)[0]}
    return [relative for relative in relatives if relative.pk not in guardians]


def lacks_guardians(child, relatives, on: date | None = None) -> bool:
    """Whether a child under eighteen has nobody written in who can answer for it: a consent waits for that."""
    years = age(child, on)
    return (years is None or years < ASKED_ALONE) and not must_answer(child, relatives, on)[0]


def lacks_right(guardians) -> bool:
    """Whether none of these guardians may decide alone: a court or the social board has (11 § LVU, 6 kap. FB).

    Without guardians nobody's right is missing: from eighteen the young person answers alone.
    """
    return bool(guardians) and all(guardian.limited_right for guardian in guardians)


def is_agreed(line_key: str, needed: list[Said]) -> bool:
    """Whether everybody who must answer has said yes to this line: partly is the intersection."""
    return bool(needed) and all(
        answer.said == "YES" or (answer.said == "PARTLY" and line_key not in answer.refused) for answer in needed
    )


def end_of(ends_on: date, given_on: date, child, *, guardians_answered: bool) -> datetime:
    """The first moment at which the lines no longer hold: the day after the last, or the eighteenth birthday."""
    last = ends_on + timedelta(days=1)
    birthday = of_age_on(child)
    if guardians_answered and birthday and given_on < birthday < last:
        last = birthday
    return datetime.combine(last, time.min, get_current_timezone())


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def pair_choices(grants) -> list[tuple[str, str]]:
    """Saved lines as what somebody who answers for themselves can say no to: (pair, sentence)."""
    found = {}
    for grant in grants.select_related("from_unit", "to_unit").order_by("from_unit__name", "to_unit__name"):
        found[f"{grant.from_unit_id}:{grant.to_unit_id}"] = pair_words(grant.from_unit.name, grant.to_unit.name)
    return list(found.items())


def pair_words(sender: str, receiver: str) -> str:
    """One of them as staff read it."""
    return _("%(from)s får inte berätta för %(to)s") % {"from": sender, "to": receiver}


def line_choices(grants) -> list[tuple[str, str]]:
    """Saved lines as choices of a form: (key, sentence). `grants` come with their units."""
    return [
        (
            f"{grant.from_unit_id}:{grant.to_unit_id}:{grant.kind}",
            _("%(from)s får inte berätta för %(to)s: %(kind)s")
            % {"from": grant.from_unit.name, "to": grant.to_unit.name, "kind": grant.get_kind_display()},
        )
        for grant in grants.select_related("from_unit", "to_unit").order_by("from_unit__name", "to_unit__name", "kind")
    ]
