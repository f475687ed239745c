"""The words a family is asked with: whole in every language, refused with file and line when not, and kept."""

import re
import shutil

import pytest

from access.action import Refused
from access.actor import acting_as
from access.models import Trail
from cases.models import Case
from consent import actions, checks, wording
from consent.models import Answer
from tests import town
from tests.accounts import signed_in
from tests.consent.test_giving import give, unit
from tests.consent.test_pages import filled

GIVE = "/cases/K-0042/consent/new/"


def test_every_language_has_every_sentence_and_says_who_has_checked_it():
    found = wording.newest()

    assert [words.language for words in found] == ["sv", "en", "ar", "so", "uk"]
    assert all(words.mark and words.checked_by for words in found)
    assert [words.direction for words in found if words.language == "ar"] == ["rtl"]
    assert checks.texts_are_whole() == []


def line_of(text, begins):
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(begins))


@pytest.mark.parametrize(
    "old, new, at, says",
    [
        ('help = "', 'hlep = "', "[sentences]", "help is missing"),
        ('title = "', 'extra = "x"\ntitle = "', "extra", "extra is nothing that [sentences] has"),
        ("{child}", "{barn}", "about", "about has no place called {barn}"),
        ("{day}", "i dag", "ends", "ends lacks the place {day}"),
        ("{day}", "{day}}", "ends", "ends has a brace too many"),
        ('checked_by = "ej granskad"\n', "", "[text]", "checked_by is missing"),
        ('checked_by = "ej granskad"', 'checked_by = ""', "checked_by", "checked_by is empty; write who has checked"),
        ('language = "sv"', 'language = "ar"', "language", "the file is called sv, and its language ar"),
        ('CARE = "', 'CARED = "', "[kinds]", "CARE is missing"),
        ('yes = "Ja"', 'yes = "Jo"', "sealed", "the words are not those that were sealed"),
    ],
)
def test_a_mistake_names_its_file_and_line(tmp_path, monkeypatch, old, new, at, says):
    shutil.copytree(wording.TEXTS, tmp_path / "texts")
    path = tmp_path / "texts" / "2026-1" / "sv.toml"
    text = path.read_text(encoding="utf-8").replace(old, new)
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(wording, "TEXTS", tmp_path / "texts")

    with pytest.raises(wording.BadText, match=re.escape(f"2026-1/sv.toml, line {line_of(text, at)}: {says}")):
        wording.read(wording.TEXTS)
    with pytest.raises(SystemExit, match="Kring does not start: 2026-1/sv"):
        checks.refuse_to_serve()


def test_a_version_lacks_no_language_and_has_no_other(tmp_path):
    shutil.copytree(wording.TEXTS / "2026-1", tmp_path / "2026-1")
    (tmp_path / "2026-1" / "so.toml").rename(tmp_path / "2026-1" / "fi.toml")
    with pytest.raises(wording.BadText, match=r"fi.toml: this is none of the languages"):
        wording.read(tmp_path)
    (tmp_path / "2026-1" / "fi.toml").unlink()
    with pytest.raises(wording.BadText, match=r"so.toml: the language is missing"):
        wording.read(tmp_path)
    (tmp_path / "2026-1").rename(tmp_path / "nyast")
    with pytest.raises(wording.BadText, match="nyast: a version is called by its year and number"):
        wording.read(tmp_path)


def newer(tmp_path, monkeypatch):
    """A second version whose Swedish yes is another word."""
    shutil.copytree(wording.TEXTS / "2026-1", tmp_path / "2026-1")
    shutil.copytree(wording.TEXTS / "2026-1", tmp_path / "2026-2")
    path = tmp_path / "2026-2" / "sv.toml"
    words = wording.wordings()["2026-1/sv"]
    seal = wording.seal_of(words.sentences | {"title": "Ny rubrik"}, words.kinds)
    text = path.read_text(encoding="utf-8").replace(words.sentences["title"], "Ny rubrik")
    path.write_text(re.sub(r'sealed = "\w+"', f'sealed = "{seal}"', text), encoding="utf-8")
    monkeypatch.setattr(wording, "TEXTS", tmp_path)
    wording.wordings.cache_clear()


