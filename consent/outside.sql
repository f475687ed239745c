-- A signal about a protected child that the unit deals with outside Kring: what was written is taken away, once and for
-- good, by who takes in the unit's signals, as long as no case carries it. Otherwise what somebody wrote stands as it is:
-- the web has the right to blank the words and, by this trigger and a constraint of the table, no right to change them.
-- Of a child that has been marked as protected the signal's name is exchanged for the mask, and nothing else of the words.
SET ROLE kring_law;
CREATE FUNCTION law.words_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.outside_at IS NULL AND NEW.outside_at IS NOT NULL THEN
    RETURN NEW;
  END IF;
  IF (NEW.child_class, NEW.identity_number, NEW.birth_year IS NULL) = ('', '', true)
     AND (NEW.seen, NEW.since, NEW.tried, NEW.child_knows, NEW.guardians_know, NEW.knows_more)
       = (OLD.seen, OLD.since, OLD.tried, OLD.child_knows, OLD.guardians_know, OLD.knows_more)
     AND NEW.outside_at IS NULL AND NEW.outside_by_id IS NULL
     AND EXISTS (SELECT FROM cases_case c JOIN cases_child k ON k.id = c.child_id
                  WHERE c.id = OLD.case_id AND k.protected_code <> ''
                    AND NEW.child_name = 'Skyddad person, ' || k.protected_code) THEN
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
