"""The names around a protected child are shown to the few with the right, once, after a reason; to nobody else."""

import pytest

from access.action import Refused
from access.actor import acting_as
from access.models import Trail
from cases import actions, queries
from cases.models import Record
from tests.accounts import signed_in
from tests.town import seat

pytestmark = pytest.mark.django_db
PAGE, WHY = "/cases/K-0033/protected-name/", "Jag ringer skolans växel om skolkortet."


def test_the_name_is_shown_once_after_a_reason_and_both_are_kept(client):
    signed_in(client, "welfare")
    assert "Visa namnet" in client.get("/cases/K-0033/family/").content.decode()
    assert "Ronja" not in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"reason": " "}).status_code == 422

    shown = client.post(PAGE, {"reason": WHY})

    assert "Ronja Alm" in shown.content.decode() and "no-store" in shown["Cache-Control"]
    assert "Ronja" not in client.get(PAGE).content.decode()
    with acting_as(seat("welfare")) as leila:
        case = queries.case(leila, "K-0033")
        [kept] = Record.objects.filter(case=case, text__contains=WHY)
        assert kept.unit_id == leila.unit and "Ronja" not in kept.text
        assert Trail.objects.filter(name="cases.show_protected_name", case=case.pk, worker=leila.worker).exists()
    with acting_as(seat("social")):
        assert not Record.objects.filter(text__contains=WHY).exists()


@pytest.mark.parametrize(("who", "unit"), [("unit_manager", "welfare"), ("family_support", ""), ("teacher", "")])
def test_without_the_right_there_is_no_such_page(client, who, unit):
    signed_in(client, who, unit)

    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"reason": WHY}).status_code == 404


def test_a_child_without_protection_has_no_such_page(client):
    signed_in(client, "welfare")

    assert client.get("/cases/K-0042/protected-name/").status_code == 404
    with acting_as(seat("welfare")) as leila:
        ella, protected = queries.case(leila, "K-0042"), queries.case(leila, "K-0033")
        with pytest.raises(Refused, match="inga skyddade"):
            actions.show_protected_name(leila, case=ella, reason=WHY)
        with pytest.raises(Refused, match="varför"):
            actions.show_protected_name(leila, case=protected, reason=" ")
    with acting_as(seat("unit_manager", "welfare")) as per, pytest.raises(Refused, match="den rätten"):
        actions.show_protected_name(per, case=queries.case(per, "K-0033"), reason=WHY)
