"""What somebody can have answered, and what is asked when it is no."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from consent.models import Answer
from look.forms import DayField, TextField

SAID = [
    (Answer.Said.YES, _("Ja")),
    (Answer.Said.PARTLY, _("Ja, men inte till allt")),
    (Answer.Said.NO, _("Nej")),
    (Answer.Said.WAITING, _("Har inte svarat än")),
]


def despite_no_field():
    """Why one goes on although a child between 12 and 14 says no."""
    return TextField(label=_("Varför går ni vidare fast barnet säger nej?"), rows=2, max_length=1000, required=False)


def ask_again_field():
    """The family's own day, before which nobody asks them again."""
    return DayField(
        label=_("Fråga inte igen före"),
        required=False,
        help_text=_("Om de har sagt när. Annars lämnar ni det tomt."),
        validators=[_lies_ahead],
        error_messages={"invalid": _("Skriv en dag som finns.")},
    )


def _lies_ahead(day):
    if day <= localdate():
        raise forms.ValidationError(_("Dagen måste ligga framåt i tiden."))
