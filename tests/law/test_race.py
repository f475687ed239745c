"""A thousand times somebody reads while the family takes back: no read that begins afterwards shows the note."""

import threading
import time
from uuid import uuid4

import pytest
from django.db import connection
from django.utils.timezone import now

from access.actor import acting_as
from access.guarded import pen
from cases.models import Record
from consent.models import Withdrawal
from tests.town import case, ids, seat

pytestmark = [pytest.mark.law, pytest.mark.django_db(transaction=True)]
ROUNDS, PATIENCE = 1000, 60
SHOWN = """
SELECT s.record_id, g.consent_id FROM consent_disclosure s JOIN consent_grant g ON g.id = s.grant_id
WHERE s.case_id = %s AND s.to_unit_id = %s AND g.consent_id IS NOT NULL ORDER BY 1 LIMIT 1
"""


class Reader(threading.Thread):
    """Reads the same note again and again on a connection of its own, several times in each transaction."""

    def __init__(self, record):
        super().__init__(daemon=True)
        self.record, self.reads, self.over, self.failed = record, [], threading.Event(), None
        self.news = threading.Condition()

    def run(self):
        try:
            while not self.over.is_set():
                with acting_as(seat("bup"), read_only=True):
                    for _ in range(3):  # so that a withdrawal also falls between two reads of one transaction
                        began = time.monotonic()
                        seen = Record.objects.filter(pk=self.record).exists()
                        with self.news:
                            self.reads.append((began, seen))
                            self.news.notify()
        except Exception as error:
            self.failed = error
        finally:
            connection.close()

    def until(self, wanted):
        """Wait for a read for which `wanted` holds."""
        with self.news:
            assert self.news.wait_for(lambda: self.failed or any(map(wanted, self.reads)), PATIENCE), "no such read"
        assert self.failed is None, self.failed

    def taken(self):
        """The reads so far, which are then forgotten."""
        with self.news:
            taken, self.reads = self.reads, []
            return taken


def take_back(consent):
    """One transaction of the family's own unit, through the fence; answers with the moment after its commit."""
    with acting_as(seat("welfare")) as leila, pen():
        Withdrawal(
            id=uuid4(), consent_id=consent, case_id=case("ella"), unit_id=leila.unit, withdrawn_at=now(),
            withdrawn_by_id=leila.membership,
        ).save()  # fmt: skip
    return time.monotonic()


def test_no_read_that_began_after_the_withdrawal_shows_the_note(behind_the_fence):
    record, consent = behind_the_fence.execute(SHOWN, [case("ella"), ids.of("unit", "bup")]).fetchone()
    reader, late, before = Reader(record), [], 0
    reader.start()
    try:
        for _ in range(ROUNDS):
            reader.until(lambda read: read[1])
            committed = take_back(consent)
            reader.until(lambda read, committed=committed: read[0] > committed)
            for began, seen in reader.taken():
                before += seen and began <= committed
                late += [began - committed] if seen and began > committed else []
            behind_the_fence.execute("DELETE FROM consent_withdrawal WHERE consent_id = %s", [consent])
    finally:
        reader.over.set()
        reader.join(PATIENCE)
    assert late == []
    assert before >= ROUNDS, "each time the note was there until it was taken back"
