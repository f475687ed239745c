"""What is typed to sign in, to unlock, and to choose a password."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

WRONG = _("E-postadressen eller lösenordet stämmer inte. Försök igen, eller välj Glömt lösenordet.")
POOR = {
    "password_too_short": _("Lösenordet är för kort. Det behöver minst 12 tecken."),
    "password_too_common": _("Lösenordet är för vanligt. Välj ord som ingen annan skulle välja."),
    "password_too_similar": _("Lösenordet är för likt ditt namn eller din e-postadress. Välj något annat."),
}
LONGEST = 500  # a longer one would only keep the hasher busy


class _Email(forms.EmailField):
    def __init__(self, **kwargs):
        super().__init__(
            label=_("E-post"),
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "username", "inputmode": "email", "autofocus": True}),
            error_messages={
                "required": _("Skriv din e-postadress."),
                "max_length": _("E-postadressen är för lång. Kontrollera den."),
                "invalid": _("Skriv hela e-postadressen, till exempel namn@kommunen.se."),
            },
            **kwargs,
        )


class _Password(forms.CharField):
    def __init__(self, *, label="", autocomplete="current-password", autofocus=False, **kwargs):
        attrs = {"autocomplete": autocomplete} | ({"autofocus": True} if autofocus else {})
        super().__init__(
            label=label or _("Lösenord"),
            strip=False,
            max_length=LONGEST,
            widget=forms.PasswordInput(attrs=attrs),
            error_messages={"required": _("Skriv ditt lösenord.")},
            **kwargs,
        )


class SignIn(forms.Form):
    """Who are you?"""

    email = _Email()
    password = _Password()


class Unlock(forms.Form):
    """Is it still you?"""

    password = _Password(autofocus=True)


class Forgotten(forms.Form):
    """Where shall the link go?"""

    email = _Email()


class ChoosePassword(forms.Form):
    """A new password, twice."""

    password = _Password(
        label=_("Nytt lösenord"),
        autocomplete="new-password",
        autofocus=True,
        help_text=_("Minst 12 tecken. Tre eller fyra ord i rad är lätta att minnas och svåra att gissa."),
    )
    again = _Password(label=_("Samma lösenord en gång till"), autocomplete="new-password")

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker

    def clean_password(self):
        """Refuse what is short, common or like the worker's own name and address."""
        try:
            validate_password(self.cleaned_data["password"], self.worker)
        except forms.ValidationError as refused:
            raise forms.ValidationError([POOR.get(fault.code, fault) for fault in refused.error_list]) from None
        return self.cleaned_data["password"]

    def clean_again(self):
        """Refuse a slip of the finger."""
        if self.cleaned_data["again"] != self.cleaned_data.get("password", self.cleaned_data["again"]):
            raise forms.ValidationError(_("De två lösenorden är inte lika. Skriv dem en gång till."))
        return self.cleaned_data["again"]
