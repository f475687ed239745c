"""Sharing by law: to whom and why, then by which rule and the weighing; and not sharing now."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consent.models import Postponement
from consent.models.by_law import PURPOSES
from look.forms import DayField, LineField, RadioCards, TextField

AGAIN = 14  # days until one usually looks again


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


class _Judged:
    """A field that is asked for, and whose absence the policy refuses: then the attempt leaves its line in the log."""

    def validate(self, value):
        """Look at what is typed; nothing is for the policy."""
        if value:
            super().validate(value)


class JudgedChoice(_Judged, forms.CharField):
    """A choice that the policy judges."""

    widget = RadioCards


class JudgedText(_Judged, TextField):
    """A text that the policy judges."""


class ByLawForm(forms.Form):
    """By which rule, and why it is right. Whether the rule fits and the weighing is one the policy says."""

    basis = JudgedChoice(label=gettext_lazy("Vilket stöd i lag?"))
    weighing = JudgedText(
        label=gettext_lazy("Er avvägning"),
        rows=4,
        help_text=gettext_lazy("Varför det är rätt att dela, och varför inte samtycke. Bara er enhet läser den."),
    )

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["basis"].widget.choices = [(one.code, f"{one.name} ({one.law})") for one in page.offered]
        self.fields["basis"].widget.helps = {one.code: " ".join(one.conditions) for one in page.offered}


class NotNowForm(forms.Form):
    """With whom not, why, and when to look again."""

    to = forms.ChoiceField(label=gettext_lazy("Vem väntar ni med?"), required=False)
    ground = forms.ChoiceField(
        label=gettext_lazy("Varför inte nu?"),
        choices=Postponement.Ground.choices,
        widget=RadioCards,
        error_messages={"required": gettext_lazy("Välj varför ni inte delar nu.")},
    )
    words = LineField(label=gettext_lazy("Kort om varför"), required=False, max_length=300)
    look_again_on = DayField(
        label=gettext_lazy("När ser ni på det igen?"),
        help_text=gettext_lazy("Den dagen står det på Min dag."),
        error_messages={"required": gettext_lazy("Välj en dag då ni ser på det igen.")},
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        named = [(key, unit.name) for key, unit in self.units.items()]
        self.fields["to"].choices = [("", _("Alla som är med")), *named]
        self.fields["look_again_on"].initial = localdate() + timedelta(days=AGAIN)

    def chosen(self):
        """The action's keywords."""
        words = {name: self.cleaned_data[name] for name in ("ground", "words", "look_again_on")}
        return words | {"to_unit": self.units.get(self.cleaned_data["to"])}
