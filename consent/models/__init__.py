"""Who agreed to what, what that lets be told, and what has been told."""

from consent.models.agreement import Answer, Consent, Refusal, Withdrawal
from consent.models.by_law import ShareDecision, Postponement
from consent.models.spoken import Spoken
from consent.models.telling import Disclosure, Grant, JournalCopy

__all__ = [
    "Answer",
    "Consent",
    "ShareDecision",
    "Disclosure",
    "Grant",
    "JournalCopy",
    "Postponement",
    "Refusal",
    "Spoken",
    "Withdrawal",
]
