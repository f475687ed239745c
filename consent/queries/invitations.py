"""What an invited unit's intake sees before it has answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from access.action import Verdict
from access.trail import saw
from agencies.models import Membership
from cases.identity import masked
from cases.models import Involvement, Relative
from cases.policies import may_show_identity
from consent.models import Answer, Consent, Grant


@dataclass(frozen=True)
class Asked:
    """An invitation as the intake may know it: the child's name, who asks, why, and the lines about the own unit."""

    involvement: Involvement
    lines: list[Grant]
    consents: list[Consent]
    colleagues: list[Membership]
    show_number: Verdict

    @property
    def masked(self) -> str:
        """The child's number, masked."""
        return masked(self.involvement.case.child.identity_number or "")


@dataclass(frozen=True)
class Heard:
    """Somebody who has said yes: what they are for the child, how far the yes goes, and since when."""

    who: str
    said: str
    at: datetime


def heard(consents: list[Consent]) -> None:
    """Put beside each consent, as `heard`, who has said yes in it: no names, and not in what words."""
    by_id: dict = {consent.pk: [] for consent in consents}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT consent_id, by_child, relation, said, answered_at FROM law.heard"
            " WHERE consent_id = ANY (%s) ORDER BY by_child, answered_at",
            [list(by_id)],
        )
        for consent, by_child, relation, said, at in cursor.fetchall():
            who = _("barnet själv") if by_child else Relative.Relation(relation).label
            by_id[consent].append(Heard(who, Answer.Said(said).label, at))
    for consent in consents:
        consent.heard = by_id[consent.pk]


def invitations(actor, answered_since: datetime | None = None) -> list[Involvement]:
    """Questions to the actor's unit that nobody has answered, oldest first, and those that the actor accepted since."""
    chosen = Q(state=Involvement.State.INVITED)
    if answered_since:
        yes = Q(state=Involvement.State.ACTIVE, answered_by=actor.membership)
        chosen |= yes & Q(answered_at__gt=answered_since, case__closed_at=None) & ~Q(invited_by=actor.membership)
    return list(
        Involvement.objects.filter(chosen, unit=actor.unit)
        .select_related("case__child", "invited_by__worker", "invited_by_unit__agency")
        .order_by("invited_at", "id")
    )


def invitation(actor, pk) -> Asked:
    """One question to the actor's unit with what the intake needs to answer it; 404 when it is not theirs."""
    involvement = (
        Involvement.objects.filter(pk=pk, unit=actor.unit, state=Involvement.State.INVITED)
        .select_related("case__child", "invited_by__worker", "invited_by_unit__agency", "unit")
        .first()
    )
    if involvement is None:
        raise Http404
    lines = list(
        Grant.objects.filter(case=involvement.case, from_unit=actor.unit).select_related("to_unit").order_by("kind")
    )
    asking = [line for line in lines if line.to_unit_id == involvement.invited_by_unit_id]
    told = list(
        Grant.objects.filter(case=involvement.case, to_unit=actor.unit, from_unit=involvement.invited_by_unit)
        .select_related("from_unit")
        .order_by("kind")
    )
    agreed = list(
        Consent.objects.filter(pk__in={line.consent_id for line in (*asking, *told)})
        .select_related("unit")
        .order_by("id")
    )
    colleagues = list(
        Membership.objects.in_force()
        .filter(unit=actor.unit, roles__overlap=["CASEWORKER", "COORDINATOR"])
        .select_related("worker")
        .order_by("worker__name")
    )
    heard(agreed)
    saw("consent.invitation", [involvement], case=involvement.case_id)
    return Asked(involvement, [*told, *asking], agreed, colleagues, may_show_identity(actor, case=involvement.case))
