"""Who may decide about a consent that not everybody has said yes to, and what no decision can replace."""

from django.utils.timezone import now
from django.utils.translation import gettext as _

from access.action import YES, no
from cases.age import NEEDED, age
from cases.policies.cases import leads
from consent.grounds import Ground
from consent.models import Answer, Withdrawal
from consent.terms import lacks_right

SHORTEST = 10  # characters of a reason


def may_decide_without(actor, *, consent, ground, answer, reason):
    return (
        _stands(actor, consent)
        and _reasoned(reason)
        and (_young_decides(consent) if ground == Ground.MATURE else _without(consent, ground, answer))
    )


def may_end_consent(actor, *, consent, reason):
    return _stands(actor, consent) and _reasoned(reason)


def _stands(actor, consent):
    if consent.case.is_closed:
        return no(_("Samarbetet är avslutat, så beslutet ändrar inget."))
    if consent.unit_id != actor.unit or not leads(actor, consent.case):
        return no(_("Bara barnets fasta kontakt eller samordnare i enheten som skrev in samtycket beslutar om det."))
    if consent.ends_at <= now():
        return no(_("Samtycket har gått ut. Skriv in ett nytt."))
    if consent.withdrawals.filter(about_unit=None, kind="", by_one=False).exists():
        return no(_("Alla har tagit tillbaka sitt ja. Det kan inget beslut ersätta. Fråga familjen på nytt."))
    if consent.decisions.filter(ground=Ground.ENDED).exists():
        return no(_("Samtycket är redan avslutat. Skriv in ett nytt om familjen vill."))
    return YES


def _reasoned(reason):
    if len(reason.strip()) < SHORTEST:
        return no(_("Skriv skälet med minst en mening, så att den som läser beslutet förstår det."))
    return YES


def _without(consent, ground, answer):
    if answer is None or answer.consent_id != consent.pk:
        return no(_("Välj vems svar det gäller."))
    return _about(consent, ground, answer) and _remaining(consent, answer, ground)


def _about(consent, ground, answer):
    took_back = Withdrawal.objects.filter(consent=consent, by_one=True, answer=answer).exists()
    if answer.said == Answer.Said.YES and not took_back and not _unnamed(consent):
        return no(_("Den personen har sagt ja. Då behövs inget beslut."))
    match ground:
        case Ground.ABSENT if answer.by_child:
            return no(_("Barnet blir alltid tillfrågat. Den här grunden gäller bara vårdnadshavare."))
        case Ground.ABSENT if answer.said != Answer.Said.WAITING or took_back or _unnamed(consent):
            return no(_("Vårdnadshavaren har sagt nej eller tagit tillbaka. Då bestämmer inte den andra ensam."))
        case Ground.CUSTODY if answer.by_child or answer.relative.has_custody:
            return no(_("Personen står som vårdnadshavare. Ändra under Familj först, om vårdnaden har ändrats."))
        case Ground.LIMITED if answer.by_child or not answer.relative.limited_right:
            return no(_("Markera först under Familj att personen inte får besluta om allt."))
        case Ground.CHILD:
            return _is_young(consent, answer)
        case Ground.ENDED:
            return no(_("Ett samtycke avslutas för alla, inte för en person."))
    return YES


def _unnamed(consent):
    # Somebody in the circle wrote that one of them has taken back, and could not see who has answered.
    return Withdrawal.objects.filter(consent=consent, by_one=True, answer=None, decisions=None).exists()


def _is_young(consent, answer):
    years = age(consent.case.child)
    if not answer.by_child:
        return no(_("Den grunden gäller bara barnets eget svar."))
    if years is not None and years >= NEEDED:
        return no(_("Från femton års ålder stänger den ungas nej. Det kan inget beslut ersätta."))
    return YES


def _remaining(consent, answer, ground):
    """Somebody else with the right must have said yes and not taken it back."""
    others = (
        consent.answers.filter(is_needed=True, said__in=Answer.YESES).exclude(pk=answer.pk).select_related("relative")
    )
    back = set(Withdrawal.objects.filter(consent=consent, by_one=True).values_list("answer", flat=True))
    staying = [other for other in others if other.pk not in back]
    if not staying:
        return no(_("Ingen annan som ska svara har sagt ja. Fråga dem först."))
    if ground == Ground.ABSENT and all(other.by_child for other in staying):
        return no(_("Ingen annan vårdnadshavare har sagt ja. Fråga dem först."))
    if ground in (Ground.LIMITED, Ground.CUSTODY) and all(other.by_child for other in staying):
        return no(_("Ingen annan som får bestämma har sagt ja. Fråga socialtjänsten vem som bestämmer."))
    if lacks_right([other.relative for other in staying if not other.by_child]):
        return no(_("Den som har sagt ja får inte besluta om det här ensam. Fråga socialtjänsten vem som bestämmer."))
    without_right = [o for o in staying if o.relative and not o.relative.has_custody]
    if without_right:
        return no(
            _("%(name)s har inte vårdnaden, och kan inte svara ensam. Fråga den som har den.")
            % {"name": without_right[0].relative.name}
        )
    return YES


def _young_decides(consent):
    years = age(consent.case.child)
    if years is None or years < NEEDED:
        return no(_("Den unga kan bestämma själv tidigast från femton års ålder."))
    own = consent.answers.filter(by_child=True, said__in=Answer.YESES).first()
    if own is None or Withdrawal.objects.filter(consent=consent, by_one=True, answer=own).exists():
        return no(_("Den unga har inte sagt ja. Fråga först den som det gäller."))
    if consent.answers.filter(by_child=False, is_needed=True).exclude(decisions=None).exists():
        return no(_("Det finns redan ett beslut om en vårdnadshavares svar. Skriv in ett nytt samtycke i stället."))
    return YES
