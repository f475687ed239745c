"""What was typed about which child is meant."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases import identity
from cases.queries.signals import likenesses, number_of
from look.forms import LineField, RadioCards
from look.templatetags.look import class_words

NEW = "new"
PROTECTED = [("NO", _("Nej")), ("YES", _("Ja"))]


class ChildFields(forms.Form):
    """Name and class, or name and birth year: it is enough to begin with; the number can come later."""

    given_name = LineField(label=_("Förnamn"), max_length=80, error_messages={"required": _("Skriv förnamnet.")})
    family_name = LineField(label=_("Efternamn"), max_length=80, required=False)
    school_class = LineField(label=_("Klass eller grupp"), max_length=60, required=False)
    birth_year = LineField(
        label=_("Födelseår"), max_length=10, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "6", "autocomplete": "off"}),
    )  # fmt: skip
    identity_number = LineField(
        label=_("Personnummer"), max_length=20, required=False,
        help_text=_("Samordningsnummer och tillfälligt nummer går också bra."),
        widget=forms.TextInput(attrs={"size": "16", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_birth_year(self):
        """Give the year as a number, or None."""
        return self._read(identity.birth_year, "birth_year")

    def clean_identity_number(self):
        """Give the Identity, or None."""
        return self._read(identity.parse, "identity_number")

    def clean(self):
        """Ask for what tells one child from another of the same name."""
        typed = super().clean()
        told = any(map(typed.get, ("school_class", "birth_year", "identity_number")))
        if self.needs_details() and not self.errors and not told:
            self.add_error("school_class", _("Skriv klass, födelseår eller personnummer, så att det blir rätt barn."))
        return typed

    def needs_details(self) -> bool:
        """Whether a new child is to be made of what is typed."""
        return True

    @property
    def details(self) -> dict:
        """The fields of Child."""
        typed = self.cleaned_data
        number = typed["identity_number"]
        return {
            "given_name": typed["given_name"],
            "family_name": typed["family_name"],
            "school_class": typed["school_class"],
            "identity_kind": number.kind if number else "",
            "identity_number": number.number if number else None,
            "born_on": number.born_on if number else None,
            "birth_year": number.born_on.year if number else typed.get("birth_year"),
        }

    def _read(self, read, field):
        typed = self.cleaned_data[field]
        if not typed:
            return None
        try:
            return read(typed, localdate())
        except identity.Fault as fault:
            raise ValidationError(fault.sentence) from None


class WhichChild(ChildFields):
    """A child that the unit has already, or a new one; and whether anybody in the family lives protected."""

    protected = forms.ChoiceField(
        label=_("Har barnet, en förälder eller ett syskon skyddade personuppgifter?"), choices=PROTECTED,
        widget=RadioCards, error_messages={"required": _("Svara på frågan om skyddade personuppgifter.")},
    )  # fmt: skip
    which = forms.ChoiceField(
        label=_("Är det något av de här barnen?"), required=False, widget=RadioCards,
        error_messages={"required": _("Välj om det är något av barnen eller ett annat barn.")},
    )  # fmt: skip

    def __init__(self, *args, alike=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.alike = {str(one.child.pk): one for one in alike}
        self.same = next((one for one in alike if one.is_same), None)
        if self.same or not alike:
            del self.fields["which"]
        else:
            choices = [(key, one.child.name) for key, one in self.alike.items()]
            self.fields["which"].required = True
            self.fields["which"].choices = [*choices, (NEW, _("Nej, ett annat barn"))]
            self.fields["which"].widget.helps = {key: _about(one) for key, one in self.alike.items()}
        if self.same:
            self.fields["given_name"].required = False

    @property
    def is_protected(self) -> bool:
        """Whether the answer was yes: then nothing is kept."""
        return self.data.get(self.add_prefix("protected")) == "YES"

    @property
    def child(self):
        """The child chosen among those the unit has, or None."""
        chosen = self.same or self.alike.get(self.cleaned_data.get("which", ""))
        return chosen.child if chosen else None

    def needs_details(self) -> bool:
        """Whether a new child is to be made of what is typed."""
        return not self.same and self.data.get(self.add_prefix("which"), NEW) in (NEW, "")


class StartChild(WhichChild):
    """A start without a signal: the likenesses are looked for when something has been typed."""

    def __init__(self, data=None, *, actor, **kwargs):
        name = f"{data.get('given_name', '')} {data.get('family_name', '')}" if data else ""
        alike = likenesses(actor, name, number_of(data.get("identity_number", ""))) if name.strip() else ()
        super().__init__(data, alike=alike, **kwargs)


def _about(one) -> str:
    about = [class_words(one.child.school_class), str(one.child.birth_year or "")]
    if one.lead:
        about.append(_("har redan ett samarbete, fast kontakt %(name)s") % {"name": one.lead})
    return ", ".join(part for part in about if part)
