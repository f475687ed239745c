"""Which numbers may not be shown, so that nobody can work out that a handful of children is behind them.

A number under five is never shown. Nor is one by which a small number could be found again, by taking the numbers
that are shown from their sum: then more is withheld, until everything from none to four remains possible.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from math import inf

FEWEST = 5

Key = Hashable
Sum = tuple[Key, tuple[Key, ...]]  # a total and the parts that make it


def withheld(numbers: Mapping[Key, int], sums: Iterable[Sum] = ()) -> set[Key]:
    """The keys that may not be shown. What a sum holds beside its parts is a part too, one that is never shown."""
    known = set(numbers)
    numbers, sums = _with_rests(numbers, sums)
    small = {key for key, number in numbers.items() if number < FEWEST}
    hidden = small | (set(numbers) - known)
    while leaking := _leaking(numbers, sums, small, hidden):
        hidden.add(_next(numbers, sums, hidden, leaking))
    return hidden & known


def _with_rests(numbers, sums) -> tuple[dict[Key, int], list[Sum]]:
    """The sums that hold, each complete: parts that make more than their total overlap, and bind nothing."""
    numbers, complete = dict(numbers), []
    for total, parts in sums:
        if total not in numbers or not parts or any(part not in numbers for part in parts):
            continue
        rest = numbers[total] - sum(numbers[part] for part in parts)
        if rest > 0:
            parts = (*parts, ("rest", total, parts))
            numbers[parts[-1]] = rest
        if rest >= 0:
            complete.append((total, tuple(parts)))
    return numbers, complete


def _leaking(numbers, sums, small, hidden) -> Key | None:
    """A small number that a reader could narrow down, while there is still something shown to narrow it with."""
    bounds = _bounds(numbers, sums, small, hidden)
    for key in sorted(small, key=str):
        if bounds[key] != (0, FEWEST - 1) and _candidates(sums, hidden, key):
            return key
    return None


def _bounds(numbers, sums, small, hidden) -> dict[Key, tuple[float, float]]:
    """What a reader who knows these rules can say of each number: the least and the most it can be."""
    bounds = {}
    for key, number in numbers.items():
        if key in small:
            bounds[key] = (0, FEWEST - 1)
        elif key in hidden:
            bounds[key] = (FEWEST, _most(numbers, sums, hidden, key))
        else:
            bounds[key] = (number, number)
    while True:
        before = dict(bounds)
        for total, parts in sums:
            _tighten(bounds, total, parts)
        if bounds == before:
            return bounds


def _most(numbers, sums, hidden, key) -> float:
    # The smallest part is withheld first (see _next), and who knows that knows it is no larger than what is shown.
    shown = [numbers[p] for _total, parts in sums if key in parts for p in parts if p not in hidden]
    return min(shown, default=inf)


def _tighten(bounds, total, parts) -> None:
    low, high = (sum(bounds[part][side] for part in parts) for side in (0, 1))
    bounds[total] = (max(bounds[total][0], low), min(bounds[total][1], high))
    for part in parts:
        others_low = sum(bounds[p][0] for p in parts if p != part)
        others_high = sum(bounds[p][1] for p in parts if p != part)
        bounds[part] = (
            max(bounds[part][0], bounds[total][0] - others_high),
            min(bounds[part][1], bounds[total][1] - others_low),
        )


def _candidates(sums, hidden, key) -> list[tuple[Key, bool]]:
    """What is still shown in the sums that a number is bound by, parts before totals, near before far."""
    reached, found = {key}, []
    for _step in sums:
        for total, parts in sums:
            if reached.isdisjoint((total, *parts)):
                continue
            found += [(k, k == total) for k in (*parts, total) if k not in hidden and (k, k == total) not in found]
            reached |= {k for k in (total, *parts) if k in hidden}
    return found


def _next(numbers, sums, hidden, leaking) -> Key:
    """The one to withhold next: the smallest part still shown; a total only when no part is left."""
    return min(_candidates(sums, hidden, leaking), key=lambda found: (found[1], numbers[found[0]], str(found[0])))[0]
