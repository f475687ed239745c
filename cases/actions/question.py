"""That the protection question was put: kept by the actions that stand where it is put (practice.md 2.1)."""

from cases.models import ProtectionQuestion


def put_question(actor, case, step, moment, new_id=None):
    """Keep that the question was put, by whom and when, inside another action's pen; what was answered is kept nowhere.

    `case` is None when there is none yet.
    """
    put = ProtectionQuestion(membership_id=actor.membership, unit_id=actor.unit, case=case, step=step, put_at=moment)
    put.pk = new_id or put.pk
    put.save()
    return put
