"""How people are let in, and out."""

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from access import outbox
from access.action import action
from agencies import policies
from agencies.models import Membership, Worker


@action(may=policies.may_invite_worker, says=_("Bjud in en medarbetare till en enhet i den egna organisationen."))
def invite_worker(actor, *, new_id, unit, email, name, title, phone, roles, starts_at, ends_at):
    """Give a person an account and a membership; who has an account keeps it as it is, and gets the membership.

    `new_id` is the membership's id. The letter goes out when the membership begins; returns the membership.
    """
    if made := Membership.objects.filter(pk=new_id).first():
        return made
    worker = Worker.objects.filter(email=email).first() or open_account(email, name, title, phone)
    return seat(actor, new_id, worker, unit, roles, starts_at, ends_at)


@action(may=policies.may_give_membership, says=_("Ge en medarbetare ett uppdrag till i den egna organisationen."))
def give_membership(actor, *, new_id, worker, unit, roles, starts_at, ends_at):
    """Seat a worker in one more unit; `new_id` is the membership's id."""
    if made := Membership.objects.filter(pk=new_id).first():
        return made
    return seat(actor, new_id, worker, unit, roles, starts_at, ends_at)


@action(may=policies.may_invite_again, says=_("Skicka inbjudan en gång till."))
def invite_again(actor, *, worker):
    """Send a new link to somebody who has not chosen a password; the old link stops working when they do."""
    outbox.post(
        actor, to=worker.email, template="invite", fields={"worker": str(worker.pk)},
        language=worker.language,
    )  # fmt: skip
    return worker


@action(may=policies.may_change_worker, says=_("Ändra en medarbetares namn, titel eller telefon."))
def change_worker(actor, *, worker, name, title, phone):
    """Correct how a worker is shown and reached."""
    worker.name, worker.title, worker.phone = name, title, phone
    worker.save(update_fields=["name", "title", "phone"])
    return worker


@action(may=policies.may_change_roles, says=_("Ändra vad en medarbetare får göra i en enhet."))
def change_roles(actor, *, membership, roles):
    """Give a membership these roles instead of those it had; it holds from the worker's next click."""
    membership.roles = sorted(roles)
    membership.save(update_fields=["roles"])
    return membership


@action(may=policies.may_extend_membership, says=_("Låt ett uppdrag gälla längre."))
def extend_membership(actor, *, membership, ends_at):
    """Move a membership's end later; `ends_at` of None is until further notice."""
    membership.ends_at = ends_at
    membership.save(update_fields=["ends_at"])
    return membership


@action(may=policies.may_end_membership, says=_("Avsluta ett uppdrag, nu eller en viss dag."))
def end_membership(actor, *, membership, ends_at):
    """Shut the worker out of the unit; `ends_at` of None is this second.

    Nothing else is written: from that second the law of sight gives what was open to who manages the unit.
    """
    membership.ends_at = max(ends_at or now(), membership.starts_at)
    membership.save(update_fields=["ends_at"])
    return membership


def open_account(email, name, title, phone):
    """A worker who cannot sign in before the link in the letter has been used. Inside an action."""
    worker = Worker(email=email, name=name, title=title, phone=phone)
    worker.set_unusable_password()
    try:
        with transaction.atomic():
            worker.save()
    except IntegrityError:  # another agency's administrator was a moment before
        return Worker.objects.get(email=email)
    return worker


def seat(actor, new_id, worker, unit, roles, starts_at, ends_at):
    """A membership and the letter that tells of it. Inside an action."""
    membership = Membership(
        pk=new_id, worker=worker, unit=unit, roles=sorted(roles), starts_at=starts_at, ends_at=ends_at
    )
    membership.save()
    new = not worker.has_usable_password()
    outbox.post(
        actor,
        to=worker.email,
        template="invite" if new else "assignment",
        fields={"worker": str(worker.pk)} if new else {},
        language=worker.language,
        due_at=starts_at,
    )
    return membership
