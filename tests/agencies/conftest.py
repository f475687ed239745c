"""Lars at his desk, and lines left in the log at other times than now."""

from uuid import uuid4

import pytest

from tests.town import case, seat

LINE = """
INSERT INTO access_trail (id, at, verb, name, membership, worker, unit, agency, owner_unit, owner_agency, "case",
                          subjects, standing_in, request)
SELECT %s, %s, %s, 'cases.record', m.id, m.worker_id, u.id, u.agency_id, u.id, u.agency_id, %s,
       '{}', false, '' FROM agencies_membership m JOIN agencies_unit u ON u.id = m.unit_id WHERE m.id = %s
"""


@pytest.fixture
def lars(client):
    client.post("/demo/as/log_reviewer/")
    return client


@pytest.fixture
def left(transactional_db, behind_the_fence):
    """Leave a line at another time than now, which nobody can but who goes behind the fence; answers its id."""

    def leave(key, at, *, story="ella", verb="READ"):
        pk = uuid4()
        behind_the_fence.execute(LINE, [pk, at, verb, case(story), seat(key)])
        return pk

    return leave
