-- The database's roles, and the database: run once as a superuser by psql, wherever Kring is installed.
--
--   KRING_OWNER_PASSWORD=… KRING_WEB_PASSWORD=… KRING_SEAL_PASSWORD=… KRING_BACKUP_PASSWORD=… \
--     psql -d postgres -f config/roles.sql
--
-- It may be run again: then it only sets the passwords and the settings anew.
\set ON_ERROR_STOP on
\set database kring
\getenv database KRING_DATABASE
\getenv owner_password KRING_OWNER_PASSWORD
\getenv web_password KRING_WEB_PASSWORD
\getenv seal_password KRING_SEAL_PASSWORD
\getenv backup_password KRING_BACKUP_PASSWORD
-- A password must not end in the server's log, should something below fail.
SET log_min_error_statement = 'panic';
SET log_statement = 'none';

-- kring_owner migrates and raises the fence; it owns every table, and forced row security holds it too.
-- kring_web is what web and workers log in as: it owns nothing and goes round nothing.
-- kring_law cannot log in: it owns the views of the law and reads who may see what, never what it says.
-- kring_seal reads the log of who saw what and adds seals to it, and nothing else.
-- kring_backup reads past the fence, for dumps and for nothing else.
SELECT format('CREATE ROLE %I', role) FROM unnest(ARRAY['kring_owner', 'kring_web', 'kring_law', 'kring_seal', 'kring_backup']) role
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) \gexec
ALTER ROLE kring_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
ALTER ROLE kring_web LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT PASSWORD :'web_password';
ALTER ROLE kring_law NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
ALTER ROLE kring_seal LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT PASSWORD :'seal_password';
ALTER ROLE kring_backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS PASSWORD :'backup_password';
-- The owner can turn into it, to raise the fence, but does not inherit: the law's policies are not the owner's to see by.
GRANT kring_law TO kring_owner WITH INHERIT FALSE, SET TRUE, ADMIN FALSE;
GRANT pg_read_all_data TO kring_backup;
ALTER ROLE kring_backup SET default_transaction_read_only = on;

-- A failing statement holds what somebody wrote about a child, and so may its error's text and detail
-- ("Key (…)=(…) already exists"): the server's log gets neither. The application logs the code of the error.
SELECT format('ALTER ROLE %I SET %s', role, setting)
FROM unnest(ARRAY['kring_web', 'kring_owner', 'kring_seal', 'kring_backup']) role,
     unnest(ARRAY['log_min_error_statement = ''panic''', 'log_min_messages = ''fatal''', 'log_statement = ''none''',
                  'log_min_duration_statement = -1', 'log_parameter_max_length = 0',
                  'log_parameter_max_length_on_error = 0', 'log_error_verbosity = ''terse''']) setting \gexec
-- Nothing a person waits for takes so long, and nobody may hold a lock by going home.
ALTER ROLE kring_web SET statement_timeout = '30s';
ALTER ROLE kring_web SET idle_in_transaction_session_timeout = '60s';
-- The policies make large plans of short statements: planned once for each connection (they ask who is asking while
-- they run, never while they are planned), and never compiled.
ALTER ROLE kring_web SET plan_cache_mode = 'force_generic_plan';
ALTER ROLE kring_web SET jit = off;

-- The collation is built into PostgreSQL: the same order on every machine, and no index breaks with a new library.
SELECT format('CREATE DATABASE %I OWNER kring_owner TEMPLATE template0 ENCODING ''UTF8'' LOCALE_PROVIDER builtin BUILTIN_LOCALE ''C.UTF-8'' LOCALE ''C''', :'database')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO kring_web, kring_seal, kring_backup;
