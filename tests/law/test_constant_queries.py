"""Ten more of everything cost a page no question more."""

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from tests import services
from tests.law.addresses import addresses
from tests.law.walking import visit

pytestmark = [pytest.mark.law, pytest.mark.django_db(transaction=True)]

# Who opens most of what there is, in their seats.
LOOKERS = ("welfare", "social", "unit_manager", "coordinator", "access_admin", "log_reviewer")
# Some copies first, so that whatever a page asks only when there is something, or too much to show at once, is asked
# both times; then ten more of each.
FEW, MANY = (1, 4), (5, 14)
# Pages that ask something once when there is much, and why.
ONCE_MORE = {"coordination:case": (1, "the child's latest words, when they are not among the newest notes")}
# What is not multiplied: the directory, what a case or a child is itself (that is done for all of them at once), and
# what there can be one of only.
WHOLE = ("cases.Case", "cases.Child", "cases.ProtectedName", "coordination.Plan")
APPS = ("access", "cases", "consent", "coordination")


def many():
    """The models of which there are to be ten in each case."""
    return [m for m in apps.get_models() if m._meta.app_label in APPS and m._meta.label not in WHOLE]


def multiply(database, first, last) -> None:
    """More of every row, each hanging together with the copies of what it hung together with."""
    models = many()
    for model in models:
        columns, values = [], []
        for field in model._meta.concrete_fields:
            columns.append(f'"{field.column}"')
            values.append(_copied(field, models))
        database.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
            f"SELECT {', '.join(values)} FROM {model._meta.db_table} old, "
            f"generate_series({first}, {last}) n ON CONFLICT DO NOTHING"
        )


def multiply_cases(database, first, last) -> None:
    """More children and cases for those who have some: the caseload's rows lead to them."""
    child, case, load = "cases_child", "cases_case", "cases_caseload"
    for table, keys, fixed in (
        (child, ("id",), {"identity_number": "NULL"}),
        (case, ("id", "child_id"), {"reference": "'K-' || upper(substr(md5(old.id::text || n), 1, 7))"}),
        (load, ("id", "content_object_id"), {}),
        ("cases_involvement", ("id", "case_id"), {}),
    ):
        columns = [
            f.column for f in next(m for m in apps.get_models() if m._meta.db_table == table)._meta.concrete_fields
        ]
        values = [fixed.get(c) or (_key(c) if c in keys else f'old."{c}"') for c in columns]
        named = ", ".join(f'"{c}"' for c in columns)
        database.execute(
            f"INSERT INTO {table} ({named}) SELECT {', '.join(values)} FROM {table} old, "
            f"generate_series({100 + first}, {100 + last}) n ON CONFLICT DO NOTHING"
        )


def _copied(field, models) -> str:
    mine = field.primary_key or (field.is_relation and field.related_model in models)
    return _key(field.column) if mine else f'old."{field.column}"'


def _key(column: str) -> str:
    return f"md5(old.\"{column}\"::text || '/' || n)::uuid"


def test_ten_more_cost_no_question_more(transactional_db):
    name = connection.settings_dict["NAME"]
    with psycopg.connect(services.superuser_url(name), autocommit=True) as database:
        pages = [(address, address.example(database)) for address in addresses()]
        _grow(database, *FEW)
        before = {(v.path, v.who): v for v in _look(pages)}
        _grow(database, *MANY)
        after = {
            (v.path, v.who): v for v in _look([page for page in pages if page[1] in {path for path, _who in before}])
        }
        assert before.keys() == after.keys()
        more = [_difference(old, after[who]) for who, old in before.items() if len(after[who].reads) > _allowed(old)]
        assert not more, "\n".join(more)


def _allowed(old) -> int:
    asked_for, _reason = ONCE_MORE.get(old.address.name, (0, ""))
    return len(old.reads) + asked_for


def _grow(database, first, last):
    with database.transaction():
        database.execute("SET LOCAL session_replication_role = replica")
        multiply(database, first, last)
        multiply_cases(database, first, last)
    database.execute("ANALYZE")


def _look(pages):
    for who in LOOKERS:
        for address, path in pages:
            seen = visit(address, path, who)
            if seen.status == 200:
                yield seen


def _difference(old, new) -> str:
    more = [s for s in new.reads if new.reads.count(s) > old.reads.count(s)]
    return (
        f"{new.path} as {new.who}: {len(old.reads)} questions, and {len(new.reads)} with ten more of everything:\n"
        + "\n".join(s[:300] for s in more)
    )
