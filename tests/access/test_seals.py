"""The log is sealed in its order, none slips in behind a seal, and whoever changes it is found."""

import io
import json
import subprocess
import sys
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from access import seals, tasks, trail, verify_export
from access.actor import acting_as
from tests import services
from tests.town import ids, seat

# The tests' other databases hold transactions open in the same server; these have ended for certain.
ENDED = "SELECT max(written_in) + 1 FROM access_trail"
LINE = """
INSERT INTO access_trail (id, at, verb, name, membership, worker, unit, agency, subjects, standing_in, request)
VALUES (%s, clock_timestamp(), 'READ', %s, %s, %s, %s, %s, '{}', false, '')
"""


@pytest.fixture
def sealer(transactional_db, settings):
    settings.SEAL_DATABASE_URL = services.seal_url(connection.settings_dict["NAME"])
    with seals.sealer() as opened:
        yield opened


@contextmanager
def behind():
    """Somebody whom neither privilege nor trigger holds."""
    with psycopg.connect(services.superuser_url(connection.settings_dict["NAME"]), autocommit=True) as opened:
        opened.execute("SET session_replication_role = replica")
        yield opened


def leave(*names, opened=None):
    """Write a line for each name; answers with their ids."""
    made = [uuid4() for _name in names]
    key = ids.of("unit", "welfare")
    with psycopg.connect(services.superuser_url(connection.settings_dict["NAME"])) if opened is None else opened as to:
        for pk, name in zip(made, names, strict=True):
            to.execute(LINE, [pk, name, seat("welfare"), ids.of("worker", "welfare"), key, ids.of("agency", "region")])
    return made


def ended():
    """A number before which every transaction that wrote a line has ended."""
    with behind() as database:
        return database.execute(ENDED).fetchone()[0]


def sealed(opened):
    """Seal all that is there; answers with the seals."""
    made = []
    while one := seals.seal(opened, below=ended()):
        made.append(one)
    return made


@pytest.fixture
def log(sealer, monkeypatch):
    """Nine lines of nine transactions in three seals, and whatever the town has left before them."""
    sealed(sealer)
    monkeypatch.setattr(seals, "AT_MOST", 3)
    lines = [leave(f"test.{number}")[0] for number in range(9)]
    made = sealed(sealer)
    assert [one.count for one in made] == [3, 3, 3]
    assert list(seals.faults(sealer)) == []
    return sealer, lines, made


def exported(opened, agency=None):
    return [text.encode() for text in seals.export(opened, agency)]


# --- What is found --------------------------------------------------------------------------------------------

TAMPERED = {
    "changed": ("UPDATE access_trail SET name = 'other' WHERE id = %(line)s", "a line was changed"),
    "in another's name": ("UPDATE access_trail SET worker = gen_random_uuid() WHERE id = %(line)s", "was changed"),
    "removed": ("DELETE FROM access_trail WHERE id = %(line)s", "a line was removed"),
    "moved": ("UPDATE access_trail SET at = at + interval '1 hour' WHERE id = %(line)s", "changed or moved"),
    "changed places": (
        "UPDATE access_trail SET written_in = (SELECT sum(written_in) FROM access_trail"
        " WHERE id IN (%(line)s, %(next)s)) - written_in WHERE id IN (%(line)s, %(next)s)",
        "changed or moved",
    ),
    "put in behind": (
        "INSERT INTO access_trail SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()))).*"
        " FROM access_trail t WHERE id = %(line)s",
        "a line was added",
    ),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_whoever_touches_a_sealed_line_is_found_and_where(how, log):
    opened, lines, made = log
    statement, words = TAMPERED[how]
    with behind() as database:
        assert database.execute(statement, {"line": lines[4], "next": lines[5]}).rowcount
    [found] = seals.faults(opened)
    assert found.startswith(f"seal {made[1].number}: ") and words in found
    [found] = verify_export.faults(exported(opened))
    assert found.startswith(f"seal {made[1].number}: ")
    with pytest.raises(CommandError, match=f"seal {made[1].number}"):
        call_command("verify_trail")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_seal SET made_at = made_at - interval '1 hour' WHERE number = %(number)s",
        "UPDATE access_seal SET lines = repeat('0', 64) WHERE number = %(number)s",
        "UPDATE access_seal SET hash = repeat('0', 64) WHERE number = %(number)s",
        "DELETE FROM access_seal WHERE number = %(number)s",
    ],
)
def test_whoever_touches_a_seal_is_found(statement, log):
    opened, _lines, made = log
    with behind() as database:
        database.execute(statement, {"number": made[1].number})
    assert any(f"seal {made[1].number}" in one or "does not follow" in one for one in seals.faults(opened))


def test_a_chain_made_anew_or_cut_off_is_held_to_the_hash_that_was_told(log):
    opened, lines, made = log
    told = {made[2].number: made[2].hash}
    assert list(seals.faults(opened, told)) == verify_export.faults(exported(opened), told) == []
    with behind() as database:
        database.execute("DELETE FROM access_trail WHERE id = %s", [lines[8]])
        database.execute("DELETE FROM access_seal WHERE number = %s", [made[2].number])
    assert list(seals.faults(opened, told)) == [f"seal {made[2].number}: is gone"]
    assert verify_export.faults(exported(opened), told) == [f"seal {made[2].number}: is not in the file"]
    sealed(opened)
    assert list(seals.faults(opened)) == []
    assert list(seals.faults(opened, told)) == [f"seal {made[2].number}: the seal itself was changed"]


# --- What is sealed, and when ---------------------------------------------------------------------------------


