"""What the look says of words, classes and days, where nothing else says it."""

import pytest
from django.utils.translation import override

from look.templatetags.look import class_words, unbroken
from look.words import listed


@pytest.mark.parametrize(
    ("parts", "said"),
    [([], ""), (["skolan"], "skolan"), (["A", "B"], "A och B"), (["A", "B", "C"], "A, B och C")],
)
def test_several_things_in_a_row_are_said_as_one_says_them(parts, said):
    assert listed(parts) == said
    assert listed(dict.fromkeys(parts)) == said


@pytest.mark.parametrize(
    ("name", "swedish", "english"), [("5", "klass 5", "class 5"), ("3B", "3B", "3B"), (None, "", "")]
)
def test_a_class_of_figures_alone_says_that_it_is_one(name, swedish, english):
    assert class_words(name) == swedish
    with override("en"):
        assert class_words(name) == english


def test_a_day_in_figures_stays_on_one_line_and_what_was_written_stays_text():
    assert unbroken("Gäller till 2027-05-25.") == 'Gäller till <span class="unbroken">2027-05-25</span>.'
    assert unbroken("9 år, K-0042") == '9 år, <span class="unbroken">K-0042</span>'
    assert unbroken("<b>2 + 2</b>") == "&lt;b&gt;2 + 2&lt;/b&gt;"
    assert unbroken(None) == ""
