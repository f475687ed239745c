"""Which consents have changed lately, for who leads a case and was not the one who wrote it in?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cases.sight import LED
from consent.models import Withdrawal
from coordination.queries.things import Thing
from look.templatetags.look import short_day

TOLD_FOR = 14  # days that the lead is told of a withdrawal


def withdrawals(actor) -> list[Thing]:
    """What families have taken back in the cases that the asker leads, as others have written it in lately."""
    rows = (
        Withdrawal.objects.filter(case__in=LED, case__closed_at=None)
        .filter(withdrawn_at__gt=now() - timedelta(days=TOLD_FOR))
        .exclude(withdrawn_by=actor.membership)
        .select_related("case__child", "about_unit", "unit", "withdrawn_by__worker")
        .order_by("-withdrawn_at", "id")
    )
    return [
        Thing(
            text=_("%(child)s: familjen har tagit tillbaka sitt ja") % {"child": row.case.child.called},
            about=". ".join([*_what(row), *_told(row), _("%(name)s, %(unit)s skrev in det") % _who(row)]),
            when=short_day(row.withdrawn_at),
            due=localdate(row.withdrawn_at),
            page="consent:consents",
            of=row.case.reference,
            icon="PersonChat",
            state="today",
            colour="warning",
        )
        for row in rows
    ]


def _what(row) -> list[str]:
    """What it is about: nothing where it is the whole consent."""
    if row.about_unit and row.kind:
        return [_("Gäller %(unit)s: %(kind)s") % {"unit": row.about_unit.name, "kind": row.get_kind_display()}]
    if row.about_unit:
        return [_("Gäller %(unit)s") % {"unit": row.about_unit.name}]
    return [_("Gäller: %(kind)s") % {"kind": row.get_kind_display()}] if row.kind else [_("Gäller hela samtycket")]


def _told(row) -> list[str]:
    """Who in the family said it, where that was written in."""
    return [_("%(who)s berättade det") % {"who": row.told_by}] if row.told_by else []


def _who(row) -> dict[str, str]:
    return {"name": row.withdrawn_by.worker.name, "unit": row.unit.name}
