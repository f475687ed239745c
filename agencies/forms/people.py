"""What is typed to let people in, change what they may do, and let them out."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from agencies.days import ends
from agencies.forms.fields import Period, RolesField, UnitChoice, email_field, name_field, phone_field, title_field
from look.forms import DayField, RadioCards
from look.once import OnceField


class Invite(Period):
    """Whom to let in, where and as what."""

    new_id = OnceField(salt="invite")
    email = email_field(help_text=_("Dit går inbjudan. Har personen redan ett konto behåller hen det."))
    name = name_field()
    title = title_field()
    phone = phone_field()
    unit = UnitChoice(queryset=None, label=_("Enhet"), empty_label=_("Välj enhet"))
    roles = RolesField()
    field_order = ["email", "name", "title", "phone", "unit", "roles", "starts_on", "ends_on"]

    def __init__(self, *args, actor, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["roles"].offer(actor)

    def clean_email(self):
        """Keep the address in small letters, as sign-in asks for it."""
        return self.cleaned_data["email"].lower()

    def subjects(self) -> dict:
        """What the action is to be done with."""
        typed = ("new_id", "email", "name", "title", "phone", "unit", "roles")
        return {name: self.cleaned_data[name] for name in typed} | self.period()


class Assignment(Period):
    """One more membership for somebody in the agency."""

    new_id = OnceField(salt="assignment")
    unit = UnitChoice(queryset=None, label=_("Enhet"), empty_label=_("Välj enhet"))
    roles = RolesField()
    field_order = ["unit", "roles", "starts_on", "ends_on"]

    def __init__(self, *args, actor, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["roles"].offer(actor)

    def subjects(self) -> dict:
        """What the action is to be done with."""
        return {name: self.cleaned_data[name] for name in ("new_id", "unit", "roles")} | self.period()


class Roles(forms.Form):
    """What somebody may do in a unit from now on."""

    roles = RolesField()

    def __init__(self, *args, actor, membership, **kwargs):
        super().__init__(*args, initial={"roles": membership.roles}, **kwargs)
        self.fields["roles"].offer(actor, membership.roles)


class Extend(forms.Form):
    """How long a membership shall hold."""

    ends_on = DayField(label=_("Till och med"), required=False, help_text=_("Tomt: tills vidare."))

    def subjects(self) -> dict:
        """What the action is to be done with."""
        return {"ends_at": ends(self.cleaned_data["ends_on"])}


class End(forms.Form):
    """When a membership shall end."""

    NOW, LATER = "NOW", "LATER"
    when = forms.ChoiceField(
        label=_("När?"),
        choices=[(NOW, _("Nu")), (LATER, _("En viss dag"))],
        initial=NOW,
        widget=RadioCards(helps={NOW: _("Nästa klick i Kring nekas.")}),
        error_messages={"required": _("Välj när uppdraget slutar.")},
    )
    ends_on = DayField(label=_("Sista dag"), required=False, help_text=_("Bara om du väljer en viss dag."))

    def clean(self):
        """Ask for the day when a day was chosen, and refuse one that has been."""
        data = super().clean()
        if data.get("when") == self.LATER and "ends_on" in data:
            if not data["ends_on"]:
                self.add_error("ends_on", _("Välj den sista dagen."))
            elif data["ends_on"] < localdate():
                self.add_error("ends_on", _("Dagen har varit. Välj i dag eller senare, eller avsluta nu."))
        return data

    def subjects(self) -> dict:
        """What the action is to be done with; no moment is now."""
        later = self.cleaned_data["when"] == self.LATER
        return {"ends_at": ends(self.cleaned_data["ends_on"]) if later else None}

    def told(self, name, unit) -> str:
        """What has happened then, in words."""
        if self.subjects()["ends_at"]:
            return _("Uppdraget slutar. %(name)s kommer in i %(unit)s den dagen ut.") % {"name": name, "unit": unit}
        return _("%(name)s kommer inte längre in i %(unit)s.") % {"name": name, "unit": unit}


class Details(forms.Form):
    """How a worker is shown and reached."""

    name = name_field()
    title = title_field()
    phone = phone_field()
