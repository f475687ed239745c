"""The fields that forms about people and units share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.roles import SEES, givable
from look.forms import CheckboxCards, LineField


def email_field(**kwargs):
    """An address, kept in small letters."""
    return forms.EmailField(
        label=_("E-post"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
        error_messages={
            "required": _("Skriv e-postadressen."),
            "max_length": _("E-postadressen är för lång. Kontrollera den."),
            "invalid": _("Skriv hela e-postadressen, till exempel namn@kommunen.se."),
        },
        **kwargs,
    )


def name_field(**kwargs):
    """A person's name."""
    return LineField(label=_("Namn"), max_length=120, error_messages={"required": _("Skriv namnet.")}, **kwargs)


def phone_field():
    """A telephone that the circle rings."""
    return LineField(
        label=_("Telefon"), max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )


class UnitChoice(forms.ModelChoiceField):
    """One of the agency's units, by name."""

    def label_from_instance(self, unit):
        """Show the name alone."""
        return unit.name


class RolesField(forms.MultipleChoiceField):
    """Roles as cards, each with a line about what it lets one see; which are offered depends on who hands them out."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Vad ska medarbetaren göra i enheten?"),
            widget=CheckboxCards(helps={role.value: line for role, line in SEES.items()}),
            error_messages={"required": _("Välj minst en roll: utan roll kan man inte göra något i Kring.")},
            **kwargs,
        )

    def offer(self, actor, held=()):
        """Offer what the actor may hand out, and what is held already."""
        offered = set(givable(actor)) | set(held)
        self.choices = [(role.value, role.label) for role in SEES if role in offered]
