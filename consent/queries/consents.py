"""The consents of a case, and who has not answered yet."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch

from access.trail import saw
from consent.models import Answer, Consent, Decision, Grant, Scan, Withdrawal
from consent.queries.standing import with_standing
from consent.states import standing


def consents(actor, case) -> list[Consent]:
    """The case's consents that the actor may see, newest first: how each stands, its answers, lines and withdrawals."""
    found = list(
        with_standing(Consent.objects.filter(case=case))
        .select_related("unit", "words", "recorded_by__worker")
        .prefetch_related(
            Prefetch(
                "answers",
                Answer.objects.select_related("relative", "words")
                .annotate(has_scan=Exists(Scan.objects.filter(answer=OuterRef("pk"))))
                .order_by("by_child", "relative__name"),
            ),
            "answers__refusals",
            Prefetch(
                "decisions",
                Decision.objects.select_related("answer__relative", "decided_by__worker").order_by("decided_at"),
            ),
            Prefetch(
                "grants",
                Grant.objects.select_related("from_unit__agency", "to_unit__agency").order_by("kind"),
            ),
            Prefetch(
                "withdrawals",
                Withdrawal.objects.select_related("about_unit", "answer__relative", "withdrawn_by__worker", "unit"),
            ),
        )
        .order_by("-given_at", "id")
    )
    for consent in found:
        consent.standing = standing(consent, case.child.called)
    saw("consent.consents", found, case=case.pk)
    return found
