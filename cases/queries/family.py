"""What is seen of the child's details and the family."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from access.action import Verdict
from access.trail import saw
from cases import identity, policies
from cases.details import mark
from cases.models import Case, Relative
from cases.queries.cases import case
from cases.queries.head import Head, head_of, headed


@dataclass(frozen=True)
class Family:
    """The child's details and those near, with what may be changed; `mark` tells whether somebody else does."""

    head: Head
    mark: str
    relatives: list[Relative]
    change: Verdict
    show_number: Verdict
    show_name: Verdict
    protect: Verdict

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.head.case

    @property
    def masked(self) -> str:
        """The child's number, masked."""
        return identity.masked(self.case.child.identity_number or "")


@dataclass(frozen=True)
class One:
    """One of those near the child, and whether the asker may change what is written."""

    case: Case
    relative: Relative
    change: Verdict


def family(actor, reference: str) -> Family:
    """The child and those near, guardians first, as the unit that began the case has written them down."""
    of = headed(actor, reference)
    near = relatives(actor, of)
    saw("cases.family", [of.child, *near], case=of.pk)
    return Family(
        head_of(actor, of),
        mark(of.child),
        near,
        policies.may_add_relative(actor, new_id=None, case=of, details={}),
        policies.may_show_identity(actor, case=of),
        policies.may_show_protected_name(actor, case=of, reason="…"),
        policies.may_protect_child(actor, case=of, child=of.child),
    )


def protected_case(actor, reference: str) -> Case:
    """The case of a protected child that the asker may ask the names of; Http404 for everybody else."""
    of = case(actor, reference)
    if not policies.may_show_protected_name(actor, case=of, reason="…"):
        raise Http404
    return of


def relatives(actor, of: Case) -> list[Relative]:
    """Those near the child, guardians first."""
    return list(Relative.objects.filter(child_id=of.child_id).order_by("-has_custody", "name", "id"))


def one_relative(actor, reference: str, pk: UUID) -> One:
    """One of those near the child; Http404 when not there or not seen."""
    of = case(actor, reference)
    found = Relative.objects.filter(pk=pk, child_id=of.child_id).first()
    if found is None:
        raise Http404
    saw("cases.family", [found], case=of.pk)
    may = policies.may_change_relative(actor, case=of, relative=found, version=found.version, details={})
    return One(of, found, may)
