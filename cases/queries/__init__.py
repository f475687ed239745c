"""What is seen of signals, cases, notes and families."""

from cases.queries.cases import (
    assignment,
    case,
    closing,
    deciding,
    going_on,
    next_step,
    people,
    stage_words,
    starting,
    team,
)
from cases.queries.children import children, search
from cases.queries.concerns import as_written, concern_flow, my_concern, my_concerns, receiver, report_way
from cases.queries.family import family, one_relative, protected_case, relatives
from cases.queries.records import calling, correcting, history, readers, writing
from cases.queries.signals import carrying, concern, inbox, inbox_mark, likenesses, signal

__all__ = [
    "as_written",
    "assignment",
    "calling",
    "carrying",
    "case",
    "children",
    "closing",
    "concern",
    "concern_flow",
    "correcting",
    "deciding",
    "family",
    "going_on",
    "history",
    "inbox",
    "inbox_mark",
    "likenesses",
    "my_concern",
    "my_concerns",
    "next_step",
    "one_relative",
    "people",
    "protected_case",
    "readers",
    "receiver",
    "relatives",
    "report_way",
    "search",
    "signal",
    "stage_words",
    "starting",
    "team",
    "writing",
]
