"""What is typed when a meeting is booked, changed and answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time

from django import forms
from django.core.validators import URLValidator
from django.utils.text import capfirst
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coordination.forms.parts import Parts
from coordination.models import Invitation, Meeting
from coordination.policies.bounds import AHEAD, ENDS_FIRST, HAS_BEEN, ONLY_HTTPS, TOO_FAR
from coordination.timetable import Span, at, next_working_day
from look.forms import CheckboxCards, ClockInput, DayField, LineField, RadioCards, TextField
from look.once import OnceField
from look.templatetags.look import possessive

BEGINS, HOUR, WITH_INTERPRETER = time(10), time(11), time(11, 30)  # through an interpreter everything is said twice
ALL, ALL_AND_CHILD, CHOSEN = "ALL", "ALL_AND_CHILD", "CHOSEN"


@dataclass(frozen=True)
class Other:
    """Somebody else who is asked: a name, and where the mail goes."""

    name: str
    email: str
    language: str = "sv"


class Time(forms.Form):
    """A day, and from when till when."""

    day = DayField(label=_("Dag"), error_messages={"required": _("Välj en dag.")})
    begins = forms.TimeField(
        label=_("Börjar"), widget=ClockInput, error_messages={"required": _("Skriv när mötet börjar.")}
    )
    ends = forms.TimeField(
        label=_("Slutar"), widget=ClockInput, error_messages={"required": _("Skriv när mötet slutar.")}
    )

    def clean(self):
        """The end comes after the start."""
        typed = super().clean()
        if typed.get("day") and typed.get("begins") and typed.get("ends"):
            typed["starts_at"] = at(typed["day"], typed["begins"])
            typed["ends_at"] = at(typed["day"], typed["ends"])
            if typed["ends_at"] <= typed["starts_at"]:
                self.add_error("ends", ENDS_FIRST)
        return typed

    @property
    def span(self) -> Span | None:
        """The time typed, or that the page begins with, when there is one that makes sense; whatever else is wrong."""
        typed = {name: self[name].value() for name in ("day", "begins", "ends")}
        try:
            day, begins, ends = (self.fields[name].clean(value) for name, value in typed.items())
        except forms.ValidationError:
            return None
        return Span(at(day, begins), at(day, ends)) if begins < ends else None


class Held(Time):
    """When a meeting is, where, about what and with which interpreter."""

    place = LineField(label=_("Plats"), required=False)
    video = LineField(
        label=_("Videolänk"),
        max_length=300,
        required=False,
        validators=[URLValidator(schemes=["https"], message=ONLY_HTTPS)],
    )
    agenda = TextField(label=_("Dagordning"), rows=5, max_length=2000, required=False)
    language = LineField(label=_("Tolk i vilket språk?"), max_length=60, required=False)
    interpreter = LineField(label=_("Vilken tolkförmedling?"), max_length=120, required=False)

    def __init__(self, *args, child, began=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.began = began  # a meeting that has begun keeps its time
        for name in ("place", "interpreter"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        if child.is_protected:
            del self.fields["place"]  # it leads to the child: each is told by word of mouth

    def clean(self):
        """Nobody comes to what has been."""
        typed = super().clean()
        starts = typed.get("starts_at")
        if starts and starts > now() + AHEAD:
            self.add_error("day", TOO_FAR)
        if starts and starts != self.began and starts < now() and "day" not in self.errors:
            earlier_today = typed["day"] == localdate()
            self.add_error("begins" if earlier_today else "day", HAS_BEEN)
        return typed

    @property
    def held(self) -> dict:
        """When, where, about what: what a meeting is made of."""
        names = ("starts_at", "ends_at", "place", "video", "agenda", "language", "interpreter")
        return {name: self.cleaned_data.get(name, "") for name in names}


class ChangeForm(Held):
    """A meeting's other time, place or agenda; `was` is how it stood when the page was opened."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody has changed it since the page was opened."""
        return self.is_bound and self.data.get("was") != self.initial["was"]

    @property
    def change(self) -> dict:
        """What the action is given."""
        return self.held | {"was": self.cleaned_data["was"]}

    @classmethod
    def of(cls, meeting, data=None):
        """The form as the meeting stands."""
        begins, ends = localtime(meeting.starts_at), localtime(meeting.ends_at)
        names = ("place", "video", "agenda", "language", "interpreter")
        initial = {name: getattr(meeting, name) for name in names}
        initial |= {"was": meeting.stands, "day": begins.date(), "begins": begins.time(), "ends": ends.time()}
        return cls(data, initial=initial, began=meeting.starts_at, child=meeting.case.child)


