"""Who must see a case that is not theirs sees what the own agency has of it, for half an hour, and never unseen."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.utils.timezone import localdate, now

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from access.models import Outbox, Trail
from cases.models import Case, Child, Record, Relative
from consent import actions, queries
from consent.models import Opening, OpeningReview
from consent.policies.emergency import NOTHING_THERE, TOO_MANY, YOURS_ALREADY
from tests import town
from tests.accounts import signed_in
from tests.town import ids

pytestmark = pytest.mark.django_db
# Saga is Daniel's; Maria works in the same unit and not with her. Of Leo the school's own welfare team has notes.
SAGA, LEO = "K-0041", "K-0040"
WHY = "Mamma ringer och Daniel är sjuk i dag."


def open_it(key="social", number=SAGA, reason=WHY):
    """Somebody opens; answers with the opening's id."""
    with acting_as(town.seat(key)) as actor:
        return actions.open_emergency(actor, new_id=uuid4(), number=number, reason=reason).pk


def seen(key, case):
    with acting_as(town.seat(key)):
        return set(Record.objects.filter(case=town.case(case)).values_list("unit__name", flat=True))


class TestWhatIsSeen:
    def test_before_nothing_and_then_what_the_own_agency_has(self):
        assert seen("social", "saga") == set()

        open_it()

        assert seen("social", "saga") == {"Stöd till barn och familj"}
        with acting_as(town.seat("social")):
            saga = Child.objects.get(given_name="Saga")
            assert Relative.objects.filter(child=saga).exists()

    def test_it_gives_no_pen_and_leads_nowhere(self):
        open_it()

        with acting_as(town.seat("social")):
            assert not Case.objects.filter(pk=town.case("saga")).exists()
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM law.mine WHERE case_id = %s", [town.case("saga")])
                assert cursor.fetchone() == (0,)

    def test_ended_it_is_dark_for_the_next_query(self):
        opening = open_it()
        with acting_as(town.seat("social")) as maria:
            actions.end_emergency(maria, opening=queries.own_opening(maria, opening))
            assert not Record.objects.filter(case=town.case("saga")).exists()
            with pytest.raises(Refused):
                actions.end_emergency(maria, opening=queries.own_opening(maria, opening))

    def test_nobody_ends_another_s(self):
        opening = open_it()
        with acting_as(town.seat("family_support")) as daniel:
            with pytest.raises(Http404):
                queries.own_opening(daniel, opening)
            with pytest.raises(Refused):
                actions.end_emergency(daniel, opening=Opening.objects.get(pk=opening))

    def test_another_agency_s_note_is_never_opened(self):
        """The team's own note about Ella is not the clinic's until it is shown."""
        with acting_as(town.seat("bup_intake")) as marie:
            open_now = actions.open_emergency(marie, new_id=uuid4(), number="K-0042", reason=WHY)
            page = queries.opening_page(marie, open_now.pk)
            units = {record.unit.name for record in page.records}
        with acting_as(town.seat("bup")):
            shown = set(Record.objects.filter(case=town.case("ella")).values_list("pk", flat=True))
        assert "BUP Sjöviken" in units
        assert {record.pk for record in page.records} <= shown


class TestWhoMayOpen:
    def test_an_unknown_number_and_one_without_part_answer_alike(self):
        for number in (SAGA, "K-7Q7Q", "202306122389"):
            with pytest.raises(Refused, match=str(NOTHING_THERE)[:30]):
                open_it("police", number)

    def test_the_identity_number_names_it_too(self):
        assert open_it("social", "202306122389")

    def test_a_protected_child_needs_the_right(self):
        with pytest.raises(Refused, match=str(NOTHING_THERE)[:30]):
            open_it("family_support", "K-0033")

    def test_a_teacher_without_children_and_one_s_own_case(self):
        with pytest.raises(Refused, match="112"):
            open_it("unit_manager")
        with pytest.raises(Refused, match=str(YOURS_ALREADY)[:20]):
            open_it("family_support")

    @pytest.mark.parametrize("reason", ["", "nu", "måste se"])
    def test_a_reason_in_words_is_asked_for(self, reason):
        with pytest.raises(Refused):
            open_it(reason=reason)
        with acting_as(town.seat("social")):
            assert not Opening.objects.exists()

    def test_sent_twice_it_is_one(self):
        once = uuid4()
        for _again in range(2):
            with acting_as(town.seat("social")) as maria:
                actions.open_emergency(maria, new_id=once, number=SAGA, reason=WHY)
        with acting_as(town.seat("social")):
            assert Opening.objects.count() == 1
        with pytest.raises(Refused):
            open_it()

    def test_without_the_number_typed_the_fence_refuses_the_row(self):
        with acting_as(town.seat("social")) as maria, pen():
            opening = Opening(
                case_id=town.case("saga"), membership_id=maria.membership, worker_id=maria.worker, unit_id=maria.unit,
                agency_id=maria.agency, reason=WHY, starts_at=now(), ends_at=now() + timedelta(minutes=30),
                review_by=localdate(),
            )  # fmt: skip
            with pytest.raises(DatabaseError), transaction.atomic():
                opening.save()

    def test_it_lasts_half_an_hour_and_is_not_prolonged(self):
        opening = open_it()
        with acting_as(town.seat("social")):
            row = Opening.objects.get(pk=opening)
            assert row.ends_at - row.starts_at == timedelta(minutes=30)
            with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute("UPDATE consent_opening SET ends_at = ends_at + interval '1 day'")


