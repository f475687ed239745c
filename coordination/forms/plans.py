"""What was typed while a meeting agreed: all the forms of one page."""

from __future__ import annotations

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from access.web import typed
from coordination.agreed import Agreed, NewGoal
from coordination.forms.measures import GoingForm, NewMeasureForm
from coordination.models import Invitation, Measure
from coordination.policies.bounds import looked_at_on
from coordination.policies.plans import ABSENT, NOBODY_THERE
from coordination.queries.agreed import name_of
from look.forms import CheckboxCards, DayField, LineField, TextField
from look.once import OnceField

NEW_GOALS, NEW_MEASURES, MOST = 1, 2, 12


class HeldForm(forms.Form):
    """Who came, what the child said, what happens if it does not work, when we look at it again, who is shown it."""

    new_id = OnceField(salt="minutes")
    attended = forms.MultipleChoiceField(label=_("Vid bordet"), required=False, widget=CheckboxCards)
    also = LineField(label=_("Fler som var med"), required=False, max_length=200)
    words = TextField(label=_("Barnets egna ord på mötet"), required=False, rows=2, max_length=2000)
    words_by = LineField(label=_("Vem sa det, och till vem?"), required=False, max_length=120)
    no_words_because = LineField(
        label=_("Varför finns inga ord från barnet?"), required=False, max_length=200,
        help_text=_("Fylls i bara om rutan ovanför är tom."),
    )  # fmt: skip
    if_not = LineField(
        label=_("Om det inte fungerar"), required=False, max_length=300,
        help_text=_("Till exempel: Då ringer vi varandra samma vecka."),
    )  # fmt: skip
    follow_up_on = DayField(label=_("Vi följer upp den"), required=False)
    units = forms.MultipleChoiceField(label=_("Dela med dem som var med"), required=False, widget=CheckboxCards)

    def clean(self):
        typed = super().clean()
        if not typed.get("attended") and not typed.get("also"):
            self.add_error("attended", NOBODY_THERE)
        if not typed.get("words") and not typed.get("no_words_because") and "words" in typed:
            self.add_error("words", _("Skriv barnets ord, eller varför de inte finns med."))
        if typed.get("words") and not typed.get("words_by"):
            self.add_error("words_by", _("Skriv vem som sa det, och till vem."))
        follow_up = looked_at_on(typed.get("follow_up_on"))
        if not follow_up:
            self.add_error("follow_up_on", follow_up.reason)
        return typed


class NewGoalForm(forms.Form):
    """A goal in somebody's own words."""

    text = LineField(label=_("Nytt mål, i barnets eller familjens ord"), required=False, max_length=300)
    said_by = LineField(label=_("Vem sa det?"), required=False, max_length=120)

    def clean(self):
        said = super().clean()
        if said.get("text") and not said.get("said_by"):
            self.add_error("said_by", _("Skriv vem som sa det."))
        return said


