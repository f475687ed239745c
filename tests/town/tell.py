"""How does a child's story become rows? As the actions would have left them, in the order they happened."""

from datetime import date, datetime

from cases.models import (
    Case,
    Caseload,
    Child,
    Concern,
    Involvement,
    ProtectedName,
    ProtectionQuestion,
    Record,
    Relative,
    work_case,
)  # fmt: skip
from tests.town import ids
from tests.town.agree import ASKING, OPENING, CaseLines, agree
from tests.town.cast import case as case_id
from tests.town.cast import record, seat_in
from tests.town.clock import Clock
from tests.town.people import PEOPLE
from tests.town.shapes import Note, Story

THIS_MORNING = {"E13": 3, "A1": 15}  # minutes before the moment of loading


def tell(story: Story, clock: Clock) -> None:
    """Write everything of one child's case."""
    if story.concern and not story.reference:
        _concern(story, clock)
        return
    _child(story)
    _case(story, clock)
    if story.concern:
        _concern(story, clock)
    _circle(story, clock)
    lines = agree(story, clock)
    _notes(story, lines, clock)


def unit_id(key: str):
    return ids.of("unit", key)


def _when(key: str, when, clock: Clock) -> datetime:
    return clock.ago(THIS_MORNING[key]) if when is None else clock.at(*when)


def _child(story: Story) -> None:
    child, unit = story.child, unit_id(story.unit)
    digits = child.number[:8]
    row = Child.objects.bulk_create([
        Child(
            id=ids.of("child", story.key),
            unit_id=unit,
            given_name=child.given,
            family_name=child.family,
            identity_kind=child.kind if child.number else "",
            identity_number=child.number or None,
            born_on=date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if digits else None,
            birth_year=int(digits[:4]) if digits else None,
            school_class=child.school_class,
            protected_code=child.code,
        )
    ])[0]  # fmt: skip
    if child.hidden:
        given, family, others = child.hidden
        ProtectedName.objects.bulk_create([
            ProtectedName(
                id=ids.of("protected", story.key), child=row, unit_id=unit, given_name=given, family_name=family,
                others=others,
            )
        ])  # fmt: skip
    Relative.objects.bulk_create(
        Relative(
            id=ids.of("relative", f"{story.key}/{relative.key}"),
            child=row,
            unit_id=unit,
            name=relative.name,
            phone=relative.phone,
            email=relative.email,
            language=relative.language,
            needs_interpreter=relative.interpreter,
            reach=relative.reach,
            relation=relative.relation,
            has_custody=relative.relation == "GUARDIAN",
        )
        for relative in story.relatives
    )


def _case(story: Story, clock: Clock) -> None:
    lead, opened = seat_in(story.lead, story.unit), clock.at(story.opened, OPENING)
    closed = None if story.closed is None else clock.at(story.closed, "15:00")
    Case.objects.bulk_create([
        Case(
            id=case_id(story.key),
            reference=story.reference,
            child_id=ids.of("child", story.key),
            unit_id=unit_id(story.unit),
            lead_id=lead,
            stage=story.stage,
            decision=story.decision,
            opened_at=opened,
            opened_by_id=lead,
            closed_at=closed,
            closed_by_id=lead if closed else None,
        )
    ])  # fmt: skip
    asked = [("START", opened)] + [("CLOSING", closed)] * bool(closed)
    asked += [("CONSENT", clock.at(consent.given, ASKING)) for consent in story.consents]
    ProtectionQuestion.objects.bulk_create(
        ProtectionQuestion(
            id=ids.of("question", f"{story.key}/{number}"),
            membership_id=lead,
            unit_id=unit_id(story.unit),
            case_id=case_id(story.key),
            step=step,
            put_at=put_at,
        )
        for number, (step, put_at) in enumerate(asked)
    )


def _concern(story: Story, clock: Clock) -> None:
    told, taken = story.concern, bool(story.reference)
    sent = _when(told.key, told.when, clock)
    writer, taker = seat_in(told.by), seat_in(story.lead, story.unit) if taken else None
    Concern.objects.bulk_create([
        Concern(
            id=ids.of("concern", told.key),
            membership_id=writer,
            from_unit_id=unit_id(PEOPLE[told.by].posts[0].unit),
            unit_id=unit_id(told.to),
            child_name=told.child[0],
            child_class=told.child[1],
            seen=told.seen,
            since=told.since,
            tried=told.tried,
            child_knows=told.child_knows,
            guardians_know=told.guardians_know,
            knows_more=told.knows_more,
            question_put_at=sent,
            sent_at=sent,
            answer_by=clock.friday() if told.when is None else clock.day(told.when[0] + 3),
            case_id=case_id(story.key) if taken else None,
            taken_at=clock.at(story.opened, OPENING) if taken else None,
            taken_by_id=taker,
            answer=told.answer,
            answered_at=clock.at(*told.answered) if told.answered else None,
            answered_by_id=taker if told.answered else None,
        )
    ])  # fmt: skip
    ProtectionQuestion.objects.bulk_create([
        ProtectionQuestion(
            id=ids.of("question", told.key), membership_id=writer,
            unit_id=unit_id(PEOPLE[told.by].posts[0].unit), step="CONCERN", put_at=sent,
        )
    ])  # fmt: skip


def _circle(story: Story, clock: Clock) -> None:
    lead, permission = seat_in(story.lead, story.unit), work_case()
    opened = clock.at(story.opened, OPENING)
    for part in story.circle:
        since, ours = clock.at(part.since, "10:00"), part.unit == story.unit
        answered_by = seat_in(part.accepted_by, part.unit) if part.accepted_by else lead
        Involvement.objects.bulk_create([
            Involvement(
                id=ids.of("involvement", f"{story.key}/{part.unit}"),
                case_id=case_id(story.key),
                unit_id=unit_id(part.unit),
                state="ACTIVE",
                invited_by_unit_id=unit_id(story.unit),
                invited_at=since if ours else max(opened, clock.at(part.since - 1, "08:45")),
                invited_by_id=lead,
                reason=part.reason,
                answered_at=since,
                answered_by_id=answered_by,
                contact=part.contact,
                contact_phone=part.contact_phone,
            )
        ])  # fmt: skip
        Caseload.objects.bulk_create(
            Caseload(
                id=ids.of("caseload", f"{story.key}/{worker}"),
                user_id=ids.of("worker", worker),
                permission=permission,
                content_object_id=case_id(story.key),
                unit_id=unit_id(part.unit),
                starts_at=since,
                given_by_id=answered_by,
            )
            for worker in part.workers
        )


def _notes(story: Story, lines: CaseLines, clock: Clock) -> None:
    for note in story.notes:
        when = _when(note.key, note.when, clock)
        author = seat_in(note.by, note.unit)
        Record.objects.bulk_create([
            Record(
                id=record(note.key),
                case_id=case_id(story.key),
                unit_id=unit_id(note.unit),
                author_id=author,
                kind=note.kind,
                text=note.text,
                source=note.source,
                happened_at=when,
                written_at=when,
            )
        ])  # fmt: skip
        for unit, shown in receivers(note, when, clock):
            lines.show(note, unit, author, shown)


def receivers(note: Note, when: datetime, clock: Clock) -> list[tuple[str, datetime]]:
    """The units that a note was shown to, each with when."""
    found = []
    for receiver in note.shared.split():
        unit, _, day = receiver.partition("@")
        found.append((unit, clock.at(int(day), "16:20") if day else when))
    return found
