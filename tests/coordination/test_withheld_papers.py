"""What is kept from a guardian stands on no paper that is printed for that one, and nothing there tells that it was."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate, now

from access.action import Refused
from access.actor import acting_as
from cases.kinds import Kind
from cases.models import Case, Relative
from consent import actions
from coordination import queries
from coordination.models import Goal
from look import print as press
from tests import agreeing, town
from tests.accounts import signed_in

pytestmark = pytest.mark.django_db
ELLA = "K-0042"


def keep(actor, record, name="Jonas Öberg"):
    who = Relative.objects.get(name=name) if name else None
    actions.withhold(
        actor, record=record, relative=who, ground="HARM", reason="Ella bad om det.",
        look_again_on=localdate() + timedelta(days=30),
    )  # fmt: skip


def keys():
    return {one.name.split()[0]: str(one.pk) for one in Relative.objects.filter(name__endswith="Öberg")}


@pytest.fixture
def kept():
    """What the last meeting agreed is not for Jonas. Answers with each one's key."""
    with acting_as(town.seat("welfare")) as leila:
        keep(leila, agreeing.end(leila, share=("bup",)).minutes)
        return keys()


def plan(to, key="welfare"):
    with acting_as(town.seat(key), read_only=True) as actor:
        return queries.plan_paper(actor, ELLA, words=True, to=to)


def log(to):
    with acting_as(town.seat("welfare"), read_only=True) as actor:
        page = queries.childs_log(actor, ELLA, to=to)
    return page.paper.is_asked, [visit.text for _day, visits in page.days for visit in visits]


def test_the_plan_is_first_printed_when_it_has_been_said_for_whom(kept):
    with pytest.raises(Refused, match="välj vem pappret är till"):
        plan("")
    with pytest.raises(Refused, match="välj vem pappret är till"):
        plan(str(uuid4()))


def test_each_gets_the_plan_without_what_is_not_for_them(kept):
    whole, cut, all_of_them = plan(kept["Karin"]), plan(kept["Jonas"]), plan("all")

    assert plan("child")["goals"] == whole["goals"]
    assert len(cut["goals"]) < len(whole["goals"])
    assert all_of_them["goals"] == cut["goals"]
    assert "cykla" in str(whole) and "cykla" not in str(cut)


def test_the_paper_says_nothing_of_what_is_not_on_it(kept):
    whole, cut = plan(kept["Karin"]), plan(kept["Jonas"])

    assert {name: what for name, what in cut.items() if name not in ("goals", "words", "words_by", "next")} == {
        name: what for name, what in whole.items() if name not in ("goals", "words", "words_by", "next")
    }


def test_the_childs_words_are_not_for_who_may_not_hear_them():
    with acting_as(town.seat("welfare")) as leila:
        voice = queries.plan_page(leila, ELLA).voice.record
        keep_by = "welfare" if voice.unit_id == leila.unit else "bup"
    with acting_as(town.seat(keep_by)) as writer:
        actions.withhold(
            writer, record=voice, relative=None, ground="OWN", reason="Ella bad om det.",
            look_again_on=localdate() + timedelta(days=30),
        )  # fmt: skip
    assert plan("all")["words"] == "" and plan("child")["words"] != ""


def test_when_nothing_is_left_no_paper_is_printed():
    with acting_as(town.seat("welfare")) as leila:
        for record in {goal.record for goal in Goal.objects.filter(case=town.case("ella"))}:
            keep(leila, record)
        jonas = keys()["Jonas"]
    with pytest.raises(Refused, match="undantaget för den personen"):
        plan(jonas)


def test_another_units_paper_leaves_it_out_too(kept):
    """BUP prints the same plan. It sees no family, so it can say only "all of them", and that leaves it out."""
    with pytest.raises(Refused, match="välj vem"):
        plan(kept["Karin"], key="bup")
    assert len(plan("all", key="bup")["goals"]) == len(plan("all")["goals"])


def test_the_log_asks_for_whom_and_leaves_out_what_was_done_with_it(client):
    with acting_as(town.seat("welfare")) as leila:
        note = actions.write_and_share(
            leila, new_id=uuid4(), case=Case.objects.get(pk=town.case("ella")), kind=Kind.LEISURE, text="Tennis.",
            source="", happened_at=now(), by_phone=False, units=[],
        )  # fmt: skip
        before = log("")
        keep(leila, note)
        who = keys()

    assert before[0] is False and "skrev och delade en anteckning" in " ".join(before[1])
    assert log("") == (True, [])
    told = {name: " ".join(log(key)[1]) for name, key in who.items()}
    assert "skrev och delade" in told["Karin"] and "skrev och delade" not in told["Jonas"]
    assert not [text for text in told.values() if "vårdnadshavare" in text or "inte visa" in text]
    signed_in(client, "welfare")
    page = f"/cases/{ELLA}/readers/paper/"
    asked, given = client.get(page).content.decode(), client.get(f"{page}?to={who['Jonas']}").content.decode()
    assert "Vem ska ha listan?" in asked and "log-paper" not in asked
    assert "log-paper" in given and "Tennis" not in given


def test_what_stands_around_the_paper_is_not_printed(client, kept):
    """On the screen it says that something is left out; the sheet that is handed over does not."""
    signed_in(client, "welfare")
    page = client.get(f"/cases/{ELLA}/readers/paper/?to={kept['Jonas']}").content.decode()
    css = (press.ROOT / "static" / "kring" / "media.css").read_text(encoding="utf-8").partition("@media print")[2]

    assert ".no-print {" in css.partition("}")[0] + "}" and "kring/media.css" in page
    around = re.sub(r"<article.*?</article>", "", page.partition("<main")[2].partition("</main>")[0], flags=re.DOTALL)
    for tag in re.findall(r"<(?:nav|div class=\"(?:actions|notice)|p class=\"older)[^>]*>", around):
        assert "no-print" in tag, tag
    assert "får se" not in re.search(r"<article.*</article>", page, re.DOTALL).group()


def test_the_plans_page_asks_for_whom(client, kept):
    signed_in(client, "welfare")
    page = client.get(f"/cases/{ELLA}/plan/").content.decode()

    assert 'name="to"' in page and "Hela familjen, utan det som någon inte får se" in page
    assert client.get(f"/cases/{ELLA}/plan/paper/").status_code == 403
    assert client.get(f"/cases/{ELLA}/plan/paper/?to={kept['Jonas']}").content.startswith(b"%PDF")
