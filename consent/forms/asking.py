"""What is typed when somebody asks whether something may be shared. No child, no name, no free text."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Regime
from cases.kinds import Kind
from consent.rulebook import Answer, Consented, Purpose, Question, Receiver, answer
from look.forms import RadioCards

SAME = "SAME"
# A band's youngest stands for it: no rule changes within one.
UNKNOWN = "UNKNOWN"
AGES = [
    ("", _("Välj")),
    ("0", _("Under 12 år")),
    ("12", _("12–14 år")),
    ("15", _("15–17 år")),
    ("18", _("18–20 år")),
    ("21", _("21 år eller äldre")),
    (UNKNOWN, _("Vet inte")),
]


class MayIShareForm(forms.Form):
    """From whom, to whom, what, how old, why, and whether there is a yes. Asked by GET: it changes and keeps nothing.

    `units` are those that can be chosen by name, `regime` and `agency` the asker's own.
    """

    sender = forms.ChoiceField(
        label=_("Vem ska berätta?"), choices=[(regime, Receiver(regime).label) for regime in Regime.values]
    )
    to = forms.ChoiceField(label=_("För vem?"), error_messages={"required": _("Välj vem som ska få veta.")})
    kind = forms.ChoiceField(
        label=_("Vad handlar det om?"),
        choices=[("", _("Välj")), *Kind.choices],
        error_messages={"required": _("Välj vad det handlar om.")},
    )
    years = forms.ChoiceField(
        label=_("Hur gammalt är barnet?"),
        choices=AGES,
        error_messages={"required": _("Välj hur gammalt barnet är, eller att du inte vet.")},
    )
    purpose = forms.ChoiceField(
        label=_("Varför ska det berättas?"),
        choices=[("", _("Välj")), *Purpose.choices],
        error_messages={"required": _("Välj varför det ska berättas.")},
    )
    consent = forms.ChoiceField(
        label=_("Finns det ett ja?"),
        choices=Consented.choices,
        widget=RadioCards,
        error_messages={"required": _("Välj om det finns ett ja.")},
    )

    def __init__(self, asked, *, units, regime, agency):
        began = {"sender": regime} | {name: asked[name] for name in ("sender", "to", "kind") if name in asked}
        super().__init__(asked if "purpose" in asked else None, initial=began)
        self.units, self.regime, self.agency = {str(unit.pk): unit for unit in units}, regime, agency
        self.fields["to"].choices = [
            ("", _("Välj")),
            (SAME, _("En annan enhet i samma myndighet")),
            (_("Ett slag av mottagare"), Receiver.choices),
            (_("En enhet"), [(key, unit.name) for key, unit in self.units.items()]),
        ]

    def question(self) -> Question:
        """What is asked. A unit is asked about by its agency's regime, and is ours when its agency is."""
        get = self.cleaned_data.get
        unit = self.units.get(get("to"))
        own = unit is not None and unit.agency_id == self.agency and get("sender") == self.regime
        same = own or get("to") == SAME
        receiver = get("sender") if same else unit.agency.regime if unit else get("to")
        years = None if get("years") == UNKNOWN else int(get("years"))
        return Question(get("sender"), receiver, get("kind"), get("purpose"), years, get("consent"), same)

    def answer(self) -> Answer | None:
        """The advice, or None while the question is not whole."""
        return answer(self.question()) if self.is_valid() else None
