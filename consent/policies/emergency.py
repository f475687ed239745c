"""Who may open a case that is not theirs because it cannot wait, who ends it, and who reviews it."""

from django.utils.translation import gettext_lazy as _

from access.action import YES, no
from agencies.models import Membership
from cases.models import Case
from cases.policies.cases import WORKING
from cases.sight import MINE
from consent import sight
from consent.attempts import too_many
from consent.models import Opening, OpeningReview

FEW_WORDS = 3
NOT_FOR_YOU = _("Det här är till för den som arbetar med barn. Är det akut, ring 112 eller socialjouren.")
TOO_MANY = _("Du har skrivit många nummer på kort tid. Vänta en kvart. Är det akut, ring 112 eller socialjouren.")
MORE_WORDS = _("Skriv med några ord varför det inte kan vänta.")
# The same for a number that is nobody's, for a case that the agency has no part in, and for a protected child.
NOTHING_THERE = _(
    "Det finns inget för er att öppna på det numret. Kontrollera siffrorna. Är det akut, ring 112 eller socialjouren."
)
YOURS_ALREADY = _("Du arbetar redan med det här barnet. Öppna det som vanligt, under Barn.")
OPEN_ALREADY = _("Du har redan öppnat det. Det står på Min dag så länge det är öppet.")


def may_open_emergency(actor, *, new_id, number, reason):
    if not actor.has(*WORKING):
        return no(NOT_FOR_YOU)
    if too_many(actor):
        return no(TOO_MANY)
    if len(reason.split()) < FEW_WORDS:
        return no(MORE_WORDS)
    case = sight.sought(number)
    if case is None:
        return no(NOTHING_THERE)
    if Case.objects.filter(pk=case, pk__in=MINE).exists():
        return no(YOURS_ALREADY)
    running = Opening.objects.filter(case=case, worker=actor.worker, unit=actor.unit, ended_at=None)
    if any(not opening.is_over for opening in running.exclude(pk=new_id)):
        return no(OPEN_ALREADY)
    return YES


def may_end_emergency(actor, *, opening):
    if opening.worker_id != actor.worker:
        return no(_("Bara den som öppnade kan säga att det är klart."))
    if opening.is_over:
        return no(_("Nödöppningen är redan slut."))
    return YES


def may_review_emergency(actor, *, opening, outcome, remark, withheld_because):
    if opening.worker_id == actor.worker:
        return no(_("Ingen granskar sin egen nödöppning. Den som leder enheten eller granskar loggen gör det."))
    if OpeningReview.objects.filter(opening=opening).exists():
        return no(_("Den här nödöppningen är redan granskad."))
    manages = actor.has("MANAGER") and opening.unit_id == actor.unit
    reviews = actor.has("LOG_REVIEWER") and opening.agency_id == actor.agency
    if not manages and not reviews:
        return no(_("Det gör den som leder enheten, eller den som granskar loggen."))
    if not manages and not opening.is_late and has_manager(opening):
        return no(_("Den som leder enheten granskar först. Är det inte gjort i tid kommer det till dig."))
    if not remark.strip():
        return no(_("Skriv några ord om vad du har kommit fram till."))
    return YES


def has_manager(opening) -> bool:
    """Whether somebody else than the one who opened manages the unit; a page has asked it with the opening."""
    if hasattr(opening, "is_managed"):
        return opening.is_managed
    return managers(opening.unit_id, opening.worker_id).exists()


def managers(unit, but):
    """Who manages a unit now, besides the one who opened."""
    return Membership.objects.in_force().filter(unit=unit, roles__contains=["MANAGER"]).exclude(worker=but)
