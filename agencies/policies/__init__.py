"""Who may change who works where; one subject a file."""

from agencies.policies.hours import may_set_hours
from agencies.policies.people import (
    may_change_roles,
    may_change_worker,
    may_end_membership,
    may_extend_membership,
    may_give_membership,
    may_invite_again,
    may_invite_worker,
)
from agencies.policies.protected import may_end_protected_right, may_give_protected_right
from agencies.policies.samples import may_draw_samples, may_reply_to_reviewer, may_sign_sample
from agencies.policies.signin import (
    may_choose_language,
    may_choose_password,
    may_renew_password,
    may_send_password_link,
)
from agencies.policies.stand_in import may_end_stand_in, may_set_stand_in
from agencies.policies.units import may_add_agency, may_add_unit, may_change_unit

__all__ = [
    "may_add_agency",
    "may_add_unit",
    "may_change_roles",
    "may_change_unit",
    "may_change_worker",
    "may_choose_language",
    "may_choose_password",
    "may_draw_samples",
    "may_end_membership",
    "may_end_protected_right",
    "may_end_stand_in",
    "may_extend_membership",
    "may_give_membership",
    "may_give_protected_right",
    "may_invite_again",
    "may_invite_worker",
    "may_renew_password",
    "may_reply_to_reviewer",
    "may_send_password_link",
    "may_set_hours",
    "may_set_stand_in",
    "may_sign_sample",
]
