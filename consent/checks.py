"""The server refuses to start by rules, or with words to ask a family with, that are not whole."""

from django.core.checks import Error, register

from consent import wording
from consent.rulebook import RULES, BadRules, read


@register()
def rules_are_whole(app_configs=None, **kwargs):
    """An error for the first mistake in consent/rules, with its file and line."""
    try:
        read(RULES)
    except BadRules as mistake:
        return [Error(str(mistake), id="consent.E001")]
    return []


@register()
def texts_are_whole(app_configs=None, **kwargs):
    """An error for the first mistake in consent/texts, with its file and line."""
    try:
        wording.read(wording.TEXTS)
    except wording.BadText as mistake:
        return [Error(str(mistake), id="consent.E002")]
    return []


def refuse_to_serve() -> None:
    """End the process, saying why, when the rules or the texts have a mistake. Called before the first request."""
    for fault in (*rules_are_whole(), *texts_are_whole()):
        raise SystemExit(f"Kring does not start: {fault.msg}")
