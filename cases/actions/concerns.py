"""What the one who is worried about a child does."""

from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from access import actions as drafts
from access.action import action
from agencies.models import Unit
from cases import policies
from cases.flow import DRAFT, answer_day, question_of
from cases.models import Concern, ProtectionQuestion


@action(may=policies.may_begin_concern, says=_("Ställ skyddsfrågan och börja skriva en signal."))
def begin_concern(actor, *, flow):
    """Keep that the question was put, by whom and when; what was answered is told to nobody."""
    drafts.begin_draft(actor, DRAFT, str(flow))  # and wait: a button tapped twice puts the question once
    question_id = question_of(actor, flow)
    put = ProtectionQuestion.objects.filter(pk=question_id).first()
    if put is None:
        put = ProtectionQuestion(
            id=question_id,
            membership_id=actor.membership,
            unit_id=actor.unit,
            step=ProtectionQuestion.Step.CONCERN,
            put_at=now(),
        )
        put.save()
    return put


@action(may=policies.may_keep_concern, says=_("Spara en sida av en signal som inte är skickad."))
def keep_concern(actor, *, flow, fields, page):
    """Keep one page's answers beside those of the other pages; `page` is where the writer goes on."""
    drafts.begin_draft(actor, DRAFT, str(flow))
    return drafts.keep_draft(actor, form=DRAFT, subject=str(flow), fields=fields, page=page, whole=False)


@action(may=policies.may_stop_concern, says=_("Sluta skriva om ett barn med skyddade uppgifter, och spara inget."))
def stop_concern(actor, *, flow):
    """Forget all that was typed: a protected child is not written of here before somebody has decided so."""
    drafts.forget_draft(actor, DRAFT, str(flow))


@action(may=policies.may_log_concern, says=_("Skicka en signal till dem som tar emot signaler för enheten."))
def log_concern(
    actor,
    *,
    flow,
    child_name,
    child_class,
    birth_year,
    identity_number,
    seen,
    since,
    tried,
    child_knows,
    guardians_know,
    knows_more,
):
    """Send what was noticed, once, and throw away its draft. Returns the signal; a second sending returns the first."""
    drafts.forget_draft(actor, DRAFT, str(flow))  # and wait for whoever sends or saves the same one now
    question = ProtectionQuestion.objects.get(pk=question_of(actor, flow))
    sent = Concern.objects.filter(pk=question.pk).first()
    if sent:
        return sent
    moment = now()
    sent = Concern(
        id=question.pk,
        membership_id=actor.membership,
        from_unit_id=actor.unit,
        unit_id=Unit.objects.values_list("signals_to", flat=True).get(pk=actor.unit),
        child_name=child_name,
        child_class=child_class,
        birth_year=birth_year,
        identity_number=identity_number,
        seen=seen,
        since=since,
        tried=tried,
        child_knows=child_knows,
        guardians_know=guardians_know,
        knows_more=knows_more,
        question_put_at=question.put_at,
        sent_at=moment,
        answer_by=answer_day(localdate(moment)),
    )
    sent.save()
    return sent
