"""How long do the main pages take in the demo town? `make bench` prints the table and keeps it in build/bench.txt.

Each page is asked for in this process, with the settings of a deployment, as the demo's people, against a fresh copy
of the town. Reads are the page's own: session, actor, transaction and log are not counted (tests/law holds them to 15).
Milliseconds are the whole answer, log included; "cpu" is the part that this process worked, so what is left is the
database and waiting. They say something about this machine at this hour, and nothing asserts them.
"""

import os
import statistics
import time

from tests import databases, services

ROUNDS, WARM = 30, 5
TABLE = services.ROOT / "build" / "bench.txt"
ELLA = "/cases/K-0042/"
PAGES = (
    ("teacher", "Min dag", "/"),
    ("welfare", "Min dag", "/"),
    ("teacher", "The child's page", ELLA),
    ("welfare", "The child's page", ELLA),
    ("welfare", "Timeline", f"{ELLA}timeline/"),
    ("welfare", "Children", "/children/"),
    ("welfare", "Signals", "/signals/"),
    ("welfare", "Consent", f"{ELLA}consent/"),
    ("welfare", "A meeting", "/meetings/{meeting}/"),
    ("welfare", "The plan", f"{ELLA}plan/"),
    ("unit_manager", "The unit", "/unit/"),
    ("log_reviewer", "The log", "/logs/"),
)
A_MEETING = "SELECT m.id FROM coordination_meeting m JOIN cases_case c ON c.id = m.case_id WHERE c.reference = 'K-0042'"


def main() -> None:
    """Copy the town, ask for every page, print the table."""
    tell(measured, TABLE)


def tell(measure, table) -> None:
    """Measure in a fresh copy of the town; print the lines and keep them."""
    services.use()
    town = databases.Clones(databases.template())
    try:
        report = "\n".join(measure(town.fresh()))
    finally:
        town.drop()
    table.write_text(f"{report}\n", encoding="utf-8")
    print(report)


def measured(database: str) -> list[str]:
    """The table's lines."""
    begin(database)
    from django.db import connection

    where = {"meeting": looked_up(database, A_MEETING)}
    cores, load = os.cpu_count(), os.getloadavg()[0]
    lines = [
        f"{time.strftime('%Y-%m-%d %H:%M')}, {cores} cores, load {load:.1f}; median and p95 of {ROUNDS}",
        f"{'page':18}{'who':14}{'reads':>6}{'median ms':>11}{'p95 ms':>8}{'cpu ms':>8}{'bytes':>8}",
    ]
    for who, name, path in PAGES:
        lines.append(f"{name:18}{who:14}{asked(who, path.format(**where))}")
    connection.close()
    return lines


def begin(database: str) -> None:
    """Django as it is deployed, but for the demo's people and a log that is silent."""
    import logging

    import django

    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "KRING_DEMO": "1",
        "KRING_DATA": str(services.DATA),
        "DATABASE_URL": services.web_url(database),
        "REDIS_URL": services.redis_url(),
    }
    for name in ("KRING_PRODUCTION", "KRING_AS", "KRING_POOL", "DATABASE_OWNER_URL"):
        os.environ.pop(name, None)
    django.setup()
    logging.disable(logging.CRITICAL)
    from config.prepare import collect_static

    collect_static()


def looked_up(database: str, statement: str):
    """The first value that a statement gives behind the fence."""
    import psycopg

    with psycopg.connect(services.superuser_url(database)) as looking:
        return looking.execute(statement).fetchone()[0]


def asked(who: str, path: str) -> str:
    """A page's reads, times and size."""
    from django.test import Client

    from tests.accounts import signed_in

    client = signed_in(Client(SERVER_NAME="localhost"), who)
    for _ in range(WARM):
        response = client.get(path)
    assert response.status_code == 200, (who, path, response.status_code)
    times, work = [], []
    for _ in range(ROUNDS):
        began, worked = time.perf_counter(), time.process_time()
        client.get(path)
        times.append((time.perf_counter() - began) * 1000)
        work.append((time.process_time() - worked) * 1000)
    p95 = statistics.quantiles(times, n=20)[-1]
    return (
        f"{reads(client, path):6}{statistics.median(times):11.1f}{p95:8.1f}{statistics.median(work):8.1f}"
        f"{len(response.content):8}"
    )


def reads(client, path: str) -> int:
    """How many questions of its own a page asks, counted as the law counts them."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.law.walking import Visit

    with CaptureQueriesContext(connection) as caught:
        status = client.get(path).status_code
    return len(Visit(None, path, "", status, [query["sql"] for query in caught.captured_queries]).reads)


if __name__ == "__main__":
    main()
