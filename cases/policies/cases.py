"""Who may begin, staff, lead, decide on and end the work around a child."""

from django.utils.translation import gettext_lazy as _

from access.action import YES, no
from agencies.models import Unit
from cases.flow import question_of
from cases.models import Case, Involvement, ProtectionQuestion
from cases.sight import LED, MINE

WORKING = ("CASEWORKER", "INTAKE", "COORDINATOR")
CLOSED = _("Samarbetet är avslutat. Börja ett nytt om barnet behöver er igen.")
LEAD_ONLY = _("Det gör den som är barnets samordnare, eller den som leder enheten.")
NOT_WITH = _("Er enhet är inte med än. De som tar emot hos er svarar på inbjudan först.")
NOT_OURS = _("Personen arbetar inte med barn i er enhet. Be er behörighetsadministratör att lägga till uppdraget.")


def leads(actor, case) -> bool:
    """Whether the actor is the case's lead, or stands in for the lead; a page has asked it with the case (`is_led`)."""
    if hasattr(case, "is_led"):
        return case.is_led
    return Case.objects.filter(pk=case.pk, pk__in=LED).exists()


def works_on(actor, case) -> bool:
    """Whether the case is in the caseload, or led by the actor; a page has asked it with the case (`is_mine`)."""
    if hasattr(case, "is_mine"):
        return case.is_mine
    return Case.objects.filter(pk=case.pk, pk__in=MINE).exists()


def is_with(actor, case) -> bool:
    """Whether the actor's unit opened the case or has said yes to taking part."""
    if case.unit_id == actor.unit:
        return True
    return Involvement.objects.filter(case=case, unit=actor.unit, state=Involvement.State.ACTIVE).exists()


def may_take_on(actor, *, concern, child, details, answer):
    if concern.unit_id != actor.unit or not actor.has("INTAKE"):
        return no(_("Signalen är inte ställd till er enhet."))
    if concern.taken_at and concern.taken_by_id != actor.membership:
        return no(_("Någon i teamet har redan tagit emot signalen."))
    if child is None and not details:
        return no(_("Skriv vad barnet heter."))
    if child is not None and child.unit_id != actor.unit:
        return no(_("Barnet finns inte hos er enhet."))
    return YES


def may_set_outside(actor, *, concern):
    if concern.unit_id != actor.unit or not actor.has("INTAKE"):
        return no(_("Signalen är inte ställd till er enhet."))
    if concern.taken_at:
        return no(_("Signalen är redan mottagen i ett samarbete. Prata med den som leder enheten."))
    return YES


def may_answer_concern(actor, *, concern, text):
    if concern.unit_id != actor.unit:
        return no(_("Signalen är inte ställd till er enhet."))
    if concern.answered_at and (concern.answer, concern.answered_by_id) != (text, actor.membership):
        return no(_("Signalen är redan besvarad. Ring den som skrev om du vill säga något mer."))
    return YES


def may_begin_case(actor, *, flow=None):
    if not actor.has(*WORKING):
        return no(_("Ett samarbete börjas av den som arbetar med barn. Fråga den som tar emot signaler hos er."))
    if not Unit.objects.get(pk=actor.unit).takes_children:
        return no(_("Er enhet har inga barn i Kring. Byt uppdrag, eller fråga den enhet som möter barnet."))
    return YES


def may_start_case(actor, *, flow, child, details, why, kind):
    question = ProtectionQuestion.objects.filter(pk=question_of(actor, flow), step=ProtectionQuestion.Step.START)
    if not question.exists():
        return no(_("Börja med skyddsfrågan. Den ställs innan ett samarbete börjar."))
    if child is None and not details:
        return no(_("Skriv vad barnet heter."))
    if child is not None and child.unit_id != actor.unit:
        return no(_("Barnet finns inte hos er enhet."))
    if why and actor.regime == "POLICE":
        return no(_("Här skriver du bara det som ska delas. Lämna raden tom och skriv varför i ert eget system."))
    return may_begin_case(actor)


def staffs(actor, case):
    """Whether the actor says who in the unit works on the case; what may_assign_worker asks first."""
    if case.is_closed:
        return no(CLOSED)
    if not (leads(actor, case) or actor.has("MANAGER")):
        return no(LEAD_ONLY)
    return YES if is_with(actor, case) else no(NOT_WITH)


def may_assign_worker(actor, *, case, membership):
    verdict = staffs(actor, case)
    if verdict and membership.pk == actor.membership and not leads(actor, case):
        return no(_("Gå in själv med ”Gå in i samarbetet”: då säger loggen att du gjorde det."))
    return verdict and _works_here(actor, membership)


def may_take_part(actor, *, case):
    if case.is_closed:
        return no(CLOSED)
    if not actor.has("MANAGER"):
        return no(_("Det gör den som leder enheten. Andra läggs till av barnets samordnare."))
    return YES if is_with(actor, case) else no(NOT_WITH)


def may_end_assignment(actor, *, caseload):
    case = caseload.content_object
    if caseload.unit_id != actor.unit:
        return no(_("Personen hör till en annan enhet, som själv säger vem som är med."))
    if case.lead.worker_id == caseload.user_id and case.lead.unit_id == caseload.unit_id and not case.is_closed:
        return no(_("Barnet ska alltid ha en samordnare. Byt samordnare först."))
    if not (caseload.user_id == actor.worker or actor.has("MANAGER") or leads(actor, case)):
        return no(LEAD_ONLY)
    return YES


def gives_lead(actor, case):
    """Whether the actor may give the case another lead in the unit; what may_change_lead asks first."""
    verdict = staffs(actor, case)
    if verdict and case.lead.unit_id != actor.unit:
        return no(_("Barnets samordnare arbetar i en annan enhet. Fråga samordnaren om att lämna över."))
    if verdict and case.handovers.filter(answered_at=None).exists():
        return no(_("En fråga om att ta över väntar redan på svar."))
    return verdict


def may_change_lead(actor, *, case, membership):
    verdict = gives_lead(actor, case)
    return verdict and _works_here(actor, membership)


def may_decide(actor, *, case, decision):
    if case.is_closed:
        return no(CLOSED)
    if not leads(actor, case):
        return no(_("Det bestämmer barnets samordnare."))
    if case.stage not in (Case.Stage.OWN, Case.Stage.CONSENT):
        return no(_("Flera är redan med. Hur det går vidare bestäms på mötena."))
    return YES


def may_close_case(actor, *, case, changed, remains, words, said_by):
    if case.is_closed:
        return YES if case.closed_by_id == actor.membership else no(CLOSED)
    if not leads(actor, case):
        return no(_("Det är barnets samordnare som avslutar."))
    if not works_on(actor, case):
        return no(_("Gå in i samarbetet först: den som avslutar skriver vad som har förändrats."))
    return YES


def _works_here(actor, membership):
    if membership.unit_id != actor.unit or not membership.is_in_force:
        return no(NOT_OURS)
    if not set(WORKING) & set(membership.roles):
        return no(NOT_OURS)
    return YES
