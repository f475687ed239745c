"""What the log reviewer passes on waits on the manager's day until it is answered, and the reviewer reads that."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import Http404

from access.action import Refused
from access.actor import acting_as
from access.models import Reply, Sample, Signoff
from agencies import actions
from agencies.queries import passed as queries
from agencies.queries import samples as reviewing
from coordination.queries import today
from tests.agencies.drawing import text, waiting
from tests.town import ids, seat

pytestmark = pytest.mark.django_db
ASKED = "Granskaren ber dig titta"


@pytest.fixture
def passed(db):
    """The visit that the town's reviewer has passed on to Per."""
    with acting_as(seat("log_reviewer")):
        return Sample.objects.get(signoff__outcome="PASS_ON")


def asked_of(who, unit=""):
    """What the reviewer asks somebody on their day."""
    with acting_as(seat(who, unit)) as actor:
        return [thing.of for thing in today(actor).things if thing.text == ASKED]


def test_the_manager_sees_the_lines_and_the_reviewers_words_and_no_content(client, passed):
    client.post("/demo/as/unit_manager/")
    day = text(client.get("/"))

    page = client.get(f"/logs/passed/{passed.pk}/")

    said = text(page)
    assert ASKED in day and str(passed.pk) in client.get("/").content.decode()
    assert "Vet du vad det gällde?" in said and "Leila Amiri" in said and "Lars Wendel" in said and "K-0042" in said
    assert "Öppnade ett samarbete" in said and "Ella" not in said


def test_it_stays_until_it_is_answered_and_the_reviewer_reads_the_answer(client, passed):
    client.post("/demo/as/unit_manager/")
    address = f"/logs/passed/{passed.pk}/"
    empty = client.post(address, {"words": " "})
    assert empty.status_code == 422 and asked_of("unit_manager") == [passed.pk]

    client.post(address, {"words": "Leila förberedde ett möte. Vi har talat om det."})

    assert asked_of("unit_manager") == []
    assert "Leila förberedde ett möte." in text(client.get(address))
    client.post("/demo/as/log_reviewer/")
    page = text(client.get(f"/logs/samples/{passed.pk}/"))
    assert "Leila förberedde ett möte." in page and "Per Nordin" in page
    assert "har svarat" in text(client.get("/logs/samples/"))


def test_until_then_the_reviewer_reads_that_it_waits(client, passed):
    client.post("/demo/as/log_reviewer/")

    assert "har frågan på Min dag tills svaret är skrivet" in text(client.get(f"/logs/samples/{passed.pk}/"))
    assert "väntar på svar" in text(client.get("/logs/samples/"))


def test_it_is_answered_once_and_stands(passed):
    with acting_as(seat("unit_manager")) as per:
        actions.reply_to_reviewer(per, sample=passed, words="Det är som det ska.")
        with pytest.raises(Refused, match="redan fått svar"):
            actions.reply_to_reviewer(per, sample=passed, words="Nej.")
        for statement in ("UPDATE access_reply SET words = 'x'", "DELETE FROM access_reply"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


@pytest.mark.parametrize("key", ["welfare", "teacher", "preschool", "access_admin", "bup_intake", "registrar"])
def test_nobody_else_sees_or_answers_it(client, passed, key):
    client.post(f"/demo/as/{key}/")
    assert client.get(f"/logs/passed/{passed.pk}/").status_code == 404
    assert client.post(f"/logs/passed/{passed.pk}/", {"words": "Nej."}).status_code == 404
    with acting_as(seat(key)) as actor:
        assert not Signoff.objects.exists() and not Reply.objects.exists()
        with pytest.raises(Http404):
            actions.reply_to_reviewer(actor, sample=passed, words="Nej.")


def test_the_reviewer_does_not_answer_for_the_unit(passed):
    with acting_as(seat("log_reviewer")) as lars, pytest.raises(Refused, match="Den som leder enheten svarar"):
        actions.reply_to_reviewer(lars, sample=passed, words="Nej.")


def test_the_manager_in_another_seat_is_told_that_it_waits_and_no_more(passed):
    assert asked_of("unit_manager", "school") == []
    with acting_as(seat("unit_manager", "school")) as actor:
        assert dict(today(actor).elsewhere)["Elevhälsan Björkskolan"] >= 1


def test_the_manager_sees_what_was_passed_on_and_nothing_else_of_the_review(passed):
    others = [row.sample.pk for row in waiting()]
    with acting_as(seat("unit_manager")) as per:
        assert list(Sample.objects.values_list("pk", flat=True)) == [passed.pk]
        assert queries.passed(per, passed.pk).steps
    assert passed.pk not in others


def test_nobody_answers_for_themselves_and_such_a_line_is_not_passed_on():
    """A visit of the only one who manages a unit goes to nobody on Min dag; the reviewer is told whom to call."""
    with acting_as(seat("log_reviewer")) as lars:
        own = next(row for row in Sample.objects.filter(signoff=None) if row.unit == ids.of("unit", "preschool"))
        assert own.worker == ids.of("worker", "preschool")
        with pytest.raises(Refused, match="Ingen annan leder enheten"):
            actions.sign_sample(lars, sample=own, outcome="PASS_ON", remark="Varför?")
        assert not reviewing.sample(lars, own.pk).drawn.waits_for_manager
    assert asked_of("preschool") == []


def test_the_database_refuses_an_answer_in_anothers_name(passed):
    with acting_as(seat("unit_manager")) as per:
        row = [passed.pk, per.agency, per.unit, seat("welfare")]
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO access_reply (id, sample_id, agency, unit, words, replied_at, replied_by)"
                " VALUES (gen_random_uuid(), %s, %s, %s, 'x', now(), %s)",
                row,
            )
