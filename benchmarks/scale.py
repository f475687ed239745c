"""How does the law of sight grow? Part of `make bench`: towns of 1 000, 10 000 and 100 000 children, fenced and not.

KRING_BENCH="1000" (numbers, in order) builds other sizes. Each town stands in a database of its own, made by
benchmarks/town.sql; the largest has three million lines of consent and takes some minutes. Each query is asked as
`kring_web` in the name of chosen workers, prepared as the product prepares it, then once more with row-level security
lowered in that database and the condition that the fence would have added written out. Milliseconds are medians: of the
whole answer, and of what the database's process worked for it, which a busy machine does not lengthen much.
"""

import os
import platform
import random
import re
import statistics
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg

from access import seals
from access.actor import NAME_ACTOR
from tests import databases, services

SIZES = [int(size) for size in os.environ.get("KRING_BENCH", "1000 10000 100000").replace(",", " ").split()]
IN_A_UNIT, ROUNDS, WARM = 800, 40, 5
TABLE = services.ROOT / "build" / f"bench-scale-{platform.node()}.txt"
TOWN = Path(__file__).with_name("town.sql")
PK = """CREATE FUNCTION pg_temp.pk(kind text, VARIADIC n bigint[]) RETURNS uuid LANGUAGE sql IMMUTABLE
        AS $$ SELECT md5(kind || array_to_string(n, '.'))::uuid $$"""
# A column that is new since this was written must not stop the bench; nothing here is kept.
LOOSEN = """SELECT format('ALTER TABLE %I ALTER COLUMN %I DROP NOT NULL', c.relname, a.attname)
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND a.attnotnull
  AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey))"""
MINE = """IN (SELECT content_object_id FROM cases_caseload
  WHERE user_id = %(worker)s AND unit_id = %(unit)s AND starts_at <= statement_timestamp()
    AND (ends_at IS NULL OR statement_timestamp() < ends_at)
  UNION ALL SELECT id FROM cases_case WHERE lead_id = %(seat)s)"""
MANAGED = "IN (SELECT case_id FROM cases_involvement WHERE unit_id = %(unit)s AND state = 'ACTIVE')"
CASES, RECORDS = "SELECT * FROM cases_case", "SELECT * FROM cases_record"
# What is asked, by whom, the question, what stands in the fence's place without it, and what is wanted at the top.
QUERIES = (
    ("one case", "worker", f"{CASES} WHERE id = %(case)s", "", 1),
    ("its records", "worker", f"{RECORDS} WHERE case_id = %(case)s ORDER BY happened_at DESC", "", 1),
    ("my 50 newest cases", "worker", f"{CASES} {{}} ORDER BY opened_at DESC LIMIT 50", f"WHERE id {MINE}", 3),
    ("... who manages 800", "manager", f"{CASES} {{}} ORDER BY opened_at DESC LIMIT 50", f"WHERE id {MANAGED}", 10),
    ("50 newest records", "worker", f"{RECORDS} {{}} ORDER BY happened_at DESC LIMIT 50", f"WHERE case_id {MINE}", 15),
)
FENCED = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND rowsecurity"
SOMEBODY = "SELECT seat_id, unit_id, worker_id, case_id FROM bench_part WHERE c = %s AND a = %s"
MANAGER = "SELECT id FROM agencies_membership WHERE unit_id = %s AND roles = ARRAY['MANAGER']::varchar[]"


def main() -> None:
    """Build each town, ask, tell and keep the table."""
    services.use()
    found = {size: of_town(size) for size in SIZES}
    report = "\n".join(table(found))
    TABLE.write_text(f"{report}\n", encoding="utf-8")
    print(report)


def of_town(size: int) -> dict:
    """What was measured in a town of so many children: name → (with the fence, without it)."""
    clones = databases.Clones(databases.template())
    try:
        name = clones.fresh()
        with psycopg.connect(services.superuser_url(name), autocommit=True) as database:
            build(database, size)
            chosen = [somebody(database, size, number) for number in range(WARM + ROUNDS)]
            fenced = asked(name, chosen)
            for (one,) in database.execute(FENCED).fetchall():
                database.execute(f'ALTER TABLE "{one}" DISABLE ROW LEVEL SECURITY')
            open_ = asked(name, chosen, without=True)
            lines = sealing(name)
        return {"lines": lines} | {one: (fenced[one], open_[one]) for one in fenced}
    finally:
        clones.drop()


