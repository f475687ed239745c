"""What a family is asked, in the words of one language: out of what is being typed, or out of a saved consent."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import Http404
from django.shortcuts import get_object_or_404

from access.trail import saw
from cases.kinds import Kind
from consent.models import Answer
from consent.terms import Line, lines
from consent.wording import Wording, in_language, wording


@dataclass(frozen=True)
class Part:
    """What one unit may be told, in sentences: (who tells it, the kinds, within which limit)."""

    receiver: str
    presence: str
    tells: list[tuple[str, list[str], str]]


@dataclass(frozen=True)
class Asked:
    """The whole of it. `lines` are what somebody can say no to: (key, sentence). `day` is the last, as 2026-11-25.

    `answerers` are who is asked: (key, name), the young person's key being "child"; `others` those in the family who
    can be asked about themselves, each with a form of their own (OwnAsked).
    """

    wording: Wording
    child: str
    unit: str
    purpose: str
    day: str
    parts: list[Part]
    lines: list[tuple[str, str]]
    answerers: list[tuple[str, str]]
    others: list[tuple[str, str]] = field(default_factory=list)
    is_own = False

    @property
    def title(self) -> str:
        """What it is called."""
        return self.wording.sentences["title"]

    @property
    def good_to_know(self) -> list[str]:
        """What everybody is told before they answer."""
        return self.wording.good_to_know

    @property
    def everybody(self) -> list[tuple[str, str]]:
        """All who can be asked, each by (key, name)."""
        return [*self.answerers, *self.others]

    @property
    def is_whole(self) -> bool:
        """Whether there is something to answer: what it is for, and at least one line."""
        return bool(self.purpose.strip() and self.lines)

    @property
    def about(self) -> str:
        """Whom it is about, and who asks."""
        return self.wording.say("about", child=self.child, unit=self.unit)

    @property
    def why(self) -> str:
        """What it is for."""
        return self.wording.say("purpose", purpose=self.purpose)

    @property
    def ends(self) -> str:
        """Until when it holds."""
        return self.wording.say("ends", day=self.day)

    def signing(self, key: str) -> list[tuple[str, str]]:
        """Those who sign the paper: everybody, or the one of that key; 404 for nobody."""
        return [self.answerer(key)] if key else self.answerers

    def answerer(self, key: str) -> tuple[str, str]:
        """Who has that key; 404 for nobody."""
        found = next((one for one in self.answerers if one[0] == key), None)
        if found is None:
            raise Http404
        return found


@dataclass(frozen=True)
class OwnAsked(Asked):
    """What somebody is asked about themselves: who may tell whom, and nothing of what is told of the child (0024)."""

    asks_all: list[tuple[str, str]] = field(default_factory=list)
    is_own = True

    @property
    def title(self) -> str:
        """What it is called."""
        return self.wording.sentences["own_heading"]

    @property
    def about(self) -> str:
        """Who asks, and around whom."""
        return self.wording.say("own_about", child=self.child, unit=self.unit)

    @property
    def why(self) -> str:
        """That one answers for oneself."""
        return self.wording.sentences["own_why"]

    @property
    def good_to_know(self) -> list[str]:
        """What one is told before one answers for oneself."""
        return self.wording.own_good_to_know

    @property
    def everybody(self) -> list[tuple[str, str]]:
        """All who can be asked."""
        return self.asks_all


def own(asked: Asked, found: list[Line], names: dict, who: tuple[str, str]) -> OwnAsked:
    """The same consent as one in the family is asked about themselves."""
    words, pairs = asked.wording, list({line.pair: line for line in found}.values())
    tellers: dict = {}
    for line in pairs:
        tellers.setdefault(line.to_unit, []).append(names[line.from_unit])
    parts = [
        Part(names[to], words.say("own_tells", senders=", ".join(senders), receiver=names[to]), [])
        for to, senders in tellers.items()
    ]
    lines = [
        (one.pair, words.say("own_line", sender=names[one.from_unit], receiver=names[one.to_unit])) for one in pairs
    ]
    return OwnAsked(words, asked.child, asked.unit, asked.why, asked.day, parts, lines, [who], asks_all=asked.everybody)


def asked_now(actor, page, form, asking) -> Asked:
    """What the consent page would ask with what is typed so far: of the child, or of one in the family about them.

    `asking` is the address's own words: `language`, and `who` by key.
    """
    words = in_language(asking.get("language", ""))
    terms = form.terms(partial=True)
    names = {unit.pk: unit.name for unit in page.by_id(actor).values()}
    found = lines(actor.unit, terms) if terms else []
    day = form.last_day
    asked = Asked(
        words, page.case.child.name, names[actor.unit], form["purpose"].value() or "", day.isoformat() if day else "",
        parts(found, names, words), sentences(found, names, words), form.answerers(), form.for_self(),
    )  # fmt: skip
    who = next((one for one in asked.others if one[0] == asking.get("who")), None)
    return own(asked, found, names, who) if who else asked


def asked_of(answer: Answer, words: Wording | None = None) -> Asked:
    """What that person was asked, in the words that were answered; in `words` while nobody has answered."""
    consent = answer.consent
    grants = list(consent.grants.select_related("from_unit", "to_unit").order_by("id"))
    names = {unit.pk: unit.name for grant in grants for unit in (grant.from_unit, grant.to_unit)}
    order = list(Kind)
    found = [Line(g.from_unit_id, g.to_unit_id, Kind(g.kind), g.limit) for g in grants]
    found.sort(key=lambda line: (names[line.to_unit], names[line.from_unit], order.index(line.kind)))
    child = consent.case.child
    who = ("child", child.called) if answer.by_child else (str(answer.relative_id), answer.relative.name)
    words = answer.wording or words or wording("")
    asked = Asked(
        words, child.name, consent.unit.name, consent.purpose, consent.last_day.isoformat(),
        parts(found, names, words), sentences(found, names, words), [who],
    )  # fmt: skip
    return own(asked, found, names, who) if answer.about_self else asked


def answer_of(pk) -> Answer:
    """An answer with its consent, child and who answers; 404 out of sight."""
    return get_object_or_404(Answer.objects.select_related("consent__case__child", "consent__unit", "relative"), pk=pk)


def own_answer(actor, pk) -> Answer:
    """The answer of somebody who answers for themselves; 404 out of sight, and for any other."""
    found = answer_of(pk)
    if not found.about_self:
        raise Http404
    return found


def asked_for(pk, words: Wording) -> tuple[Answer, Asked]:
    """An answer and what it answers: in the words that were answered, in these while nobody has. 404 out of sight."""
    answer = answer_of(pk)
    saw("consent.asked", [answer], case=answer.consent.case_id)
    return answer, asked_of(answer, words)


def text_of(pk) -> tuple[Answer, Asked]:
    """An answer with the very words that were answered; 404 out of sight, and while nobody has answered."""
    answer = answer_of(pk)
    if not answer.text_version:
        raise Http404
    saw("consent.text", [answer], case=answer.consent.case_id)
    return answer, asked_of(answer)


def parts(found: list[Line], names: dict, words: Wording) -> list[Part]:
    """One part a receiver: that it knows of the work, and what each of the others may tell it besides."""
    return [
        Part(names[receiver], words.say("presence", receiver=names[receiver]), _tells(found, receiver, names, words))
        for receiver in dict.fromkeys(line.to_unit for line in found)
    ]


def _tells(found, receiver, names, words):
    together: dict[tuple, list[str]] = {}
    for sender in dict.fromkeys(line.from_unit for line in found if line.to_unit == receiver):
        mine = [line for line in found if (line.from_unit, line.to_unit) == (sender, receiver)]
        kinds = tuple(words.kinds[line.kind] for line in mine if line.kind != Kind.PRESENCE)
        limit = next((line.limit for line in mine if line.limit), "")
        if kinds:
            together.setdefault((kinds, limit), []).append(names[sender])
    return [
        (
            words.say("tells", senders=", ".join(senders), receiver=names[receiver]), list(kinds),
            words.say("limit", limit=limit) if limit else "",
        )
        for (kinds, limit), senders in together.items()
    ]  # fmt: skip


def sentences(found: list[Line], names: dict, words: Wording) -> list[tuple[str, str]]:
    """Each line as one sentence that can be said no to."""
    return [
        (
            line.key,
            words.say("line", sender=names[line.from_unit], receiver=names[line.to_unit], kind=words.kinds[line.kind]),
        )
        for line in found
    ]
