"""The rules of sharing: what real questions get, that no rule stands unused, and what a mistake in the files gets."""

import shutil
import tomllib
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from agencies.models import Regime
from consent import checks
from consent.rulebook import RULES, BadRules, Purpose, Question, Receiver, answer, bases, read, rules

DAY = date(2026, 11, 25)
VIGNETTES = [
    row
    for path in sorted(Path(__file__).with_name("vignettes").glob("*.toml"))
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["vignette"]
]


def asked(row):
    return Question(**{"years": None} | row["ask"])


@pytest.mark.parametrize("row", [pytest.param(row, id=row["story"]) for row in VIGNETTES])
def test_a_question_gets_its_answer(row):
    given = answer(asked(row), on=DAY)

    assert given.verdict == row["answer"]
    assert {basis.code for basis in given.leading} == set(row["leading"])
    assert set(row.get("also", [])) <= {basis.code for basis in given.exceptions}
    assert given.reason and given.checked_on == rules().checked_on


def test_every_rule_is_reached_by_a_question():
    book = rules()
    answers = [(asked(row), answer(asked(row), on=DAY)) for row in VIGNETTES]
    assert len(VIGNETTES) >= 60

    given = {basis for _q, got in answers for basis in (*got.leading, *got.exceptions)}
    said = {caution for _q, got in answers for caution in (*got.warnings, *([got.stopped_by] * bool(got.stopped_by)))}
    cells = {
        cell
        for question, _a in answers
        for cell in (*book.cells, *book.general)
        if question.sender in cell.senders and question.receiver in cell.receivers and not question.same_agency
    }

    assert [basis.code for basis in book.bases if basis not in given] == []
    assert [caution.name for caution in book.cautions if caution not in said] == []
    assert [str(cell.place) for cell in (*book.cells, *book.general) if cell not in cells] == []


def test_no_pair_is_without_an_answer():
    for sender, receiver, years, purpose in product(Regime.values, Receiver.values, (None, 7, 19), Purpose.values):
        given = answer(Question(sender, receiver, "WELLBEING", purpose, years), on=DAY)
        assert given.reason and (given.leading or given.verdict == "NO")


def test_private_receivers_are_never_reached_by_what_holds_between_authorities():
    between = {"GENERAL_CLAUSE", "CRIME_PREV", "CARE_HEALTH", "CARE_SOCIAL"}
    for sender, receiver in product(Regime.values, ("PRIVATE_SCHOOL", "PRIVATE_CARE", "ASSOCIATION")):
        assert not between & {basis.code for basis in bases(sender, receiver, on=DAY)}
    for sender in ("EMI", "HEALTH", "SOCIAL"):  # OSL 10:27: never what health care and social services know
        for receiver in Receiver.values:
            assert "GENERAL_CLAUSE" not in {basis.code for basis in bases(sender, receiver, on=DAY)}


def test_a_basis_holds_only_while_it_is_law():
    def codes(day):
        return {basis.code for basis in bases("SCHOOL", "HEALTH", on=day)}

    assert "GENERAL_CLAUSE" in codes(date(2025, 12, 1))
    assert codes(date(2025, 11, 30)) == set()  # before the rules begin nothing is known


def test_a_concern_is_carried_outside():
    given = answer(Question("SCHOOL", "SOCIAL", "WELLBEING", "PROTECT", 9), on=DAY)

    assert given.outside and given.leading[0].outside
    assert given.ask_lawyer == ()  # nobody waits for a lawyer with a report of concern


def test_one_agency_is_not_warned_of_its_own_border():
    given = answer(Question("LEISURE", "LEISURE", "LEISURE", "SUPPORT", 9, same_agency=True), on=DAY)

    assert given.verdict == "YES" and given.warnings == ()


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(RULES, tmp_path / "rules")


def line_of(path, words):
    return max(at for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if words in line)


MISTAKES = [
    ("bases-care.toml", 'sections = ["OSL 25:13 a"]', 'sections = ["OSL 25:99"]', "OSL 25:99 is not in the list"),
    ("matrix.toml", 'bases = ["EMI_INTERNAL"]', 'bases = ["EMI_INTERN"]', "EMI_INTERN is no basis"),
    ("bases-crime.toml", 'force = "must"', 'force = "perhaps"', "perhaps is not known"),
    ("bases-crime.toml", "ages = [0, 20]", "ages = [20, 0]", "the lower first"),
    ("bases-crime.toml", "valid_from = 2025-12-01", 'valid_from = "snart"', "must be a date"),
    ("warnings.toml", 'kinds = ["VOICE"]', 'kind = ["VOICE"]', "kind is no field"),
    ("warnings.toml", "stops = true", 'stops = "ja"', "true or false"),
    ("sections-osl.toml", 'id = "OSL 8:2"', 'id = "OSL 8:1"', "stands already"),
]


