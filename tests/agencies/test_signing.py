"""A sample is signed once and for good, and nobody signs one about themselves."""

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import now

from access.action import Refused
from access.actor import acting_as
from access.models import Sample, Signoff
from agencies import actions
from agencies.queries import samples as queries
from tests.agencies.drawing import drawn, noon, rows, sign_by_hand, text, waiting
from tests.town import seat

pytestmark = pytest.mark.django_db


def signed(pk) -> Signoff:
    with acting_as(seat("log_reviewer")):
        return Signoff.objects.get(sample=pk)


def test_a_sample_is_signed_and_the_next_one_comes(lars):
    pk = waiting()[0].sample.pk
    answer = lars.post(f"/logs/samples/{pk}/", {"outcome": "IN_ORDER", "remark": ""})

    assert answer.status_code == 302 and str(pk) not in answer["Location"]
    assert signed(pk).outcome == "IN_ORDER" and signed(pk).signed_by == seat("log_reviewer")
    page = text(lars.get(f"/logs/samples/{pk}/"))
    assert "Lars Wendel" in page and "Det som är granskat ändras inte" in page and 'name="outcome"' not in page


def test_what_is_not_in_order_takes_a_remark_and_shows_whom_to_call(lars):
    row = waiting()[0]
    address = f"/logs/samples/{row.sample.pk}/"
    answer = lars.post(address, {"outcome": "PASS_ON", "remark": " "})

    assert answer.status_code == 422 and "Skriv kort vad du undrar" in text(answer)
    assert "Leder enheten" in text(answer) and "tel:" in text(answer)
    before = passed_on(row)
    lars.post(address, {"outcome": "PASS_ON", "remark": "Varför så sent?"})
    assert signed(row.sample.pk).remark == "Varför så sent?"
    assert passed_on(row) == before + 1


def passed_on(row):
    """How many of the month's have been passed on."""
    with acting_as(seat("log_reviewer")) as actor:
        months = {month.month: month for month in queries.samples(actor).months}
    return months[row.sample.draw.month].passed_on


def test_what_is_signed_stands(lars):
    pk = waiting()[0].sample.pk
    lars.post(f"/logs/samples/{pk}/", {"outcome": "IN_ORDER", "remark": ""})
    answer = lars.post(f"/logs/samples/{pk}/", {"outcome": "ASK", "remark": "Nej"})

    assert answer.status_code == 422 and signed(pk).outcome == "IN_ORDER"
    with acting_as(seat("log_reviewer")) as actor:
        for statement in (
            "UPDATE access_signoff SET outcome = 'ASK'",
            "DELETE FROM access_signoff",
            "UPDATE access_sample SET reasons = '{}'",
            "DELETE FROM access_sample",
            "UPDATE access_draw SET due_on = now()",
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                rows(statement)
        with pytest.raises(DatabaseError), transaction.atomic():
            sign_by_hand(pk, actor.agency, actor.membership)


def test_nobody_signs_a_line_about_themselves(left, lars, behind_the_fence):
    behind_the_fence.execute(
        "UPDATE agencies_membership SET roles = roles || '{LOG_REVIEWER}' WHERE id = %s", [seat("welfare")]
    )
    line = left("welfare", noon())
    drawn()
    with acting_as(seat("welfare")) as leila:
        sample = Sample.objects.get(line=line)
        with pytest.raises(Refused, match="handlar om dig själv"):
            actions.sign_sample(leila, sample=sample, outcome="IN_ORDER", remark="")
        with pytest.raises(DatabaseError), transaction.atomic():
            sign_by_hand(sample.pk, leila.agency, leila.membership)
    with acting_as(seat("log_reviewer")) as actor:
        with pytest.raises(DatabaseError), transaction.atomic():  # nor in another's name
            sign_by_hand(sample.pk, actor.agency, seat("welfare"))
        assert actions.sign_sample(actor, sample=sample, outcome="IN_ORDER", remark="").signed_by == actor.membership


def test_who_is_not_the_reviewer_is_told_whom_to_ask():
    sample = waiting()[0].sample
    with acting_as(seat("welfare")) as leila:
        verdict = actions.sign_sample.may(leila, sample=sample, outcome="IN_ORDER", remark="")
    assert not verdict and "loggranskare" in str(verdict.reason)


def test_a_late_signature_is_counted_as_late(lars):
    late = [row for row in waiting() if row.is_late]
    for row in late:
        lars.post(f"/logs/samples/{row.sample.pk}/", {"outcome": "IN_ORDER", "remark": ""})
    with acting_as(seat("log_reviewer")) as actor:
        page = queries.samples(actor)
    assert page.late == 0 and sum(month.late for month in page.months) == len(late)
    assert all(row.signoff.signed_at <= now() for row in page.signed)


def test_the_administrator_is_told_when_nobody_reviews_the_log(client, transactional_db, behind_the_fence):
    client.post("/demo/as/access_admin/")
    assert "Ingen är loggranskare" not in text(client.get("/people/"))

    behind_the_fence.execute("UPDATE agencies_membership SET ends_at = now() WHERE id = %s", [seat("log_reviewer")])
    assert "Ingen är loggranskare" in text(client.get("/people/"))
