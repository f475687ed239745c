"""What was told by word of mouth: to whom, about what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.kinds import CONTENTS
from look.forms import LineField, RadioCards, TextField


class SpokenForm(forms.Form):
    """Two taps, to whom and about what; the ground is asked for when no consent covers it."""

    to = forms.ChoiceField(
        label=_("Vem berättade du för?"),
        widget=RadioCards,
        error_messages={"required": _("Välj vem du berättade för.")},
    )
    kind = forms.ChoiceField(
        label=_("Vad handlade det om?"),
        choices=[(kind.value, kind.label) for kind in CONTENTS],
        widget=RadioCards,
        error_messages={"required": _("Välj vad det handlade om.")},
    )
    words = LineField(label=_("Vad sa du?"), required=False, max_length=300)
    basis = forms.CharField(label=_("Stöd i lag"), required=False, widget=forms.Select)
    weighing = TextField(label=_("Er avvägning"), rows=3, required=False)

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in page.units}
        self.guardians = {str(one.pk): one for one in page.guardians}
        people = [*self.units.items(), *self.guardians.items()]
        self.fields["to"].choices = [(key, one.name) for key, one in people]
        rules = [(rule.code, f"{rule.name} ({rule.law})") for rule in page.offered]
        self.fields["basis"].widget.choices = [("", _("Samtycke, eller samma myndighet")), *rules]

    def chosen(self):
        """The action's keywords."""
        told = self.cleaned_data.pop("to")
        return self.cleaned_data | {"to_unit": self.units.get(told), "relative": self.guardians.get(told)}
