"""What can be done with a signal and with the work around a child."""

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import Refused, action
from access.actions import forget_draft
from agencies.models import Worker
from cases import policies
from cases.actions.question import put_question
from cases.flow import question_of
from cases.kinds import Kind
from cases.models import Case, Caseload, Child, Involvement, ProtectionQuestion, Record, work_case
from cases.sight import open_here

# What somebody wrote in a signal.
WORDS = (
    "child_name", "child_class", "identity_number", "seen", "since", "tried", "child_knows", "guardians_know",
    "knows_more",
)  # fmt: skip


@action(may=policies.may_take_on, says=_("Ta emot en signal: börja ett samarbete, eller lägg den till barnets."))
def take_on(actor, *, concern, child, details, answer):
    """Open the child's case with the actor as its lead, or let the open one carry the signal too.

    `child` is one that the unit already has, or None; then `details` (the fields of Child) makes one. The case may
    be a colleague's, and then out of the actor's sight. Sent twice it is done once.
    """
    moment = now()
    if not concern.taken_at:
        child = child or _new_child(actor, details)
        concern.case_id = _open_case_of(child) or _open(actor, child, moment).pk
        concern.taken_at, concern.taken_by_id = moment, actor.membership
        fields = ["case", "taken_at", "taken_by"]
        if answer and not concern.answered_at:
            concern.answer, concern.answered_at, concern.answered_by_id = answer, moment, actor.membership
            fields += ["answer", "answered_at", "answered_by"]
        concern.save(update_fields=fields)
        forget_draft(actor, "signal", str(concern.pk))
    return concern


@action(
    may=policies.may_set_outside,
    says=_("Lägg en signal utanför Kring: det som är skrivet tas bort, och den som skrev får veta det."),
)
def set_outside(actor, *, concern):
    """Blank what was written about a protected child, for good; that a signal came, from whom and when, is left."""
    if not concern.outside_at:
        concern.outside_at, concern.outside_by_id = now(), actor.membership
        concern.birth_year = None
        for field in WORDS:
            setattr(concern, field, "")
        concern.save(update_fields=["outside_at", "outside_by", "birth_year", *WORDS])
        forget_draft(actor, "signal", str(concern.pk))
    return concern


@action(may=policies.may_answer_concern, says=_("Svara den som skrev en signal, med en rad."))
def answer_concern(actor, *, concern, text):
    """Let the writer know, in one line."""
    if not concern.answered_at:
        concern.answer, concern.answered_at, concern.answered_by_id = text, now(), actor.membership
        concern.save(update_fields=["answer", "answered_at", "answered_by"])
        forget_draft(actor, "signal", str(concern.pk))
    return concern


@action(may=policies.may_begin_case, says=_("Ställ skyddsfrågan innan ett samarbete börjar."))
def begin_case(actor, *, flow):
    """Keep that the question was put, by whom and when; what was answered is told to nobody."""
    put = ProtectionQuestion.objects.filter(pk=question_of(actor, flow)).first()
    return put or put_question(actor, None, ProtectionQuestion.Step.START, now(), question_of(actor, flow))


@action(may=policies.may_start_case, says=_("Börja ett samarbete för att familjen har bett om hjälp."))
def start_case(actor, *, flow, child, details, why, kind):
    """Open a case without a signal, its first note being why. Sent twice it is opened once."""
    new_id = question_of(actor, flow)
    opened = Case.objects.filter(pk=new_id).first()
    if opened:
        return opened
    moment = now()
    child = child or _new_child(actor, details)
    if _open_case_of(child):
        raise Refused(_("Ni har redan ett samarbete runt barnet. Sök på namnet, eller fråga den som tar emot hos er."))
    case = _open(actor, child, moment, new_id)
    if why:
        _write(actor, case, kind, why, moment)
    forget_draft(actor, "start", str(flow))
    return case


@action(may=policies.may_assign_worker, says=_("Låt en kollega i enheten arbeta med barnet."))
def assign_worker(actor, *, case, membership):
    """Put the case in a colleague's caseload; once, however often it is asked for."""
    return _assign(actor, case, membership.worker_id)


@action(may=policies.may_take_part, says=_("Gå själv in i samarbetet, och låt loggen visa det."))
def take_part(actor, *, case):
    """Let the unit's manager work on the case, and so read in it."""
    return _assign(actor, case, actor.worker)


