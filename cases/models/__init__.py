"""The child, the family, the signal, the case, those involved, and what is written."""

from cases.models.case import Case, Caseload, Handover, Involvement, new_reference, work_case
from cases.models.child import Child, ProtectedName, Relative
from cases.models.written import Concern, ProtectionQuestion, Record

__all__ = [
    "Case",
    "Caseload",
    "Child",
    "Concern",
    "Handover",
    "Involvement",
    "ProtectedName",
    "ProtectionQuestion",
    "Record",
    "Relative",
    "new_reference",
    "work_case",
]
