"""How somebody was asked: with which words, in which language, and with whose help."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.models import Consent
from consent.wording import called, in_language, language_called, newest, wordings
from look.forms import LineField

HOW = [
    (Consent.Form.WRITTEN, _("Skriftligt, på papper")),
    (Consent.Form.ORAL, _("Muntligt, med vittne")),
    (Consent.Form.IN_MEETING, _("Tillsammans, på mötet")),
]


def text_field(relative=None):
    """Which words were answered: the newest in each language first, then the older ones. The person's own to begin."""
    spoken = language_called(relative.language if relative else "")
    return forms.ChoiceField(
        label=_("Vilken text svarade personen på?"),
        choices=[(key, called(words)) for key, words in wordings().items()],
        initial=in_language(spoken).key,
        required=False,
    )


def interpreted_field(relative=None):
    """The language that an interpreter spoke."""
    return LineField(
        label=_("Tolkat till"),
        help_text=_("Språket som tolken talade. Lämna tomt om ingen tolk var med."),
        max_length=60,
        required=False,
        initial=relative.language if relative and relative.needs_interpreter else "",
    )


def languages():
    """The newest words, as choices of a language."""
    return [(words.language, words.name) for words in newest()]