@action(may=policies.may_end_assignment, says=_("Avsluta en kollegas arbete med barnet."))
def end_assignment(actor, *, caseload):
    """End the assignment from now on; what was written stays."""
    if caseload.ends_at is None:
        caseload.ends_at = now()
        caseload.save(update_fields=["ends_at"])
    return caseload


@action(may=policies.may_change_lead, says=_("Ge barnet en annan samordnare i enheten."))
def change_lead(actor, *, case, membership):
    """Make a colleague of the lead's unit the lead from now on; the one before still works on the case."""
    for worker in (membership.worker_id, case.lead.worker_id):
        if _may_hold(actor, worker):
            _assign(actor, case, worker)  # before the lead changes: afterwards the case may be out of sight
    case.lead = membership
    case.save(update_fields=["lead"])
    return case


@action(may=policies.may_decide, says=_("Bestäm hur det går vidare: själva, hos en annan, eller flera."))
def decide(actor, *, case, decision):
    """Keep the decision, and that the protection question was put before it."""
    case.decision = decision
    case.stage = Case.Stage.CONSENT if decision == Case.Decision.SEVERAL else Case.Stage.OWN
    case.save(update_fields=["decision", "stage"])
    put_question(actor, case, ProtectionQuestion.Step.DECISION, now())
    return case


@action(may=policies.may_close_case, says=_("Avsluta samarbetet med vad som har förändrats, i familjens ord."))
def close_case(actor, *, case, changed, remains, words, said_by):
    """End the work: what changed and what remains as one note, the family's words as another."""
    if case.is_closed:
        return case
    moment = now()
    text = _("Det här har förändrats: %(changed)s") % {"changed": changed}
    if remains:
        text += "\n" + _("Det här finns kvar: %(remains)s") % {"remains": remains}
    _write(actor, case, Kind.AGREED, text, moment)
    if words:
        _write(actor, case, Kind.VOICE, words, moment, said_by)
    put_question(actor, case, ProtectionQuestion.Step.CLOSING, moment)
    case.stage, case.closed_at, case.closed_by_id = Case.Stage.CLOSED, moment, actor.membership
    case.save(update_fields=["stage", "closed_at", "closed_by"])
    forget_draft(actor, "close", case.reference)
    return case


def _new_child(actor, details):
    child = Child(unit_id=actor.unit, **details)
    try:
        with transaction.atomic():
            child.save()
    except IntegrityError:
        # The number is there already, in a case of a colleague that the actor does not see.
        raise Refused(_("Någon i er enhet arbetar redan med barnet. Fråga den som tar emot hos er.")) from None
    return child


def _open_case_of(child):
    """The id of the child's open case, seen or told of by the law; None when there is none."""
    seen = Case.objects.filter(child=child, closed_at=None).values_list("pk", flat=True).first()
    return seen or open_here([child.pk]).get(child.pk, (None, None))[0]


def _open(actor, child, moment, new_id=None):
    # The order is the fence's: each row is allowed by the one before it (architecture 2.7).
    case = Case(child=child, unit_id=actor.unit, lead_id=actor.membership, opened_at=moment)
    case.opened_by_id = actor.membership
    case.pk = new_id or case.pk
    case.save()
    Involvement(
        case=case, unit_id=actor.unit, state=Involvement.State.ACTIVE, invited_by_unit_id=actor.unit,
        invited_at=moment, invited_by_id=actor.membership, answered_at=moment, answered_by_id=actor.membership,
    ).save()  # fmt: skip
    _assign(actor, case, actor.worker)
    return case


def _assign(actor, case, worker):
    there = Caseload.objects.filter(content_object=case, user_id=worker, unit_id=actor.unit, ends_at=None).first()
    if there:
        return there
    row = Caseload(
        permission=work_case(), user_id=worker, content_object=case, unit_id=actor.unit, starts_at=now(),
        given_by_id=actor.membership,
    )  # fmt: skip
    row.save()
    return row


def _may_hold(actor, worker):
    """Whether the worker has a membership in force in the actor's unit, as a Caseload row needs."""
    return Worker.objects.get(pk=worker).memberships.in_force().filter(unit_id=actor.unit).exists()


def _write(actor, case, kind, text, moment, source=""):
    Record(
        case=case, unit_id=actor.unit, author_id=actor.membership, kind=kind, text=text, source=source,
        happened_at=moment, written_at=moment,
    ).save()  # fmt: skip
