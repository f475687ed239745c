"""What another unit can have of a child that a worker knows: everything that it does without telling the worker's."""

from datetime import timedelta
from uuid import uuid4

from django.utils.timezone import localdate, now

from access.actions import keep_draft
from access.actor import acting_as
from cases import actions as of_cases
from cases.kinds import Kind
from cases.models import Case, Child
from consent import actions
from tests.accounts import signed_in
from tests.strict import StrictClient
from tests.town import case, seat

HIDDEN = "Zaragoza"  # a word that stands in all that is written, and nowhere else in the town
WHY = f"Det kunde inte vänta, {HIDDEN}."


def lives_on(key: str, child: str, knows: bool) -> str:
    """Everything that the unit of `key` does around the child by itself; the reference of the case that it opens.

    Where the unit is with (`knows`) it writes, copies, speaks and waits in the child's case. Everywhere it opens
    a case of its own around the same child, has drafts and opens its own case's pages. (That it reads what others have
    shown it they may know: the log of it is theirs too.)
    """
    with acting_as(seat(key)) as actor:
        if knows:
            _in_the_case(actor, Case.objects.get(pk=case(child)))
        keep_draft(actor, form="concern", subject="", fields={"seen": [HIDDEN]}, page="")
    reference = _a_case_of_its_own(key, child)
    client = signed_in(StrictClient(), key)
    for path in (f"/cases/{reference}/", f"/cases/{reference}/circle/", f"/cases/{reference}/consent/new/"):
        assert client.get(path).status_code == 200
    return reference


def _in_the_case(actor, around):
    def note(kind):
        return actions.write_and_share(
            actor, new_id=uuid4(), case=around, kind=kind, text=f"{HIDDEN} har börjat.", source="", happened_at=now(),
            by_phone=False, units=[],
        )  # fmt: skip

    first = note(Kind.CARE)
    actions.copy_to_journal(actor, record=first, number="17")
    actions.correct_and_share(
        actor, record=first, kind=Kind.CARE, text=f"{HIDDEN} igen.", source="", happened_at=now(), units=[]
    )
    actions.withhold(
        actor, record=note(Kind.CARE), relative=None, ground="HARM", reason=WHY,
        look_again_on=localdate() + timedelta(days=7),
    )  # fmt: skip
    actions.not_now(
        actor, record=note(Kind.CARE), to_unit=None, ground="ASK_FIRST", words=HIDDEN,
        look_again_on=localdate() + timedelta(days=7),
    )  # fmt: skip


def _a_case_of_its_own(key, child):
    """The unit's own child by the same name and number; several are to help, and nobody has been asked yet."""
    with acting_as(seat("welfare")):
        same = Child.objects.get(cases=case(child))
    details = {
        "given_name": same.given_name, "family_name": same.family_name, "identity_kind": same.identity_kind,
        "identity_number": same.identity_number, "born_on": same.born_on, "birth_year": same.birth_year,
        "school_class": same.school_class,
    }  # fmt: skip
    with acting_as(seat(key)) as actor:
        flow = uuid4()
        of_cases.begin_case(actor, flow=flow)
        begun = of_cases.start_case(actor, flow=flow, child=None, details=details, why=WHY, kind="HOME")
        of_cases.decide(actor, case=begun, decision="SEVERAL")
        return begun.reference
