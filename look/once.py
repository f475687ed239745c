"""How a form that is sent twice makes one row: it carries the signed id of the row that it will make."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class OnceField(forms.CharField):
    """A hidden field with a fresh signed id; cleaned it is that UUID. `salt` is the form's name."""

    widget = forms.HiddenInput

    def __init__(self, *, salt: str, **kwargs: Any) -> None:
        self.signer = signing.Signer(salt=f"kring.once.{salt}")
        super().__init__(initial=self.fresh, max_length=200, **kwargs)

    def fresh(self) -> str:
        """Sign the id of a row that does not exist yet."""
        return self.signer.sign(str(uuid4()))

    def clean(self, value: Any) -> UUID:
        """Give the id, or refuse what we have not signed."""
        try:
            return UUID(self.signer.unsign(super().clean(value)))
        except (signing.BadSignature, ValidationError, ValueError):
            raise ValidationError(
                _("Formuläret gick inte att läsa. Ladda om sidan och försök igen."), code="once"
            ) from None
