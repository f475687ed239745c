"""Whether the fence stands as it was raised, or what of it somebody has dropped, loosened, replaced or added by hand.

What stands is kept as a list of names with a hash each, as the comment on the schema `law`: only that schema's owner,
the law's own role, can write it, a copy of the database has it too, and it is read in one row.
"""

from django.db import transaction

# One row a thing: its name, and the first 16 digits of the SHA-256 of all that it says. Names are written in full, so
# that it is the same for whoever asks. What an extension brings is not the fence's.
STANDING = """
WITH theirs AS (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), relation AS (
  SELECT c.oid, n.nspname || '.' || c.relname AS name, c.relkind, c.relacl, c.reloptions
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname IN ('public', 'law') AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
     AND NOT EXISTS (SELECT FROM theirs d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid)
), routine AS (
  SELECT n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name, p.proacl,
         concat_ws(' ', p.prorettype::regtype, p.provolatile, p.prosecdef, p.proowner::regrole, p.proconfig, p.prosrc)
           AS says
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE n.nspname IN ('public', 'law')
     AND NOT EXISTS (SELECT FROM theirs d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid)
), given AS (
  SELECT name, '' AS part, relacl AS acl FROM relation
  UNION ALL
  SELECT r.name, a.attname, a.attacl FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid
   WHERE a.attacl IS NOT NULL
  UNION ALL
  SELECT name, '', proacl FROM routine
  UNION ALL
  SELECT nspname, '', nspacl FROM pg_namespace WHERE nspname IN ('public', 'law')
), thing AS (
  SELECT 'policy ' || p.polname || ' on ' || r.name AS name, concat_ws(' ', p.polcmd, p.polpermissive,
           ARRAY(SELECT o.rolname FROM pg_roles o WHERE o.oid = ANY (p.polroles) ORDER BY 1),
           'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)) AS says
    FROM pg_policy p JOIN relation r ON r.oid = p.polrelid
  UNION ALL
  SELECT 'view ' || name, concat_ws(' ', reloptions, pg_get_viewdef(oid)) FROM relation WHERE relkind IN ('v', 'm')
  UNION ALL
  SELECT 'function ' || name, says FROM routine
  UNION ALL
  SELECT 'trigger ' || t.tgname || ' on ' || r.name, concat_ws(' ', t.tgenabled, pg_get_triggerdef(t.oid))
    FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
  UNION ALL
  SELECT 'grants on ' || g.name, string_agg(concat_ws(' ', g.part, o.rolname, a.privilege_type, a.is_grantable), ','
           ORDER BY g.part, o.rolname, a.privilege_type)
    FROM given g CROSS JOIN LATERAL aclexplode(g.acl) a LEFT JOIN pg_roles o ON o.oid = a.grantee
   WHERE a.grantee = 0 OR o.rolname IN ('kring_web', 'kring_law', 'kring_seal') GROUP BY g.name
)
SELECT name, left(encode(sha256(convert_to(says, 'UTF8')), 'hex'), 16) FROM thing
"""
KEPT = "SELECT obj_description(to_regnamespace('law'), 'pg_namespace')"
KEEP = """
SET LOCAL ROLE kring_law;
DO $$ BEGIN EXECUTE format('COMMENT ON SCHEMA law IS %L', current_setting('fence.standing')); END $$;
RESET ROLE;
"""


def what_stands(cursor) -> dict[str, str]:
    """Each thing that the fence is made of now, and the hash of what it says. Works for every login."""
    with transaction.atomic():
        cursor.execute("SELECT current_setting('search_path'), set_config('search_path', 'pg_catalog', true)")
        path = cursor.fetchone()[0]
        cursor.execute(STANDING)
        found = dict(cursor.fetchall())
        cursor.execute("SELECT set_config('search_path', %s, true)", [path])
    return found


def keep(cursor) -> None:
    """Remember what stands, as the owner and in the transaction that has raised it."""
    told = "\n".join(f"{name}={says}" for name, says in sorted(what_stands(cursor).items()))
    cursor.execute("SELECT set_config('fence.standing', %s, true)", [told])
    cursor.execute(KEEP)


def altered(cursor) -> list[str]:
    """What is other than when the fence was raised, a sentence each; empty when all stands."""
    cursor.execute(KEPT)
    (told,) = cursor.fetchone()
    if not told:
        return ["nothing tells what the fence should be: migrate raises it"]
    kept, stands = dict(line.rsplit("=", 1) for line in told.splitlines()), what_stands(cursor)
    other = sorted(name for name in kept.keys() | stands.keys() if kept.get(name) != stands.get(name))
    return [f"the fence is not as it was raised: {name} {_how(name, kept, stands)}" for name in other]


def _how(name, kept, stands) -> str:
    is_, says = ("are", "say") if name.startswith("grants") else ("is", "says")
    if name not in stands:
        return f"{is_} gone"
    return f"{says} something else" if name in kept else f"{is_} new"
