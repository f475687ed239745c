"""An identity number is read in every way it is written, and what is wrong with it is said in a sentence."""

from datetime import date

import pytest

from cases import identity
from cases.identity import Fault, birth_year, masked, parse

TODAY = date(2026, 11, 24)
ELLA = "201703122380"  # of the Tax Agency's test series
# Nobody has these: their bearers are born when these tests are long gone.
FAR = date(2140, 1, 1)


def with_check_digit(eleven: str) -> str:
    """The twelve characters whose last makes the check hold: ours to try out, far in the future."""
    for digit in "0123456789":
        try:
            return parse(eleven + digit, FAR).number
        except Fault:
            continue
    raise AssertionError(eleven)


@pytest.mark.parametrize(
    "written",
    [
        "201703122380", "20170312-2380", "1703122380", "170312-2380", "17 03 12 2380", " 20170312 2380 ",
        "20170312–2380", "170312\u00a02380",
    ],
)  # fmt: skip
def test_every_way_of_writing_is_the_same_number(written):
    assert parse(written, TODAY) == ("PERSONAL", ELLA, date(2017, 3, 12))


def test_a_samordningsnummer_has_sixty_added_to_its_day():
    number = with_check_digit("21320376900")
    assert parse(number, FAR) == ("COORDINATION", number, date(2132, 3, 16))
    assert parse(number[2:8] + "-" + number[8:], FAR).number == number


def test_the_letter_of_an_interim_number_counts_as_one():
    number = with_check_digit("21320316T00")
    assert parse(number, FAR) == ("TEMPORARY", number, date(2132, 3, 16))
    assert parse(number.lower(), FAR).number == number
    # Any of the letters stands for the same one.
    for letter in "RSUWXJKLMN":
        assert parse(number.replace("T", letter), FAR).kind == "TEMPORARY"


def test_a_schools_own_number_has_no_check_digit():
    assert parse("20130914TF03", TODAY) == ("TEMPORARY", "20130914TF03", date(2013, 9, 14))
    assert parse("130914-tf99", TODAY).number == "20130914TF99"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("201703122381", identity.WRONG_CHECK),
        ("20170312-2390", identity.WRONG_CHECK),
        ("201702302380", identity.NO_SUCH_DAY),
        ("201713122380", identity.NO_SUCH_DAY),
        ("201703002380", identity.NO_SUCH_DAY),
        ("201703932380", identity.NO_SUCH_DAY),
        ("000003122380", identity.NO_SUCH_DAY),
        ("202703122380", identity.NOT_YET),
        ("199001012385", identity.TOO_OLD),
        ("900101-2385", identity.TOO_OLD),
        ("170312+2380", identity.TOO_OLD),
        ("20170312", identity.UNREADABLE),
        ("2017031223800", identity.UNREADABLE),
        ("ellas nummer", identity.UNREADABLE),
        ("20130914TFX3", identity.UNREADABLE),
        ("20130914A123", identity.UNREADABLE),
        ("٢٠١٧٠٣١٢٢٣٨٠", identity.UNREADABLE),
        ("20170312\x002380", identity.UNREADABLE),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(written, sentence):
    with pytest.raises(Fault) as refused:
        parse(written, TODAY)
    assert refused.value.sentence == sentence
    assert str(refused.value).endswith(".")


def test_somebody_of_21_is_still_read_and_of_22_no_more():
    born = date(2004, 1, 8)
    assert parse("200401082391", date(2026, 1, 7)).born_on == born
    with pytest.raises(Fault, match="över 21"):
        parse("200401082391", date(2026, 1, 8))


def test_without_a_century_the_latest_that_has_been_is_meant():
    assert parse("1703122380", date(2017, 3, 12)).born_on == date(2017, 3, 12)
    with pytest.raises(Fault, match="över 21"):  # the day before it would be 1917
        parse("1703122380", date(2017, 3, 11))


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("2027", identity.YEAR_NOT_YET),
        ("2004", identity.YEAR_TOO_OLD),
        ("17", identity.YEAR_UNREADABLE),
        ("20l7", identity.YEAR_UNREADABLE),
    ],
)
def test_a_year_of_birth_that_cannot_be(written, sentence):
    with pytest.raises(Fault) as refused:
        birth_year(written, TODAY)
    assert refused.value.sentence == sentence


def test_a_year_of_birth_that_can():
    assert [birth_year(year, TODAY) for year in ("2005", "2026")] == [2005, 2026]


def test_the_screen_shows_the_year_and_no_more():
    assert masked(ELLA) == "2017••••-••••"
    assert masked("") == ""
