"""The server refuses to start by rules that are not whole."""

from django.core.checks import Error, register

from consent.rulebook import RULES, BadRules, read


@register()
def rules_are_whole(app_configs=None, **kwargs):
    """An error for the first mistake in consent/rules, with its file and line."""
    try:
        read(RULES)
    except BadRules as mistake:
        return [Error(str(mistake), id="consent.E001")]
    return []


def refuse_to_serve() -> None:
    """End the process, saying why, when the rules of sharing have a mistake. Called before the first request."""
    for fault in rules_are_whole():
        raise SystemExit(f"Kring does not start: {fault.msg}")
