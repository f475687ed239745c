"""Somebody else in the family answers for themselves: that closes nothing, and it is said where one shares."""

import re

import pytest
from django.utils.timezone import localdate

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from agencies.models import Unit
from cases.models import Case, Record, Relative
from consent import actions, queries
from consent.models import Answer, Consent
from consent.terms import Said, months_later
from tests import town
from tests.accounts import signed_in
from tests.consent.test_giving import give, unit
from tests.consent.test_pages import GIVE, filled

pytestmark = pytest.mark.django_db
SAYS = "Elin Lindqvist har inte sagt ja: skriv inte om Elin Lindqvist."


@pytest.fixture
def ellinor(db):
    with acting_as(town.seat("coordinator")) as actor:
        yield actor


@pytest.fixture
def noah(ellinor):
    return Case.objects.get(pk=town.case("noah"))


@pytest.fixture
def elin(ellinor):
    return Relative.objects.get(name="Elin Lindqvist")


def asked(actor, case, elin, said, *refused, receivers=("Fritidsgården Sjömärket",), form="IN_MEETING", **more):
    """A new consent for Noah in which Elin has said so about herself; her answer."""
    own = Said(elin.pk, said, frozenset(refused), form=form, **more)
    given = give(actor, case, units=[unit(name) for name in receivers], others=(own,))
    return given.answers.get(about_self=True)


def pair(actor, name):
    return f"{actor.unit}:{unit(name).pk}"


def told_of(case):
    """By receiver's name, of whom not to write."""
    found = queries.untold(case)
    return {one.name: found[one.pk] for one in Unit.objects.filter(pk__in=found)}


def test_a_no_closes_nothing_about_the_child_and_is_said_of_each_receiver(ellinor, noah, elin):
    before = set(queries.open_to(ellinor, noah))

    answer = asked(ellinor, noah, elin, "NO")

    consent = answer.consent
    assert not consent.grants.filter(starts_at=None).exists() and answer.refusals.count() == consent.grants.count()
    assert set(queries.open_to(ellinor, noah)) >= before
    assert told_of(noah)["Fritidsgården Sjömärket"] == [SAYS]
    with acting_as(town.seat("coordinator")) as actor:
        [one] = [one for one in queries.consents(actor, noah) if one.pk == consent.pk]
        assert (one.standing.waits, one.standing.needed) == ((), 3)


@pytest.mark.parametrize(("said", "is_told"), [("YES", False), ("WAITING", True), ("NO", True)])
def test_silence_is_told_like_a_no_and_a_yes_is_not(ellinor, noah, elin, said, is_told):
    asked(ellinor, noah, elin, said)  # after the town's own no, in the consent before

    assert ("Fritidsgården Sjömärket" in told_of(noah)) is is_told


def test_what_they_said_last_holds_and_a_question_takes_back_no_yes(ellinor, noah, elin):
    asked(ellinor, noah, elin, "YES")
    asked(ellinor, noah, elin, "WAITING")
    assert "Fritidsgården Sjömärket" not in told_of(noah)

    asked(ellinor, noah, elin, "NO")

    assert told_of(noah)["Fritidsgården Sjömärket"] == [SAYS]


def test_partly_leaves_out_who_tells_whom_and_only_that(ellinor, noah, elin):
    leisure, police = "Fritidsgården Sjömärket", "Polisen Sjöviken, ungdomsgruppen"

    asked(ellinor, noah, elin, "PARTLY", pair(ellinor, police), receivers=(leisure, police))

    assert police in told_of(noah) and leisure not in told_of(noah)


def test_a_yes_is_taken_back_on_its_own_and_the_childs_lines_stay(ellinor, noah, elin):
    answer = asked(ellinor, noah, elin, "YES")
    lines = set(queries.open_to(ellinor, noah))

    actions.take_back_own(ellinor, answer=answer)

    assert set(queries.open_to(ellinor, noah)) == lines
    assert told_of(noah)["Fritidsgården Sjömärket"] == [SAYS]
    with pytest.raises(Refused, match="Det finns inget ja att ta tillbaka"):
        actions.take_back_own(ellinor, answer=Answer.objects.get(pk=answer.pk))


