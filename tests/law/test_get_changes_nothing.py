"""Looking changes nothing: no GET by anybody leaves a difference but its line in the log."""

import pytest

pytestmark = pytest.mark.law


def test_no_get_writes(walked):
    for visit in walked:
        assert visit.changes == [], (visit.path, visit.who)


def test_every_look_is_read_only_from_its_first_statement(walked):
    signed_in = [v for v in walked if v.who and any("WITH seat AS" in s for s in v.statements)]
    assert signed_in
    for visit in signed_in:
        named = next(n for n, s in enumerate(visit.statements) if "WITH seat AS" in s)
        assert any("TRANSACTION READ ONLY" in s for s in visit.statements[:named]), visit.path


def test_a_page_asks_little(walked):
    """At most 15 questions, the session, the actor, the transaction and the log not counted."""
    for visit in walked:
        assert len(visit.reads) <= 15, (visit.path, visit.who, visit.reads)
