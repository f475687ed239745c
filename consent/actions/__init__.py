"""What can be done with consents, the circle and what is shown."""

from consent.actions.by_law import not_now, put_away, share_by_law
from consent.actions.circle import accept_invitation, decline_invitation, invite_unit, note_unit
from consent.actions.deciding import decide_without, end_consent
from consent.actions.emergency import end_emergency, open_emergency, review_emergency
from consent.actions.giving import give, give_and_invite, record_answer, rely_on, take_back_own, withdraw
from consent.actions.lead import answer_handover, ask_handover, take_back_handover
from consent.actions.registry import produce
from consent.actions.renewing import renew
from consent.actions.scan import attach_scan
from consent.actions.sharing import copy_to_journal, correct_and_share, disclose, write_and_share
from consent.actions.spoken import note_spoken
from consent.actions.withheld import show_again, withhold

__all__ = [
    "accept_invitation",
    "answer_handover",
    "ask_handover",
    "attach_scan",
    "copy_to_journal",
    "correct_and_share",
    "decide_without",
    "decline_invitation",
    "disclose",
    "end_consent",
    "end_emergency",
    "give",
    "give_and_invite",
    "invite_unit",
    "not_now",
    "note_spoken",
    "note_unit",
    "open_emergency",
    "produce",
    "put_away",
    "record_answer",
    "rely_on",
    "renew",
    "review_emergency",
    "share_by_law",
    "show_again",
    "take_back_handover",
    "take_back_own",
    "withdraw",
    "withhold",
    "write_and_share",
]
