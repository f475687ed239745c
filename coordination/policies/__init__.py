"""Who may book a meeting, change it, and answer."""

from coordination.policies.meetings import (
    leads,
    may_answer_invitation,
    may_book_meeting,
    may_cancel_meeting,
    may_change_meeting,
    may_invite_to_part,
    may_note_answer,
    may_note_interpreter,
    may_revoke_invitation,
    may_take_meeting,
)
from coordination.policies.plans import (
    carries,
    gives,
    may_drop_measure,
    may_end_meeting,
    may_give_measure,
    may_keep_on,
    may_mark_done,
    may_send_digests,
)

__all__ = [
    "carries",
    "gives",
    "leads",
    "may_answer_invitation",
    "may_book_meeting",
    "may_cancel_meeting",
    "may_change_meeting",
    "may_drop_measure",
    "may_end_meeting",
    "may_give_measure",
    "may_invite_to_part",
    "may_keep_on",
    "may_mark_done",
    "may_note_answer",
    "may_note_interpreter",
    "may_revoke_invitation",
    "may_send_digests",
    "may_take_meeting",
]