class TestThatItIsTold:
    def test_the_manager_is_written_to_without_a_name(self):
        open_it()
        with acting_as(ids.of("membership", "robot@support")):
            letters = list(Outbox.objects.filter(template="opening"))
        assert [letter.to for letter in letters] == ["daniel.forsgren@sjoviken.example"]
        assert letters[0].fields == {}

    def test_it_waits_on_the_manager_s_day_and_the_unit_s_page_until_signed(self, client):
        opening = open_it()
        signed_in(client, "family_support")
        for page in ("/", "/unit/"):
            assert f"/emergency/{opening}/review/" in client.get(page).content.decode()
        typed = {"outcome": "NEEDED", "remark": "Pratat med Maria."}

        assert client.post(f"/emergency/{opening}/review/", typed).status_code == 302

        assert f"/emergency/{opening}/review/" not in client.get("/").content.decode()
        assert "Den behövdes" in client.get("/unit/").content.decode()

    def test_late_it_reaches_the_log_reviewer_and_not_before(self, client, monkeypatch):
        in_time = open_it("teacher", LEO)
        monkeypatch.setattr("consent.actions.emergency.workday_after", lambda day, _n: day - timedelta(days=1))
        with acting_as(town.seat("teacher")) as anna:
            actions.end_emergency(anna, opening=queries.own_opening(anna, in_time))
        late = open_it("teacher", LEO)
        signed_in(client, "log_reviewer")

        html = client.get("/").content.decode()

        assert f"/emergency/{late}/review/" in html and f"/emergency/{in_time}/review/" not in html
        assert client.get(f"/emergency/{in_time}/review/").context["page"].may.allowed is False
        typed = {"outcome": "COULD_WAIT", "remark": "Talat med Per."}
        assert client.post(f"/emergency/{late}/review/", typed).status_code == 302

    def test_where_nobody_else_manages_the_log_reviewer_is_told(self):
        open_it("bup_intake", "K-0042")
        with acting_as(ids.of("membership", "robot@bup")):
            assert not Outbox.objects.filter(template="opening").exists()  # the region of the town has no log reviewer


class TestReviewing:
    def test_nobody_reviews_their_own(self):
        opening = open_it("bup_intake", "K-0042")
        with acting_as(town.seat("bup_intake")) as marie:
            row = Opening.objects.get(pk=opening)
            with pytest.raises(Refused, match="egen"):
                actions.review_emergency(marie, opening=row, outcome="NEEDED", remark="Bra.", withheld_because="")
            with pytest.raises(DatabaseError), transaction.atomic(), pen():
                OpeningReview(
                    opening=row, unit_id=marie.unit, outcome="NEEDED", remark="x", reviewed_at=now(),
                    reviewed_by_id=marie.membership,
                ).save()  # fmt: skip

    def test_once_with_an_outcome_a_remark_and_why_the_family_does_not_see_it(self):
        opening = open_it()
        with acting_as(town.seat("family_support")) as daniel:
            page = queries.review_page(daniel, opening)
            said = {"outcome": "WRONG", "remark": "Frågat.", "withheld_because": "OSL 12:3, hot mot barnet."}
            with pytest.raises(Refused):
                actions.review_emergency(daniel, opening=page.opening, **(said | {"remark": " "}))
            actions.review_emergency(daniel, opening=page.opening, **said)
            with pytest.raises(Refused):
                actions.review_emergency(daniel, opening=page.opening, **said)
            assert queries.review_page(daniel, opening).review.withheld_because.startswith("OSL")

    @pytest.mark.parametrize(("because", "told"), [("", True), ("OSL 12:3, hot mot barnet.", False)])
    def test_the_family_reads_of_it_unless_that_is_withheld(self, client, because, told):
        opening = open_it()
        signed_in(client, "social")
        assert client.get(f"/emergency/{opening}/").status_code == 200
        with acting_as(town.seat("family_support")) as daniel:
            row = queries.review_page(daniel, opening).opening
            said = {"outcome": "COULD_WAIT", "remark": "Talat om det.", "withheld_because": because}
            actions.review_emergency(daniel, opening=row, **said)
        signed_in(client, "family_support")

        paper = client.get(f"/cases/{SAGA}/readers/paper/").content.decode()

        assert ("nödöppning" in paper) is told

    def test_the_log_reviewer_draws_every_one(self):
        opening = open_it()
        with acting_as(town.seat("social")):
            row = Opening.objects.get(pk=opening)
        with acting_as(ids.of("membership", "robot@support")), connection.cursor() as cursor:
            cursor.execute(
                "SELECT reasons FROM law.drawable WHERE case_id = %s AND at >= %s", [row.case_id, row.starts_at]
            )
            assert any("EMERGENCY" in reasons for (reasons,) in cursor.fetchall())

    def test_a_stranger_finds_no_such_opening(self):
        opening = open_it()
        for key in ("bup", "welfare", "social"):
            with acting_as(town.seat(key)) as actor, pytest.raises(Http404):
                queries.review_page(actor, opening)


