"""Pages that stand open only when something has come before: what was received and closed, put off or kept back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate, now
from playwright.sync_api import expect

from access.actor import acting_as
from agencies.actions import change_roles
from agencies.models import Membership
from cases.kinds import Kind
from cases.models import Case
from consent import actions
from consent.models import Consent, Disclosure, Withholding
from tests import town
from tests.journeys.desk import shows, signed_in
from tests.journeys.test_every_page import DESK, look_at

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_what_the_registrar_takes_out_after_a_withdrawal(new_context, axe):
    with acting_as(town.seat("access_admin")) as tove:
        seat = Membership.objects.get(pk=town.seat("unit_manager"))
        change_roles(tove, membership=seat, roles=["MANAGER", "REGISTRAR"])
    with acting_as(town.seat("welfare")) as leila:
        acts = Disclosure.objects.filter(case=town.case("ella"), to_unit=leila.unit).exclude(unit__agency=leila.agency)
        act = acts.order_by("disclosed_at").first()
        actions.withdraw(
            leila, consent=Consent.objects.get(pk=town.ids.of("consent", "ella")), about_unit=None, kind="",
            told_by="Karin",
        )  # fmt: skip
    with acting_as(town.seat("unit_manager")) as registrar:
        why = {"number": "K-0042", "day": None, "reason": "Begärd av en förälder, dnr 12/26."}
        taken = actions.produce(registrar, new_id=uuid4(), disclosure=act.pk, **why)
    per = signed_in(new_context, "unit_manager", viewport=DESK)
    per.goto("/registry/")
    look_at(per, axe)
    per.goto(f"/registry/{taken.pk}/")
    look_at(per, axe)


def test_what_was_put_off(new_context, axe):
    with acting_as(town.seat("welfare")) as actor:
        ella, day = Case.objects.get(pk=town.case("ella")), localdate() + timedelta(days=7)
        note = actions.write_and_share(
            actor, new_id=uuid4(), case=ella, kind=Kind.SCHOOL_DAY, text="Lugnt i dag.", source="", happened_at=now(),
            by_phone=False, units=[],
        )  # fmt: skip
        waits = actions.not_now(actor, record=note, to_unit=None, ground="ASK_FIRST", words="", look_again_on=day)
    leila = signed_in(new_context, "welfare", viewport=DESK)
    leila.goto(f"/look-again/{waits.pk}/")
    look_at(leila, axe)


def test_what_is_kept_from_a_guardian(new_context, axe):
    leila = signed_in(new_context, "welfare", viewport=DESK)
    leila.goto("/cases/K-0042/timeline/")
    note = leila.locator(".timeline > li", has_text="Två samtal med Ella")
    note.get_by_role("link", name="Visa inte för").click()
    shows(leila, "Visa inte för")
    leila.get_by_role("radio", name="Jonas Öberg").check()
    leila.get_by_role("radio", name="Den unga bestämmer själv om det här").check()
    leila.get_by_label("Varför?").fill("Ella har berättat det i förtroende.")
    leila.get_by_role("button", name="Spara beslutet").click()
    expect(leila.get_by_text("Visas inte för Jonas Öberg").first).to_be_visible()
    with acting_as(town.seat("welfare")):
        kept = Withholding.objects.get()
    leila.goto(f"/withheld/{kept.pk}/")
    expect(leila.get_by_text("Visas inte för Jonas Öberg").first).to_be_visible()
    look_at(leila, axe)
    leila.goto("/cases/K-0042/plan/")
    look_at(leila, axe)
    leila.goto(f"/withheld/{kept.pk}/")
    leila.get_by_role("button", name="Ta tillbaka beslutet").click()
    expect(leila.get_by_text("Tillbakataget").first).to_be_visible()
