"""What can be done with a meeting and its invitations."""

from coordination.actions.meetings import (
    answer_invitation,
    book_meeting,
    cancel_meeting,
    change_meeting,
    invite_to_part,
    note_answer,
    note_interpreter,
    revoke_invitation,
    take_meeting,
)
from coordination.actions.plans import drop_measure, end_meeting, give_measure, keep_on, mark_done
from coordination.actions.reminders import send_digests

__all__ = [
    "answer_invitation",
    "book_meeting",
    "cancel_meeting",
    "change_meeting",
    "drop_measure",
    "end_meeting",
    "give_measure",
    "invite_to_part",
    "keep_on",
    "mark_done",
    "note_answer",
    "note_interpreter",
    "revoke_invitation",
    "send_digests",
    "take_meeting",
]
