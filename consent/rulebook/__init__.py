"""The rules of sharing: read once from consent/rules/*.toml, checked whole, then asked.

`bases()` says by which rules somebody may tell somebody something; `answer()` gives that as advice in plain Swedish.
Both are pure: they read no database, know no child, keep and log nothing.
"""

from consent.rulebook.asking import ALIKE, Answer, Consented, Question, Verdict, answer, bases
from consent.rulebook.parts import Basis, Caution, Force, Section
from consent.rulebook.reading import RULES, BadRules, Rulebook, read, rules
from consent.rulebook.words import Purpose, Receiver

__all__ = [
    "ALIKE",
    "RULES",
    "Answer",
    "BadRules",
    "Basis",
    "Caution",
    "Consented",
    "Force",
    "Purpose",
    "Question",
    "Receiver",
    "Rulebook",
    "Section",
    "Verdict",
    "answer",
    "bases",
    "read",
    "rules",
]
