"""What the log reviewer has passed on to who manages the unit: the visit in lines, and the reviewer's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.http import Http404
from django.utils.translation import gettext as _

from access.action import Verdict
from access.models import Reason, Reply, Sample
from access.trail import saw
from agencies.models import Membership, Worker
from agencies.policies import may_reply_to_reviewer
from agencies.said import said

CASE = "SELECT reference, protected_code FROM law.passed_on WHERE sample_id = %s"
LINES = "SELECT at, verb, name, standing_in FROM law.passed_line WHERE sample_id = %s ORDER BY at, line_id LIMIT 60"


@dataclass(frozen=True)
class Step:
    """One thing that the person did in the case that day: what, not about what."""

    at: datetime
    what: str
    standing_in: bool


@dataclass(frozen=True)
class Passed:
    """A visit that the manager is asked about: whose, in which case by its reference, what was done, and the answer."""

    sample: Sample
    worker: Worker
    case: str
    reasons: list[str]
    steps: list[Step]
    reviewer: Worker | None
    reply: Reply | None
    replied_by: str
    may_reply: Verdict


def passed(actor, pk) -> Passed:
    """What was passed on about somebody in the unit that the asker manages; 404 for everybody else."""
    with connection.cursor() as cursor:
        cursor.execute(CASE, [pk])
        row = cursor.fetchone()
        if row is None:
            raise Http404
        cursor.execute(LINES, [pk])
        lines = cursor.fetchall()
    sample = Sample.objects.select_related("signoff", "reply").get(pk=pk)
    saw("agencies.passed", [sample])
    reference, code = row
    reply = getattr(sample, "reply", None)
    seats = Membership.objects.select_related("worker").in_bulk(
        [sample.signoff.signed_by, *([reply.replied_by] if reply else [])]
    )
    steps: dict[tuple, Step] = {}
    for at, verb, name, standing_in in lines:  # what is said twice in a minute is said once
        step = Step(at, said(verb, name), standing_in)
        steps.setdefault((at.replace(second=0, microsecond=0), step.what), step)
    return Passed(
        sample=sample,
        worker=Worker.objects.get(pk=sample.worker),
        case=_("Skyddad person, %(code)s") % {"code": code} if code else reference,
        reasons=[Reason(reason).label for reason in sample.reasons],
        steps=list(steps.values()),
        reviewer=seats[sample.signoff.signed_by].worker if sample.signoff.signed_by in seats else None,
        reply=reply,
        replied_by=seats[reply.replied_by].worker.name if reply and reply.replied_by in seats else "",
        may_reply=may_reply_to_reviewer(actor, sample=sample, words="x"),
    )
