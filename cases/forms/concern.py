"""What is typed in a signal: three pages, and the whole of them together."""

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases import identity
from cases.models import Concern
from look.forms import LineField, RadioCards, TextField

CHOOSE = _("Välj ett svar.")


class Page(forms.Form):
    """One page of a signal that is being written."""

    def typed(self) -> dict[str, list[str]]:
        """The page's fields as a draft holds them: as they were written, right or wrong."""
        return {name: [self.data.get(name, "")] for name in self.fields}

    def answers(self) -> dict:
        """The fields of Concern that the page answers; asked when it is valid."""
        return self.cleaned_data


class Child(Page):
    """Who it is about: what somebody between two lessons knows by heart."""

    child_name = LineField(
        label=_("Barnets namn"), max_length=160, error_messages={"required": _("Skriv vad barnet heter.")}
    )
    class_or_year = LineField(
        label=_("Klass eller födelseår"),
        help_text=_("Till exempel 3B, Blåklockan eller 2017."),
        max_length=60,
        error_messages={"required": _("Skriv barnets klass, grupp eller födelseår.")},
    )
    identity_number = LineField(
        label=_("Personnummer, samordningsnummer eller tillfälligt nummer"),
        help_text=_("ÅÅÅÅMMDD-NNNN. Du behöver det inte, de som tar emot kan fylla i det."),
        max_length=40,
        required=False,
    )
    protected = forms.ChoiceField(
        label=_("Har barnet, en förälder eller ett syskon skyddade personuppgifter?"),
        choices=[("YES", _("Ja")), ("NO", _("Nej")), ("UNKNOWN", _("Vet inte"))],
        widget=RadioCards,
        error_messages={"required": _("Svara om någon i familjen har skyddade personuppgifter.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("child_name", "class_or_year", "identity_number"):
            self.fields[name].widget.attrs["autocomplete"] = "off"  # the next to use the browser must not be offered it

    @property
    def is_protected(self) -> bool:
        """Whether the page must be forgotten: decided before anything else on it is looked at."""
        return self.data.get("protected") == "YES"

    def clean_class_or_year(self):
        """Let four digits be a year of birth."""
        written = self.cleaned_data["class_or_year"].strip()
        if len(written) == 4 and written.isdecimal():
            self._read(identity.birth_year, written)
        return written

    def clean_identity_number(self):
        """Give the number its twelve characters."""
        written = self.cleaned_data["identity_number"].strip()
        return self._read(identity.parse, written).number if written else ""

    def clean(self):
        """Ask for neither class nor year where the number tells the year."""
        if self.cleaned_data.get("identity_number") and not self.data.get("class_or_year", "").strip():
            self.errors.pop("class_or_year", None)

    def _read(self, read, written):
        try:
            return read(written, localdate())
        except identity.Fault as fault:
            raise forms.ValidationError(fault.sentence) from None

    def answers(self) -> dict:
        """The child's name, class or year, and number."""
        written = self.cleaned_data.get("class_or_year", "")
        is_year = len(written) == 4 and written.isdecimal()
        return {
            "child_name": self.cleaned_data["child_name"],
            "child_class": "" if is_year else written,
            "birth_year": int(written) if is_year else None,
            "identity_number": self.cleaned_data["identity_number"],
        }


class Seen(Page):
    """What was seen or heard, since when, and what has been tried."""

    seen = TextField(
        label=_("Vad har du sett eller hört?"),
        help_text=_("Skriv med egna ord vad barnet gör och säger, också det som fungerar."),
        rows=7,
        error_messages={"required": _("Skriv vad du har sett eller hört.")},
    )
    since = LineField(label=_("Sedan när?"), required=False)
    tried = TextField(label=_("Vad har ni prövat?"), required=False, rows=2)


class Told(Page):
    """Whether the child and the guardians know."""

    child_knows = forms.ChoiceField(
        label=_("Vet barnet att du skriver?"),
        choices=Concern.Knows.choices,
        widget=RadioCards,
        error_messages={"required": _("Svara om barnet vet.")},
    )
    guardians_know = forms.ChoiceField(
        label=_("Vet vårdnadshavarna?"),
        help_text=_("Misstänker du våld eller övergrepp ska du inte berätta för dem."),
        choices=Concern.Knows.choices,
        widget=RadioCards,
        error_messages={"required": _("Svara om vårdnadshavarna vet.")},
    )
    knows_more = LineField(
        label=_("Något mer om det?"),
        help_text=_("Till exempel vad de har sagt, eller hur du vill göra."),
        max_length=300,
        required=False,
    )


PAGES = {"child": Child, "seen": Seen, "told": Told}


def in_draft(fields: dict[str, list[str]]) -> dict[str, Page]:
    """The three pages, filled with what a draft holds and judged."""
    return {step: page(MultiValueDict(fields)) for step, page in PAGES.items()}


def first_unfinished(pages: dict[str, Page]) -> str:
    """The first page that lacks something, or "check" when all can be sent."""
    return next((step for step, page in pages.items() if not page.is_valid()), "check")


def answers(pages: dict[str, Page]) -> dict:
    """The whole signal, as log_concern takes it; asked when every page is valid."""
    return {name: answer for page in pages.values() for name, answer in page.answers().items()}
