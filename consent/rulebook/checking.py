"""What must hold between the rules: no unknown basis, no gap in the matrix, nothing valid twice at once."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

NEVER = date.max


def faults(book, pairs):
    """Each mistake in words, with its file and line; `pairs` are all that the matrix must cover."""
    yield from _versions(book)
    yield from _unknown(book)
    yield from _matrix(book, pairs)
    yield from _purposes(book)


def _versions(book):
    """No basis stands in two versions on the same day."""
    by_code = defaultdict(list)
    for basis in book.bases:
        by_code[basis.code].append(basis)
    for code, versions in by_code.items():
        yield from (
            f"{later.place}: {code} is valid already, by {earlier.place}, until {earlier.valid_to or 'further notice'}"
            for earlier, later in _overlaps(versions)
        )


def _unknown(book):
    """Every code in the matrix is a basis, and every basis is in the matrix (the same agency's goes before it)."""
    known, used = {basis.code for basis in book.bases}, {"INTERNAL"}
    for cell in (*book.cells, *book.general):
        used |= set(cell.codes)
        for code in cell.codes:
            if code not in known:
                yield f"{cell.place}: {code} is no basis"
    if "INTERNAL" not in known:
        yield "bases-common.toml: the basis INTERNAL is missing"
    for basis in book.bases:
        if basis.code not in used:
            yield f"{basis.place}: {basis.code} is in no cell of the matrix"


def _matrix(book, pairs):
    """Each pair has one cell on each day from the first on, and the last is open."""
    for sender, receiver in pairs:
        cells = [cell for cell in book.cells if sender in cell.senders and receiver in cell.receivers]
        for earlier, later in _overlaps(cells):
            yield f"{later.place}: from {sender} to {receiver} stands already at {earlier.place}"
        day = book.valid_from
        for cell in sorted(cells, key=lambda cell: cell.valid_from):
            if cell.valid_from > day:
                yield f"{cell.place}: from {sender} to {receiver} has no cell from {day} until this one"
            day = NEVER if cell.valid_to is None else cell.valid_to + timedelta(days=1)
        if day != NEVER:
            where = cells[-1].place if cells else "matrix.toml, line 1"
            yield f"{where}: from {sender} to {receiver} has no cell from {day} on"


def _purposes(book):
    """A basis leads only for what it can be used for."""
    for basis in book.bases:
        if "ALL" not in basis.purposes and not basis.leads_for <= basis.purposes:
            yield f"{basis.place}: {basis.code} leads for a purpose that it is not for"


def _overlaps(parts):
    ordered = sorted(parts, key=lambda part: part.valid_from)
    for earlier, later in pairwise(ordered):
        if earlier.valid_to is None or later.valid_from <= earlier.valid_to:
            yield earlier, later
