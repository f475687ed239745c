"""When and by whom go together: a time at which somebody did something has its person, says the database."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

pytestmark = [pytest.mark.law, pytest.mark.django_db]


def pairs():
    for model in apps.get_models():
        if not (settings.ROOT / model._meta.app_label).is_dir():
            continue
        names = {field.name: field for field in model._meta.get_fields() if field.concrete}
        for name, field in names.items():
            partner = name.removesuffix("_by") + "_at"
            if name.endswith("_by") and partner in names:
                yield pytest.param(model, names[partner], field, id=f"{model._meta.label}.{name}")


@pytest.mark.parametrize(("model", "at", "by"), list(pairs()))
def test_both_or_none(model, at, by):
    """Either both are always there, or a constraint holds them together."""
    if not at.null and not by.null:
        return
    assert at.null and by.null, "one is needed and the other is not"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass",
            [model._meta.db_table],
        )
        checks = [definition for (definition,) in cursor.fetchall()]
    assert any(at.column in check and by.column in check for check in checks), "no constraint holds them together"


def test_who_did_it_has_a_time():
    """A person's key that ends in `_by` has a time of the same deed, and stands for a membership, not a person."""
    for model in apps.get_models():
        if (settings.ROOT / model._meta.app_label).is_dir():
            for field in model._meta.concrete_fields:
                if field.name.endswith("_by") and field.is_relation:
                    assert field.related_model._meta.label == "agencies.Membership", field
