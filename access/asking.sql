-- Who is asking, as the policies read it. access/actor.py sets these for one transaction; unset, they are null
-- and every comparison with them fails.
SET ROLE kring_law;
DROP SCHEMA IF EXISTS law CASCADE;
RESET ROLE;
CREATE SCHEMA law AUTHORIZATION kring_law;
SET ROLE kring_law;
GRANT USAGE ON SCHEMA law TO kring_web, kring_owner;

CREATE FUNCTION law.asking_membership() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('kring.membership', true), '')::uuid $$;
CREATE FUNCTION law.asking_worker() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('kring.worker', true), '')::uuid $$;
CREATE FUNCTION law.asking_unit() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('kring.unit', true), '')::uuid $$;
CREATE FUNCTION law.asking_agency() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('kring.agency', true), '')::uuid $$;
-- The asker, and the colleagues of the same unit that the asker stands in for.
CREATE FUNCTION law.asking_workers() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT string_to_array(NULLIF(current_setting('kring.workers', true), ''), ',')::uuid[] $$;
CREATE FUNCTION law.asking_memberships() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT string_to_array(NULLIF(current_setting('kring.memberships', true), ''), ',')::uuid[] $$;
-- The right to protected names ends by itself, in the middle of a transaction too (agencies/protected.sql).
CREATE FUNCTION law.asking_has(role text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT role = ANY (string_to_array(COALESCE(current_setting('kring.roles', true), ''), ','))
          AND (role <> 'PROTECTED' OR COALESCE(
            statement_timestamp() < NULLIF(current_setting('kring.protected_until', true), '')::timestamptz, false)) $$;
-- What is written as done now is done now: nobody dates an act back. (The minute is for two machines' clocks.)
CREATE FUNCTION law.is_now(at timestamptz) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT at BETWEEN statement_timestamp() - interval '1 minute' AND statement_timestamp() + interval '1 minute' $$;
RESET ROLE;
