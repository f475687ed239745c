"""A year that nobody means is said beside the field, wherever a day is typed."""

from importlib import import_module

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from agencies.days import day_of, ends
from look.forms import DAY_REACH, DayField
from tests.agencies.pages import PAGES, text
from tests.law.code import APPS, ROOT
from tests.town import seat

FAR = ("0001-01-01", "9999-12-31", "1900-01-01")


def every_form():
    for app in APPS:
        for path in sorted((ROOT / app).glob("forms/*.py")):
            module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
            for form in vars(module).values():
                if isinstance(form, type) and issubclass(form, forms.BaseForm) and form.__module__ == module.__name__:
                    yield from ((form.__name__, name, field) for name, field in form.base_fields.items())


def test_every_day_that_is_typed_is_within_reach():
    days = [(form, name, field) for form, name, field in every_form() if isinstance(field, forms.DateField)]
    assert len(days) > 10
    assert [(form, name) for form, name, field in days if not isinstance(field, DayField)] == []


@pytest.mark.parametrize("typed", FAR)
def test_a_day_of_another_age_is_refused(typed):
    with pytest.raises(ValidationError, match="för långt bort"):
        DayField().clean(typed)


def test_whatever_is_let_through_can_be_counted_with():
    today = localdate()
    for year in (today.year - DAY_REACH, today.year + DAY_REACH):
        day = DayField().clean(f"{year}-12-31")
        assert day_of(day)[1] == ends(day)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", FAR)
def test_no_page_falls_over_it(client, typed):
    client.post("/demo/as/log_reviewer/")
    assert client.get("/logs/", {"day": typed}).status_code == 200
    client.post("/demo/as/access_admin/")
    for path, more in (
        (PAGES["extend"], {}),
        (f"/assignments/{seat('welfare')}/end/", {"when": "LATER"}),
    ):
        answer = client.post(path, {"ends_on": typed, **more})
        assert (answer.status_code, "för långt bort" in text(answer)) == (422, True)


@pytest.mark.django_db
def test_a_stand_in_for_an_age_is_refused(client):
    client.post("/demo/as/welfare/")
    form = client.get("/stand-in/").context["form"]
    colleague = str(form.fields["stand_in"].queryset.first().pk)
    sent = {"new_id": form["new_id"].value(), "stand_in": colleague, "starts_on": localdate(), "ends_on": "9999-12-31"}
    answer = client.post("/stand-in/", sent)
    assert (answer.status_code, "för långt bort" in text(answer)) == (422, True)
