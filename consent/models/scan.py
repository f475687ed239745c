"""The signed paper, as it was scanned."""

from django.db import models

from access.guarded import Guarded
from agencies.models import Membership, Unit
from consent.models.agreement import Answer

BEGINS = {"application/pdf": b"%PDF-", "image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
LARGEST = 5 * 1024 * 1024  # bytes


def kind_of(content: bytes) -> str:
    """What a file is by its first bytes, whatever it is called; "" for what is none of the three."""
    return next((kind for kind, begins in BEGINS.items() if content.startswith(begins)), "")


class Scan(Guarded):
    """A scanned paper behind one answer: its bytes and what they are, never what the file was called."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="scans")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in BEGINS])
    content = models.BinaryField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
