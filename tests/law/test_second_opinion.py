"""An independent reader of row-level security (pgrls) looks at the fence; one line explains each of its findings."""

import json
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.db import connection

from tests import services

pytestmark = [pytest.mark.law, pytest.mark.django_db]

LISTED = "no table of a child: open or closed to everybody, each with its reason in access/fence.py"
LAW = "kring_law cannot log in and reads only the columns it was granted; its views answer about the asker alone"
DIRECTORY = (
    "which agencies, units, staff and absences there are is no secret, and is asked before anybody has signed in"
)
SEALER = "the login that seals must read every line and every seal, and can read nothing else"
# (rule, where) → why it is right so.
EXPLAINED = {
    ("SEC001", "public.agencies_area"): LISTED,
    ("SEC001", "public.auth_*"): LISTED,
    ("SEC001", "public.django_*"): LISTED,
    ("SEC001", "public.guardian_*"): LISTED,
    ("SEC005", "public.*.law"): LAW,
    ("SEC008", "public.*.law"): LAW,
    ("SEC038", "public.*.law"): LAW,
    ("SEC005", "public.access_seal.sight"): SEALER,
    ("SEC005", "public.access_trail.seal"): SEALER,
    ("SEC005", "public.agencies_*"): DIRECTORY,
    ("SEC008", "public.access_seal.sight"): SEALER,
    ("SEC008", "public.access_trail.seal"): SEALER,
    ("SEC008", "public.agencies_*"): DIRECTORY,
    ("SEC038", "public.access_seal.sight"): SEALER,
    ("SEC038", "public.access_trail.seal"): SEALER,
    ("SEC038", "public.agencies_*"): DIRECTORY,
    ("SEC005", "public.coordination_busy.sight"): "hours alone, without a case: whoever works here may see them",
    ("SEC005", "public.insight_count.sight"): "numbers without a child, for whoever leads the municipality",
    (
        "SEC020",
        "public.cases_child.change",
    ): "neither unit nor id may be changed, so the row stays in reach of its own unit",
    (
        "VIEW001",
        "law.*",
    ): "it is how the law of sight is built (decision 2): tests/law/test_fence.py holds the schema to it",
    ("VIEW002", "law.answering"): "granted to nobody: other views of the law stand on it, and they are barriers",
    ("VIEW002", "law.open_to"): "granted to nobody: other views of the law stand on it, and they are barriers",
    ("VIEW002", "law.home"): "granted to nobody: other views of the law stand on it, and they are barriers",
    ("VIEW002", "law.of_age"): "granted to nobody: other views of the law stand on it, and they are barriers",
    ("VIEW002", "law.standing_line"): "granted to nobody: other views of the law stand on it, and they are barriers",
    ("VIEW002", "law.weighed"): "granted to nobody: other views of the law stand on it, and they are barriers",
    ("VIEW002", "law.house_door"): "granted to nobody: other views of the law stand on it, and they are barriers",
    ("VIEW002", "law.house_shown"): "granted to nobody: other views of the law stand on it, and they are barriers",
    ("VIEW002", "law.open_line"): "granted to nobody: other views of the law stand on it, and they are barriers",
    ("SEC016", "kring_backup"): "dumps must read past the fence; the login is read-only and used for nothing else",
    (
        "SEC007",
        "public.*",
    ): "no restrictive floor is common to all: a table's policies are few, and tests/law/sight compares each",
    ("SEC022", "public.*"): "written by nobody through the web: its rows are another login's or come with the town",
    ("SEC013", "public.cases_concern.words_stand"): "the trigger refuses, as the one who asks, and reads no row",
    (
        "SEC013",
        "public.cases_child.mark_*",
    ): "they run as the one who asks, within the policies, and tell nothing back",
    (
        "SEC013",
        "public.cases_child.age_stands",
    ): "it refuses, and asks only the view of those children whose family is ours",
    ("SEC013", "public.cases_relative.family_is_masked"): "it refuses, and reads only whether the child is marked",
    (
        "SEC013",
        "public.coordination_invitation.name_stands",
    ): "it refuses, and asks only the view of those cases that the asker may mark",
    ("SEC013", "public.coordination_*.only_blanked"): "it refuses, and asks only the views that answer about the asker",
    ("SEC013", "public.coordination_*.no_*"): "they refuse, and read only whether the child is marked",
    (
        "SEC031",
        "public.coordination_measure.giving",
    ): "it bounds the new row (WITH CHECK); which rows may be changed is said by the permissive policy",
    ("SEC013", "public.access_*"): "the log's triggers refuse or fill in a number and read no row",
    (
        "PERF002",
        "public.access_trail.*",
    ): "a line's time must lie between the statement's and the clock's, once for each line written",
    ("PERF003", "public.*"): "which cases are mine is found by index; benchmarks/scale.py measures at 100 000 children",
}


@pytest.fixture(scope="module")
def findings(django_db_setup, django_db_blocker):
    """What the reader finds in the schema as it stands behind the fence."""
    with django_db_blocker.unblock():
        address = services.superuser_url(connection.settings_dict["NAME"])
    done = subprocess.run(
        [Path(sys.executable).with_name("pgrls"), "lint", "--database-url", address, "--schemas", "public,law",
         "--format", "json"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout, done.stderr
    return [(found["rule_id"], found["location"], found["message"]) for found in json.loads(done.stdout)["violations"]]


def explains(explained, found):
    return explained[0] == found[0] and fnmatch(found[1], explained[1])


def test_each_finding_is_explained(findings):
    left = [found for found in findings if not any(explains(one, found) for one in EXPLAINED)]
    assert findings and not left, "\n".join(map(str, left))


def test_no_explanation_outlives_its_finding(findings):
    assert [one for one in EXPLAINED if not any(explains(one, found) for found in findings)] == []


def test_a_view_that_is_no_barrier_is_granted_to_nobody():
    bare = [view for rule, view in EXPLAINED if rule == "VIEW002"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT view FROM unnest(%s::text[]) view WHERE has_table_privilege(view, 'SELECT')", [bare])
        assert cursor.fetchall() == []
