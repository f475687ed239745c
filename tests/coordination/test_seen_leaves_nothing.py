"""What a try leaves: the asker's own lines in the log, and nothing else in any table."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from tests import town
from tests.consent.test_pages import typed
from tests.town.cast import record

ELLA, MONTH = "K-0042", timedelta(days=30)


def unit(key):
    return town.ids.of("unit", key)


@pytest.mark.django_db(transaction=True)
class TestWhatIsLeft:
    """What a try leaves, in every table and seen past the fence: the asker's own lines in the log."""

    def tried(self, client):
        """Each of the five, as its form sends it."""
        page = client.get(f"/cases/{ELLA}/consent/new/").content.decode()
        consent = {"consent_id": re.search(r'name="consent_id" value="([^"]+)', page)[1]} | typed()
        page = client.get(f"/cases/{ELLA}/notes/new/").content.decode()
        note = dict(re.findall(r'name="(new_id|day|clock)" value="([^"]*)"', page))
        bup = {"units": [str(unit("bup"))]}
        mending = record("E4")
        page = client.get(f"/cases/{ELLA}/notes/{mending}/").content.decode()
        mended = dict(re.findall(r'name="(shown|day|clock)" value="([^"]*)"', page)) | bup
        return {
            f"/cases/{ELLA}/notes/{record('E4')}/as/": bup,
            f"/consents/{town.ids.of('consent', 'ella')}/as/": {"what": "all", "who": "all", "told_by": "Karin"},
            f"/cases/{ELLA}/notes/{mending}/correction/as/": mended | {"kind": "WELLBEING", "text": "Bättre."},
            f"/cases/{ELLA}/notes/as/": note | {"kind": "WELLBEING", "text": "Lugn."} | bup,
            f"/cases/{ELLA}/consent/as/": consent | {"given_on": str(localdate()), "ends_on": str(localdate() + MONTH)},
        }

    def counted(self, look):
        free = {"access_trail", "django_session", "access_seal"}
        digest = "SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} t"
        tables = {name for (name,) in look.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
        return {name: look.execute(digest.format(name)).fetchone() for name in tables - free}

    def test_but_the_asker_s_own_lines_nothing(self, client, behind_the_fence, transactional_db):
        client.post("/demo/as/welfare/")
        for path, sent in self.tried(client).items():
            before = self.counted(behind_the_fence)
            lines = {row for (row,) in behind_the_fence.execute("SELECT id FROM access_trail")}

            response = client.post(path, sent)

            assert response.status_code == 200 and "Så här ser" in response.content.decode(), path
            assert self.counted(behind_the_fence) == before, path
            log = behind_the_fence.execute("SELECT id, verb, worker FROM access_trail")
            new = {(verb, worker) for line, verb, worker in log if line not in lines}
            assert new == {("READ", town.ids.of("worker", "welfare"))}, path

    def test_what_is_to_be_mended_is_said_and_nothing_shown(self, client):
        client.post("/demo/as/welfare/")
        answer = client.post(f"/cases/{ELLA}/notes/{record('E4')}/as/", {})

        assert answer.status_code == 422 and "Välj minst en som ska få läsa." in answer.content.decode()
        assert "Så här ser" not in answer.content.decode()
