"""No number that is shown, alone or with the others, narrows down a number under five."""

from hypothesis import given, settings
from hypothesis import strategies as st

from insight.withhold import FEWEST, withheld


def areas(total, **parts):
    return withheld({"all": total} | parts, [("all", tuple(parts))])


def test_a_small_number_is_withheld_and_a_large_one_shown():
    assert withheld({"a": 4, "b": 5, "c": 0}) == {"a", "c"}


def test_a_part_that_the_sum_would_give_away_takes_the_next_smallest_with_it():
    assert areas(58, centrum=31, hamnen=24, asen=3) == {"asen", "hamnen"}


def test_two_small_ones_that_the_sum_would_narrow_down_take_another():
    assert areas(40, a=3, b=3, c=34) == {"a", "b", "c"}


def test_when_no_part_is_left_to_hide_behind_the_sum_goes_too():
    assert areas(6, a=3, b=3) == {"a", "b", "all"}
    assert areas(8, a=5, b=3) == {"a", "b", "all"}


def test_many_small_ones_hide_each_other():
    assert areas(40, a=2, b=2, c=2, d=4, e=30) == {"a", "b", "c", "d"}


def test_nothing_small_nothing_withheld():
    assert areas(64, centrum=31, hamnen=24, asen=9) == set()


def test_what_the_parts_leave_out_is_a_part_too():
    assert "rest" not in areas(66, centrum=31, hamnen=24, asen=9)
    assert areas(60, centrum=31, hamnen=27) != set()


def test_parts_that_overlap_or_are_not_counted_bind_nothing():
    assert withheld({"all": 9, "a": 8, "b": 7}, [("all", ("a", "b")), ("all", ("a", "x")), ("x", ("a",))]) == set()


def test_a_sum_in_two_ways_gives_nothing_away_in_either():
    numbers = {"all": 64, "own": 61, "several": 3, "centrum": 40, "hamnen": 24}
    hidden = withheld(numbers, [("all", ("own", "several")), ("all", ("centrum", "hamnen"))])

    assert {"several", "own"} <= hidden


def possible(numbers, hidden, sums):
    """Every value a reader must hold for possible, by trying: small ones 0–4, others withheld five and up."""
    small = [key for key in hidden if numbers[key] < FEWEST]
    free = [key for key in hidden if numbers[key] >= FEWEST]
    found = {key: set() for key in small}
    worlds = [{}]
    for key in small:
        worlds = [world | {key: value} for world in worlds for value in range(FEWEST)]
    ceiling = 40
    for world in worlds:
        for values in _each(free, ceiling):
            guess = {**numbers, **world, **values}
            if all(guess[total] == sum(guess[part] for part in parts) for total, parts in sums):
                for key in small:
                    found[key].add(world[key])
                break
    return found


def _each(free, ceiling):
    if not free:
        yield {}
        return
    for value in range(FEWEST, ceiling):
        for rest in _each(free[1:], ceiling):
            yield {free[0]: value} | rest


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(st.integers(0, 12), min_size=2, max_size=4))
def test_whatever_the_numbers_every_small_one_may_be_anything_from_none_to_four(parts):
    numbers = {f"p{number}": part for number, part in enumerate(parts)}
    sums = [("all", tuple(numbers))]
    numbers = {"all": sum(parts)} | numbers
    hidden = withheld(numbers, sums)

    assert {key for key, number in numbers.items() if number < FEWEST} <= hidden
    if len([key for key in hidden if numbers[key] >= FEWEST]) <= 3 and hidden != set(numbers):
        for values in possible(numbers, hidden, sums).values():
            assert values == set(range(FEWEST))
