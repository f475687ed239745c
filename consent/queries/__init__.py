"""What a consent opens, who may be told what, and why somebody can see."""

from consent.queries.asking import Asking, asking
from consent.queries.changing import (
    DecidePage,
    RenewPage,
    WithdrawPage,
    decide_page,
    one_consent,
    renew_page,
    withdraw_page,
)
from consent.queries.consents import consent_of, consents, open_answers
from consent.queries.emergency import (
    of_unit,
    opening_holds,
    opening_of,
    opening_page,
    own_opening,
    review_page,
    running,
    to_review,
)
from consent.queries.invitations import invitation, invitations
from consent.queries.lines import Receiver, doors_of_case, is_covered, reach, receivers
from consent.queries.notes import Mending, Noting, mending, noting
from consent.queries.pages import (
    answer_page,
    asked_unit,
    case_of,
    circle_page,
    consents_page,
    give_page,
    handover_of,
    in_sight,
    record_of,
    share_page,
    told,
)
from consent.queries.registry import document, received
from consent.queries.standing import standing_of, with_standing
from consent.queries.why import Why, why

__all__ = [
    "Asking",
    "DecidePage",
    "Mending",
    "Noting",
    "Receiver",
    "RenewPage",
    "Why",
    "WithdrawPage",
    "answer_page",
    "asked_unit",
    "asking",
    "case_of",
    "circle_page",
    "consent_of",
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
    "mending",
    "noting",
    "of_unit",
    "one_consent",
    "open_answers",
    "opening_holds",
    "opening_of",
    "opening_page",
    "own_opening",
    "reach",
    "received",
    "receivers",
    "record_of",
    "renew_page",
    "review_page",
    "running",
    "share_page",
    "standing_of",
    "to_review",
    "told",
    "why",
    "with_standing",
    "withdraw_page",
]