def build(database, size: int) -> None:
    """Fill the empty copy, a statement of town.sql at a time, and tell how far it has come."""
    for (loosen,) in database.execute(LOOSEN).fetchall():
        database.execute(loosen)
    database.execute("SET session_replication_role = replica")  # no foreign keys: the rows fit, and there are millions
    database.execute("SET work_mem = '256MB'")
    database.execute(PK)
    # The copy's own few lines of the log are not the bench's.
    database.execute("TRUNCATE access_trail, access_seal")
    steps = re.findall(r"^-- (.*)\n((?:(?!^--).*\n?)+)", TOWN.read_text(encoding="utf-8"), re.MULTILINE)
    steps = [(what, statement) for what, statement in steps if statement.strip()]
    began = time.monotonic()
    for number, (what, statement) in enumerate(steps, 1):
        tell(size, number - 1, len(steps), what, began)
        units = str(max(1, -(-size // IN_A_UNIT)))
        database.execute(statement.replace(":children", str(size)).replace(":units", units))
    tell(size, len(steps) - 1, len(steps), "statistics", began)
    database.execute("CREATE INDEX ON bench_part (c, a)")
    database.execute("VACUUM ANALYZE")
    tell(size, len(steps), len(steps), "built", began)
    sys.stderr.write("\n")


def tell(size: int, done: int, of: int, what: str, began: float) -> None:
    """One line of progress, written over the one before."""
    bar = "#" * done + "." * (of - done)
    sys.stderr.write(f"\r{size:>7} children [{bar}] {time.monotonic() - began:4.0f} s  {what:60.60}")
    sys.stderr.flush()


def somebody(database, size: int, number: int) -> dict:
    """A worker and the manager of the same unit, with one of the worker's cases; the same ones every time."""
    chance = random.Random(number)  # noqa: S311  it chooses whom to measure
    seat, unit, worker, case = database.execute(SOMEBODY, [chance.randint(1, size), chance.randint(1, 5)]).fetchone()
    [manager] = database.execute(MANAGER, [unit]).fetchone()
    return {"seat": seat, "unit": unit, "worker": worker, "case": case, "manager": manager}


def asked(name: str, chosen: list[dict], *, without: bool = False) -> dict[str, tuple[float, float]]:
    """Median milliseconds, whole and worked, of each question, and of naming the actor, as the web's login asks."""
    spent: dict[str, list[float]] = {}
    # On the server's own terms: bound there and prepared at once, as config/settings.py has it.
    with psycopg.connect(services.web_url(name), cursor_factory=psycopg.Cursor, prepare_threshold=0) as web:
        for what, who, question, condition, _wanted in QUERIES:
            statement = question.format(condition if without else "")
            for one in chosen:
                seat = one["manager"] if who == "manager" else one["seat"]
                with web.transaction():
                    with timed(spent, "setting the actor", web.info.backend_pid):
                        web.execute(NAME_ACTOR, [str(seat)])
                    with timed(spent, what, web.info.backend_pid):
                        rows = web.execute(statement, one | {"seat": seat}).fetchall()
                assert rows, f"{what}: nothing was seen, so nothing was measured"
    return {what: tuple(map(statistics.median, zip(*times[WARM:], strict=True))) for what, times in spent.items()}


def worked(process: int) -> float:
    """Milliseconds that a process has worked so far; nothing where the machine does not tell."""
    told = Path(f"/proc/{process}/schedstat")
    return int(told.read_text().split()[0]) / 1e6 if told.exists() else 0.0


@contextmanager
def timed(spent: dict, what: str, process: int):
    """Add the milliseconds of the block, and those that the database's process worked, to the list of that name."""
    began, before = time.perf_counter(), worked(process)
    yield
    spent.setdefault(what, []).append(((time.perf_counter() - began) * 1000, worked(process) - before))


def sealing(name: str) -> float:
    """Lines of the log sealed a second, until none is left."""
    lines, began = 0, time.perf_counter()
    with psycopg.connect(services.seal_url(name), autocommit=True) as sealer:
        while made := seals.seal(sealer, below=1 << 40):
            lines += made.count
    return lines / (time.perf_counter() - began)


def table(found: dict[int, dict]) -> list[str]:
    """What was measured, a line a query; `x` is with the fence against without, `grows` against the smallest town."""
    wanted = {"setting the actor": 0.7} | {what: limit for what, _who, _question, _condition, limit in QUERIES}
    heads = "".join(f"{f'{size} children':>28}" for size in found)
    lines = [
        f"{time.strftime('%Y-%m-%d %H:%M')}, {platform.node()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; "
        f"median ms of {ROUNDS}: fenced / open (x), grows"
    ]
    first = next(iter(found.values()))
    for which, clock in enumerate(("the whole answer", "the database worked")):
        lines.append(f"{clock:22}{'wanted':>9}{heads}")
        for what, limit in wanted.items():
            cells = ""
            for measured in found.values():
                fenced, open_ = (one[which] for one in measured[what])
                ratio, grows = fenced / (open_ or 1), fenced / (first[what][0][which] or 1)
                cells += f"{f'{fenced:.2f} / {open_:.2f} ({ratio:.1f}), {grows:.1f}':>28}"
            lines.append(f"{what:22}{f'{limit} ms':>9}{cells}")
    sealed = "".join(f"{measured['lines']:>28.0f}" for measured in found.values())
    return [*lines, f"{'lines sealed a second':22}{'20000':>9}{sealed}"]


if __name__ == "__main__":
    main()
