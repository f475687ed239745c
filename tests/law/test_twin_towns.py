"""Two towns that differ only in what another unit has of a child answer everything that a worker asks alike.

So nothing that is asked tells it: no page, count, error, suggestion, title, search, redirect or written row. What is
compared is all but the token, the clock and the ids that each asking makes anew.
"""

import re

import psycopg
import pytest
from django.db import connection

from tests import services
from tests.accounts import signed_in
from tests.law import hostile, twins
from tests.law.addresses import ELLA, addresses
from tests.law.test_hostile import fields
from tests.town import ids, record, seat

pytestmark = [pytest.mark.law, pytest.mark.django_db]
OUT = ("agencies:sign_out", "agencies:sign_in")
# What is asked with: the child's own name and number, as whoever suspects something would type them.
SOUGHT = "?q=Ella&name=Ella&number=K-0042&kind=JOINT"
# Who asks, whose town is fuller in the second, and whether these two work around the same child.
TWINS = [("teacher", "bup", True), ("police", "emi", False)]


def everything(key, paths):
    """What each address answers to opening it, to seeking in it and to each of its forms."""
    client, found = hostile.browser(key), {}
    ella = {
        "membership": seat("social"), "unit": ids.of("unit", "bup"), "relative": ids.of("relative", "ella/karin"),
        "record": record("E13"), "case": ELLA,
    }  # fmt: skip
    for name, path in paths.items():
        for method, asked in (("GET", path), ("GET", path + SOUGHT), ("POST", path)):
            signed_in(client, key)
            found[name, method, asked] = hostile.ask(client, method, asked, fields(ella))
    return found


def told(answer):
    """An answer without what is new in every asking."""
    words = (answer.page, answer.leads_to)
    page, way = (re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", text) for text in words)
    page, way = (re.sub(r"\bK-[0-9A-Z]{4}\b", "K", text) for text in (page, way))
    page = re.sub(r"[\w-]{20,}:[\w-]{6}:[\w-]{43}", "ONCE", page)  # what a form of a consent is signed with
    return answer.status, page, way, answer.changed


@pytest.mark.parametrize(("key", "other", "both"), TWINS)
def test_what_another_unit_has_changes_no_answer(key, other, both):
    with psycopg.connect(services.superuser_url(connection.settings_dict["NAME"]), autocommit=True) as look:
        paths = {address.name: address.example(look) for address in addresses() if address.name not in OUT}
    before = everything(key, paths)
    reference = twins.lives_on(other, "ella", knows=both)
    after = everything(key, paths)

    assert len(before) == 3 * len(paths) and sum(answer.status == 200 for answer in before.values()) > 20
    found = [asked for asked in before if told(before[asked]) != told(after[asked])]
    found += [("tells", *asked) for asked, one in after.items() if twins.HIDDEN in one.raw or reference in one.raw]
    assert not found, "\n".join(map(str, found))
