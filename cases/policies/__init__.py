"""Who may do what with a signal, a case, what is written in it and the family."""

from cases.policies.cases import (
    may_answer_concern,
    may_assign_worker,
    may_begin_case,
    may_change_lead,
    may_close_case,
    may_decide,
    may_end_assignment,
    may_set_outside,
    may_start_case,
    may_take_on,
    may_take_part,
)
from cases.policies.concerns import may_begin_concern, may_keep_concern, may_log_concern, may_stop_concern
from cases.policies.family import (
    may_add_relative,
    may_change_child,
    may_change_relative,
    may_protect_child,
    may_show_identity,
    may_show_protected_name,
)
from cases.policies.records import may_correct_record, may_write_record

__all__ = [
    "may_add_relative",
    "may_answer_concern",
    "may_assign_worker",
    "may_begin_case",
    "may_begin_concern",
    "may_change_child",
    "may_change_lead",
    "may_change_relative",
    "may_close_case",
    "may_correct_record",
    "may_decide",
    "may_end_assignment",
    "may_keep_concern",
    "may_log_concern",
    "may_protect_child",
    "may_set_outside",
    "may_show_identity",
    "may_show_protected_name",
    "may_start_case",
    "may_stop_concern",
    "may_take_on",
    "may_take_part",
    "may_write_record",
]
