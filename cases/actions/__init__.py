"""What can be done with a signal, a case, what is written in it and the family."""

from cases.actions.cases import (
    answer_concern,
    assign_worker,
    begin_case,
    change_lead,
    close_case,
    decide,
    end_assignment,
    set_outside,
    start_case,
    take_on,
    take_part,
)
from cases.actions.concerns import begin_concern, keep_concern, log_concern, stop_concern
from cases.actions.family import (
    add_relative,
    change_child,
    change_relative,
    protect_child,
    show_identity,
    show_protected_name,
)
from cases.actions.records import correct_record, write_record

__all__ = [
    "add_relative",
    "answer_concern",
    "assign_worker",
    "begin_case",
    "begin_concern",
    "change_child",
    "change_lead",
    "change_relative",
    "close_case",
    "correct_record",
    "decide",
    "end_assignment",
    "keep_concern",
    "log_concern",
    "protect_child",
    "set_outside",
    "show_identity",
    "show_protected_name",
    "start_case",
    "stop_concern",
    "take_on",
    "take_part",
    "write_record",
]
