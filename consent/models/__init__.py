"""Who agreed to what, what that lets be told, what has been told, and what was opened because it could not wait."""

from consent.models.agreement import Answer, Consent, Refusal, Withdrawal
from consent.models.by_law import Postponement, ShareDecision
from consent.models.deciding import Decision
from consent.models.emergency import Opening, OpeningReview
from consent.models.registry import Production
from consent.models.scan import Scan
from consent.models.spoken import Spoken
from consent.models.telling import Disclosure, Grant, JournalCopy
from consent.models.withheld import Withholding

__all__ = [
    "Answer",
    "Consent",
    "Decision",
    "Disclosure",
    "Grant",
    "JournalCopy",
    "Opening",
    "OpeningReview",
    "Postponement",
    "Production",
    "Refusal",
    "Scan",
    "ShareDecision",
    "Spoken",
    "Withdrawal",
    "Withholding",
]
