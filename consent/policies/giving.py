"""Who may record what a family has answered, and when an answer is one."""

from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from access.action import YES, no
from agencies.models import Unit
from cases.age import no_needs_reason
from cases.models import Relative
from cases.policies.cases import leads, works_on
from consent.models import Answer, Consent
from consent.terms import LONGEST_MONTHS, lacks_guardians, may_answer_for_self, months_later
from consent.wording import wordings


def may_give(actor, *, case, consent_id, terms):
    if case.is_closed:
        return no(_("Samarbetet är avslutat. Öppna ett nytt om familjen vill ha hjälp igen."))
    if not leads(actor, case):
        return no(_("Bara den som är barnets fasta kontakt eller samordnare skriver in samtycket."))
    if not works_on(actor, case):
        return no(_("Gå in i samarbetet först: det som familjen säger antecknas av den som arbetar med barnet."))
    if not terms.parties:
        return no(_("Välj minst en enhet som familjen har svarat om."))
    if Unit.objects.filter(pk__in=[p.unit for p in terms.parties], takes_children=False).exists():
        return no(_("En av de valda enheterna arbetar inte med barn. Välj en annan."))
    return _dates(terms) and _answers(case, terms)


def may_give_and_invite(actor, *, case, consent_id, terms, reason):
    return may_give(actor, case=case, consent_id=consent_id, terms=terms)


def _dates(terms):
    today = localdate()
    if terms.given_on > today:
        return no(_("Svaret kan inte vara givet i framtiden. Ändra dagen då familjen svarade."))
    if terms.ends_on <= terms.given_on or terms.ends_on < today:
        return no(_("Slutdagen måste ligga efter dagen då familjen svarade, och framåt i tiden."))
    if terms.ends_on > months_later(terms.given_on, LONGEST_MONTHS):
        return no(_("Ett samtycke gäller högst tolv månader. Välj en tidigare dag och fråga familjen igen då."))
    if terms.form == "ORAL" and not terms.witness.strip():
        return no(_("Ett muntligt svar behöver ett vittne. Skriv vem som hörde det."))
    return YES


def _answers(case, terms):
    child = case.child
    said = {answer.relative: answer for answer in terms.answers}
    strangers = set(said) - {None} - {r.pk for r in Relative.objects.filter(child=child)}
    if strangers:
        return no(_("Någon av dem som svarat finns inte i barnets familj. Lägg till personen under Familj först."))
    without_custody = {r.pk for r in child.relatives.all() if not r.has_custody}
    if any(relative in without_custody for relative in said):
        return no(_("En förälder utan vårdnad svarar inte på samtycke."))
    if lacks_guardians(child, list(child.relatives.all()), terms.given_on):
        return no(_("Skriv in barnets vårdnadshavare under Familj först. Det är de som svarar."))
    if None not in said:
        return no(_("Barnet ska alltid bli tillfrågat. Skriv vad barnet svarade, eller att det inte har svarat än."))
    if any(answer.text and answer.text not in wordings() for answer in (*terms.answers, *terms.others)):
        return no(_("Den texten finns inte. Välj den text som familjen har svarat på."))
    for_self = {one.pk for one in may_answer_for_self(child, list(child.relatives.all()), terms.given_on)}
    if not {answer.relative for answer in terms.others} <= for_self:
        return no(
            _("Den som svarar för barnet svarar inte en gång till för sig själv. Låt det stå i det första svaret.")
        )
    unclear = [verdict for one in terms.others if not (verdict := _how(one.said, one.form, one.witness))]
    return unclear[0] if unclear else _despite_no(child, said[None].said, terms.despite_no, terms.given_on)


def _despite_no(child, said, reason, on=None):
    is_no = said in Answer.NOT_WHOLE
    if is_no and no_needs_reason(child, on) and not reason.strip():
        return no(_("Barnet har sagt nej. Från tolv års ålder behöver ni skriva varför ni ändå går vidare."))
    return YES


def may_record_answer(
    actor,
    *,
    answer,
    said,
    refused,
    words,
    despite_no="",
    ask_again_on=None,
    text="",
    interpreted_to="",
    form="",
    witness="",
):
    if answer.consent.case.is_closed:
        return no(_("Samarbetet är avslutat, så svaret ändrar inget."))
    if answer.said != Answer.Said.WAITING:
        return no(
            _("Det här svaret är redan inskrivet. Vill familjen ändra sig tar ni tillbaka eller skriver ett nytt.")
        )
    if answer.consent.ends_at <= now():
        return no(_("Samtycket har gått ut. Skriv in ett nytt."))
    if text and text not in wordings():
        return no(_("Den texten finns inte. Välj den text som familjen har svarat på."))
    if answer.about_self:
        return _how(said, form, witness)
    if said in Answer.YESES and _opens_between_others(actor, answer.consent) and not leads(actor, answer.consent.case):
        return no(_("Svaret öppnar mellan andra enheter. Barnets samordnare skriver in det, eller frågar på nytt."))
    return _despite_no(answer.consent.case.child, said, despite_no) if answer.by_child else YES


def _opens_between_others(actor, consent) -> bool:
    """Whether lines that begin in other units wait for the answers: only the lead opens those (walls.sql)."""
    return consent.grants.filter(starts_at=None).exclude(from_unit=actor.unit).exists()


def _how(said, form, witness):
    """How somebody who answers for themselves has answered: the others' form is the consent's."""
    if said != Answer.Said.WAITING and not form:
        return no(_("Skriv hur personen svarade: skriftligt, muntligt med vittne eller på mötet."))
    if form == Consent.Form.ORAL and not witness.strip():
        return no(_("Ett muntligt svar behöver ett vittne. Skriv vem som hörde det."))
    return YES


def may_withdraw(actor, *, consent, about_unit, kind, told_by, by_one=False, answer=None):
    if consent.withdrawals.filter(about_unit=None, kind="", by_one=False).exists():
        return no(_("Det här samtycket är redan tillbakataget."))
    if consent.ends_at <= now():
        return no(_("Det här samtycket har redan gått ut."))
    if answer is not None and answer.consent_id != consent.pk:
        return no(_("Den personen har inte svarat på det här samtycket."))
    if answer is not None and answer.about_self:
        return no(_("Den personen svarar bara för sig själv och tar tillbaka sitt ja vid sitt eget svar."))
    if not works_on(actor, consent.case):
        return no(_("Bara den som arbetar med barnet skriver in det. Ring barnets samordnare, eller gå in först."))
    return YES


def may_rely_on(actor, *, consent):
    if consent.ends_at <= now():
        return no(_("Samtycket har gått ut."))
    if not consent.grants.filter(from_unit=actor.unit, relied_at=None).exists():
        return no(_("Er enhet lutar sig redan mot det här samtycket."))
    return YES


def may_take_back_own(actor, *, answer):
    if not answer.about_self:
        return no(_("Den som svarar för barnet tar tillbaka sitt ja på samtycket. Välj Familjen tar tillbaka."))
    if not answer.can_be_taken_back:
        return no(
            _("Det finns inget ja att ta tillbaka: personen har inte sagt ja, eller har redan tagit tillbaka det.")
        )
    return YES
