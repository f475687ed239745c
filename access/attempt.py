"""How a form tries an action: a refusal becomes the form's own error, beside what was typed."""

from access.action import Refused


def attempt(form, action, actor, /, **subjects):
    """The action's result, or None when it was refused; the reason then stands in the form.

    The refused attempt leaves its line in the log all the same (access.action). An action that answers None cannot be
    tried so.
    """
    try:
        return action(actor, **subjects)
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
        return None
