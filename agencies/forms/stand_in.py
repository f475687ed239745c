"""Who stands in for whom, from and to."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import Period
from look.forms import DayField
from look.once import OnceField


class ColleagueChoice(forms.ModelChoiceField):
    """One of the unit's people, with the title."""

    def label_from_instance(self, membership):
        """Show the name, and the title where there is one."""
        worker = membership.worker
        return f"{worker.name}, {worker.title}" if worker.title else worker.name


class StandIn(Period):
    """A stand-in: for oneself, or for anybody in the unit when one manages it."""

    new_id = OnceField(salt="stand-in")
    absent = ColleagueChoice(
        queryset=None, label=_("Vem är borta?"), empty_label=_("Välj kollega"),
        error_messages={"required": _("Välj vem som är borta.")},
    )  # fmt: skip
    stand_in = ColleagueChoice(
        queryset=None, label=_("Vem är ersättare?"), empty_label=_("Välj kollega"),
        error_messages={"required": _("Välj en kollega, eller kryssa i att ingen finns än.")},
    )  # fmt: skip
    nobody = forms.BooleanField(
        label=_("Ingen finns än"), required=False, help_text=_("Den som leder enheten tar det som ska göras.")
    )
    starts_on = DayField(label=_("Från och med"), initial=localdate)
    ends_on = DayField(label=_("Till och med"))
    field_order = ["absent", "stand_in", "nobody", "starts_on", "ends_on"]

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = self.fields["stand_in"].queryset = page.choices
        if not page.for_others:
            del self.fields["absent"]
            self.fields["stand_in"].label = _("Vem ersätter dig?")
            self.fields["stand_in"].queryset = page.choices.exclude(pk=page.mine.pk)
        self.mine = page.mine

    def clean(self):
        """Take a word that there is nobody for an answer to who it is; refuse both."""
        data = super().clean()
        if data.get("nobody") and self.has_error("stand_in", "required"):
            del self.errors["stand_in"]
        if data.get("stand_in") and data.get("nobody"):
            self.add_error("nobody", _("Välj antingen en kollega eller att ingen finns."))
        return data

    def subjects(self) -> dict:
        """What the action is to be done with; without a choice the absent one is oneself."""
        return {
            "new_id": self.cleaned_data["new_id"],
            "absent": self.cleaned_data.get("absent") or self.mine,
            "stand_in": self.cleaned_data.get("stand_in"),
        } | self.period()
