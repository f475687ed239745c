"""Those in the family of whom something may be told: each answers for themselves, or is not asked (decision 0024)."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.forms.answering import SAID
from consent.forms.asked import HOW, interpreted_field, text_field
from consent.models import Answer, Consent
from consent.terms import Said, pair_words
from look.forms import CheckboxCards, LineField, RadioCards

NOT_ASKED = ("NOT_ASKED", _("Vi berättar inget om personen"))
PARTS = ("said", "refused", "how", "witness", "words", "text", "tolk")


def how_field():
    """How somebody who answers for themselves has answered."""
    return forms.ChoiceField(label=_("Hur svarade personen?"), choices=HOW, widget=RadioCards, required=False)


def witness_field():
    """Who heard an oral answer."""
    return LineField(label=_("Vem var vittne?"), max_length=120, required=False)


def add(fields, relative) -> None:
    """Put one person's fields among a form's. Nothing chosen means that nothing is told about them."""
    key = relative.pk
    fields[f"said_{key}"] = forms.ChoiceField(
        label=f"{relative.name}, {relative.get_relation_display()}",
        help_text=_("Lämna tomt om ni inte ska berätta något som rör personen själv."),
        choices=[*SAID, NOT_ASKED],
        widget=RadioCards,
        required=False,
    )
    fields[f"refused_{key}"] = forms.MultipleChoiceField(
        label=_("Det här är inte ett ja"), required=False, widget=CheckboxCards
    )
    fields[f"how_{key}"], fields[f"witness_{key}"] = how_field(), witness_field()
    fields[f"words_{key}"] = LineField(label=_("Med egna ord"), required=False, max_length=300)
    fields[f"text_{key}"], fields[f"tolk_{key}"] = text_field(relative), interpreted_field(relative)


def offer(fields, relatives, lines, names) -> None:
    """Let each leave out who tells whom; `names` gives each unit's name."""
    pairs = {line.pair: pair_words(names[line.from_unit], names[line.to_unit]) for line in lines}
    for relative in relatives:
        fields[f"refused_{relative.pk}"].choices = list(pairs.items())


def wrong(cleaned, relatives):
    """What is missing: (field, sentence)."""
    for relative in relatives:
        key = relative.pk
        if cleaned.get(f"said_{key}") == Answer.Said.PARTLY and not cleaned.get(f"refused_{key}"):
            yield f"refused_{key}", _("Kryssa i det som svaret inte är ett ja till.")
        yield from unclear(cleaned, f"said_{key}", f"how_{key}", f"witness_{key}")


def unclear(cleaned, said, how, witness):
    """What is not said of how one person has answered, by the names of the fields: (field, sentence)."""
    if cleaned.get(said) in (*Answer.YESES, Answer.Said.NO) and not cleaned.get(how):
        yield how, _("Välj hur personen svarade.")
    if cleaned.get(how) == Consent.Form.ORAL and not cleaned.get(witness):
        yield witness, _("Skriv vem som var vittne.")


def said(cleaned, relatives) -> tuple[Said, ...]:
    """The answers of those who are asked."""
    return tuple(_said(cleaned, one.pk) for one in relatives if _is_asked(cleaned, one))


def _is_asked(cleaned, relative) -> bool:
    return cleaned.get(f"said_{relative.pk}") in Answer.Said.values


def _said(cleaned, key: UUID) -> Said:
    get = {part: cleaned.get(f"{part}_{key}") or "" for part in PARTS}
    witness = get["witness"] if get["how"] == Consent.Form.ORAL else ""
    return Said(
        key, get["said"], frozenset(get["refused"]), get["words"], None, get["text"], get["tolk"], get["how"], witness
    )