def test_who_answers_for_the_child_takes_back_the_consent_and_not_an_own_yes(ellinor, noah, elin):
    answer = asked(ellinor, noah, elin, "YES")
    camilla = answer.consent.answers.get(relative__name="Camilla Lindqvist")

    with pytest.raises(Refused, match="Den som svarar för barnet tar tillbaka"):
        actions.take_back_own(ellinor, answer=camilla)
    with pytest.raises(Refused, match="tar tillbaka sitt ja vid sitt eget svar"):
        actions.withdraw(
            ellinor, consent=answer.consent, about_unit=None, kind="", told_by="Elin", by_one=True, answer=answer
        )
    assert answer.pk not in {one.pk for one in queries.withdraw_page(ellinor, answer.consent_id).answers}


@pytest.mark.parametrize(
    ("more", "why"),
    [({"form": ""}, "Skriv hur personen svarade"), ({"form": "ORAL"}, "Ett muntligt svar behöver ett vittne")],
)
def test_how_they_answered_is_their_own_and_has_to_be_said(ellinor, noah, elin, more, why):
    with pytest.raises(Refused, match=why):
        asked(ellinor, noah, elin, "YES", **more)
    waiting = asked(ellinor, noah, elin, "WAITING")
    with pytest.raises(Refused, match=why):
        actions.record_answer(ellinor, answer=waiting, said="YES", refused=(), words="", **more)

    kept = actions.record_answer(
        ellinor, answer=waiting, said="YES", refused=(), words="", form="ORAL", witness="Oskar"
    )

    assert (kept.form, kept.witness) == ("ORAL", "Oskar")
    assert "Fritidsgården Sjömärket" not in told_of(noah)


def test_a_guardian_with_custody_does_not_answer_twice(ellinor, noah):
    camilla = Relative.objects.get(name="Camilla Lindqvist")

    with pytest.raises(Refused, match="svarar inte en gång till för sig själv"):
        asked(ellinor, noah, camilla, "YES")


def test_asked_anew_they_are_asked_anew(ellinor, noah):
    old = Consent.objects.get(pk=town.ids.of("consent", "noah"))

    new = actions.renew(ellinor, consent=old, ends_on=months_later(localdate(), 6), form="WRITTEN", witness="")

    again = new.answers.get(about_self=True)
    assert (again.relative.name, again.said, again.is_needed) == ("Elin Lindqvist", "WAITING", False)


def test_another_unit_that_shares_is_told_what_they_are_and_no_name(noah):
    with acting_as(town.seat("leisure")):
        told = queries.untold(Case.objects.get(pk=noah.pk))
        assert {words for said in told.values() for words in said} == {
            "En i familjen (annan närstående) har inte sagt ja: skriv inte om den personen."
        }
    with acting_as(town.seat("bup")):
        assert queries.untold(noah) == {}


def test_it_stands_where_one_shares_writes_corrects_and_looks(client, ellinor, noah):
    note = Record.objects.filter(case=noah, unit=ellinor.unit, kind="AGREED").first()
    leisure = unit("Fritidsgården Sjömärket").pk
    signed_in(client, "coordinator")

    pages = [
        client.get("/cases/K-0031/notes/new/"),
        client.get(f"/cases/K-0031/notes/{note.pk}/"),
        client.get(f"/cases/K-0031/as/{leisure}/"),
    ]

    assert [SAYS in page.content.decode() for page in pages] == [True, True, True]


def own(elin, **parts):
    return {f"{part}_{elin.pk}": value for part, value in parts.items()}


@pytest.fixture
def tilde(db):
    """A grown-up sister of Ella's, as Leila has written her in."""
    with acting_as(town.seat("welfare")):
        child = Case.objects.get(pk=town.case("ella")).child
        with pen():
            return Relative.objects.create(
                child=child, unit_id=child.unit_id, name="Maja Öberg", relation="OTHER", has_custody=False
            )


def typed(client, tilde, **more):
    """The page of Ella's consent with what Maja has said about herself, and no answer of hers for the child."""
    return filled(client) | {f"said_{tilde.pk}": "", "then": "save"} | own(tilde, **more)


