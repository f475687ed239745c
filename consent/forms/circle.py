"""Asking a unit, answering for one, and sharing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import Involvement
from consent.forms.days import Days
from look.forms import CheckboxCards, LineField, RadioCards


class InviteForm(Days):
    """Why a unit is asked, in one sentence."""

    reason = LineField(
        label=_("Varför frågar ni?"),
        max_length=300,
        help_text=_("En mening. Den läses av dem som tar emot på enheten."),
        error_messages={"required": _("Skriv en mening om varför ni frågar.")},
    )

    @property
    def asked(self) -> dict:
        """What the action is given."""
        return {"reason": self.cleaned_data["reason"], "days": self.days}


class ContactForm(forms.Form):
    """Who answered for a unit without accounts."""

    contact = LineField(
        label=_("Vem har ni talat med?"), max_length=120, error_messages={"required": _("Skriv vem ni har talat med.")}
    )
    phone = LineField(label=_("Telefon"), max_length=30, required=False)


class AcceptForm(Days):
    """Who of the unit will work with the child."""

    worker = forms.ChoiceField(
        label=_("Vem hos er arbetar med barnet?"),
        widget=RadioCards,
        error_messages={"required": _("Välj vem hos er som arbetar med barnet.")},
    )

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.colleagues = {str(membership.pk): membership for membership in colleagues}
        self.fields["worker"].choices = [(key, m.worker.name) for key, m in self.colleagues.items()]
        self.fields["worker"].widget.helps = {key: m.worker.title for key, m in self.colleagues.items()}

    def chosen(self):
        """The membership that was named."""
        return self.colleagues[self.cleaned_data["worker"]]


class DeclineForm(forms.Form):
    """One of four reasons."""

    because = forms.ChoiceField(
        label=_("Varför tackar ni nej?"),
        choices=Involvement.Because.choices,
        widget=RadioCards,
        error_messages={"required": _("Välj ett av skälen.")},
    )


class HandoverForm(forms.Form):
    """Whom to ask, and why."""

    to = forms.ChoiceField(
        label=_("Vem frågar du?"), widget=RadioCards, error_messages={"required": _("Välj vem du frågar.")}
    )
    reason = LineField(label=_("Varför?"), max_length=300, required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(membership.pk): membership for membership in people}
        self.fields["to"].choices = [(key, m.worker.name) for key, m in self.people.items()]
        self.fields["to"].widget.helps = {key: f"{m.worker.title}, {m.unit.name}" for key, m in self.people.items()}

    def chosen(self):
        """The membership asked."""
        return self.people[self.cleaned_data["to"]]


class ShareForm(forms.Form):
    """Who may read it: only those whom a line is open to, nobody ticked from the start."""

    units = forms.MultipleChoiceField(
        label=_("Dela med"), widget=CheckboxCards,
        error_messages={
            "required": _("Välj minst en som ska få läsa."),
            "invalid_choice": _("Någon som var vald får inte läsa det här. Se vilka som är kvar och spara igen."),
        },
    )  # fmt: skip

    def __init__(self, *args, receivers, helps=None, required=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.receivers = {str(receiver.unit.pk): receiver for receiver in receivers}
        self.fields["units"].required = required
        self.fields["units"].choices = [(key, r.unit.name) for key, r in self.receivers.items()]
        self.fields["units"].widget.helps = helps or {}

    @classmethod
    def among(cls, page, data=None):
        """The choice beside a note that is being written: nobody need be chosen, and who was chosen before still is."""
        return cls(data, receivers=page.receivers, helps=page.helps, required=False, initial={"units": page.ticked})

    def chosen(self):
        """The units ticked."""
        return [self.receivers[key].unit for key in self.cleaned_data["units"]]


class JournalForm(forms.Form):
    """Under which number it stands in the unit's own journal."""

    number = LineField(label=_("Nummer i er journal"), max_length=60, required=False)


__all__ = [
    "AcceptForm",
    "ContactForm",
    "DeclineForm",
    "HandoverForm",
    "InviteForm",
    "JournalForm",
    "ShareForm",
]
