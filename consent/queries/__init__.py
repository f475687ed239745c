"""What a consent opens, who may be told what, and why somebody can see."""

from consent.queries.asked import Asked, answer_of, asked_for, asked_now, asked_of, own_answer, text_of
from consent.queries.asking import Asking, asking
from consent.queries.by_law import ByLaw, by_law_page, look_again, not_now_page
from consent.queries.changing import (
    DecidePage,
    RenewPage,
    WithdrawPage,
    decide_page,
    one_consent,
    renew_page,
    withdraw_page,
)
from consent.queries.consents import consents
from consent.queries.emergency import (
    of_unit,
    opening_holds,
    opening_of,
    opening_page,
    openings_of,
    own_opening,
    review_page,
)
from consent.queries.invitations import invitation, invitations
from consent.queries.lines import Receiver, doors_of_case, is_covered, offered, open_to, receivers
from consent.queries.notes import Mending, Noting, mending, noting
from consent.queries.pages import (
    asked_unit,
    case_of,
    circle_page,
    consents_page,
    give_page,
    handover_of,
    in_sight,
    record_of,
    told,
)
from consent.queries.registry import document, received
from consent.queries.scan import scan_of
from consent.queries.sharing import Sharing, sharing
from consent.queries.spoken import Speaking, speaking
from consent.queries.standing import standing_of, with_standing
from consent.queries.untold import untold
from consent.queries.withheld import (
    NotFor,
    Paper,
    WithholdPage,
    named,
    not_for,
    paper_for,
    with_withheld,
    withheld_of,
    withhold_page,
    withholding_of,
)

__all__ = [
    "Asked",
    "Asking",
    "ByLaw",
    "DecidePage",
    "Mending",
    "NotFor",
    "Noting",
    "Paper",
    "Receiver",
    "RenewPage",
    "Sharing",
    "Speaking",
    "WithdrawPage",
    "WithholdPage",
    "answer_of",
    "asked_for",
    "asked_now",
    "asked_of",
    "asked_unit",
    "asking",
    "by_law_page",
    "case_of",
    "circle_page",
    "consents",
    "consents_page",
    "decide_page",
    "document",
    "doors_of_case",
    "give_page",
    "handover_of",
    "in_sight",
    "invitation",
    "invitations",
    "is_covered",
    "look_again",
    "mending",
    "named",
    "not_for",
    "not_now_page",
    "noting",
    "of_unit",
    "offered",
    "one_consent",
    "open_to",
    "opening_holds",
    "opening_of",
    "opening_page",
    "openings_of",
    "own_answer",
    "own_opening",
    "paper_for",
    "received",
    "receivers",
    "record_of",
    "renew_page",
    "review_page",
    "scan_of",
    "sharing",
    "speaking",
    "standing_of",
    "text_of",
    "told",
    "untold",
    "with_standing",
    "with_withheld",
    "withdraw_page",
    "withheld_of",
    "withhold_page",
    "withholding_of",
]
