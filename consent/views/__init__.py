"""The pages of consents, the circle and sharing."""

from consent.views.asking import may_i_share
from consent.views.circle import circle, decline, invitation, invitations, invite, note
from consent.views.deciding import decide
from consent.views.emergency import emergency, emergency_holds, end_opening, opening, review_opening
from consent.views.giving import answer, consents, give, lines, paper, rely, withdraw
from consent.views.lead import answer_handover, handover, take_back_handover
from consent.views.notes import correct, receivers, write
from consent.views.registry import document, document_text, registry
from consent.views.renewing import renew
from consent.views.sharing import journal, share

__all__ = [
    "answer",
    "answer_handover",
    "circle",
    "consents",
    "correct",
    "decide",
    "decline",
    "document",
    "document_text",
    "emergency",
    "emergency_holds",
    "end_opening",
    "give",
    "handover",
    "invitation",
    "invitations",
    "invite",
    "journal",
    "lines",
    "may_i_share",
    "note",
    "opening",
    "paper",
    "receivers",
    "registry",
    "rely",
    "renew",
    "review_opening",
    "share",
    "take_back_handover",
    "withdraw",
    "write",
]
