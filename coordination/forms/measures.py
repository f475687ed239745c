"""What was typed of one thing that somebody does: how it goes, or that it is new."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.agreed import Going, NewMeasure, Who
from coordination.models import Measure
from coordination.policies.bounds import done_by
from look.forms import DayField, LineField, RadioCards

ELSE = "else"


class GoingForm(forms.Form):
    """How it goes with one thing that was agreed before."""

    state = forms.ChoiceField(label=_("Läge"), choices=Measure.State.choices)
    result = LineField(label=_("Hur går det?"), required=False, max_length=300)
    due_on = DayField(label=_("Till"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, measure, **kwargs):
        super().__init__(*args, **kwargs)
        self.measure = measure

    def clean(self):
        typed = super().clean()
        if typed.get("state") == Measure.State.DROPPED and not typed.get("result"):
            self.add_error("result", _("Skriv varför det inte görs."))
        by = done_by(typed.get("due_on"), was=self.measure.due_on)
        if typed.get("state") == Measure.State.OPEN and not by:
            self.add_error("due_on", by.reason)
        return typed

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody has changed it since the page was opened."""
        return self.is_bound and self.data.get(self.add_prefix("version")) != str(self.measure.version)

    def going(self) -> Going:
        """What was said of it."""
        said = self.cleaned_data
        return Going(self.measure, said["state"], said["result"], said["due_on"], said["version"])


class NewMeasureForm(forms.Form):
    """Who does what by when; an empty row is nothing."""

    text = LineField(label=_("Vad ska göras?"), required=False, max_length=300)
    who = forms.ChoiceField(label=_("Vem gör det?"), required=False)
    name = LineField(label=_("Namn"), required=False, max_length=120)
    due_on = DayField(label=_("Klart senast"), required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        named = [(key, who.words) for key, who in people.items()]
        self.fields["who"].choices = [("", _("Välj")), *named, (ELSE, _("Någon annan"))]

    def clean(self):
        said = super().clean()
        if any(said.get(name) for name in ("text", "who", "due_on")):
            if not said.get("text") and "text" in said:
                self.add_error("text", _("Skriv vad som ska göras."))
            if not said.get("who") and "who" in said:
                self.add_error("who", _("Välj en person som gör det."))
            if said.get("text") and not said.get("due_on") and "due_on" in said:
                self.add_error("due_on", _("Välj en dag då det ska vara klart."))
        if said.get("who") == ELSE and not said.get("name"):
            self.add_error("name", _("Skriv vem det är."))
        by = done_by(said.get("due_on"))
        if not by:
            self.add_error("due_on", by.reason)
        return said

    def measures(self, goal=None) -> list[NewMeasure]:
        """The measure of this row, or none."""
        said = self.cleaned_data
        if not said["text"]:
            return []
        who = Who(said["name"]) if said["who"] == ELSE else self.people[said["who"]]
        return [NewMeasure(said["text"], who, said["due_on"], goal)]


class MeasureForm(forms.Form):
    """How one thing goes: it is done, it goes on, perhaps to another day, or it is not done."""

    state = forms.ChoiceField(
        label=_("Hur går det?"), widget=RadioCards,
        choices=[("DONE", _("Det är klart")), ("OPEN", _("Det pågår")), ("DROPPED", _("Det görs inte"))],
        error_messages={"required": _("Välj hur det går.")},
    )  # fmt: skip
    result = LineField(
        label=_("Med en rad"), required=False, max_length=300, help_text=_("Läses av dem som ser planen.")
    )
    due_on = DayField(label=_("Till när?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, measure, **kwargs):
        super().__init__(*args, **kwargs)
        self.measure = measure

    def clean(self):
        said = super().clean()
        by = done_by(said.get("due_on"), was=self.measure.due_on)
        if said.get("state") == Measure.State.OPEN and not by:
            self.add_error("due_on", by.reason)
        if said.get("state") == Measure.State.DROPPED and not said.get("result"):
            self.add_error("result", _("Skriv varför det inte görs, så att de andra förstår."))
        return said

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody has changed it since the page was opened."""
        return self.is_bound and self.data.get("version") != str(self.measure.version)

    def said(self) -> dict:
        """What the action of this state takes."""
        typed = self.cleaned_data
        day = {"due_on": typed["due_on"]} if typed["state"] == Measure.State.OPEN else {}
        return {"measure": self.measure, "result": typed["result"], "version": typed["version"]} | day


class GiveForm(forms.Form):
    """Which colleague does it from now on."""

    to = forms.ChoiceField(
        label=_("Vem gör det i stället?"), widget=RadioCards, error_messages={"required": _("Välj en kollega.")}
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        self.measure = page.measure
        self.known = {str(one.pk): one for one in page.colleagues}
        self.fields["to"].choices = [(key, one.worker.name) for key, one in self.known.items()]
        self.fields["to"].widget.helps = {key: one.worker.title for key, one in self.known.items()}

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody has changed it since the page was opened."""
        return self.is_bound and self.data.get("version") != str(self.measure.version)

    @property
    def given(self) -> dict:
        """What the action takes."""
        return {"membership": self.known[self.cleaned_data["to"]], "version": self.cleaned_data["version"]}
