"""Asking the family anew, after a consent that ends or no longer is enough."""

from datetime import datetime, time

from django.utils.timezone import get_current_timezone, localdate, now
from django.utils.translation import gettext_lazy as _

from access.action import action
from cases.actions.question import put_question
from cases.models import ProtectionQuestion
from consent import policies
from consent.models import Answer, Consent, Grant
from consent.queries.changing import lines_to_ask
from consent.terms import end_of, must_answer


@action(may=policies.may_renew, says=_("Fråga familjen på nytt om samma sak, till en ny dag."))
def renew(actor, *, consent, ends_on, form, witness):
    """Make a consent with the old one's lines and a new last day, and wait for everybody's answer anew.

    The old one stays until its own day. A consent is asked anew once, whoever asks: the subject is locked, so of two at
    once the second is refused. Lines that all have taken back are left out. (practice.md 3.8, domain.md 4.3.)
    """
    moment, today = now(), localdate()
    child = consent.case.child
    guardians, young = must_answer(child, list(child.relatives.all()))
    ends_at = end_of(ends_on, today, child, guardians_answered=bool(guardians))
    new = Consent(
        case=consent.case, unit_id=actor.unit, purpose=consent.purpose, form=form, witness=witness, renews=consent,
        given_at=datetime.combine(today, time.min, get_current_timezone()), ends_at=ends_at, recorded_at=moment,
        recorded_by_id=actor.membership,
    )  # fmt: skip
    new.save()
    for line in lines_to_ask(consent):
        ours = line.from_unit_id == actor.unit
        Grant(
            case=consent.case, consent=new, basis=Grant.Basis.CONSENT, from_unit_id=line.from_unit_id,
            to_unit_id=line.to_unit_id, kind=line.kind, limit=line.limit, ends_at=ends_at,
            relied_at=moment if ours else None, relied_by_id=actor.membership if ours else None,
            decided_by_id=actor.membership,
        ).save()  # fmt: skip
    for relative in [*guardians, None]:
        is_needed = young if relative is None else True
        Answer(
            consent=new, unit_id=actor.unit, relative=relative, by_child=relative is None, is_needed=is_needed,
            ends_at=ends_at,
        ).save()  # fmt: skip
    asked = {guardian.pk for guardian in guardians}
    for old in consent.answers.filter(about_self=True).exclude(relative__in=asked).order_by("id"):
        Answer(
            consent=new,
            unit_id=actor.unit,
            relative_id=old.relative_id,
            is_needed=False,
            about_self=True,
            ends_at=ends_at,
        ).save()
    put_question(actor, consent.case, ProtectionQuestion.Step.CONSENT, moment)
    return new
