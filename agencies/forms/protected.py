"""What is typed when somebody is to see protected names."""

from datetime import timedelta

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from agencies.days import ends
from look.forms import DayField, LineField

USUAL = 180  # days


class ProtectedRight(forms.Form):
    """Why, and the last day."""

    reason = LineField(
        label=_("Varför?"),
        max_length=300,
        help_text=_("Till exempel: Tar emot barn med skyddade personuppgifter i teamet. Nämn inget barn."),
        error_messages={"required": _("Skriv varför medarbetaren behöver se skyddade namn.")},
    )
    ends_on = DayField(
        label=_("Till och med"),
        help_text=_("Högst tolv månader. Då slutar rätten av sig själv."),
        error_messages={"required": _("Välj den sista dagen.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = localdate() + timedelta(days=USUAL)

    def subjects(self) -> dict:
        """What the action is to be done with."""
        return {"reason": self.cleaned_data["reason"], "ends_at": ends(self.cleaned_data["ends_on"])}
