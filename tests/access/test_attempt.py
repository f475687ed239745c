"""A form that is refused says why, keeps what was typed, and leaves one line."""

import pytest
from django import forms

from access import actions, trail
from access.actor import acting_as
from access.attempt import attempt
from tests.town import seat

pytestmark = pytest.mark.django_db


class Typed(forms.Form):
    text = forms.CharField()


def test_what_is_done_is_answered_and_what_is_refused_is_said_in_the_form():
    form = Typed({"text": "Hon log"})
    assert form.is_valid()
    with acting_as(seat("teacher")) as anna, trail.watching("r1") as lines:
        kept = attempt(form, actions.keep_draft, anna, form="note", subject="", fields={"text": ["Hon log"]})
        assert kept and not form.errors
        assert attempt(form, actions.keep_draft, anna, form="", subject="", fields={"text": ["Hon log"]}) is None
    assert form.non_field_errors() == ["Inte sparat: sidan är inte hel. Ladda om den och skriv igen."]
    assert form.cleaned_data == {"text": "Hon log"}
    assert [(line.verb, line.name) for line in lines] == [("REFUSED", "access.keep_draft")]