class AgreedForm:
    """All the forms of the page as one: they are shown, checked and refused together.

    With "more" in what was sent nothing is checked; the page comes back as typed, with more rows.
    """

    def __init__(self, data, *, page):
        kept = page.draft.fields if page.draft else {}
        self.rows = _number(data.get("rows") if data else next(iter(kept.get("rows", [])), ""))
        if data and "more" in data:
            kept, data, self.rows = typed(data), None, min(self.rows + 1, MOST)
        self.page, self.data, self.kept = page, data, kept
        self.held = self._form(HeldForm, "", _first(page))
        self.held.fields["attended"].choices = [
            (str(asked.pk), name_of(asked, page.called)) for asked in page.invitations
        ]
        self.held.fields["units"].choices = [(str(one.unit.pk), one.unit.name) for one in page.receivers]
        self.held.fields["units"].widget.helps = page.helps
        # Sent a second time, it is the first one's again: what that made is no part of this form.
        is_over = page.meeting.minutes_id is not None
        self.old = [] if is_over else [self._old(goal) for goal in page.open_goals]
        self.new = [] if is_over else [self._new(number) for number in range(NEW_GOALS + self.rows)]

    def _form(self, form, prefix, initial=None, **more):
        initial = (initial or {}) | _typed(form, prefix, self.kept)
        return form(self.data, prefix=prefix or None, initial=initial, **more)

    def _old(self, goal):
        going = [
            (row, self._form(
                GoingForm, f"m{row.measure.pk.hex}", measure=row.measure,
                initial={n: getattr(row.measure, n) for n in ("state", "result", "due_on")},
            )) for row in goal.rows if row.measure.state == Measure.State.OPEN
        ]  # fmt: skip
        more = [
            self._form(NewMeasureForm, f"g{goal.goal.pk.hex}m{number}", people=self.page.people)
            for number in range(1 + self.rows)
        ]
        return goal.goal, going, more

    def _new(self, number):
        goal = self._form(NewGoalForm, f"n{number}")
        return goal, [
            self._form(NewMeasureForm, f"n{number}m{row}", people=self.page.people) for row in range(NEW_MEASURES)
        ]

    @property
    def forms(self) -> list[forms.Form]:
        """Every form, in the order of the page."""
        found = [self.held]
        for _goal, going, more in self.old:
            found += [*(form for _row, form in going), *more]
        for goal, measures in self.new:
            found += [goal, *measures]
        return found

    def is_valid(self) -> bool:
        """Whether everything typed holds together."""
        if self.data is None:
            return False
        checked = [form.is_valid() for form in self.forms]  # each, so that all that is wrong is said at once
        sound = all(checked)
        for goal, measures in self.new:
            if not goal.cleaned_data.get("text") and any(one.cleaned_data.get("text") for one in measures):
                goal.add_error("text", _("Skriv vilket mål det gäller."))
                sound = False
        for unit in self.absent:
            self.held.add_error("units", ABSENT % {"unit": unit.name})
            sound = False
        return sound

    @property
    def absent(self) -> list:
        """Ticked units from which nobody was there: what was agreed is shared with those who were."""
        came = set(self.held.cleaned_data.get("attended", ()))
        there = {asked.guest_unit_id for asked in self.page.invitations if str(asked.pk) in came}
        ticked = self.held.cleaned_data.get("units", ())
        is_over = self.page.meeting.minutes_id is not None  # sent twice
        receivers = [] if is_over else self.page.receivers
        return [one.unit for one in receivers if str(one.unit.pk) in ticked and one.unit.pk not in there]

    def __iter__(self):
        for form in self.forms:
            yield from form

    @property
    def errors(self) -> bool:
        """Whether any form has one; read by the page's title and summary."""
        return any(form.errors for form in self.forms)

    def non_field_errors(self):
        """What concerns no single field."""
        return self.held.non_field_errors()

    def add_error(self, name, reason):
        """Why it was refused."""
        self.held.add_error(name, reason)

    def agreed(self) -> Agreed:
        """What the action takes."""
        said, page = self.held.cleaned_data, self.page
        there = [name_of(asked, page.called) for asked in page.invitations if str(asked.pk) in said["attended"]]
        came = frozenset(asked.pk for asked in page.invitations if str(asked.pk) in said["attended"])
        return Agreed(
            new_id=said["new_id"], attended=came, there=(*there, *filter(None, [said["also"]])), words=said["words"],
            words_by=said["words_by"] if said["words"] else "",
            no_words_because="" if said["words"] else said["no_words_because"],
            going=tuple(form.going() for _goal, going, _more in self.old for _row, form in going),
            measures=tuple(one for goal, _going, more in self.old for form in more for one in form.measures(goal)),
            goals=tuple(_goal(goal, rows) for goal, rows in self.new if goal.cleaned_data["text"]),
            if_not=said["if_not"], follow_up_on=said["follow_up_on"],
            units=tuple(one.unit for one in page.receivers if str(one.unit.pk) in said["units"]),
        )  # fmt: skip


def _goal(form, rows) -> NewGoal:
    said = form.cleaned_data
    return NewGoal(said["text"], said["said_by"], tuple(one for row in rows for one in row.measures()))


def _first(page) -> dict:
    """What stands there before anybody has typed: those who have said that they come, and the units they come from."""
    coming = [asked for asked in page.invitations if asked.said == Invitation.Said.YES]
    units = {asked.guest_unit_id for asked in coming}
    follow_up = page.follow_up_on
    return {
        "attended": [str(asked.pk) for asked in coming],
        "units": [str(one.unit.pk) for one in page.receivers if one.unit.pk in units],
        "words_by": page.called.capitalize() if page.case.child.is_protected else page.called,
        "follow_up_on": follow_up if follow_up and follow_up > localdate() else None,
    }


def _typed(form, prefix, kept) -> dict:
    """What a draft holds of one form, as its start."""
    found = {}
    for name, field in form.base_fields.items():
        values = kept.get(f"{prefix}-{name}" if prefix else name)
        if kept and isinstance(field, forms.MultipleChoiceField):
            found[name] = values or []
        elif values is not None:
            found[name] = values[0]
    return found


def _number(text) -> int:
    return min(int(text), MOST) if str(text or "").isdecimal() else 0
