"""What was typed in a note, a call, a correction."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django import forms
from django.utils.timezone import get_current_timezone, localtime, now
from django.utils.translation import gettext_lazy as _

from cases.kinds import CONTENTS, Kind
from look.forms import ClockInput, DayField, LineField, RadioCards, TextField
from look.once import OnceField

KINDS = [(kind.value, kind.label) for kind in CONTENTS]
MEANS = {
    Kind.AGREED: _("Beslut, mål och vem som gör vad."),
    Kind.SCHOOL_DAY: _("Närvaro, lektioner, raster, anpassningar."),
    Kind.WELLBEING: _("Vad barnet berättar och vad vi märker."),
    Kind.CARE: _("Bedömningar, behandling, remisser."),
    Kind.SUPPORT: _("Stöd som familjen får eller väntar på."),
    Kind.HOME: _("Hur familjen har det och vad den önskar."),
    Kind.LEISURE: _("Intressen, vänner, föreningar."),
    Kind.POLICE: _("Samtal och händelser med polisen."),
    Kind.VOICE: _("Ordagrant. Skriv vem som sa det, och till vem."),
}
SOON = timedelta(minutes=5)  # clocks differ
LONGEST_AGO = timedelta(days=22 * 366)  # nobody is followed longer than up to 21
SOMEBODY_ELSE = "else"


class When(forms.Form):
    """When it happened: a day and a time, now to begin with; `child` is the one that it is about."""

    day = DayField(label=_("Dag"), error_messages={"required": _("Välj en dag.")})
    clock = forms.TimeField(label=_("Klockan"), widget=ClockInput, error_messages={"required": _("Skriv klockslaget.")})

    def __init__(self, *args, child, **kwargs):
        self.born = _born(child)
        moment = localtime()
        kwargs["initial"] = {"day": moment.date(), "clock": moment.time()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean(self):
        """Put day and time together; what has not happened, or was before the child, cannot be written down."""
        typed = super().clean()
        if typed.get("day") and typed.get("clock"):
            happened_at = datetime.combine(typed["day"], typed["clock"], get_current_timezone())
            if happened_at > now() + SOON:
                self.add_error("day", _("Det har inte hänt än. Kontrollera dag och klockslag."))
            elif happened_at < now() - LONGEST_AGO:
                self.add_error("day", _("Det är för länge sedan. Kontrollera året."))
            elif self.born and typed["day"] < self.born:
                self.add_error("day", _("Barnet var inte fött då. Kontrollera dagen."))
            typed["happened_at"] = happened_at
        return typed


class Written(When):
    """The text of a note, of a kind, and whose words they are."""

    kind = forms.ChoiceField(
        label=_("Vad handlar det om?"), choices=KINDS, widget=RadioCards(helps=MEANS),
        error_messages={"required": _("Välj vad anteckningen handlar om.")},
    )  # fmt: skip
    text = TextField(label=_("Anteckning"), rows=7, error_messages={"required": _("Skriv något först.")})
    source = LineField(
        label=_("Vem sa det, och till vem?"), max_length=120, required=False,
        help_text=_("Till exempel: Ella, till Leila."),
    )  # fmt: skip

    field_order = ("kind", "text", "source", "day", "clock")

    def clean(self):
        """A child's own words have somebody who said them."""
        typed = super().clean()
        if typed.get("kind") == Kind.VOICE and not typed.get("source"):
            self.add_error("source", _("Skriv vem som sa det, och till vem."))
        return typed

    @property
    def note(self) -> dict:
        """What a note is made of."""
        return {name: self.cleaned_data[name] for name in ("kind", "text", "source", "happened_at")}


class RecordForm(Written):
    """A new note."""

    new_id = OnceField(salt="note")


class CorrectionForm(Written):
    """A note that will stand in another's place."""

    kind = forms.ChoiceField(label=_("Vad handlar det om?"), choices=KINDS)


class CallForm(When):
    """A telephone call in two taps: who, and a line."""

    new_id = OnceField(salt="call")
    who = forms.ChoiceField(
        label=_("Vem pratade du med?"), widget=RadioCards, error_messages={"required": _("Välj vem du pratade med.")}
    )  # fmt: skip
    other = LineField(label=_("Namn eller roll"), max_length=100, required=False)
    text = TextField(
        label=_("Vad sa ni?"), rows=2, max_length=4000, error_messages={"required": _("Skriv en rad om samtalet.")}
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Det handlade mest om"), choices=KINDS, initial=Kind.HOME)

    def __init__(self, *args, relatives, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = {str(one.pk): one.name for one in relatives}
        self.fields["who"].choices = [*self.names.items(), (SOMEBODY_ELSE, _("Någon annan"))]

    def clean(self):
        """Somebody else has a name or a role."""
        typed = super().clean()
        if typed.get("who") == SOMEBODY_ELSE and not typed.get("other"):
            self.add_error("other", _("Skriv vem du pratade med."))
        return typed

    @property
    def note(self) -> dict:
        """What the note of the call is made of."""
        typed = self.cleaned_data
        source = typed["other"] if typed["who"] == SOMEBODY_ELSE else self.names[typed["who"]]
        return {
            "new_id": typed["new_id"], "kind": typed["kind"], "text": typed["text"], "source": source,
            "happened_at": typed["happened_at"],
        }  # fmt: skip


def _born(child) -> date | None:
    """The day or the year that the child was born, when either is known."""
    return child.born_on or (date(child.birth_year, 1, 1) if child.birth_year else None)
