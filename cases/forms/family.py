"""What was typed about the family and the child's details."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.children import ChildFields
from cases.models import Relative
from look.forms import LineField
from look.once import OnceField

# The law gives these a say (domain.md 4.1); a parent without custody answers nothing and sees nothing.
WITH_CUSTODY = {
    Relative.Relation.GUARDIAN, Relative.Relation.SPECIAL, Relative.Relation.TEMPORARY, Relative.Relation.GOOD_MAN,
}  # fmt: skip


class ChangeRelativeForm(forms.Form):
    """Somebody near the child, and how to reach them."""

    name = LineField(label=_("Namn"), max_length=120, error_messages={"required": _("Skriv namnet.")})
    relation = forms.ChoiceField(
        label=_("Vem är det för barnet?"), choices=Relative.Relation.choices, initial=Relative.Relation.GUARDIAN
    )  # fmt: skip
    phone = LineField(
        label=_("Telefon"), max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-post"), max_length=254, required=False,
        error_messages={
            "max_length": _("E-postadressen är för lång. Kontrollera den."),
            "invalid": _("E-postadressen ser inte rätt ut. Den ska se ut som namn@exempel.se."),
        },
    )  # fmt: skip
    reach = LineField(
        label=_("Hur nås de bäst?"), required=False, help_text=_("Till exempel: sms på kvällar, inte på jobbet.")
    )  # fmt: skip
    language = LineField(label=_("Språk"), max_length=60, required=False)
    needs_interpreter = forms.BooleanField(label=_("Behöver tolk"), required=False)
    limited_right = forms.BooleanField(
        label=_("Får inte besluta om allt"), required=False,
        help_text=_("En domstol har begränsat vad vårdnadshavaren får bestämma. Fråga er jurist före samtycke."),
    )  # fmt: skip

    @property
    def details(self) -> dict:
        """The fields of Relative; custody follows from what one is for the child."""
        typed = {name: self.cleaned_data[name] for name in ChangeRelativeForm.base_fields}
        return typed | {"has_custody": typed["relation"] in WITH_CUSTODY}


class RelativeForm(ChangeRelativeForm):
    """Somebody new near the child."""

    new_id = OnceField(salt="relative")


class ChildForm(ChildFields):
    """The child's details anew; an empty number leaves the one that is there."""

    def __init__(self, *args, child, **kwargs):
        super().__init__(*args, **kwargs)
        self.child = child
        if child.identity_number:
            self.fields["identity_number"].label = _("Nytt personnummer")
            self.fields["identity_number"].help_text = _("Lämna tomt om numret ni har är rätt.")

    def needs_details(self) -> bool:
        """A child that has a number needs nothing more to be told from others."""
        return not self.child.identity_number

    @property
    def details(self) -> dict:
        """The fields of Child that are to be written."""
        details = super().details
        if self.child.identity_number and not self.cleaned_data["identity_number"]:
            for kept in ("identity_kind", "identity_number", "born_on"):
                del details[kept]
            details["birth_year"] = self.child.birth_year
        return details


def as_typed(relative) -> dict:
    """Somebody near the child, as the form's start."""
    return {name: getattr(relative, name) for name in ChangeRelativeForm.base_fields}


def child_as_typed(child) -> dict:
    """The child's details as the form's start, but for the number: that is shown on request only."""
    return {
        "given_name": child.given_name, "family_name": child.family_name, "school_class": child.school_class,
        "birth_year": child.birth_year or "",
    }  # fmt: skip


class ProtectForm(forms.Form):
    """That it has been asked whether the child should be in Kring: the deed is the same whatever comes of it."""

    asked = forms.BooleanField(
        label=_("Jag tar upp med den som leder enheten om barnet ska finnas kvar i Kring"),
        error_messages={"required": _("Kryssa i att du tar upp det. Markera sedan.")},
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why somebody needs the names around a protected child."""

    reason = LineField(
        label=_("Anledning"), max_length=200,
        error_messages={"required": _("Skriv varför du behöver namnet.")},
    )  # fmt: skip
