"""Who is asked to take part, and what they answer."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access.action import action
from agencies.models import Unit
from cases.kinds import Kind
from cases.models import Caseload, Involvement, work_case
from consent import policies
from consent.models import Grant
from consent.queries.lines import is_covered


@action(may=policies.may_invite_unit, says=_("Bjud in en enhet som samtycket omfattar."))
def invite_unit(actor, *, case, unit, reason, days=()):
    """Ask a unit, not a person, to take part; its intake answers. `days` are those on which one would rather meet."""
    _internal_presence(actor, case, unit)
    involvement = _involve(actor, case, unit, Involvement.State.INVITED, reason=reason, wished_days=list(days))
    involvement.save()
    return involvement


@action(may=policies.may_note_unit, says=_("Anteckna att en enhet utan konton är med, och vem ni talade med."))
def note_unit(actor, *, case, unit, contact, phone):
    """Note that a unit without accounts takes part: who answered, and how to reach them."""
    involvement = _involve(
        actor, case, unit, Involvement.State.ACTIVE, contact=contact, contact_phone=phone, answered_at=now(),
        answered_by_id=actor.membership,
    )  # fmt: skip
    involvement.save()
    return involvement


def _involve(actor, case, unit, state, **more):
    return Involvement(
        case=case, unit=unit, state=state, invited_by_unit_id=actor.unit, invited_at=now(),
        invited_by_id=actor.membership, **more,
    )  # fmt: skip


def _internal_presence(actor, case, unit):
    # Two units of one agency have no secrecy border between them, but one tells the other by an act all the same.
    if unit.agency_id == actor.agency and not is_covered(actor, case, unit):
        internal_line(actor, case, unit.pk, Kind.PRESENCE).save()


def internal_line(actor, case, to_unit, kind) -> Grant:
    """A line, not yet saved, from the actor's unit to another of the same agency."""
    moment = now()
    return Grant(
        case=case, from_unit_id=actor.unit, to_unit_id=to_unit, kind=kind, basis=Grant.Basis.INTERNAL, starts_at=moment,
        relied_at=moment, relied_by_id=actor.membership, decided_by_id=actor.membership,
    )  # fmt: skip


@action(
    may=policies.may_accept_invitation,
    says=_("Tacka ja, luta er mot samtycket och säg vem som arbetar med barnet."),
)
def accept_invitation(actor, *, involvement, worker, days=()):
    """Accept for the unit, rely on the consent for what the unit itself releases, and name who works on the case.

    `days` are those that suit the unit, told to the unit that asked.
    The order is the law's: the worker first, while the intake still knows of the case, then the state.
    """
    moment = now()
    here = Caseload.objects.filter(content_object=involvement.case_id, unit=actor.unit, ends_at=None)
    if not here.filter(user=worker.worker_id).exists():  # another unit may have asked before
        Caseload(
            content_object=involvement.case, user_id=worker.worker_id, permission=work_case(), unit_id=actor.unit,
            starts_at=moment, given_by_id=actor.membership,
        ).save()  # fmt: skip
    relied_on(actor, Grant.objects.filter(case=involvement.case, from_unit=actor.unit, relied_at=None), moment)
    involvement.state, involvement.answered_at = Involvement.State.ACTIVE, moment
    involvement.answered_by_id, involvement.suiting_days = actor.membership, list(days)
    involvement.save(update_fields=["state", "answered_at", "answered_by", "suiting_days"])
    asking = Unit.objects.get(pk=involvement.invited_by_unit_id)
    if asking.agency_id == actor.agency:
        internal_line(actor, involvement.case, asking.pk, Kind.PRESENCE).save()
    return involvement


def relied_on(actor, lines, moment):
    """Let these lines from the actor's unit hold from now on."""
    for line in lines:
        line.relied_at, line.relied_by_id = moment, actor.membership
        line.save(update_fields=["relied_at", "relied_by"])


@action(may=policies.may_decline_invitation, says=_("Tacka nej med ett av fyra skäl, som inget säger om barnet."))
def decline_invitation(actor, *, involvement, because):
    """Decline for the unit; none of the reasons tells whether the unit knows the child.

    Whoever of the unit worked with the child, from an earlier part in it, does so no longer: their rows first, while
    the intake still knows of the case. A unit that is with because another has asked it goes on.
    """
    parts = Involvement.objects.filter(case=involvement.case_id, unit=actor.unit, state=Involvement.State.ACTIVE)
    here = Caseload.objects.filter(content_object=involvement.case_id, unit=actor.unit, ends_at=None)
    for row in here if not parts.exists() else ():
        row.ends_at = now()
        row.save(update_fields=["ends_at"])
    involvement.state, involvement.declined_because = Involvement.State.DECLINED, because
    involvement.answered_at, involvement.answered_by_id = now(), actor.membership
    involvement.save(update_fields=["state", "declined_because", "answered_at", "answered_by"])
    return involvement
