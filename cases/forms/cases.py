"""What was typed about a signal, a start, who works with the child, a decision and an end."""

from __future__ import annotations

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases import identity
from cases.forms.children import StartChild, WhichChild
from cases.kinds import CONTENTS, Kind
from cases.models import Case
from look.forms import LineField, RadioCards, TextField

ANSWER_HELP = _("En rad räcker. Skriv bara det som familjen vill att den som skrev får veta.")
FIRST_KIND = {
    "SCHOOL": Kind.WELLBEING, "PRIVATE_SCHOOL": Kind.WELLBEING, "HEALTH": Kind.WELLBEING,
    "EMI": Kind.WELLBEING,     "PRIVATE_CARE": Kind.WELLBEING, "SOCIAL": Kind.HOME, "LEISURE": Kind.LEISURE,
}  # fmt: skip


class TakeOnForm(WhichChild):
    """Which child a signal is about, and perhaps the answer to who wrote it."""

    answer = LineField(label=_("Svar till den som skrev"), max_length=300, required=False, help_text=ANSWER_HELP)

    def __init__(self, data=None, *, page, **kwargs):
        kwargs["initial"] = written(page.concern) | page.typed
        super().__init__(data, alike=page.alike, **kwargs)
        self.written_number = page.concern.identity_number
        if page.concern.answered_at:
            del self.fields["answer"]

    def clean_identity_number(self):
        """Give the Identity that is typed, else the one in the signal: that number is never in the page."""
        typed = super().clean_identity_number()
        return typed or (identity.parse(self.written_number, localdate()) if self.written_number else None)

    @property
    def taking(self) -> dict:
        """What take_on is told: a child that is there, or the details of a new one."""
        child = self.child
        return {
            "child": child, "details": None if child else self.details, "answer": self.cleaned_data.get("answer", ""),
        }  # fmt: skip


class AnswerForm(forms.Form):
    """One line to the one who wrote a signal."""

    answer = LineField(
        label=_("Svar till den som skrev"), max_length=300, help_text=ANSWER_HELP,
        error_messages={"required": _("Skriv en rad till den som skrev.")},
    )  # fmt: skip


class StartForm(StartChild):
    """A child whose family has asked for help, and why in a sentence."""

    why = TextField(
        label=_("Varför ber familjen om hjälp?"), rows=3, max_length=1000,
        help_text=_("Gärna med familjens egna ord. Det blir er första anteckning."),
        error_messages={"required": _("Skriv en mening om varför.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Det handlar mest om"), choices=[(kind.value, kind.label) for kind in CONTENTS]
    )  # fmt: skip

    def __init__(self, data=None, *, actor, initial):
        initial = {"kind": FIRST_KIND.get(actor.regime, Kind.WELLBEING)} | initial
        super().__init__(data, actor=actor, initial=initial)
        if actor.regime == "POLICE":  # writes nothing of its own here
            del self.fields["why"], self.fields["kind"]

    @property
    def start(self) -> dict:
        """What start_case is told."""
        child, typed = self.child, self.cleaned_data
        return {
            "child": child, "details": None if child else self.details,
            "why": typed.get("why", ""), "kind": typed.get("kind", ""),
        }  # fmt: skip


class PersonForm(forms.Form):
    """One of a few colleagues."""

    person = forms.ChoiceField(
        label=_("Kollega"), widget=RadioCards, error_messages={"required": _("Välj en kollega.")}
    )  # fmt: skip

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.fields["person"].choices = [(key, one.worker.name) for key, one in self.people.items()]
        self.fields["person"].widget.helps = {key: one.worker.title for key, one in self.people.items()}

    @property
    def membership(self):
        """The chosen colleague's membership."""
        return self.people[self.cleaned_data["person"]]


class DecisionForm(forms.Form):
    """How it goes on."""

    decision = forms.ChoiceField(
        choices=Case.Decision.choices, error_messages={"required": _("Välj hur det går vidare.")}
    )  # fmt: skip


class CloseForm(forms.Form):
    """What has changed and what remains."""

    changed = TextField(
        label=_("Det här har förändrats"), rows=3, max_length=4000,
        error_messages={"required": _("Skriv vad som har förändrats, med familjens ord om det går.")},
    )  # fmt: skip
    remains = TextField(label=_("Det här finns kvar"), rows=2, max_length=4000, required=False)
    words = TextField(label=_("Barnets eller familjens egna ord"), rows=2, max_length=4000, required=False)
    said_by = LineField(label=_("Vem sa det?"), max_length=120, required=False)

    def clean(self):
        """Words belong to somebody."""
        typed = super().clean()
        if typed.get("words") and not typed.get("said_by"):
            self.add_error("said_by", _("Skriv vem som sa det."))
        return typed


def written(concern) -> dict:
    """What the signal says of the child, as a start for the child's own fields."""
    first, _space, rest = concern.child_name.strip().partition(" ")
    return {
        "given_name": first,
        "family_name": rest,
        "school_class": concern.child_class,
        "birth_year": concern.birth_year or "",
    }
