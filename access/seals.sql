-- The log is added to and never changed, and one login of its own seals it: it reads the lines, adds seals, and can
-- do nothing else. Neither web nor law touches a seal.

-- Which transaction wrote a line, so that lines are sealed once no older transaction is open (access/seals.py). It is
-- set here and not by whoever inserts, so that no line can claim another.
CREATE OR REPLACE FUNCTION public.trail_written_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.written_in := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER written_in BEFORE INSERT ON access_trail
  FOR EACH ROW EXECUTE FUNCTION public.trail_written_in();

-- Privileges hold the logins; this holds the owner as well.
CREATE OR REPLACE FUNCTION public.trail_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The log is added to and never changed.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON access_trail
  FOR EACH STATEMENT EXECUTE FUNCTION public.trail_is_never_changed();
CREATE OR REPLACE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON access_seal
  FOR EACH STATEMENT EXECUTE FUNCTION public.trail_is_never_changed();

CREATE POLICY seal ON access_trail FOR SELECT TO kring_seal USING (true);
GRANT SELECT ON access_trail TO kring_seal;
CREATE POLICY sight ON access_seal FOR SELECT TO kring_seal USING (true);
CREATE POLICY pen ON access_seal FOR INSERT TO kring_seal WITH CHECK (made_at = statement_timestamp());
GRANT SELECT, INSERT ON access_seal TO kring_seal;
