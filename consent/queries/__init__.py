"""What a consent opens, who may be told what, and why somebody can see."""

from consent.queries.asking import Asking, asking
from consent.queries.consents import consent_of, consents, open_answers
from consent.queries.by_law import ByLaw, by_law, look_again, not_now_page
from consent.queries.invitations import invitation, invitations
from consent.queries.lines import Receiver, doors_of_case, is_covered, receivers
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
    told,
    withdraw_page,
)
from consent.queries.sharing import Sharing, sharing
from consent.queries.spoken import Speaking, speaking
from consent.queries.why import Why, why

__all__ = [
    "Asking",
    "ByLaw",
    "Mending",
    "Noting",
    "Receiver",
    "Sharing",
    "Speaking",
    "Why",
    "answer_page",
    "asked_unit",
    "asking",
    "by_law",
    "case_of",
    "circle_page",
    "consent_of",
    "consents",
    "consents_page",
    "doors_of_case",
    "give_page",
    "handover_of",
    "in_sight",
    "invitation",
    "invitations",
    "is_covered",
    "look_again",
    "mending",
    "not_now_page",
    "noting",
    "open_answers",
    "receivers",
    "record_of",
    "sharing",
    "speaking",
    "told",
    "why",
    "withdraw_page",
]
