"""The whole matrix of who may tell whom, in the handbook. KRING_WRITE=1 writes the page anew."""

from os import environ

import pytest

from agencies.models import Regime
from consent.rulebook import Force, Receiver, bases, rules
from tests.law.addresses import page

pytestmark = pytest.mark.law
PAGE = page("may-i-share.md")
HEAD = """# May I share?

What the guide *Får jag dela?* answers from: the rules in `consent/rules/`, version {version}, read {checked}.
Written by `make handbook`; a test compares it with the rules, so that a changed rule is a difference that can be read.
The texts are Swedish, as in the rules. Codes in *italics* are exceptions: they never lead. What holds everywhere stands
once, under the matrix. **The municipality's lawyer approves the matrix before a real child is entered.**

"""
FORCES = {Force.OPEN: "ja", Force.CONSENT: "ja, med samtycke", Force.WEIGH: "väg själv", Force.MUST: "du måste"}


def cell(sender, receiver, everywhere) -> str:
    codes = [
        basis.code if basis.leads_for else f"*{basis.code}*"
        for basis in bases(sender, receiver, on=rules().checked_on)
        if basis.code not in everywhere
    ]
    return " · ".join(codes) or "–"


def written() -> str:
    book = rules()
    everywhere = {code for general in book.general for code in general.codes}
    lines = [HEAD.format(version=book.version, checked=book.checked_on)]
    lines += ["## Matrix", "", "| from ↓ to → | " + " | ".join(Receiver.values) + " |", "|---" * 13 + "|"]
    for sender in Regime.values:
        row = [cell(sender, receiver, everywhere) for receiver in Receiver.values]
        lines.append(f"| **{sender}** | {' | '.join(row)} |")
    lines += ["", "In many cells at once:", ""]
    for general in book.general:
        senders = [regime for regime in Regime.values if regime in general.senders]
        receivers = [receiver for receiver in Receiver.values if receiver in general.receivers]
        lines.append(f"* {', '.join(general.codes)}: from {', '.join(senders)} to {', '.join(receivers)}")
    lines += ["", "Inside one authority INTERNAL goes before the matrix.", "", "## Bases", ""]
    for basis in sorted(book.bases, key=lambda basis: (basis.code, basis.valid_from)):
        lines += _basis(basis)
    lines += ["## Always said", ""]
    for caution in book.cautions:
        lines.append(f"* **{caution.name}**{' (stops)' if caution.stops else ''}: {caution.text}{_doubt(caution)}")
    lines += ["", "## Sections", ""]
    for section in book.sections.values():
        lines.append(f"* **{section.id}** {section.name} (read {section.read_on}): {section.text}{_doubt(section)}")
    return "\n".join(lines) + "\n"


def _basis(basis):
    ages = f"{basis.ages[0]}–{basis.ages[1]} år" if basis.ages else "alla åldrar"
    until = f"till {basis.valid_to}" if basis.valid_to else "tills vidare"
    outside = ", utanför Kring" if basis.outside else ""
    yield f"### {basis.code}"
    yield ""
    held = f"{ages}, från {basis.valid_from} {until}."
    yield f"{basis.name} ({basis.law}): *{FORCES[basis.force]}*{outside}. {held}{_doubt(basis)}"
    yield ""
    yield f"For: {', '.join(sorted(basis.purposes))}. Leads for: {', '.join(sorted(basis.leads_for)) or 'nothing'}."
    yield ""
    yield from (f"* {condition}" for condition in basis.conditions)
    yield f"* Gäller inte: {basis.not_for}"
    yield ""


def _doubt(part) -> str:
    return f" **Fråga er jurist:** {part.uncertain}" if part.uncertain else ""


def test_the_page_says_what_the_rules_say():
    now = written()
    if environ.get("KRING_WRITE"):
        PAGE.write_text(now, encoding="utf-8")
    assert PAGE.exists(), "make handbook writes it"
    assert PAGE.read_text(encoding="utf-8") == now, "read the difference; if it is meant, make handbook writes it anew"