class BookForm(Parts, Held):
    """A new meeting and who is asked to it."""

    new_id = OnceField(salt="meeting")
    kind = forms.ChoiceField(
        label=_("Vad för möte?"), choices=Meeting.Kind.choices, widget=RadioCards,
        error_messages={"required": _("Välj vad för möte det är.")},
    )  # fmt: skip
    who = forms.ChoiceField(
        label=_("Vilka bjuds in?"), widget=RadioCards, error_messages={"required": _("Välj vilka som bjuds in.")}
    )
    people = forms.MultipleChoiceField(
        label=_("Välj dem här"),
        widget=CheckboxCards,
        error_messages={"required": _("Välj minst en som ska bjudas in.")},
    )
    other_name = LineField(label=_("Namn"), max_length=120, required=False)
    other_email = forms.EmailField(
        label=_("E-post"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Skriv en e-postadress, till exempel namn@exempel.se.")},
    )

    def __init__(self, *args, page, **kwargs):
        called = page.child.name
        lines = (
            gettext("%(whose)s ord") % {"whose": capfirst(possessive(called))}, gettext("Hur går det med målen?"),
            gettext("Vad behöver ändras?"), gettext("Vem gör vad till när?"), gettext("Nästa möte"),
        )  # fmt: skip
        kwargs["initial"] = {
            "day": next_working_day(localdate()), "begins": BEGINS, "kind": page.kind, "agenda": "\n".join(lines),
            "ends": WITH_INTERPRETER if page.language else HOUR, "language": page.language,
            "who": CHOSEN if page.kept_apart or not page.usual else "",
        }  # fmt: skip
        super().__init__(*args, child=page.head.case.child, **kwargs)
        self.page, self.known = page, {person.key: person for person in page.people}
        everybody = [] if page.kept_apart or not page.usual else [
            (ALL_AND_CHILD, gettext("Alla runt %(child)s, och %(child)s") % {"child": called}),
            (ALL, gettext("Alla runt %(child)s") % {"child": called}),
        ]  # fmt: skip
        self.fields["who"].choices = [*everybody, (CHOSEN, gettext("Jag väljer själv"))]
        self.fields["who"].widget.helps = {ALL: page.names, ALL_AND_CHILD: f"{page.names}, {called}"}
        # Who has chosen "Alla", or somebody else alone, need not choose here.
        self.fields["people"].required = not self.is_bound or (
            self["who"].value() == CHOSEN and not self["other_name"].value()
        )
        names = [(person.key, person.name) for person in page.people]
        self.fields["people"].choices = self.fields["part_of"].choices = names
        self.fields["people"].widget.helps = {person.key: person.about for person in page.people}

    def clean(self):
        """Somebody is asked, and whoever is asked by mail has a name."""
        typed = super().clean()
        if typed.get("other_email") and not typed.get("other_name"):
            self.add_error("other_name", _("Skriv namnet också."))
        if {*typed.get("part_of", ())} - {person.key for person in self.asked}:
            self.add_error("part_of", _("Den som är med en stund ska också vara bjuden. Välj personen där uppe."))
        if typed.get("other_name") and not typed.get("other_email") and "other_email" not in self.errors:
            self.add_error("other_email", _("Skriv vart inbjudan ska skickas."))
        return typed

    @property
    def asked(self) -> list:
        """Those who are asked, as `queries.booking.Person`."""
        who = self["who"].value()
        if who == CHOSEN:
            return [self.known[key] for key in self["people"].value() or () if key in self.known]
        chosen = self.page.usual if who in (ALL, ALL_AND_CHILD) else []
        return [*chosen, self.page.child] if who == ALL_AND_CHILD else chosen

    @property
    def workers(self) -> list:
        """Who books, and those of them whose time is known; nobody chosen yet means all who are usually asked."""
        people = self.asked or self.page.usual
        return [self.page.me, *(person.membership.worker for person in people if person.membership)]

    @property
    def meeting(self) -> dict:
        """What the action is given."""
        typed, part = self.cleaned_data, self.part
        people = [replace(one, part=part) if one.key in typed["part_of"] else one for one in self.asked]
        other = Other(typed["other_name"], typed["other_email"]) if typed["other_email"] else None
        return self.held | {"new_id": typed["new_id"], "kind": typed["kind"], "people": people, "other": other}


class AnswerForm(forms.Form):
    """Yes, no or something else, and a line."""

    said = forms.ChoiceField(
        choices=lambda: [(key, capfirst(said)) for key, said in Invitation.Said.choices if key != "NOTHING"],
        label=_("Svar"), widget=RadioCards, error_messages={"required": _("Välj ett svar.")},
    )  # fmt: skip
    remark = LineField(label=_("Vad passar dig bättre?"), max_length=300, required=False)
    unsaid = _("Skriv vad som passar dig bättre.")

    def clean(self):
        """Who suggests something else says what."""
        typed = super().clean()
        if typed.get("said") == Invitation.Said.SUGGEST and not typed.get("remark", "").strip():
            self.add_error("remark", self.unsaid)
        return typed


class NotedForm(AnswerForm):
    """What somebody else has answered, written down by the lead."""

    remark = LineField(label=_("Vad passar bättre?"), max_length=300, required=False)
    unsaid = _("Skriv vad som passar bättre.")


class InterpreterForm(forms.Form):
    """How far the interpreter is."""

    stands = forms.ChoiceField(
        choices=Meeting.Interpreter.choices, label=_("Hur långt är det?"), widget=RadioCards,
        error_messages={"required": _("Välj hur långt det är.")},
    )  # fmt: skip
