-- A signal about a protected child that the unit deals with outside Kring: what was written is taken away, once and for
-- good, by who takes in the unit's signals, as long as no case carries it. Otherwise what somebody wrote stands as it is:
-- the web has the right to blank the words and, by this trigger and a constraint of the table, no right to change them.
SET ROLE kring_law;
CREATE FUNCTION law.words_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.outside_at IS NULL AND NEW.outside_at IS NOT NULL THEN
    RETURN NEW;
  END IF;
  RAISE insufficient_privilege USING MESSAGE = 'A signal is not rewritten.';
END $$;
RESET ROLE;

CREATE TRIGGER words_stand BEFORE UPDATE OF child_name, child_class, birth_year, identity_number, seen, since, tried,
  child_knows, guardians_know, knows_more, outside_at, outside_by_id
  ON cases_concern FOR EACH ROW EXECUTE FUNCTION law.words_stand();

GRANT UPDATE (child_name, child_class, birth_year, identity_number, seen, since, tried, child_knows, guardians_know,
  knows_more, outside_at, outside_by_id) ON cases_concern TO kring_web;
