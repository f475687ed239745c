"""What every login may touch, said to the database after each migration."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from access.guarded import pen, unasked
from access.standing import altered, keep

WEB, LAW = "kring_web", "kring_law"

# Tables that hold nothing about a child: (privileges, why they need no fence).
OPEN = {
    "django_session": (
        "SELECT, INSERT, UPDATE, DELETE",
        "a session holds a membership's id and times, no child",
    ),
    "django_content_type": ("SELECT", "names of models"),
    "auth_permission": ("SELECT", "names of permissions, for the caseload's one"),
    "agencies_area": ("SELECT", "names of areas"),
}

# Tables that nobody but the owner touches.
CLOSED = {
    "django_migrations": "read by the owner's migrations only",
    "auth_group": "unused: roles are held by memberships",
    "auth_group_permissions": "unused",
    "agencies_worker_groups": "unused",
    "agencies_worker_user_permissions": "unused",
    "guardian_userobjectpermission": "unused: Caseload has direct keys",
    "guardian_groupobjectpermission": "unused",
}

LOWER = """
DO $$ DECLARE p record; BEGIN
  FOR p IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP POLICY %I ON %I', p.policyname, p.tablename);
  END LOOP;
END $$;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, kring_web, kring_law, kring_seal;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, kring_web, kring_law, kring_seal;
DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT attrelid::regclass AS t, attname AS a FROM pg_attribute
           JOIN pg_class ON pg_class.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace
           WHERE n.nspname = 'public' AND relkind IN ('r', 'p') AND attacl IS NOT NULL LOOP
    EXECUTE format('REVOKE ALL (%I) ON %s FROM PUBLIC, kring_web, kring_law, kring_seal', c.a, c.t);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC, kring_web, kring_law, kring_seal;
GRANT USAGE ON SCHEMA public TO kring_web, kring_law, kring_seal;
"""

TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY 1
"""

# One row a fault. `%(open)s` are the tables listed above as open.
FAULTS = {
    "the login is a superuser, may bypass row security or may create roles": """
        SELECT rolname FROM pg_roles WHERE rolname = current_user
        AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)""",
    "the login may become another role": """
        SELECT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
        JOIN pg_roles me ON me.oid = m.member WHERE me.rolname = current_user""",
    "the login owns a table": "SELECT tablename FROM pg_tables WHERE tableowner = current_user",
    "a table can be read without a forced fence": """
        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> ALL (%(open)s)
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
        AND (has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE')
             OR has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE'))""",
    "a table may be emptied": """
        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
        AND has_table_privilege(c.oid, 'TRUNCATE, REFERENCES, TRIGGER')""",
    "a privilege has no policy": """
        SELECT c.relname || ' ' || v.verb FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) AS v(verb)
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> ALL (%(open)s)
        AND (has_table_privilege(c.oid, v.verb)
             OR v.verb <> 'DELETE' AND has_any_column_privilege(c.oid, v.verb))
        AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname
                        AND p.permissive = 'PERMISSIVE' AND p.cmd IN (v.verb, 'ALL')
                        AND 'kring_web' = ANY (p.roles))""",
    "no table is fenced at all": """
        SELECT 'public' WHERE NOT EXISTS (SELECT FROM pg_policies WHERE 'kring_web' = ANY (roles))""",
    "a policy speaks to others than the web and the law": """
        SELECT tablename || ' ' || policyname FROM pg_policies
        WHERE schemaname = 'public' AND NOT roles <@ ARRAY['kring_web', 'kring_law']::name[]
        AND NOT (roles = ARRAY['kring_seal']::name[] AND tablename IN ('access_trail', 'access_seal'))""",
    "the log or its seals can be changed": """
        SELECT relname || ' ' || privilege_type FROM (
          SELECT oid, relowner, relname, relacl FROM pg_class
          UNION ALL SELECT c.oid, relowner, relname, attacl FROM pg_class c JOIN pg_attribute ON attrelid = c.oid
        ) held CROSS JOIN LATERAL aclexplode(relacl) given
        WHERE oid = ANY (ARRAY(SELECT to_regclass('public.access_' || kept) FROM unnest(
               ARRAY['trail', 'seal', 'draw', 'sample', 'signoff']) AS kept)) AND grantee <> relowner
        AND (privilege_type NOT IN ('SELECT', 'INSERT')
             OR grantee <> 'kring_seal'::regrole AND relname = 'access_seal'
             OR grantee = 'kring_seal'::regrole AND privilege_type = 'INSERT' AND relname = 'access_trail')
        UNION ALL
        SELECT 'no trigger ' || name || ' ' || relation FROM (VALUES
          ('access_trail', 'never_changed'), ('access_trail', 'written_in'),
          ('access_seal', 'never_changed'), ('access_draw', 'never_changed'), ('access_sample', 'never_changed'),
          ('access_signoff', 'never_changed')) AS needed(relation, name)
        WHERE NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = to_regclass('public.' || relation)
                          AND tgname = name AND tgenabled IN ('O', 'A'))""",
    "the seal's login can do more than read the log and seal it": """
        SELECT rolname FROM pg_roles r WHERE rolname = 'kring_seal'
        AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
             OR EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid))
        UNION ALL
        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('public', 'law') AND c.relkind IN ('r', 'p', 'v', 'm')
        AND c.relname NOT IN ('access_trail', 'access_seal')
        AND (has_table_privilege('kring_seal', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
             OR has_any_column_privilege('kring_seal', c.oid, 'SELECT, INSERT, UPDATE'))""",
    "the law's own role can do more than read": """
        SELECT rolname FROM pg_roles r WHERE rolname = 'kring_law'
        AND (rolsuper OR rolbypassrls OR rolcanlogin OR EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid))""",
    "the law's schema holds something that is not the law's": """
        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'law' AND (c.relkind <> 'v' OR pg_get_userbyid(c.relowner) <> 'kring_law')""",
    "a view or function goes round the fence": """
        SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'law')
        AND (c.relkind = 'm' OR NOT COALESCE(c.reloptions @> ARRAY['security_invoker=true'], false))
        UNION ALL
        SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')""",
}


