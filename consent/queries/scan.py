"""The scanned paper behind an answer."""

from __future__ import annotations

from django.http import Http404

from access.trail import saw
from consent.models import Scan


def scan_of(pk) -> Scan:
    """The newest scan of that answer, with a line in the log of its own; 404 out of sight, and where there is none."""
    found = Scan.objects.filter(answer=pk).select_related("answer__consent").order_by("-added_at", "id").first()
    if found is None:
        raise Http404
    saw("consent.scan_file", [found], case=found.answer.consent.case_id)
    return found