@pytest.fixture
def fresh():
    yield
    wording.wordings.cache_clear()


@pytest.mark.django_db
def test_the_words_that_were_answered_are_shown_when_there_are_newer_ones(client, tmp_path, monkeypatch, fresh):
    with acting_as(town.seat("welfare")) as leila:
        given = give(leila, Case.objects.get(pk=town.case("ella")), units=[unit("BVC Strandkanten")])
        pk = given.answers.filter(by_child=False).first().pk
    newer(tmp_path, monkeypatch)
    signed_in(client, "welfare")

    text = client.get(f"/answers/{pk}/text/").content.decode()
    paper = client.get("/cases/K-0042/consent/paper/").content.decode()

    assert "Vad får vi berätta för varandra?" in text and "Ny rubrik" not in text and "2026-1" in text
    assert "BVC Strandkanten" in text and "det vi kommer överens om" in text and "ej granskad" in text
    assert "Ny rubrik" in paper
    with acting_as(town.seat("welfare")):
        assert Trail.objects.filter(name="consent.text", case=town.case("ella")).exists()


@pytest.mark.django_db
def test_text_language_and_interpreter_are_kept_with_each_answer(client):
    signed_in(client, "welfare")
    typed = filled(client)
    key = next(name for name in typed if name.startswith("said_") and name != "said_child").removeprefix("said_")

    client.post(GIVE, typed | {"then": "save", f"text_{key}": "2026-1/ar", f"tolk_{key}": "arabiska"})

    with acting_as(town.seat("welfare")):
        kept = Answer.objects.filter(relative=key).latest("answered_at")
        assert (kept.text, kept.interpreted_to) == ("2026-1/ar", "arabiska")
        child = Answer.objects.filter(consent=kept.consent, by_child=True).get()
        assert (child.text, child.interpreted_to) == ("2026-1/sv", "")
    page = client.get("/cases/K-0042/consent/").content.decode()
    assert "Text: العربية, 2026-1" in page and "Tolkat till arabiska." in page
    assert 'dir="rtl"' in client.get(f"/answers/{kept.pk}/text/").content.decode()


@pytest.mark.django_db
def test_a_text_that_does_not_exist_is_refused_and_nothing_is_kept(client):
    signed_in(client, "welfare")

    answer = client.post(GIVE, filled(client) | {"then": "save", "text_child": "1999-1/sv"})

    assert answer.status_code == 422
    with acting_as(town.seat("welfare")) as leila:
        given = give(leila, Case.objects.get(pk=town.case("ella")), units=[unit("BVC Strandkanten")])
        waited = Answer(said="WAITING", by_child=False, consent=given)
        with pytest.raises(Refused, match="Den texten finns inte"):
            actions.record_answer(leila, answer=waited, said="YES", refused=[], words="", text="1999-1/sv")


@pytest.mark.django_db
def test_only_the_unit_that_took_the_consent_reads_the_text(client):
    with acting_as(town.seat("welfare")) as leila:
        given = give(leila, Case.objects.get(pk=town.case("ella")), units=[unit("BVC Strandkanten")])
        pk = given.answers.first().pk
        waiting = Answer.objects.filter(said="WAITING").first()
    signed_in(client, "teacher")

    assert client.get(f"/answers/{pk}/text/").status_code == 404
    signed_in(client, "welfare")
    assert client.get(f"/answers/{pk}/text/").status_code == 200
    if waiting:
        assert client.get(f"/answers/{waiting.pk}/text/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "language, says, way", [("ar", "نعم", "rtl"), ("so", "Haa", "ltr"), ("uk", "Так", "ltr"), ("xx", "Ja", "ltr")]
)
def test_the_paper_is_in_the_language_chosen_and_for_one_person(client, language, says, way):
    signed_in(client, "welfare")

    page = client.get(f"/cases/K-0042/consent/paper/?language={language}&who=child").content.decode()

    assert says in page and f'dir="{way}"' in page and page.count('class="sign"') == 1
    assert client.get("/cases/K-0042/consent/paper/?who=nobody").status_code == 404