def test_the_page_asks_how_and_keeps_it_and_nobody_is_asked_who_is_left_out(client, tilde):
    signed_in(client, "welfare")

    wrong = client.post(GIVE, typed(client, tilde, said="YES"))
    oral = client.post(GIVE, typed(client, tilde, said="YES", how="ORAL"))
    client.post(GIVE, typed(client, tilde))
    client.post(GIVE, typed(client, tilde, said="NOT_ASKED"))
    client.post(GIVE, typed(client, tilde, said="PARTLY", how="WRITTEN", refused=[_pair()]))

    assert wrong.status_code == 422 and "Välj hur personen svarade." in wrong.content.decode()
    assert "Skriv vem som var vittne." in oral.content.decode()
    with acting_as(town.seat("welfare")):
        [kept] = Answer.objects.filter(relative=tilde)
        assert (kept.said, kept.form, kept.about_self, kept.is_needed) == ("PARTLY", "WRITTEN", True, False)
    assert "Maja Öberg</strong> har sagt ja till det mesta" in client.get("/cases/K-0042/consent/").content.decode()


def _pair():
    with acting_as(town.seat("welfare")) as leila:
        return f"{leila.unit}:{unit('BVC Strandkanten').pk}"


def test_paper_and_tablet_ask_them_about_themselves_and_tell_nothing_of_the_child(client, tilde):
    signed_in(client, "welfare")
    marks = {"draft_form": "consent", "draft_subject": "K-0042", "draft_page": GIVE}
    more = typed(client, tilde) | marks | {"not_told": "Att farmor är sjuk."}

    paper = client.post(f"/cases/K-0042/consent/paper/?who={tilde.pk}", more, follow=True).content.decode()
    tablet = client.post(f"/cases/K-0042/consent/together/?who={tilde.pk}", more, follow=True).content.decode()

    for html in (paper, tablet):
        assert "Vad får vi berätta om dig?" in html
        assert "farmor" not in html and "Att morgnarna ska bli lugna." not in html
    assert "Det vi kommer överens om" not in paper and "det vi kommer överens om" not in paper
    pdf = client.get(f"/cases/K-0042/consent/paper/pdf/?who={tilde.pk}&language=ar")
    assert b"pdfuaid" in pdf.content
    hidden = rf'name="(draft_who|how_{tilde.pk}|text_{tilde.pk})" value="([^"]+)"'
    for step in range(1, 6):
        html = client.get(f"/cases/K-0042/consent/together/?who={tilde.pk}&language=so&step={step}").content.decode()
        if "draft_who" in html:
            break
    assert dict(re.findall(hidden, html)) == {
        "draft_who": str(tilde.pk), f"how_{tilde.pk}": "IN_MEETING", f"text_{tilde.pk}": "2026-1/so",
    }  # fmt: skip
    on = client.post(
        f"/cases/K-0042/consent/together/?who={tilde.pk}",
        marks | {"draft_part": "1", "draft_step": step, "draft_who": tilde.pk, f"said_{tilde.pk}": "NO"},
    )
    assert f"who={tilde.pk}" in on["Location"]


def test_an_answer_waited_for_is_written_in_and_taken_back_on_its_own_page(client, tilde):
    signed_in(client, "welfare")
    client.post(GIVE, typed(client, tilde, said="WAITING"))
    with acting_as(town.seat("welfare")):
        pk = Answer.objects.get(relative=tilde).pk

    page = client.get(f"/answers/{pk}/")
    missing = client.post(f"/answers/{pk}/", {"said": "YES"})
    client.post(f"/answers/{pk}/", {"said": "YES", "form": "WRITTEN"})
    consents = client.get("/cases/K-0042/consent/").content.decode()
    back = client.post(f"/answers/{pk}/take-back/", follow=True).content.decode()

    assert "Svarar bara för det som rör personen själv." in page.content.decode()
    assert "Välj hur personen svarade." in missing.content.decode()
    assert f"/answers/{pk}/take-back/" in consents and f"/answers/{pk}/scan/" in consents
    assert "Tog tillbaka" in back
    again = client.post(f"/answers/{pk}/take-back/")
    assert again.status_code == 422 and "Det finns inget ja att ta tillbaka" in again.content.decode()
    signed_in(client, "teacher")
    assert client.get(f"/answers/{pk}/take-back/").status_code == 404
