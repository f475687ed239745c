"""Does the time of an answer tell that there is something? Part of `make bench`.

A stranger to a child asks each address that names something of a child's, once with the identifier of a row that the
fence hides and once with one of nothing, many times, in an order of chance. Told are the medians, their difference and
the noise: how far apart the medians of two random halves of the same answers lie. A difference beyond three times the
noise is marked, and is worth a look; it is a reading of this machine at this hour, and nothing asserts it.
"""

import random
import statistics
import time

from benchmarks.pages import begin, tell
from tests import services

STRANGER, ROUNDS, WARM, SHUFFLES = "police", 60, 5, 200
TABLE = services.ROOT / "build" / "bench-telling.txt"


def main() -> None:
    """Copy the town, ask for every pair, print the table."""
    tell(measured, TABLE)


def measured(database: str) -> list[str]:
    """The table's lines, the widest difference first."""
    begin(database)
    from django.db import connection
    from django.test import Client

    from tests.accounts import signed_in

    client = signed_in(Client(SERVER_NAME="localhost"), STRANGER)
    rows = [(name, *compared(client, *paths)) for name, paths in asked_for(database)]
    connection.close()
    rows.sort(key=lambda row: -abs(row[1] - row[2]) / row[3])
    lines = [
        f"{time.strftime('%Y-%m-%d %H:%M')}; {STRANGER}; median ms of {ROUNDS}, the hidden beside the absent",
        f"{'address':40}{'hidden':>9}{'nothing':>9}{'apart':>9}{'noise':>9}",
    ]
    for name, hidden, nothing, noise in rows:
        apart = hidden - nothing
        mark = "  !" if abs(apart) > 3 * noise else ""
        lines.append(f"{name:40}{hidden:9.2f}{nothing:9.2f}{apart:9.2f}{noise:9.2f}{mark}")
    return lines


def asked_for(database: str) -> list[tuple[str, list[str]]]:
    """Each address with the path of a hidden row and that of nothing, as the law's hostile worker asks them."""
    import psycopg
    from django.urls import reverse

    from tests.law import hostile
    from tests.law.addresses import addresses
    from tests.law.test_hostile import about, pairs

    with psycopg.connect(services.superuser_url(database), autocommit=True) as look:
        town = hostile.Town.seen_by(look)
        references = dict(look.execute("SELECT id, reference FROM cases_case"))
    seen = hostile.visible(STRANGER, town.rows)
    hidden = {table: [row for row in rows if row not in seen[table]] for table, rows in town.rows.items()}
    known = {table: [row for row in rows if row in seen[table]] for table, rows in town.rows.items()}
    found = []
    for address in addresses():
        parts = about(address)
        for both in pairs(parts, hidden, known, references) if parts else ():
            found.append((address.name, [reverse(address.name, kwargs=one) for one in both]))
    return found


def compared(client, hidden: str, nothing: str) -> tuple[float, float, float]:
    """The two medians and the noise, in milliseconds."""
    chance = random.Random(hidden)  # noqa: S311  it chooses an order
    times: dict[str, list[float]] = {hidden: [], nothing: []}
    order = [hidden, nothing] * ROUNDS
    chance.shuffle(order)
    for path in [hidden, nothing] * WARM + order:
        began = time.perf_counter()
        client.get(path)
        times[path].append((time.perf_counter() - began) * 1000)
    kept = {path: one[WARM:] for path, one in times.items()}
    return (
        statistics.median(kept[hidden]),
        statistics.median(kept[nothing]),
        noise(kept[hidden] + kept[nothing], chance),
    )


def noise(times: list[float], chance: random.Random) -> float:
    """How far apart two random halves lie, as the standard deviation of that distance."""
    apart = []
    for _ in range(SHUFFLES):
        chance.shuffle(times)
        half = len(times) // 2
        apart.append(statistics.median(times[:half]) - statistics.median(times[half:]))
    return statistics.stdev(apart)


if __name__ == "__main__":
    main()
