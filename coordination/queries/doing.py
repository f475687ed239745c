"""What has the asker agreed to do, and what do others do late that the asker follows up?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cases.sight import LED, SEATS
from coordination.models import Measure
from coordination.queries.things import Thing, in_days
from coordination.sight import TO_GIVE

AHEAD = 45  # days: who meets the children of a unit once a month must see it in time, also with a holiday between
JUST_DONE = 14  # days after which nobody is asked any longer what something led to
THANKED = 25  # days that one reads that what one has done has been seen


@dataclass(frozen=True)
class Doing:
    """What the asker has to do, and what the asker has done and told of lately."""

    things: list[Thing]
    done: list[Measure]


def doing(actor) -> Doing:
    """What the asker does, late or due within six weeks; and as lead what is late, or done by who has no account.

    And, for who manages the unit, what somebody of it has left open who has gone or no longer works there. And what the
    asker has just done without saying what it has changed; where that is said it is `done`.
    """
    soon = Q(state=Measure.State.OPEN, due_on__lte=localdate() + timedelta(days=AHEAD))
    mine = Q(is_mine=True) | Q(case__in=LED) & (Q(responsible=None) | Q(due_on__lt=localdate()))
    done = Q(state=Measure.State.DONE, is_mine=True) & (~Q(result="") & _lately(THANKED) | _lately(JUST_DONE))
    due = (
        Measure.objects.filter(case__closed_at=None)
        .annotate(is_mine=Q(responsible__in=SEATS), is_to_give=Q(pk__in=TO_GIVE))
        .filter(Q(is_to_give=True, state=Measure.State.OPEN) | soon & mine | done)
        .select_related("case__child", "responsible__worker")
        .order_by("due_on", "id")
    )
    found = list(due)
    thanked = [row for row in found if row.state == Measure.State.DONE and row.result]
    worst = next(
        (
            row.pk
            for row in found
            if row.state == Measure.State.OPEN and not row.is_to_give and row.due_on < localdate()
        ),
        None,
    )
    return Doing([_shown(row, worst) for row in found if row not in thanked], thanked)


def _lately(days) -> Q:
    return Q(done_at__gt=now() - timedelta(days=days))


def _shown(row, worst) -> Thing:
    if row.state == Measure.State.DONE:
        return _done(row)
    return _to_give(row) if row.is_to_give else _thing(row, row.pk == worst)


def _to_give(row) -> Thing:
    today = localdate()
    return Thing(
        text=_("Att fördela: %(what)s") % {"what": row.text},
        about=_("%(child)s. %(who)s hade det") % {"child": row.case.child.called, "who": row.responsible.worker.name},
        when="" if row.due_on is None else _("Försenat") if row.due_on < today else in_days(row.due_on),
        due=row.due_on,
        page="coordination:give_measure",
        of=row.pk,
        icon="ClipboardCheckmark",
        state="today",
    )


def _done(row) -> Thing:
    return Thing(
        text=_("%(child)s: klart, skriv vad som har förändrats") % {"child": row.case.child.called},
        about=row.text,
        page="coordination:measure",
        of=row.pk,
        icon="CheckmarkCircle",
        colour="success",
    )


def _thing(row, is_worst) -> Thing:
    today = localdate()
    child, who = row.case.child.called, row.responsible.worker.name if row.responsible_id else row.name
    late = row.due_on < today
    about = child if row.is_mine else _("%(child)s. %(who)s gör det, du följer upp") % {"child": child, "who": who}
    return Thing(
        text=row.text,
        about=f"{about}. {row.result}" if row.result else about,
        when=_("Försenat") if late else in_days(row.due_on),
        due=row.due_on,
        page="coordination:measure",
        of=row.pk,
        icon="ClipboardCheckmark",
        state="urgent" if is_worst else "today" if row.due_on <= today else "",
    )
