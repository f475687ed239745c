"""What is typed about a unit, and about an agency."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies import models
from agencies.forms.fields import email_field, name_field, phone_field, title_field
from agencies.models import Area, Regime
from look.forms import LineField, RadioCards
from look.once import OnceField

SECRECY = {
    Regime.SCHOOL: _("Egen sekretess: svag i undervisningen, starkare i elevhälsan."),
    Regime.HEALTH: _("Egen, stark sekretess."),
    Regime.EMI: _("Egen, stark sekretess, också mot resten av skolan. I en fristående skola: välj privat vård."),
    Regime.SOCIAL: _("Egen, stark sekretess."),
    Regime.POLICE: _("Egen sekretess. Skriver bara det som ska delas."),
    Regime.PRIVATE_SCHOOL: _("Tystnadsplikt. Har inga allmänna handlingar."),
    Regime.PRIVATE_CARE: _("Tystnadsplikt. Har inga allmänna handlingar."),
    Regime.LEISURE: _("Ingen egen sekretess: det som delas hit kan begäras ut av vem som helst."),
    Regime.MUNICIPALITY: _("Ingen egen sekretess. Kan inte arbeta med barn i Kring, bara styra."),
    Regime.ASSOCIATION: _("Ingen sekretess. Här finns inga allmänna handlingar."),
}


class Unit(forms.Form):
    """A unit's facts."""

    ITSELF = "itself"
    new_id = OnceField(salt="unit", required=False)
    name = LineField(label=_("Enhetens namn"), max_length=120, error_messages={"required": _("Skriv enhetens namn.")})
    area = forms.ModelChoiceField(queryset=None, label=_("Område"), required=False, empty_label=_("Hela kommunen"))
    phone = phone_field()
    takes_children = forms.BooleanField(
        label=_("Enheten arbetar med barn"), required=False, initial=True,
        help_text=_("Utan kryss är den till för styrning och administration, och inget barn kan finnas där."),
    )  # fmt: skip
    signals_to = forms.ChoiceField(
        label=_("Enhetens signaler går till"), required=False,
        help_text=_("De som tar emot när någon i enheten är orolig för ett barn, till exempel elevhälsan."),
    )  # fmt: skip

    def __init__(self, *args, units, unit=None, **kwargs):
        facts = ("name", "area", "phone")
        given = {fact: getattr(unit, fact) for fact in facts} | {"signals_to": unit.signals_to_id} if unit else None
        super().__init__(*args, initial=given, **kwargs)
        self.fields["area"].queryset = Area.objects.order_by("name")
        self.fields["area"].label_from_instance = lambda area: area.name
        self.takers = {str(taker.pk): taker for taker in units if taker.takes_children}
        choices = [("", _("Ingen: här lämnas inga signaler")), *((pk, taker.name) for pk, taker in self.takers.items())]
        if unit:
            del self.fields["new_id"], self.fields["takes_children"]
        else:
            choices.insert(1, (self.ITSELF, _("Enheten själv")))
        self.fields["signals_to"].choices = choices

    def subjects(self) -> dict:
        """What the action is to be done with; a new unit can take its own signals before it is there."""
        typed = {name: self.cleaned_data[name] for name in self.fields}
        chosen = typed["signals_to"]
        itself = models.Unit(pk=typed.get("new_id")) if chosen == self.ITSELF else None
        return typed | {"signals_to": itself or self.takers.get(chosen)}


class Agency(forms.Form):
    """An agency with its first unit and its first administrator."""

    new_id = OnceField(salt="agency")
    name = LineField(
        label=_("Organisationens namn"), max_length=120, error_messages={"required": _("Skriv organisationens namn.")},
        help_text=_("Den som ansvarar inför lagen: en nämnd, en region, en myndighet eller ett företag."),
    )  # fmt: skip
    regime = forms.ChoiceField(
        label=_("Vilken sekretess har den?"), choices=Regime.choices,
        widget=RadioCards(helps={regime.value: line for regime, line in SECRECY.items()}),
        error_messages={"required": _("Välj vilken sekretess organisationen har.")},
    )  # fmt: skip
    unit_name = LineField(
        label=_("Första enheten"), max_length=120, error_messages={"required": _("Skriv den första enhetens namn.")}
    )
    admin_name = name_field()
    title = title_field()
    email = email_field(help_text=_("Administratören får en inbjudan, och bjuder sedan själv in de andra."))
    phone = phone_field()

    def clean_email(self):
        """Keep the address in small letters, as sign-in asks for it."""
        return self.cleaned_data["email"].lower()

    def subjects(self) -> dict:
        """What the action is to be done with."""
        return self.cleaned_data
