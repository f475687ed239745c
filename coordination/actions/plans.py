"""What can be done with what was agreed: a meeting ended, a measure done, put off or dropped."""

from uuid import uuid5

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.action import Refused, action
from access.actions import forget_draft
from cases.actions import write_record
from cases.kinds import Kind
from cases.models import Case, ProtectionQuestion
from consent.actions import disclose
from consent.queries import receivers
from coordination import policies
from coordination.agreed import DRAFT, minutes, own_line
from coordination.models import Goal, Invitation, Measure, Meeting, Plan

KINDS = {Meeting.Kind.SIP: Plan.Kind.SIP, Meeting.Kind.SSPF: Plan.Kind.SSPF}


@action(
    may=policies.may_end_meeting,
    says=gettext_lazy("Avsluta mötet med det ni har kommit överens om, och dela det med dem som var med."),
)
def end_meeting(actor, *, meeting, agreed):
    """Write the minutes, what the child said, goals and measures; show them to those ticked; once, however often.

    A unit without secrecy of its own, and one that does something without being ticked, is shown its own lines only.
    """
    if meeting.minutes_id:
        return meeting
    case, moment = meeting.case, now()
    held_at = min(meeting.starts_at, moment)
    written = _write(actor, case, Kind.AGREED, agreed.new_id, minutes(agreed, localdate(held_at)), held_at, agreed)
    plan = _plan(actor, meeting, agreed, moment)
    for one in agreed.going:
        if one.is_changed:
            _set(actor, one.measure, one.state, one.result, one.due_on)
    for measure in agreed.measures:
        _measure(actor, written, measure.of, measure)
    _goals(actor, plan, written, agreed)
    meeting.state, meeting.minutes, meeting.no_voice_because = Meeting.State.HELD, written, agreed.no_words_because
    meeting.save(update_fields=["state", "minutes", "no_voice_because"])
    for asked in Invitation.objects.filter(meeting=meeting, revoked_at=None):
        asked.attended = asked.pk in agreed.attended
        asked.save(update_fields=["attended"])
    if case.stage != Case.Stage.PLAN:
        case.stage = Case.Stage.PLAN
        case.save(update_fields=["stage"])
    ProtectionQuestion(
        membership_id=actor.membership, unit_id=actor.unit, case=case, put_at=moment,
        step=ProtectionQuestion.Step.REVIEW,
    ).save()  # fmt: skip
    _share(actor, case, written, agreed, held_at)
    if agreed.words:
        _voice(actor, case, agreed, held_at)
    forget_draft(actor, DRAFT, str(meeting.pk))
    return meeting


@action(may=policies.may_give_measure, says=gettext_lazy("Låt en kollega göra det i stället."))
def give_measure(actor, *, measure, membership, version):
    """Let a colleague in the same unit do it from now on; what has been said of it and its day stand."""
    measure.responsible, measure.version = membership, measure.version + 1
    measure.save(update_fields=["responsible", "version"])
    return measure


@action(may=policies.may_mark_done, says=gettext_lazy("Säg att det är klart, och hur det gick."))
def mark_done(actor, *, measure, result, version):
    """Done, with a line; nobody is reminded of it any more."""
    return _set(actor, measure, Measure.State.DONE, result or measure.result, measure.due_on)


@action(may=policies.may_keep_on, says=gettext_lazy("Säg hur det går, och ändra dagen om det behövs."))
def keep_on(actor, *, measure, result, due_on, version):
    """It goes on: how it goes, and until when."""
    return _set(actor, measure, Measure.State.OPEN, result, due_on)


@action(may=policies.may_drop_measure, says=gettext_lazy("Säg att det inte görs, och varför."))
def drop_measure(actor, *, measure, result, version):
    """It is not done after all; the reason stands in the plan."""
    return _set(actor, measure, Measure.State.DROPPED, result, measure.due_on)


def _set(actor, measure, state, result, due_on):
    if state == Measure.State.DONE and measure.state != state:
        measure.done_at, measure.done_by_id = now(), actor.membership
    elif state != Measure.State.DONE:
        measure.done_at, measure.done_by_id = None, None
    measure.state, measure.result, measure.due_on, measure.version = state, result, due_on, measure.version + 1
    measure.save(update_fields=["state", "result", "due_on", "done_at", "done_by", "version"])
    return measure


def _plan(actor, meeting, agreed, moment):
    plan = Plan.objects.filter(case=meeting.case_id).first()
    if plan is None:
        plan = Plan(
            case_id=meeting.case_id, unit_id=actor.unit, kind=KINDS.get(meeting.kind, Plan.Kind.CHILD),
            agreed_at=moment, agreed_by_id=actor.membership, follow_up_on=agreed.follow_up_on,
        )  # fmt: skip
        try:
            with transaction.atomic():
                plan.save()
        except IntegrityError:  # another unit's, from before the lead was handed over
            raise Refused(
                _("Det finns en plan som ni inte får läsa. Be familjen om samtycke till det först.")
            ) from None
    elif agreed.follow_up_on != plan.follow_up_on:
        plan.follow_up_on = agreed.follow_up_on
        plan.save(update_fields=["follow_up_on"])
    return plan


def _goals(actor, plan, record, agreed):
    position = Goal.objects.filter(plan=plan).count()
    for number, new in enumerate(agreed.goals, position + 1):
        goal = Goal(
            plan=plan, case_id=plan.case_id, unit_id=actor.unit, record=record, text=new.text, said_by=new.said_by,
            position=number,
        )  # fmt: skip
        goal.save()
        for measure in new.measures:
            _measure(actor, record, goal, measure)


def _measure(actor, record, goal, new):
    who = new.who
    Measure(
        goal=goal, case_id=record.case_id, unit_id=actor.unit, record=record, text=new.text, due_on=new.due_on,
        responsible=who.membership, responsible_unit=who.unit, relative=who.relative,
        name="" if who.membership else who.name,
    ).save()  # fmt: skip


def _write(actor, case, kind, new_id, text, held_at, agreed, source=""):
    return write_record(
        actor, new_id=new_id, case=case, kind=kind, text=text, source=source, happened_at=held_at, by_phone=False,
        for_sharing=bool(agreed.units),
    )  # fmt: skip


def _share(actor, case, record, agreed, held_at):
    """Show the minutes to those ticked; to the others who do something their own lines, as a note of their own."""
    may = {receiver.unit.pk: receiver for receiver in receivers(actor, case, Kind.AGREED)}
    whole = [unit for unit in agreed.units if not may[unit.pk].warns]
    if whole:
        disclose(actor, record=record, units=whole)
    doing = {measure.who.unit.pk: measure.who.unit for measure in agreed.all_measures if measure.who.unit}
    for pk, unit in doing.items():
        if pk != actor.unit and unit not in whole:
            text, new_id = own_line(agreed, unit, localdate(held_at)), uuid5(record.pk, str(pk))
            line = _write(actor, case, Kind.AGREED, new_id, text, held_at, agreed)
            disclose(actor, record=line, units=[unit])


def _voice(actor, case, agreed, held_at):
    """The child's words are a note of their own kind: shown to those of the ticked who may be told it."""
    words = _write(
        actor, case, Kind.VOICE, uuid5(agreed.new_id, "voice"), agreed.words, held_at, agreed, agreed.words_by
    )
    may = {receiver.unit.pk for receiver in receivers(actor, case, Kind.VOICE) if not receiver.warns}
    units = [unit for unit in agreed.units if unit.pk in may]
    if units:
        disclose(actor, record=words, units=units)
