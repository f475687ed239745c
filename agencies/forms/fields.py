"""The fields that forms about people and units share."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from agencies.days import begins, ends
from agencies.roles import SEES, givable
from look.forms import CheckboxCards, DayField, LineField


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


class Period(forms.Form):
    """From a day that has not been, and perhaps until another."""

    starts_on = DayField(label=_("Från och med"), initial=localdate, help_text=_("I dag: gäller direkt."))
    ends_on = DayField(label=_("Till och med"), required=False, help_text=_("Tomt: tills vidare."))

    def clean_starts_on(self):
        """Refuse a day that has been: nobody could have worked then."""
        if self.cleaned_data["starts_on"] < localdate():
            raise forms.ValidationError(_("Dagen har varit. Välj i dag eller senare."))
        return self.cleaned_data["starts_on"]

    def clean(self):
        """Refuse an end before the start."""
        data = super().clean()
        if data.get("ends_on") and data.get("starts_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("Slutar före den börjar. Välj en senare dag."))
        return data

    def period(self) -> dict:
        """The moments that the days mean."""
        return {"starts_at": begins(self.cleaned_data["starts_on"]), "ends_at": ends(self.cleaned_data["ends_on"])}


def title_field():
    """What a person works as."""
    return LineField(label=_("Titel"), max_length=120, error_messages={"required": _("Skriv titeln.")})


class UnitChoice(forms.ModelChoiceField):
    """One of the agency's units, by name."""

    default_error_messages = {"required": _("Välj en enhet.")}

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
