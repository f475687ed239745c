"""Who may take in, use and end a consent, and who may show what to whom."""

from consent.policies.by_law import may_not_now, may_put_away, may_share_by_law
from consent.policies.circle import (
    may_accept_invitation,
    may_decline_invitation,
    may_invite_unit,
    may_note_unit,
)
from consent.policies.deciding import may_decide_without, may_end_consent
from consent.policies.emergency import may_end_emergency, may_open_emergency, may_review_emergency
from consent.policies.giving import (
    may_give,
    may_give_and_invite,
    may_record_answer,
    may_rely_on,
    may_take_back_own,
    may_withdraw,
)
from consent.policies.lead import may_answer_handover, may_ask_handover, may_take_back_handover
from consent.policies.registry import may_produce
from consent.policies.renewing import may_renew
from consent.policies.scan import may_attach_scan
from consent.policies.sharing import may_copy_to_journal, may_correct_and_share, may_disclose, may_write_and_share
from consent.policies.spoken import may_note_spoken
from consent.policies.withheld import may_show_again, may_withhold

__all__ = [
    "may_accept_invitation",
    "may_answer_handover",
    "may_ask_handover",
    "may_attach_scan",
    "may_copy_to_journal",
    "may_correct_and_share",
    "may_decide_without",
    "may_decline_invitation",
    "may_disclose",
    "may_end_consent",
    "may_end_emergency",
    "may_give",
    "may_give_and_invite",
    "may_invite_unit",
    "may_not_now",
    "may_note_spoken",
    "may_note_unit",
    "may_open_emergency",
    "may_produce",
    "may_put_away",
    "may_record_answer",
    "may_rely_on",
    "may_renew",
    "may_review_emergency",
    "may_share_by_law",
    "may_show_again",
    "may_take_back_handover",
    "may_take_back_own",
    "may_withdraw",
    "may_withhold",
    "may_write_and_share",
]
