"""The pages of consents, the circle and sharing."""

from consent.views.asked import answer_pdf, answer_text, paper, paper_pdf, together, together_now
from consent.views.asking import may_i_share
from consent.views.by_law import by_law, look_again, not_now, put_away
from consent.views.circle import circle, decline, invitation, invitations, invite, note
from consent.views.deciding import decide
from consent.views.emergency import emergency, emergency_holds, end_opening, opening, review_opening
from consent.views.giving import answer, consents, give, lines, rely, take_back_own, withdraw
from consent.views.lead import answer_handover, handover, take_back_handover
from consent.views.notes import correct, receivers, write
from consent.views.registry import document, document_text, registry
from consent.views.renewing import renew
from consent.views.scan import scan, scan_file
from consent.views.sharing import journal, share
from consent.views.spoken import spoken
from consent.views.withheld import show_again, withheld, withhold

__all__ = [
    "answer",
    "answer_handover",
    "answer_pdf",
    "answer_text",
    "by_law",
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
    "look_again",
    "may_i_share",
    "not_now",
    "note",
    "opening",
    "paper",
    "paper_pdf",
    "put_away",
    "receivers",
    "registry",
    "rely",
    "renew",
    "review_opening",
    "scan",
    "scan_file",
    "share",
    "show_again",
    "spoken",
    "take_back_handover",
    "take_back_own",
    "together",
    "together_now",
    "withdraw",
    "withheld",
    "withhold",
    "write",
]
