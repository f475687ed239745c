"""The scanned paper, as it is sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.models.scan import LARGEST


class ScanForm(forms.Form):
    """One file. What it is and how large the action judges, by its bytes; its name is never read."""

    paper = forms.FileField(
        label=_("Det underskrivna papperet"),
        help_text=_("PDF, JPEG eller PNG, högst 5 MB. Filens namn sparas inte."),
        error_messages={
            "required": _("Välj filen med det skannade papperet, högst 5 MB."),
            "empty": _("Filen är tom."),
        },
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )

    def content(self) -> bytes:
        """The file's bytes, and one more than may be kept of a file that is too large."""
        return self.cleaned_data["paper"].read(LARGEST + 1)
