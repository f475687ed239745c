"""The consent page: which units, what they may tell, who has answered."""

from __future__ import annotations

from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.forms.utils import ErrorDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.age import no_needs_reason
from cases.kinds import TELLABLE, Kind
from consent.forms import others
from consent.forms.answering import SAID, ask_again_field, despite_no_field
from consent.forms.asked import HOW, interpreted_field, text_field
from consent.models import Answer, Consent
from consent.terms import (
    USUAL_MONTHS,
    Choice,
    Party,
    Said,
    Terms,
    lacks_guardians,
    lacks_right,
    lines,
    may_answer_for_self,
    months_later,
    must_answer,
)  # fmt: skip
from look.forms import CheckboxCards, DayField, LineField, RadioCards, TextField

SALT = "consent.give"
KINDS = [(kind.value, kind.label) for kind in TELLABLE if kind != Kind.PRESENCE]


class GiveForm(forms.Form):
    """One consent, in sentences. Nothing is ticked from the start.

    `units` are those that can be asked, `ours` the other units of the own agency that take part, `relatives` the
    child's. Beside the fields below each unit has its kinds both ways, and each who answers has an answer.
    """

    consent_id = forms.CharField(widget=forms.HiddenInput)
    units = forms.MultipleChoiceField(
        label=_("Vilka är med?"),
        widget=CheckboxCards,
        error_messages={"required": _("Välj minst en enhet som familjen har svarat om.")},
    )
    ours = forms.MultipleChoiceField(
        label=_("Från vår egen myndighet är också med"), widget=CheckboxCards, required=False
    )
    choice = forms.ChoiceField(
        label=_("Vad får vi berätta för varandra?"),
        choices=Choice.choices,
        widget=RadioCards(
            helps={
                "PRESENCE": _("Inget om hur barnet har det. Bara att ni hjälps åt, och mötestider."),
                "AGREED": _("Också det som bestäms på mötena: mål, vem som gör vad och till när."),
                "OWN": _("Ni kryssar i vad var och en får berätta."),
            }
        ),
        error_messages={"required": _("Välj vad ni får berätta för varandra.")},
    )
    know = forms.ChoiceField(
        label=_("Får de veta om varandra?"),
        choices=[
            ("ALL", _("Ja, alla som är med får veta om varandra")),
            ("SOME", _("Ja, men bara några av dem")),
            ("NONE", _("Nej, de får bara veta om oss")),
        ],
        widget=RadioCards(helps={"ALL": _("Det behövs för att ni ska kunna sitta vid samma bord.")}),
        error_messages={"required": _("Välj om de får veta om varandra.")},
    )
    know_each_other = forms.MultipleChoiceField(
        label=_("De här får veta om varandra"), widget=CheckboxCards, required=False
    )
    purpose = LineField(
        label=_("Vad är det till för?"),
        max_length=300,
        help_text=_("En enkel mening. Till exempel: Att skolan och hemmet gör lika på morgnarna."),
        error_messages={"required": _("Skriv vad samtycket är till för.")},
    )
    not_told = TextField(
        label=_("Vad får inte berättas?"),
        rows=2,
        max_length=2000,
        required=False,
        help_text=_("Stannar hos er. Ingen annan ser det här."),
    )
    ends_on = DayField(
        label=_("Till och med"),
        help_text=_("Högst tolv månader."),
        error_messages={"required": _("Skriv till när det gäller."), "invalid": _("Skriv en dag som finns.")},
    )
    given_on = DayField(
        label=_("När svarade familjen?"),
        error_messages={"required": _("Skriv dagen då familjen svarade."), "invalid": _("Skriv en dag som finns.")},
    )
    how = forms.ChoiceField(  # not "form": a field of that name hides the form from scripts
        label=_("Hur svarade de?"),
        choices=HOW,
        widget=RadioCards,
        error_messages={"required": _("Välj hur familjen svarade.")},
    )
    witness = LineField(label=_("Vem var vittne?"), max_length=120, required=False)
    despite_no = despite_no_field()

    def __init__(self, *args, case, units, ours, relatives, **kwargs):
        self.case, self.all_units, self.own_units, self.relatives = case, units, ours, relatives
        kwargs["initial"] = self._usual() | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = [(str(unit.pk), unit.name) for unit in units]
        self.fields["units"].widget.helps = {str(unit.pk): unit.agency.name for unit in units}
        self.fields["know_each_other"].choices = self.fields["units"].choices
        self.fields["ours"].choices = [(str(unit.pk), unit.name) for unit in ours]
        for unit in units:
            self.fields[f"we_{unit.pk}"] = self._kinds(_("Vi får berätta"))
            self.fields[f"they_{unit.pk}"] = self._kinds(_("De får berätta för oss"))
            self.fields[f"limit_{unit.pk}"] = LineField(label=_("Med den gränsen"), required=False, max_length=200)
        for key, name in self.answerers():
            self._add_answer(key, name)
        self.others = may_answer_for_self(case.child, relatives)
        for relative in self.others:
            others.add(self.fields, relative)

    def _usual(self):
        today = localdate()
        return {
            "consent_id": signing.dumps(str(uuid4()), salt=SALT),
            "given_on": today,
            "ends_on": months_later(today, USUAL_MONTHS),
        }

    @staticmethod
    def _kinds(label):
        return forms.MultipleChoiceField(label=label, choices=KINDS, widget=CheckboxCards, required=False)

    def _add_answer(self, key, name):
        self.fields[f"said_{key}"] = forms.ChoiceField(
            label=name,
            choices=SAID,
            widget=RadioCards,
            error_messages={"required": _("Välj vad %(name)s har svarat.") % {"name": name}},
        )
        self.fields[f"words_{key}"] = LineField(label=_("Med egna ord"), required=False, max_length=300)
        self.fields[f"refused_{key}"] = forms.MultipleChoiceField(
            label=_("Det här är inte ett ja"), required=False, widget=CheckboxCards
        )
        self.fields[f"again_{key}"] = ask_again_field()
        relative = next((one for one in self.relatives if str(one.pk) == key), None)
        self.fields[f"text_{key}"] = text_field(relative)
        self.fields[f"tolk_{key}"] = interpreted_field(relative)

    def answerers(self):
        """Who is asked: (key, name) for each guardian who must answer and for the young person."""
        guardians, _young = must_answer(self.case.child, self.relatives)
        return [(str(guardian.pk), guardian.name) for guardian in guardians] + [("child", self.case.child.called)]

    def for_self(self):
        """Who else in the family can be asked, about themselves: (key, name)."""
        return [(str(one.pk), one.name) for one in self.others]

    @property
    def lacks_guardians(self) -> bool:
        """Whether nobody is written in who can answer for the child."""
        return lacks_guardians(self.case.child, self.relatives)

    @property
    def lacks_right(self) -> bool:
        """Whether no guardian who is asked may decide alone."""
        return lacks_right(must_answer(self.case.child, self.relatives)[0])

    @property
    def last_day(self):
        """The last day as typed or kept in a draft; None while it is no day."""
        try:
            return self.fields["ends_on"].to_python(self["ends_on"].value())
        except forms.ValidationError:
            return None

    @property
    def child_may_be_overruled(self) -> bool:
        """Whether a no of the child's needs a written reason."""
        return no_needs_reason(self.case.child)

    def own_groups(self):
        """Under "Vi väljer själva": each chosen unit with its three fields."""
        chosen = self._typed("units") if self._typed("choice") == Choice.OWN else []
        units = [unit for unit in self.all_units if str(unit.pk) in chosen]
        return [(u, self[f"we_{u.pk}"], self[f"they_{u.pk}"], self[f"limit_{u.pk}"]) for u in units]

    def hush(self):
        """Show what was typed and no errors: somebody is still choosing."""
        self._errors = ErrorDict()

    def answer_groups(self):
        """Each answerer's fields: the answer, own words, what is left out, the day to ask again, text and language."""
        names = ("said", "words", "refused", "again", "text", "tolk")
        return [tuple(self[f"{name}_{key}"] for name in names) for key, _name in self.answerers()]

    def other_groups(self):
        """The fields of each who can be asked about themselves, by part, with the key."""
        return [{"key": one.pk} | {part: self[f"{part}_{one.pk}"] for part in others.PARTS} for one in self.others]

    def clean_consent_id(self):
        try:
            return UUID(signing.loads(self.cleaned_data["consent_id"], salt=SALT))
        except (signing.BadSignature, ValueError):
            raise forms.ValidationError(_("Sidan var för gammal. Försök spara en gång till.")) from None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("choice") == Choice.OWN and not any(
            cleaned.get(f"{way}_{unit}") for way in ("we", "they") for unit in cleaned.get("units", [])
        ):
            self.add_error("choice", _("Kryssa i minst en sak som får berättas, eller välj ett av de andra svaren."))
        if cleaned.get("know") == "SOME" and len(cleaned.get("know_each_other", [])) < 2:
            self.add_error("know_each_other", _("Välj minst två som får veta om varandra."))
        if cleaned.get("how") == Consent.Form.ORAL and not cleaned.get("witness"):
            self.add_error("witness", _("Skriv vem som var vittne."))
        for key, _name in self.answerers():
            if cleaned.get(f"said_{key}") == Answer.Said.PARTLY and not cleaned.get(f"refused_{key}"):
                self.add_error(f"refused_{key}", _("Kryssa i det som svaret inte är ett ja till."))
        for field, why in others.wrong(cleaned, self.others):
            self.add_error(field, why)
        return cleaned

    def offer_lines(self, own, names):
        """Let those who say yes to a part tick which lines they leave out; `names` gives each unit's name."""
        terms = self.terms(partial=True)
        found = lines(own, terms) if terms else []
        choices = [
            (
                line.key,
                _("%(from)s får inte berätta för %(to)s: %(kind)s")
                % {"from": names[line.from_unit], "to": names[line.to_unit], "kind": line.kind.label},
            )
            for line in found
        ]
        for key, _name in self.answerers():
            self.fields[f"refused_{key}"].choices = choices
        others.offer(self.fields, self.others, found, names)
        return found

    def terms(self, *, partial=False) -> Terms | None:
        """What was typed, as Terms; with `partial` out of what there is, or None while no unit or choice is made."""
        get = self._typed if partial else self.cleaned_data.get
        units, choice = get("units") or [], get("choice")
        if not units or not choice:
            return None
        know = {"ALL": units, "SOME": get("know_each_other") or []}.get(get("know"), [])
        return Terms(
            parties=tuple(self._party(get, unit, choice) for unit in units),
            ours=tuple(UUID(unit) for unit in get("ours") or []),
            know_each_other=frozenset(UUID(unit) for unit in know),
            purpose=get("purpose") or "",
            form=get("how") or "",
            witness=get("witness") or "",
            given_on=get("given_on") or localdate(),
            ends_on=get("ends_on") or localdate(),
            not_told=get("not_told") or "",
            answers=() if partial else tuple(self._answer(key) for key, _name in self.answerers()),
            despite_no=get("despite_no") or "",
            others=() if partial else others.said(self.cleaned_data, self.others),
        )

    def _typed(self, name):
        """The raw value of a field whose choices hold; nothing for what is no choice of this form."""
        field = self.fields[name]
        if isinstance(field, forms.DateField):
            return None
        typed = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        value = typed if self.is_bound else self.initial.get(name)
        allowed = {str(key) for key, _label in getattr(field, "choices", [])}
        if isinstance(field, forms.MultipleChoiceField):
            return [item for item in value or [] if item in allowed]
        return value if not allowed or value in allowed else None

    @staticmethod
    def _party(get, unit, choice):
        return Party(
            UUID(unit),
            Choice(choice),
            frozenset(Kind(kind) for kind in get(f"we_{unit}") or []),
            frozenset(Kind(kind) for kind in get(f"they_{unit}") or []),
            get(f"limit_{unit}") or "",
        )

    def _answer(self, key):
        get = self.cleaned_data.get
        relative = None if key == "child" else UUID(key)
        refused, words = frozenset(get(f"refused_{key}") or []), get(f"words_{key}") or ""
        text, language = get(f"text_{key}") or "", get(f"tolk_{key}") or ""
        return Said(relative, get(f"said_{key}"), refused, words, get(f"again_{key}"), text, language)
