"""Sharing by law: to whom and why, then by which rule and the weighing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consent.models.deciding import PURPOSES
from look.forms import RadioCards, TextField


class ReasonForm(forms.Form):
    """To whom, and why: what the rules are asked by. It is read from the address and saves nothing."""

    to = forms.ChoiceField(label=gettext_lazy("Vem behöver få veta?"))
    purpose = forms.ChoiceField(
        label=gettext_lazy("Varför?"),
        choices=[("", gettext_lazy("Välj")), *((one.value, one.label) for one in PURPOSES)],
    )

    def __init__(self, page):
        super().__init__(initial={"to": page.to and page.to.pk, "purpose": page.purpose})
        self.fields["to"].choices = [("", _("Välj")), *((unit.pk, unit.name) for unit in page.units)]


class ByLawForm(forms.Form):
    """By which rule, and why it is right.

    Whether the rule fits and the weighing is one the policy says, not the form: an attempt that is refused is a line
    in the log.
    """

    basis = forms.CharField(label=gettext_lazy("Vilket stöd i lag?"), required=False, widget=RadioCards)
    weighing = TextField(
        label=gettext_lazy("Er avvägning"),
        rows=4,
        required=False,
        help_text=gettext_lazy("Varför det är rätt att dela, och varför inte samtycke. Bara er enhet läser den."),
    )

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["basis"].widget.choices = [(one.code, f"{one.name} ({one.law})") for one in page.offered]
        self.fields["basis"].widget.helps = {one.code: " ".join(one.conditions) for one in page.offered}
