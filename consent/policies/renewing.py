"""When a family can be asked anew."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from access.action import YES, no
from cases.policies.cases import leads, works_on
from consent.models import Answer, Consent
from consent.terms import LONGEST_MONTHS, lacks_guardians, months_later
from look.templatetags.look import day


def may_renew(actor, *, consent, ends_on, form, witness):
    case = consent.case
    if case.is_closed:
        return no(_("Samarbetet är avslutat. Öppna ett nytt om familjen vill ha hjälp igen."))
    if consent.unit_id != actor.unit or not leads(actor, case) or not works_on(actor, case):
        return no(_("Bara barnets fasta kontakt eller samordnare i enheten som skrev in samtycket frågar på nytt."))
    if Consent.objects.filter(renews=consent).exists():
        return no(_("Familjen är redan tillfrågad på nytt. Fortsätt i det nya samtycket."))
    if lacks_guardians(case.child, list(case.child.relatives.all())):
        return no(_("Skriv in barnets vårdnadshavare under Familj först. Det är de som svarar."))
    return _rest(case) and _dates(ends_on, form, witness)


def _rest(case):
    # After a no; whoever said yes to a part is asked anew about that part alone, and not about the rest.
    noes = Answer.objects.filter(consent__case=case, said=Answer.Said.NO, ask_again_on__gt=localdate())
    again = noes.order_by("-ask_again_on").first()
    if again:
        return no(_("Familjen vill inte bli tillfrågad igen före %(day)s.") % {"day": day(again.ask_again_on)})
    return YES


def _dates(ends_on, form, witness):
    today = localdate()
    if ends_on <= today:
        return no(_("Slutdagen måste ligga framåt i tiden."))
    if ends_on > months_later(today, LONGEST_MONTHS):
        return no(_("Ett samtycke gäller högst tolv månader. Välj en tidigare dag och fråga familjen igen då."))
    if form == "ORAL" and not witness.strip():
        return no(_("Ett muntligt svar behöver ett vittne. Skriv vem som hörde det."))
    return YES
