"""May I share this? The rules, asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consent.rulebook.parts import Basis, Caution, Force, Section, in_force
from consent.rulebook.reading import Rulebook, rules

# Of these one says how a thing is told, the other that one may: they are never one basis of law to choose.
ALIKE = ("CONSENT", "INTERNAL")


class Verdict(models.TextChoices):
    """The five answers."""

    YES = "YES", gettext_lazy("Ja")
    WITH_CONSENT = "WITH_CONSENT", gettext_lazy("Ja, med samtycke")
    WEIGH = "WEIGH", gettext_lazy("Väg själv")
    NO = "NO", gettext_lazy("Nej")
    MUST = "MUST", gettext_lazy("Du måste")


class Consented(models.TextChoices):
    """Whether those who must answer have said yes to just this."""

    YES = "YES", gettext_lazy("Ja, alla som ska svara har sagt ja till just det här")
    NOT_YET = "NOT_YET", gettext_lazy("Nej, ingen har frågat än, eller alla har inte svarat")
    REFUSED = "REFUSED", gettext_lazy("Nej, någon har sagt nej")


@dataclass(frozen=True)
class Question:
    """What is asked: nothing of a child but its age in whole years, or None when nobody knows it."""

    sender: str
    receiver: str
    kind: str
    purpose: str
    years: int | None
    consent: str = Consented.NOT_YET
    same_agency: bool = False


@dataclass(frozen=True)
class Answer:
    """The advice. `leading` are the bases that it stands on, `exceptions` those that could hold but seldom do.

    `stopped_by` is what makes it a no whatever the rules say; `warnings` are the others.
    `ask_lawyer` says why the municipality's lawyer should be asked, one reason a line; `outside` that it is done
    outside Kring and that nothing of it may be written there.
    """

    verdict: Verdict
    reason: str
    leading: tuple[Basis, ...]
    exceptions: tuple[Basis, ...]
    warnings: tuple[Caution, ...]
    sections: tuple[Section, ...]
    ask_lawyer: tuple[str, ...]
    outside: bool
    stopped_by: Caution | None
    checked_on: date
    version: str


def bases(
    sender: str,
    receiver: str,
    *,
    years: int | None = None,
    purpose: str | None = None,
    same_agency: bool = False,
    on: date | None = None,
    book: Rulebook | None = None,
) -> tuple[Basis, ...]:
    """The bases that can hold when this regime tells that receiver, for a child of that age and that purpose, that day.

    Main roads first, in the files' order. Unknown age or purpose (None) rules nothing out. For a form that asks for
    the basis of law, leave out CONSENT and INTERNAL (`ALIKE`) and those that are `outside`. Nothing for an unknown
    pair or a day before the rules begin (domain.md 3.3 and 3.4).
    """
    book, on = book or rules(), on or localdate()
    codes = ["INTERNAL"] if same_agency else _codes(book, sender, receiver, on)
    found = [basis for basis in book.bases if basis.code in codes and basis.holds(years=years, purpose=purpose, on=on)]
    return tuple(sorted(found, key=lambda basis: not (purpose and basis.leads(purpose))))


def answer(question: Question, *, on: date | None = None, book: Rulebook | None = None) -> Answer:
    """The advice for that question. Duty goes before consent, consent before weighing, and weighing before asking."""
    book = book or rules()
    found = bases(
        question.sender,
        question.receiver,
        years=question.years,
        purpose=question.purpose,
        same_agency=question.same_agency,
        on=on,
        book=book,
    )
    said = _warnings(book, question)
    stop = next((caution for caution in said if caution.stops), None)
    verdict, leading = (Verdict.NO, ()) if stop else _verdict(question, found)
    exceptions = () if stop else tuple(b for b in found if b not in leading and b.code not in ALIKE)
    sections = {s.id: s for part in (*leading, *said, *exceptions) for s in part.sections}
    doubts = [part.uncertain for part in (*leading, *said)] + [s.uncertain for b in leading for s in b.sections]
    return Answer(
        verdict=verdict,
        reason=stop.text if stop else _reason(verdict, question, leading),
        leading=leading,
        exceptions=exceptions,
        warnings=tuple(caution for caution in said if caution != stop),
        sections=tuple(sections.values()),
        ask_lawyer=tuple(dict.fromkeys(doubt for doubt in doubts if doubt)),
        outside=any(basis.outside for basis in leading),
        stopped_by=stop,
        checked_on=book.checked_on,
        version=book.version,
    )


def _codes(book, sender, receiver, on) -> list[str]:
    return [
        code
        for cell in (*book.cells, *book.general)
        if sender in cell.senders and receiver in cell.receivers and in_force(cell, on)
        for code in cell.codes
    ]


def _warnings(book, question) -> tuple[Caution, ...]:
    asked = {name: getattr(question, name) for name in ("sender", "receiver", "kind", "purpose", "years", "consent")}
    found = [caution for caution in book.cautions if caution.fits(**asked)]
    if question.same_agency:  # of the border between two there is nothing to say where there is none
        found = [caution for caution in found if not (caution.receivers or caution.consent) or caution.stops]
    return tuple(found)


def _verdict(question, found) -> tuple[Verdict, tuple[Basis, ...]]:
    def of(*forces):
        return tuple(basis for basis in found if basis.force in forces and basis.leads(question.purpose))

    if duty := of(Force.MUST):
        return Verdict.MUST, duty
    if no_border := of(Force.OPEN):
        return Verdict.YES, no_border
    consent, weighed = of(Force.CONSENT), of(Force.WEIGH)
    if consent and question.consent == Consented.YES:
        return Verdict.YES, consent
    if weighed:
        return Verdict.WEIGH, weighed
    if consent and question.consent == Consented.NOT_YET:
        return Verdict.WITH_CONSENT, consent
    return Verdict.NO, ()


def _reason(verdict, question, leading) -> str:
    names = ", ".join(basis.name[0].lower() + basis.name[1:] for basis in leading)
    if verdict == Verdict.MUST:
        if any(basis.outside for basis in leading):
            return _(
                "Lagen säger att du ska berätta: %(bases)s. Gör det genast, direkt till mottagaren och utanför Kring."
            ) % {"bases": names}
        return _("Lagen säger att ni ska lämna uppgiften: %(bases)s. Ingen behöver samtycka.") % {"bases": names}
    if verdict == Verdict.YES:
        if question.same_agency:
            return _("Ni hör till samma myndighet. Berätta det som arbetet behöver, och inte mer.")
        return _("De som ska svara har sagt ja. Berätta det som de har sagt ja till, och inte mer.")
    if verdict == Verdict.WEIGH:
        if any(basis.outside for basis in leading):
            return _("Lagen säger att du bör berätta: %(bases)s. Gör det direkt till mottagaren och utanför Kring.") % {
                "bases": names
            }
        if question.consent == Consented.REFUSED:
            return _(
                "Lagen låter er göra det ändå, om villkoren stämmer: %(bases)s. Ett nej väger tungt. Skriv varför."
            ) % {"bases": names}
        if question.receiver == "FAMILY":
            return _("Ni får, om villkoren stämmer: %(bases)s. Fråga barnet först, efter ålder och mognad.") % {
                "bases": names
            }
        return _("Ni får, om villkoren stämmer: %(bases)s. Fråga helst om samtycke först. Skriv varför ni delar.") % {
            "bases": names
        }
    if verdict == Verdict.WITH_CONSENT:
        return _("Fråga dem som ska svara. När de har sagt ja till just det här får ni berätta.")
    if question.consent == Consented.REFUSED:
        return _("Någon har sagt nej, och ingen regel om just det här går före. Arbeta vidare i den egna enheten.")
    return _("Ingen regel låter er berätta det här för den mottagaren. Läs vad ni kan göra i stället.")
