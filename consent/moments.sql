-- WHEN IT WAS DONE
--
-- A decision, a review, a signature, an act of showing and a taking back bear the moment at which they are written: nobody
-- dates one back to before a deadline, a question or a reading, nor ahead of it. (When a conversation was, and when an
-- answer was given on paper, is a date of its own, which whoever writes it says.)

CREATE POLICY moment ON consent_openingreview AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (law.is_now(reviewed_at));
CREATE POLICY moment ON access_signoff AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (law.is_now(signed_at));
CREATE POLICY moment ON access_reply AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (law.is_now(replied_at));
CREATE POLICY moment ON consent_sharedecision AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (law.is_now(decided_at));
CREATE POLICY moment ON consent_decision AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (law.is_now(decided_at));
CREATE POLICY moment ON consent_withdrawal AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (law.is_now(withdrawn_at));
CREATE POLICY moment ON consent_disclosure AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (law.is_now(disclosed_at));
CREATE POLICY moment ON consent_journalcopy AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (law.is_now(copied_at));
CREATE POLICY moment ON consent_spoken AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (law.is_now(told_at));
CREATE POLICY moment ON consent_scan AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (law.is_now(added_at));
CREATE POLICY moment ON consent_postponement AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (law.is_now(decided_at));

-- WHAT HAS CLOSED AT EIGHTEEN STAYS CLOSED
--
-- A birthday that is set later, or taken away, would open what closed on the day the child came of age. So it is refused for
-- as long as there is such a line. A slip of the pen is mended all the same: any day that leaves those lines closed is taken,
-- and when what was said before that day has been taken back, or its time has run out, any day at all.

SET ROLE kring_law;
-- Whether a consent given then is closed by the age of somebody born on that day.
CREATE FUNCTION law.outgrown(given_at timestamptz, born_on date) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT COALESCE(given_at < law.comes_of_age(born_on, a.asked_alone)
                  AND law.comes_of_age(born_on, a.asked_alone) <= statement_timestamp(), false) FROM law.age a $$;
-- Children whose family my unit answers for, and when what their age alone has closed was said.
CREATE VIEW law.grown_out WITH (security_barrier) AS
  SELECT c.child_id, k.given_at FROM law.standing_line g JOIN cases_case c ON c.id = g.case_id
    JOIN consent_consent k ON k.id = g.consent_id JOIN cases_child y ON y.id = c.child_id
   WHERE c.child_id = ANY (ARRAY(SELECT child_id FROM law.family)) AND law.outgrown(k.given_at, y.born_on);
GRANT SELECT ON law.grown_out TO kring_web;

CREATE FUNCTION law.age_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM law.grown_out o WHERE o.child_id = OLD.id AND NOT law.outgrown(o.given_at, NEW.born_on)) THEN
    RAISE insufficient_privilege USING MESSAGE = 'What closed when the child came of age does not open again.';
  END IF;
  RETURN NEW;
END $$;
RESET ROLE;

CREATE TRIGGER age_stands BEFORE UPDATE OF born_on ON cases_child
  FOR EACH ROW WHEN (current_user = 'kring_web' AND OLD.born_on IS NOT NULL AND NEW.born_on IS DISTINCT FROM OLD.born_on)
  EXECUTE FUNCTION law.age_stands();