def law_text(path: str) -> str:
    """A file of settings.FENCE with the ages of settings.AGES in place of their names, as `:age_needed`."""
    text = (settings.ROOT / path).read_text(encoding="utf-8")
    for name, age in settings.AGES.items():
        text = text.replace(f":age_{name}", str(age.years))
    return text


def raise_fence() -> None:
    """Take every privilege back, then give each table's, its policies first; and keep what then stands.

    Runs as the owner in one transaction: either the whole fence stands or the old one does. A table that no
    file of settings.FENCE mentions is fenced with no policy and no privilege, so the web cannot read it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOWER)
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            if table not in OPEN and table not in CLOSED:
                cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY')
        for path in settings.FENCE:
            cursor.execute(law_text(path))
        for table, (privileges, _why) in OPEN.items():
            if table in tables:
                cursor.execute(f'GRANT {privileges} ON "{table}" TO {WEB}')
        keep(cursor)


def lower_fence() -> None:
    """Take every privilege back and give none, as the owner: all rows are closed to every other login."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOWER)


def after_migrate(**_rest) -> None:
    """Raise the fence again whenever migrations have run, so that a new table never stands outside it.

    The law reads the tables of every app, so it can be said of a whole schema only: one that has a table for each
    model that is installed. On a half one, on the way down or up, every privilege is taken back, and nobody but the
    owner reads anything until the rest of the migrations have run.
    """
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = {name for (name,) in cursor.fetchall()}
    needed = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    if needed <= tables:
        raise_fence()
    else:
        lower_fence()


def faults() -> list[str]:
    """What is wrong with the walls as this login meets them; empty when they stand."""
    found = []
    with connection.cursor() as cursor:
        for what, query in FAULTS.items():
            cursor.execute(query, {"open": list(OPEN)})
            found += [f"{what}: {row[0]}" for row in cursor.fetchall()]
        return found + _other_ages(cursor) + altered(cursor)


def _other_ages(cursor) -> list[str]:
    """A fault when the ages that the law reads are not those of the settings: then the fence must be raised anew."""
    cursor.execute("SELECT to_regclass('law.age'), has_table_privilege(to_regclass('law.age'), 'SELECT')")
    view, may_read = cursor.fetchone()
    if view is None:
        return ["the law knows no ages: migrate raises the fence"]
    if not may_read:  # the tables' owner, whose faults are told above
        return []
    cursor.execute("SELECT no_needs_reason, needed, asked_alone FROM law.age")
    said = cursor.fetchone()
    ours = tuple(settings.AGES[name].years for name in ("no_needs_reason", "needed", "asked_alone"))
    return [] if said == ours else [f"the law's ages are others than the settings': {', '.join(map(str, said))}"]


@contextmanager
def lowered() -> Iterator[None]:
    """One transaction in which the owner sees and writes every row: for migrations and the demo town only.

    Works for the tables' owner alone; for any other login the first statement fails. The fence is forced
    again before the transaction ends, and nobody else sees the rows or the lowering until then.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall() if name not in OPEN and name not in CLOSED]
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
        with pen(), unasked():
            yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
