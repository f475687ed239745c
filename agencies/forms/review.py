"""What a log reviewer asks for; it stands in the address, so nothing but ids and days."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from access.models import Signoff
from agencies.queries.keyset import read_before
from agencies.queries.review import Filter
from look.forms import DayField, RadioCards, TextField


class Asked(forms.Form):
    """Whose lines, of which day, and which kind. What cannot be read is not asked for."""

    person = forms.UUIDField(required=False)
    day = DayField(required=False, label=_("Dag"))
    only = forms.ChoiceField(required=False, choices=[("outside", ""), ("protected", "")])

    def asked(self) -> Filter:
        """The question as the query takes it."""
        self.is_valid()
        return Filter(
            person=self.cleaned_data.get("person"),
            day=self.cleaned_data.get("day"),
            only=self.cleaned_data.get("only", ""),
            before=read_before(self.data.get("before", "")),
        )


class Finding(forms.Form):
    """What a sample was found to be, and what the reviewer wants to say about it."""

    outcome = forms.ChoiceField(
        label=_("Vad ser du?"),
        error_messages={"required": _("Välj vad du ser.")},
        choices=Signoff.Outcome.choices,
        widget=RadioCards(
            helps={
                Signoff.Outcome.IN_ORDER: _("Det syns varför personen behövde läsa."),
                Signoff.Outcome.ASK: _("Det kan ha sin förklaring. Ring och fråga."),
                Signoff.Outcome.PASS_ON: _(
                    "Förklaringen räcker inte. Den som leder enheten får din fråga på Min dag och svarar dig."
                ),
            }
        ),
    )
    remark = TextField(
        label=_("Anmärkning"),
        required=False,
        max_length=500,
        rows=3,
        help_text=_("Behövs inte när allt är i sin ordning. Skriv inga namn på barn eller familj."),
    )


class Answer(forms.Form):
    """What the manager of the unit answers the reviewer."""

    words = TextField(
        label=_("Till granskaren"),
        max_length=1000,
        rows=4,
        help_text=_("Vad du har fått veta, och vad ni gör nu. Skriv inga namn på barn eller familj."),
        error_messages={"required": _("Skriv vad du har fått veta. Ett kort svar räcker.")},
    )
