"""What can be done with one's own account."""

from django.utils.translation import gettext_lazy as _

from access import outbox
from access.action import action
from agencies.models import Worker
from agencies.policies import signin as policies


@action(may=policies.may_choose_password, says=_("Välj ditt lösenord."))
def choose_password(actor, *, worker, token, password):
    """Keep the password; the link that led here, and every session begun with the old one, end with it."""
    worker.set_password(password)
    worker.save(update_fields=["password"])


@action(may=policies.may_renew_password, says=_("Räkna om hur ditt lösenord är krypterat."))
def renew_password(actor, *, worker, password):
    """Hash the same password anew, when what is stored was made with yesterday's strength."""
    worker.set_password(password)
    worker.save(update_fields=["password"])


@action(may=policies.may_send_password_link, says=_("Skicka en länk för att välja lösenord."))
def send_password_link(actor, *, worker):
    """Write a letter to somebody who has forgotten the password, or never chose one."""
    outbox.post(
        actor, to=worker.email, template="password", fields={"worker": str(worker.pk)}, language=worker.language
    )


@action(may=policies.may_choose_language, says=_("Välj vilket språk Kring talar med dig."))
def choose_language(actor, *, language):
    """Keep the language for mails, and for the next machine."""
    worker = Worker.objects.get(pk=actor.worker)
    worker.language = language
    worker.save(update_fields=["language"])
    return worker
