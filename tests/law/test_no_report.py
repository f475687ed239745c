"""Whether an orosanmälan was considered or made is nowhere: in no column, in no choice, in no line of the log."""

import re

import pytest
from django.apps import apps
from django.db import connection

from access.actor import acting_as
from access.models import Trail
from cases.models import ProtectionQuestion
from consent.models import Grant, ShareDecision, Spoken
from consent.models.by_law import NEVER_CARRIED, NEVER_KEPT
from tests.accounts import signed_in
from tests.town import seat
from tests.town.cast import record

pytestmark = [pytest.mark.law, pytest.mark.django_db]
# How such a thing would be called, in a name of ours or in the Swedish that is shown for a stored value.
TELLS = re.compile(r"oros|anm[aä]l|mandatory|child_protection|statutory", re.IGNORECASE)
OURS = ("access", "agencies", "cases", "consent", "coordination", "insight")
KEPT = ("verb", "name", "worker", "membership", "unit", "agency", "owner_unit", "owner_agency", "case", "why", "ids")
LAW = f"/cases/K-0042/notes/{record('E4')}/law/"


def stored():
    """Every stored field of ours, with the values that it may hold and their words."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in OURS:
            for field in model._meta.concrete_fields:
                yield model, field, [(str(value), str(label)) for value, label in field.flatchoices]


def test_no_table_and_no_column_is_named_for_it():
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT c.relname || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname IN ('public', 'law') AND a.attnum > 0 AND NOT a.attisdropped"""
        )
        columns = [name for (name,) in cursor.fetchall()]
    assert len(columns) > 300
    assert [name for name in columns if TELLS.search(name)] == []


def test_no_choice_says_it():
    said = [(field, choice) for _model, field, choices in stored() for choice in choices]
    assert len(said) > 100
    assert [(str(field), choice) for field, choice in said if any(TELLS.search(word) for word in choice)] == []


def test_no_ground_or_purpose_that_tells_of_one_can_be_stored():
    """Chosen in no form, and refused by the table's own constraints (tests/consent/test_by_law.py tries them)."""
    for model, field, choices in stored():
        if model in (ShareDecision, Spoken, Grant):
            kept = {value for value, _label in choices}
            assert not kept & {*NEVER_KEPT, "CONCERN", "CONCERN_PUBLIC", "INQUIRY", "REPORTER_FEEDBACK"}, field


def test_the_protection_question_keeps_that_it_was_put_and_no_answer():
    kept = {field.name for field in ProtectionQuestion._meta.concrete_fields}
    assert kept == {"id", "membership", "unit", "case", "step", "put_at"}


def lines(client, **typed):
    """What a refused attempt leaves in the log, but for which line and when."""
    with acting_as(seat("welfare")):
        before = set(Trail.objects.values_list("pk", flat=True))
    answer = client.post(LAW, {"purpose": "SUPPORT", "weighing": "", "to": ""} | typed)
    assert answer.status_code in (200, 422)
    found = []
    with acting_as(seat("welfare")):
        for line in Trail.objects.exclude(pk__in=before):
            told = {name: str(value) for name, value in vars(line).items()}  # some columns nobody reads
            found.append(sorted((name, value) for name, value in told.items() if name in KEPT))
    return sorted(found)


@pytest.mark.parametrize("typed", [{"basis": basis} for basis in NEVER_CARRIED] + [{"purpose": p} for p in NEVER_KEPT])
def test_whoever_tries_to_share_because_of_one_leaves_the_line_of_whoever_tries_something_else(client, typed):
    signed_in(client, "welfare")
    other = lines(client, basis="GENERAL_CLAUSE")
    assert other and lines(client, **typed) == other
