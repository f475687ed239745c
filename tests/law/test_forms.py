"""What a form says of what is missing is said in words of its own: which, and what to do; never "this field"."""

from importlib import import_module
from inspect import getmembers, isclass
from pkgutil import iter_modules

import pytest
from django import forms

pytestmark = pytest.mark.law

# A select of which one is always chosen cannot be left empty, and a policy judges what ByLawForm asks for.
NEVER_EMPTY, JUDGED = forms.Select, {"ByLawForm"}


def every_form():
    for app in ("agencies", "cases", "consent", "coordination"):
        package = import_module(f"{app}.forms")
        for part in iter_modules(package.__path__):
            module = import_module(f"{app}.forms.{part.name}")
            for name, form in getmembers(module, isclass):
                if issubclass(form, forms.BaseForm) and form.__module__ == module.__name__ and name not in JUDGED:
                    yield pytest.param(form, id=f"{app}.{name}")


def left_empty(field) -> bool:
    if field.widget.is_hidden or not field.required:
        return False
    return not isinstance(field.widget, NEVER_EMPTY) or isinstance(field, forms.ModelChoiceField)


@pytest.mark.parametrize("form", list(every_form()))
def test_what_is_missing_is_named(form):
    plain = forms.Field.default_error_messages["required"]
    silent = [
        name
        for name, field in form.base_fields.items()
        if left_empty(field) and field.error_messages.get("required") == plain
    ]
    assert silent == []
