"""Who may tell whom what, and what has been told? Consents, answers, lines and disclosures of a story."""

from datetime import datetime
from itertools import product

from cases.models import Handover, Record
from consent.models import Answer, Consent, Disclosure, Grant, Refusal
from tests.town import ids, shapes
from tests.town.cast import case as case_id
from tests.town.cast import record, seat_in
from tests.town.clock import Clock
from tests.town.shapes import Note, Said, Story

OPENING, ASKING = "08:10", "08:30"  # when a case is opened, and when the family answers


def agree(story: Story, clock: Clock) -> "CaseLines":
    """Write the story's consents with their lines, the lines inside one agency, and who is asked to take over."""
    lines = CaseLines(story, clock)
    for consent in story.consents:
        _consent(story, consent, clock)
        lines.open_by(consent)
    for internal in story.internal:
        lines.open_inside(internal)
    if story.handover:
        _handover(story, clock)
    return lines


def _consent(story: Story, consent: shapes.Consent, clock: Clock) -> None:
    given = clock.at(consent.given, ASKING)
    row = Consent(
        id=ids.of("consent", consent.key),
        case_id=case_id(story.key),
        unit_id=ids.of("unit", story.unit),
        purpose=consent.purpose,
        form=consent.form,
        witness=consent.witness,
        given_at=given,
        ends_at=_ends(consent, clock),
        recorded_at=given,
        recorded_by_id=_lead(story),
        words=_words(story, f"limits:{consent.key}", consent.limits, given),
    )
    Consent.objects.bulk_create([row])
    Answer.objects.bulk_create(_answer(story, row, consent.key, said, clock) for said in consent.answers)


def _answer(story: Story, consent: Consent, key: str, said: Said, clock: Clock) -> Answer:
    answered_at = None if said.day is None else clock.at(said.day, ASKING)
    return Answer(
        id=ids.of("answer", f"{key}/{said.who}"),
        consent=consent,
        unit_id=consent.unit_id,
        relative_id=None if said.who == "child" else ids.of("relative", f"{story.key}/{said.who}"),
        by_child=said.who == "child",
        is_needed=said.needed and not said.own,
        about_self=bool(said.own),
        form=said.own,
        said=said.said,
        answered_at=answered_at,
        ends_at=consent.ends_at,
        text_version="" if said.day is None else "2026-1",
        text_language="" if said.day is None else "sv",
        ask_again_on=None if said.again is None else clock.day(said.again),
        words=_words(story, f"words:{key}/{said.who}", said.words, answered_at or consent.given_at),
    )


def _words(story: Story, key: str, text: str, when: datetime) -> Record | None:
    """What the family said, as a record that never leaves the unit that asked."""
    if not text:
        return None
    words = Record(
        id=record(key),
        case_id=case_id(story.key),
        unit_id=ids.of("unit", story.unit),
        author_id=_lead(story),
        kind="ANSWER",
        text=text,
        happened_at=when,
        written_at=when,
    )
    return Record.objects.bulk_create([words])[0]


def _handover(story: Story, clock: Clock) -> None:
    to, day, reason = story.handover
    Handover.objects.bulk_create(
        [
            Handover(
                id=ids.of("handover", story.key),
                case_id=case_id(story.key),
                unit_id=ids.of("unit", story.unit),
                to_membership_id=seat_in(to),
                reason=reason,
                asked_at=clock.at(day, "11:20"),
                asked_by_id=_lead(story),
            )
        ]
    )


class CaseLines:
    """The open and closed lines of one case, by giver, receiver and kind."""

    def __init__(self, story: Story, clock: Clock):
        self.story, self.clock, self.grants = story, clock, {}
        self.parts = {part.unit: part for part in story.circle}

    def open_by(self, consent: shapes.Consent) -> None:
        """The lines of a consent: each opens when its giver relies on it, and all end with it."""
        self._open(
            consent.key,
            consent.lines,
            given=self.clock.at(consent.given, ASKING),
            basis="CONSENT",
            consent_id=ids.of("consent", consent.key),
            ends_at=_ends(consent, self.clock),
        )

    def open_inside(self, lines: shapes.Lines) -> None:
        """Lines between two units of one agency: no consent, but still an act."""
        self._open("internal", (lines,), given=self.clock.at(self.story.opened, OPENING), basis="INTERNAL")

    def show(self, note: Note, unit: str, by, when: datetime) -> None:
        """A disclosure of this note to this unit, through the line of its kind."""
        shown = Disclosure(
            id=ids.of("disclosure", f"{note.key}/{unit}"),
            record_id=record(note.key),
            grant_id=self.grants[note.unit, unit, note.kind],
            case_id=case_id(self.story.key),
            unit_id=ids.of("unit", note.unit),
            to_unit_id=ids.of("unit", unit),
            disclosed_at=when,
            disclosed_by_id=by,
        )
        Disclosure.objects.bulk_create([shown])

    def _open(self, key: str, groups, *, given: datetime, **more) -> None:
        rows, refused = [], []
        for lines in groups:
            for giver, receiver, kind in product(lines.givers.split(), lines.receivers.split(), lines.kinds.split()):
                if giver == receiver:
                    continue
                relied_at, relied_by = self._relied(giver, given)
                grant = Grant(
                    id=ids.of("grant", f"{self.story.key}/{key}/{giver}>{receiver}/{kind}"),
                    case_id=case_id(self.story.key),
                    from_unit_id=ids.of("unit", giver),
                    to_unit_id=ids.of("unit", receiver),
                    kind=kind,
                    limit=lines.limit,
                    starts_at=None if lines.closed else given,
                    relied_at=relied_at,
                    relied_by_id=relied_by,
                    decided_by_id=relied_by if key == "internal" else _lead(self.story),
                    **more,
                )
                rows.append(grant)
                if not lines.closed:
                    self.grants[giver, receiver, kind] = grant.id
                if lines.refused_by:
                    refused.append((lines.refused_by, grant))
        Grant.objects.bulk_create(rows)
        Refusal.objects.bulk_create(self._refusal(key, who, grant) for who, grant in refused)

    def _refusal(self, key: str, who: str, grant: Grant) -> Refusal:
        return Refusal(
            id=ids.of("refusal", str(grant.id)),
            answer_id=ids.of("answer", f"{key}/{who}"),
            grant=grant,
            unit_id=ids.of("unit", self.story.unit),
        )

    def _relied(self, giver: str, given: datetime):
        """When and through whom the giver relied on it: with its own yes; the lead's for those without accounts."""
        if giver == self.story.unit:
            return given, _lead(self.story)
        part = self.parts.get(giver)
        if part is None:  # not asked yet
            return None, None
        by = part.accepted_by or next(iter(part.workers), "")
        return max(given, self.clock.at(part.since, "10:00")), seat_in(by, giver) if by else _lead(self.story)


def _ends(consent: shapes.Consent, clock: Clock) -> datetime:
    return clock.start_of(consent.ends_at_18) if consent.ends_at_18 else clock.end_of(consent.until)


def _lead(story: Story):
    return seat_in(story.lead, story.unit)
