"""What a consent's state follows from, counted beside it in the same read."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import now

from access.trail import saw
from consent.models import Answer, Consent, Decision, Grant, Withdrawal
from consent.queries.lines import open_lines
from consent.states import Standing, standing

WAITING = Q(is_needed=True, said=Answer.Said.WAITING)


def with_standing(consents):
    """The consents, each with what `consent.states.standing` reads: no read more, however many they are."""
    asked = Answer.objects.filter(consent=OuterRef("pk"))
    backs = Withdrawal.objects.filter(consent=OuterRef("pk"))
    weighed = Exists(Decision.objects.filter(withdrawal=OuterRef("pk")))
    aside = Exists(Decision.objects.filter(answer=OuterRef("pk"), withdrawal=None))
    return consents.annotate(
        needed=ArraySubquery(asked.filter(is_needed=True).values("id")),
        waits_for=ArraySubquery(
            asked.filter(~aside, WAITING)
            .order_by("by_child", "relative__name", "id")
            .values_list(Coalesce("relative__name", Value("")))
        ),
        deciding=ArraySubquery(asked.filter(~aside, is_needed=True, by_child=False).values("relative__limited_right")),
        is_agreed=Exists(Grant.objects.filter(consent=OuterRef("pk"), starts_at__lte=now())),
        opens=Exists(open_lines(consent=OuterRef("pk"))),
        goes_on=Exists(Grant.objects.filter(consent=OuterRef("pk")).filter(Q(ends_at=None) | Q(ends_at__gt=now()))),
        is_taken_back=Exists(backs.filter(about_unit=None, kind="", by_one=False)),
        is_unweighed=Exists(backs.filter(~weighed, by_one=True)),
        is_renewed=Exists(Consent.objects.filter(renews=OuterRef("pk"))),
    )


def standing_of(actor, case) -> Standing | None:
    """How the consent stands that matters most in an open case: one to act on before one that runs; else None."""
    if case.is_closed:
        return None
    consents = list(with_standing(Consent.objects.filter(case=case)).order_by("-given_at", "id"))
    saw("consent.consents", consents, case=case.pk)
    found = [standing(consent, case.child.called) for consent in consents]
    live = [how for how in found if how.is_live]
    return next((how for how in live if how.next), (live or found or [None])[0])