def test_two_transactions_that_end_out_of_order_are_neither_left_out_nor_sealed_too_early(sealer):
    sealed(sealer)
    address = services.superuser_url(connection.settings_dict["NAME"])
    with psycopg.connect(address) as early, psycopg.connect(address) as late:
        first = leave("test.early", opened=_kept(early))
        second = leave("test.late", opened=_kept(late))
        late.commit()
        while seals.seal(sealer):
            pass
        with behind() as database:
            ends = database.execute("SELECT max(ends) FROM access_seal").fetchone()[0]
            places = dict(database.execute("SELECT id, written_in FROM access_trail WHERE name = 'test.late'"))
        assert ends <= places[second[0]], "what is later than an open transaction waits for it"
        early.commit()
    [made] = sealed(sealer)
    assert made.count == 2
    order = [json.loads(text).get("id") for text in exported(sealer) if text.startswith(b'{"id"')]
    assert order[-2:] == [str(first[0]), str(second[0])]
    assert list(seals.faults(sealer)) == []


@contextmanager
def _kept(opened):
    """The connection as it is, with its transaction left open."""
    yield opened


def test_a_transaction_with_many_lines_is_one_seal(sealer, monkeypatch):
    sealed(sealer)
    monkeypatch.setattr(seals, "AT_MOST", 3)
    leave("test.one", "test.two", *(["test.more"] * 8))
    leave("test.last")
    assert [one.count for one in sealed(sealer)] == [10, 1]


def test_nothing_new_makes_no_seal_and_two_do_not_seal_at_once(sealer):
    leave("test.one")
    with seals.sealer() as other:
        other.execute("SELECT pg_advisory_lock(%s)", [seals.LOCK])
        assert seals.seal(sealer, below=ended()) is None
    assert sealed(sealer)
    assert sealed(sealer) == []


def test_a_server_that_counts_from_before_the_last_seal_seals_nothing(log):
    with pytest.raises(seals.BehindTheSeals, match="pg_resetwal"):
        seals.seal(log[0], below=1)


def test_the_task_seals_and_tells_the_hash(sealer, monkeypatch):
    monkeypatch.setattr(seals, "HORIZON", ENDED)
    told = []
    monkeypatch.setattr(tasks.log, "info", lambda words, *values: told.append(words % values))
    leave("test.one")
    tasks.seal_trail()
    number, _ends, hash = sealer.execute(seals.LATEST).fetchone()
    assert told[-1].startswith(f"seal {number}:{hash} ")


def test_without_an_address_nobody_seals(settings):
    settings.SEAL_DATABASE_URL = ""
    with pytest.raises(ImproperlyConfigured, match="SEAL_DATABASE_URL"):
        tasks.seal_trail()


# --- Who may do what ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("statement", ["UPDATE access_trail SET name = name", "DELETE FROM access_trail",
                                       "DELETE FROM access_seal", "TRUNCATE access_trail"])  # fmt: skip
@pytest.mark.parametrize("address", [services.owner_url, services.seal_url, services.web_url, services.superuser_url])
def test_no_login_changes_a_line_or_a_seal(statement, address, log):
    with psycopg.connect(address(connection.settings_dict["NAME"])) as opened:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            opened.execute(statement)


@pytest.mark.parametrize("statement", ["SELECT id FROM access_seal", "INSERT INTO access_seal (id) VALUES (NULL)"])
@pytest.mark.django_db
def test_the_web_neither_sees_nor_makes_a_seal(statement):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        with acting_as(seat("log_reviewer")), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize("statement", ["SELECT id FROM cases_case", "SELECT id FROM agencies_worker",
                                       "INSERT INTO access_trail (id) VALUES (NULL)"])  # fmt: skip
def test_who_seals_can_do_nothing_else(statement, sealer):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        sealer.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_a_line_carries_the_transaction_that_wrote_it():
    with acting_as(seat("welfare")) as leila, connection.cursor() as cursor:
        trail.write(leila, [trail.Line("READ", "test.line", leila.unit)])
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        [now] = cursor.fetchone()
    assert ended() == now + 1


# --- Elsewhere ------------------------------------------------------------------------------------------------


def test_an_export_is_looked_through_by_one_file_alone(log, tmp_path):
    _opened, _lines, made = log
    whole, out = tmp_path / "log.jsonl", io.StringIO()
    call_command("export_trail", stdout=out)
    whole.write_text(out.getvalue())
    alone = [sys.executable, "-I", str(services.ROOT / "access" / "verify_export.py"), str(whole)]
    told = f"{made[2].number}:{made[2].hash}"
    assert subprocess.run([*alone, told], check=True, capture_output=True, text=True).stdout.startswith("The log is as")
    whole.write_text(out.getvalue().replace("test.4", "test.5"))
    done = subprocess.run(alone, check=False, capture_output=True, text=True)
    assert (done.returncode, f"seal {made[1].number}: a line was changed" in done.stdout) == (1, True)
    call_command("verify_trail", told, stdout=out)
    assert out.getvalue().rstrip().endswith(told)


def test_an_agencys_export_holds_its_own_lines_and_the_others_hashes(log):
    opened, _lines, _made = log
    region, other = ids.of("agency", "region"), uuid4()
    own, blind = exported(opened, region), exported(opened, other)
    assert verify_export.faults(own) == verify_export.faults(blind) == []
    held = [json.loads(text) for text in own]
    assert all(str(region) in (one["agency"], one["owner_agency"]) for one in held if "id" in one)
    assert not any(b'"id"' in text for text in blind)


def test_a_torn_export_is_told(log):
    texts = exported(log[0])
    assert "under no seal" in verify_export.faults(texts[:-1])[0]
    assert "neither a line nor a seal" in verify_export.faults([b"{", *texts])[0]
    assert verify_export.main([]) == 2
