"""Who may change an account: its owner, and Kring itself when somebody asks for a link."""

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.tokens import default_token_generator
from django.utils.translation import gettext_lazy as _

from access.action import YES, no
from agencies.models import Role

NOT_YOURS = _("Det här är någon annans konto. Var och en väljer sitt eget lösenord.")


def may_choose_password(actor, *, worker, token, password):
    if worker.pk != actor.worker:
        return no(NOT_YOURS)
    if not default_token_generator.check_token(worker, token):
        return no(_("Länken gäller inte längre. Välj Glömt lösenordet på inloggningssidan, så får du en ny."))
    return YES


def may_renew_password(actor, *, worker, password):
    if worker.pk != actor.worker or not check_password(password, worker.password):
        return no(NOT_YOURS)
    return YES


def may_send_password_link(actor, *, worker):
    if not actor.has(Role.ROBOT) or worker.is_robot or not worker.is_active:
        return no(_("Länken skickas bara när någon ber om den på inloggningssidan."))
    return YES


def may_choose_language(actor, *, language):
    if language not in dict(settings.LANGUAGES):
        return no(_("Kring finns på svenska och engelska. Välj ett av dem."))
    return YES