class TestThePages:
    def test_the_page_says_how_long_and_then_nothing(self, client):
        signed_in(client, "social")
        form = client.get("/emergency/").context["form"]
        sent = {"new_id": form["new_id"].value(), "number": "K-0041", "reason": WHY}
        page = client.post("/emergency/", sent, follow=True)
        html = page.content.decode()
        assert "Nödöppning: 30 minuter kvar" in html and "Saga Ek" in html and "Daniel Forsgren" in html
        where = page.redirect_chain[-1][0]
        assert client.get(f"/cases/{SAGA}/").headers["Location"] == where
        assert client.get(f"{where}holds/").status_code == 204

        client.post(f"{where}end/")

        assert client.get(f"{where}holds/").headers["HX-Redirect"] == where
        after = client.get(where).content.decode()
        assert "Nödöppningen är slut" in after and "Saga" not in after and "vaknar fem" not in after
        assert client.get(f"/cases/{SAGA}/").status_code == 404

    def test_another_s_opening_is_like_none(self, client):
        opening = open_it()
        signed_in(client, "bup")
        for way in ("", "review/"):
            assert client.get(f"/emergency/{opening}/{way}").status_code == 404

    def test_each_try_is_in_the_own_agency_s_log_and_few_are_allowed(self, client):
        signed_in(client, "teacher")
        answers = []
        for number in (SAGA, "K-7Q7Q", "K-0033", "K-2222", "20230612-2389", "K-3333"):
            form = client.get("/emergency/").context["form"]
            sent = {"new_id": form["new_id"].value(), "number": number, "reason": WHY}
            answers.append(client.post("/emergency/", sent))
        assert {answer.status_code for answer in answers} == {422}
        texts = [str(answer.context["form"].non_field_errors()[0]) for answer in answers]
        assert texts == [str(NOTHING_THERE)] * 5 + [str(TOO_MANY)]
        with acting_as(town.seat("log_reviewer")):
            tries = Trail.objects.filter(name="consent.open_emergency", verb="REFUSED")
            assert [(line.case, line.subjects) for line in tries] == [(None, [])] * 6

    def test_what_was_read_is_in_the_own_unit_s_log_and_no_other_agency_s(self, client):
        opening = open_it("bup_intake", "K-0042")
        signed_in(client, "bup_intake")
        client.get(f"/emergency/{opening}/")
        with acting_as(town.seat("bup")):
            read = Trail.objects.filter(case=town.case("ella"), name="consent.emergency")
            assert read.exists() and set(read.values_list("owner_unit", flat=True)) == {ids.of("unit", "bup")}
        with acting_as(town.seat("welfare")):
            assert not Trail.objects.filter(name__in=["consent.emergency", "consent.open_emergency"]).exists()

    def test_time_runs_out_by_itself(self, client, monkeypatch):
        monkeypatch.setattr("consent.actions.emergency.LASTS", timedelta(microseconds=1))
        opening = open_it()
        signed_in(client, "social")
        assert "Nödöppningen är slut" in client.get(f"/emergency/{opening}/").content.decode()
        assert seen("social", "saga") == set()