@pytest.mark.parametrize(("name", "right", "wrong", "says"), MISTAKES, ids=[m[2] for m in MISTAKES])
def test_a_mistake_names_its_line(folder, name, right, wrong, says):
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")

    with pytest.raises(BadRules, match=says) as caught:
        read(folder)

    assert f"{name}, line {line_of(path, wrong)}:" in str(caught.value)


def changed(path, *pairs):
    text = path.read_text(encoding="utf-8")
    for right, wrong in pairs:
        assert right in text
        text = text.replace(right, wrong, 1)
    path.write_text(text, encoding="utf-8")


def refused(folder):
    with pytest.raises(BadRules) as caught:
        read(folder)
    return str(caught.value)


def test_a_gap_in_the_matrix_is_refused(folder):
    changed(folder / "matrix.toml", ('from = ["HEALTH"]\nto = ["SCHOOL"]', 'from = ["HEALTH"]\nto = ["EMI"]'))
    assert "from HEALTH to" in refused(folder)

    changed(
        folder / "matrix.toml", ('from = ["HEALTH"]\nto = ["EMI"]\nbases = []', 'from = []\nto = ["EMI"]\nbases = []')
    )
    assert refused(folder).endswith("from HEALTH to SCHOOL has no cell from 2025-12-01 on")


def test_a_cell_that_ends_needs_one_that_takes_over(folder):
    path, cell = folder / "matrix.toml", 'from = ["HEALTH"]\nto = ["SCHOOL"]\nbases = []'
    changed(path, (cell, f"{cell}\nvalid_to = 2026-12-31"))
    assert "from HEALTH to SCHOOL has no cell from 2027-01-01 on" in refused(folder)

    with path.open("a", encoding="utf-8") as file:
        file.write(
            '\n[[cell]]\nfrom = ["HEALTH"]\nto = ["SCHOOL"]\nbases = ["GENERAL_CLAUSE"]\nvalid_from = 2027-01-01\n'
        )
    book = read(folder)

    def general(day):
        return "GENERAL_CLAUSE" in {basis.code for basis in bases("HEALTH", "SCHOOL", on=day, book=book)}

    assert (general(date(2026, 12, 31)), general(date(2027, 1, 1))) == (False, True)


def test_two_cells_of_one_pair_on_one_day_are_refused(folder):
    path = folder / "matrix.toml"
    with path.open("a", encoding="utf-8") as file:
        file.write('\n[[cell]]\nfrom = ["HEALTH"]\nto = ["SCHOOL"]\nbases = []\nvalid_from = 2027-01-01\n')

    assert "from HEALTH to SCHOOL stands already at matrix.toml, line" in refused(folder)


def test_two_versions_of_one_basis_on_one_day_are_refused(folder):
    path = folder / "bases-care.toml"
    text = path.read_text(encoding="utf-8")
    again = text[text.index('[[basis]]\ncode = "EMI_INTERNAL"') :].split("[[basis]]")[1]
    path.write_text(f"{text}\n[[basis]]{again}", encoding="utf-8")

    assert "EMI_INTERNAL is valid already" in refused(folder)


def test_a_basis_that_no_cell_names_is_refused(folder):
    changed(folder / "matrix.toml", ('bases = ["EMI_INTERNAL"]', "bases = []"))

    assert "EMI_INTERNAL is in no cell" in refused(folder)


def test_a_broken_file_names_its_line(folder):
    changed(folder / "warnings.toml", ("[[warning]]", "[[warning"))

    assert "warnings.toml: " in refused(folder) and "line" in refused(folder)


def test_the_process_does_not_start_with_a_mistake(folder, monkeypatch):
    assert checks.rules_are_whole() == []
    changed(folder / "bases-crime.toml", ('force = "must"', 'force = "perhaps"'))
    monkeypatch.setattr(checks, "RULES", folder)

    assert "bases-crime.toml, line" in checks.rules_are_whole()[0].msg
    with pytest.raises(SystemExit, match=r"Kring does not start: bases-crime\.toml, line"):
        checks.refuse_to_serve()
