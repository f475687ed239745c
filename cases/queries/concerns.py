"""What the writer of a signal sees: the one being written, and what has become of those sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from access.action import Refused
from access.models import Draft
from access.queries import draft
from access.trail import saw
from agencies.models import Unit
from cases import policies
from cases.flow import DRAFT, question_of
from cases.models import Concern, ProtectionQuestion

SHOWN_AFTER_ANSWER = timedelta(days=14)


@dataclass(frozen=True)
class Flow:
    """A signal that is being written, or was: the draft, whom it goes to, and whether the question has been put."""

    id: UUID
    draft: Draft | None
    to: Unit
    is_begun: bool
    sent: UUID | None

    @property
    def fields(self) -> dict[str, list[str]]:
        """What has been typed so far, as a draft holds it."""
        return self.draft.fields if self.draft else {}

    @property
    def saved_at(self):
        """When something typed was last saved, if anything was."""
        return self.draft.saved_at if self.draft and self.draft.fields else None

    def text(self) -> str:
        """All that has been written about the child, to be copied to where it must be told."""
        parts = ("child_name", "class_or_year", "seen", "since", "tried")
        return "\n\n".join(filter(None, (self.draft.said(part).strip() for part in parts))) if self.draft else ""


@dataclass(frozen=True)
class Sent:
    """A signal that the asker sent: whom it is about, who has it, and what has become of it."""

    concern: Concern
    child: str
    receiver: str

    @property
    def is_late(self) -> bool:
        """Whether the answer should have come by now."""
        return not self.concern.answered_at and not self.concern.outside_at and self.concern.answer_by < localdate()


def concern_flow(actor, flow: UUID) -> Flow:
    """The signal being written in this flow. Raises Refused for whoever may write none."""
    may = policies.may_begin_concern(actor, flow=flow)
    if not may:
        raise Refused(may.reason)
    question = question_of(actor, flow)
    return Flow(
        id=flow,
        draft=draft(actor, DRAFT, str(flow)),
        to=Unit.objects.select_related("signals_to").get(pk=actor.unit).signals_to,
        is_begun=ProtectionQuestion.objects.filter(pk=question).exists(),
        sent=Concern.objects.filter(pk=question).values_list("pk", flat=True).first(),
    )


def report_way() -> dict[str, str]:
    """The municipality's way for an orosanmälan: phone, hours, e_service, evening_phone and advice_phone, or ""."""
    return settings.REPORT_CONCERN


def my_concern(actor, concern: UUID) -> Sent:
    """A signal that the asker has sent from this unit. Raises Http404."""
    found = get_object_or_404(_mine(actor), pk=concern)
    saw("cases.concern", [found], case=found.case_id)
    return _sent(found)


def my_concerns(actor) -> list[Sent]:
    """The asker's own signals for Min dag: those that wait, and answers of the last two weeks; newest first."""
    fresh = (
        Q(answered_at=None, outside_at=None)
        | Q(outside_at__gte=now() - SHOWN_AFTER_ANSWER)
        | Q(answered_at__gte=now() - SHOWN_AFTER_ANSWER)
    )
    found = list(_mine(actor).filter(fresh).order_by("-sent_at", "id"))
    saw("cases.my_concerns", found)
    return [_sent(concern) for concern in found]


def _mine(actor):
    # Whose the signals are, not what may be seen: who takes signals in sees others' too, on another page.
    mine = Concern.objects.filter(membership__worker_id=actor.worker, from_unit_id=actor.unit)
    return mine.select_related("unit", "from_unit", "answered_by__worker", "taken_by__worker")


def _sent(concern: Concern) -> Sent:
    return Sent(concern, concern.called, receiver(concern.unit.name, concern.from_unit.name))


def receiver(to: str, of: str) -> str:
    """The receiving unit as it is called at the writer's: Elevhälsan Björkskolan is "Elevhälsan på Björkskolan"."""
    kind, _space, place = to.partition(" ")
    if place and of.endswith(place) and of != to:
        return _("%(unit)s på %(place)s") % {"unit": kind, "place": of}
    return to


def as_written(answers: dict) -> Concern:
    """A signal that is not sent yet, to be read through: nothing of it is kept."""
    return Concern(**answers)
