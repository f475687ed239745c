"""What can be done with accounts, people and units; one subject a file."""

from agencies.actions.hours import set_hours
from agencies.actions.people import (
    change_roles,
    change_worker,
    end_membership,
    extend_membership,
    give_membership,
    invite_again,
    invite_worker,
)
from agencies.actions.protected import end_protected_right, give_protected_right
from agencies.actions.samples import draw_samples, reply_to_reviewer, sign_sample
from agencies.actions.signin import choose_language, choose_password, renew_password, send_password_link
from agencies.actions.stand_in import end_stand_in, set_stand_in
from agencies.actions.units import add_agency, add_unit, change_unit

__all__ = [
    "add_agency",
    "add_unit",
    "change_roles",
    "change_unit",
    "change_worker",
    "choose_language",
    "choose_password",
    "draw_samples",
    "end_membership",
    "end_protected_right",
    "end_stand_in",
    "extend_membership",
    "give_membership",
    "give_protected_right",
    "invite_again",
    "invite_worker",
    "renew_password",
    "reply_to_reviewer",
    "send_password_link",
    "set_hours",
    "set_stand_in",
    "sign_sample",
]
