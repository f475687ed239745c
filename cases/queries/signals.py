"""What those who take in a unit's signals see."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from django.db.models import Q
from django.http import Http404
from django.utils.timezone import localdate

from access.action import Verdict
from access.models import Draft
from access.queries import Drafted, draft
from access.trail import saw
from agencies.models import Membership, Unit
from cases import identity, policies
from cases.models import Case, Child, Concern
from cases.sight import open_here

MOST = 6  # children with a like name, offered to choose among


@dataclass(frozen=True)
class Waiting:
    """A signal in the inbox."""

    signal: Concern

    @property
    def is_late(self) -> bool:
        """Whether the answer should have been given by now."""
        return self.signal.answer_by < localdate()


@dataclass(frozen=True)
class Inbox:
    """Signals that nobody has taken, those taken and not answered, and a mark of the first for the poll."""

    new: list[Waiting]
    unanswered: list[Waiting]
    senders: list[str]
    mark: str


@dataclass(frozen=True)
class Likeness:
    """A child that the unit has already; `lead` names who leads its open case, if it has one."""

    child: Child
    lead: str
    is_same: bool


@dataclass(frozen=True)
class Signal(Drafted):
    """One signal: what was written, whom it may be about, and what may be done with it."""

    concern: Concern
    alike: list[Likeness]
    case: Case | None
    take_on: Verdict
    draft: Draft | None

    @property
    def number(self) -> str:
        """The number in the signal, masked."""
        return identity.masked(self.concern.identity_number)

    @property
    def same(self) -> Likeness | None:
        """The child with the very number that was written, if the unit has it."""
        return next((one for one in self.alike if one.is_same), None)


def inbox(actor) -> Inbox:
    """The unit's new signals, the first to be answered first; Http404 for who does not take them in."""
    if not actor.has("INTAKE"):
        raise Http404
    here = list(
        Concern.objects.filter(unit_id=actor.unit, outside_at=None).filter(Q(case=None) | Q(answered_at=None))
        .select_related("membership__worker", "from_unit__agency", "taken_by__worker").order_by("answer_by", "sent_at")
    )  # fmt: skip
    saw("cases.signals", here)
    new = [Waiting(one) for one in here if not one.taken_at]
    unanswered = [Waiting(one) for one in here if one.taken_at]
    senders = Unit.objects.filter(signals_to=actor.unit).order_by("name").values_list("name", flat=True)
    return Inbox(new, unanswered, list(senders), _mark(one.signal.pk for one in new))


def inbox_mark(actor) -> str:
    """A mark of which signals nobody has taken: it tells of nothing but that something changed."""
    if not actor.has("INTAKE"):
        raise Http404
    return _mark(Concern.objects.filter(unit_id=actor.unit, case=None, outside_at=None).values_list("pk", flat=True))


def concern(actor, pk) -> Concern:
    """A signal to the asker's unit; Http404 when it is not there or not seen."""
    found = (
        Concern.objects.filter(pk=pk, unit_id=actor.unit, outside_at=None)
        .select_related("membership__worker", "from_unit__agency", "taken_by__worker", "answered_by__worker").first()
    )  # fmt: skip
    if found is None:
        raise Http404
    return found


def signal(actor, pk, number: str = "") -> Signal:
    """All of one signal, with those of the unit's children it may be about; `number` is one typed since, as written."""
    of = concern(actor, pk)
    saw("cases.signal", [of], case=of.case_id)
    alike = [] if of.taken_at else likenesses(actor, of.child_name, of.identity_number or number_of(number))
    return Signal(
        of,
        alike,
        carrying(actor, of),
        policies.may_take_on(actor, concern=of, child=None, details={"given_name": of.child_name}, answer=""),
        None if of.taken_at else draft(actor, "signal", str(of.pk)),
    )


def carrying(actor, of: Concern) -> Case | None:
    """The case that carries a signal, or None when it is a colleague's and out of the asker's sight."""
    return Case.objects.filter(pk=of.case_id).select_related("child").first() if of.case_id else None


def likenesses(actor, name: str, number: str = "") -> list[Likeness]:
    """Children of the asker's own unit by that number, else by a like name; never another unit's."""
    known = Child.objects.filter(unit_id=actor.unit)
    same = list(known.filter(identity_number=number)) if number else []
    words = name.split() if name.isprintable() else []
    alike = same
    if not same and words:
        alike = list(known.filter(given_name__istartswith=words[0]).order_by("given_name", "family_name")[: MOST * 4])
        alike = [child for child in alike if _is_like(child, words)][:MOST]
    leads = _leads(alike)
    return [Likeness(child, leads.get(child.pk, ""), child in same) for child in alike]


def number_of(text: str) -> str:
    """The identity number that was typed, in twelve characters, or nothing when it is none."""
    try:
        return identity.parse(text, localdate()).number if text else ""
    except identity.Fault:
        return ""


def _is_like(child, words) -> bool:
    """Whether a name typed in haste may be this child's: each later word begins a part of the child's name."""
    parts = f"{child.given_name} {child.family_name}".casefold().split()
    return all(any(part.startswith(word.casefold().rstrip(".")) for part in parts) for word in words)


def _leads(children) -> dict:
    here = open_here([child.pk for child in children]) if children else {}
    names = dict(
        Membership.objects.filter(pk__in=[lead for _case, lead in here.values()]).values_list("pk", "worker__name")
    )  # fmt: skip
    return {child: names[lead] for child, (_case, lead) in here.items()}


def _mark(ids) -> str:
    return blake2b("".join(sorted(map(str, ids))).encode(), digest_size=8).hexdigest()
