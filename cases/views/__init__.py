"""Pages of a signal, a case, its notes and the family."""

from cases.views.cases import children, close, decide, search, start, start_child, start_question
from cases.views.concern import (
    concern,
    concern_check,
    concern_question,
    concern_receipt,
    concern_step,
    new_concern,
)
from cases.views.family import child, family, identity, protect, protected_name, relative
from cases.views.people import assign, change_lead, end_assignment, people, take_part
from cases.views.records import history, log_call
from cases.views.signals import answer_signal, signal, signal_outside, signals, signals_changed

__all__ = [
    "answer_signal",
    "assign",
    "change_lead",
    "child",
    "children",
    "close",
    "concern",
    "concern_check",
    "concern_question",
    "concern_receipt",
    "concern_step",
    "decide",
    "end_assignment",
    "family",
    "history",
    "identity",
    "log_call",
    "new_concern",
    "people",
    "protect",
    "protected_name",
    "relative",
    "search",
    "signal",
    "signal_outside",
    "signals",
    "signals_changed",
    "start",
    "start_child",
    "start_question",
    "take_part",
]
