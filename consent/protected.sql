-- PROTECTED IDENTITY (skyddade personuppgifter: OSL 22:1 and 21:3 a, FolkL 16 §)
--
-- Whoever works on the child in the unit that began the work marks it, when the child, a guardian, a sibling or somebody
-- else in the family lives with protected personal data: which of them is kept nowhere. The web writes the code alone;
-- what follows is done here, in the same statement, so that no mark is half done. The names go apart, to the few with
-- the right; number, year and class go, and so does all by which the family could be reached. The mark is not taken away
-- here, and contact data of a marked child's family is refused, whoever writes it. (Meetings: coordination/protected.sql.)

-- The names are put apart by who marks, and are that one's no longer: reading them takes the right.
CREATE POLICY pen ON cases_protectedname FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND child_id = ANY (ARRAY(SELECT child_id FROM law.family)));
GRANT INSERT ON cases_protectedname TO kring_web;
-- What another unit's lead has written of the family is masked with the rest: who marks may do that to it, and no more.
CREATE POLICY shield ON cases_relative FOR UPDATE TO kring_web
  USING (child_id = ANY (ARRAY(SELECT child_id FROM law.family)) AND child_id IN (SELECT child_id FROM law.own_child))
  WITH CHECK (child_id IN (SELECT child_id FROM law.own_child) AND phone = '' AND email = '' AND reach = ''
    AND name ~ '^(Vårdnadshavare|Närstående)( [0-9]+)? \(skyddad\)$');
GRANT UPDATE (protected_code) ON cases_child TO kring_web;

SET ROLE kring_law;
CREATE FUNCTION law.mark_hides() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE others text;
BEGIN
  IF NEW.protected_code = OLD.protected_code THEN
    RETURN NEW;
  END IF;
  IF OLD.protected_code <> '' THEN
    RAISE insufficient_privilege USING MESSAGE = 'A mark of protected identity stands.';
  END IF;
  WITH numbered AS (
    SELECT id, name, CASE WHEN has_custody THEN 'Vårdnadshavare' ELSE 'Närstående' END || ' '
           || row_number() OVER (ORDER BY has_custody DESC, name, id) || ' (skyddad)' AS mask
      FROM cases_relative WHERE child_id = OLD.id
  ), masked AS (
    UPDATE cases_relative r SET name = n.mask, phone = '', email = '', reach = '', version = r.version + 1
      FROM numbered n WHERE r.id = n.id RETURNING n.mask, n.name
  ) SELECT COALESCE(string_agg(concat(mask, ': ', name), E'\n' ORDER BY mask), '') INTO others FROM masked;
  INSERT INTO cases_protectedname (id, child_id, unit_id, given_name, family_name, others, born_on)
    VALUES (gen_random_uuid(), OLD.id, OLD.unit_id, OLD.given_name, OLD.family_name, others, OLD.born_on);
  NEW.protected_at := statement_timestamp();
  NEW.given_name := ''; NEW.family_name := ''; NEW.school_class := '';
  NEW.identity_kind := ''; NEW.identity_number := NULL; NEW.born_on := NULL; NEW.birth_year := NULL;
  RETURN NEW;
END $$;

-- The signals that the child's cases carry keep what was seen, under the mask.
CREATE FUNCTION law.mark_masks_signals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.protected_code = '' AND NEW.protected_code <> '' THEN
    UPDATE cases_concern
       SET child_name = 'Skyddad person, ' || NEW.protected_code, child_class = '', birth_year = NULL, identity_number = ''
     WHERE case_id IN (SELECT c.id FROM cases_case c WHERE c.child_id = NEW.id);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION law.family_is_masked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (NEW.phone = '' AND NEW.email = '' AND NEW.reach = ''
          AND NEW.name ~ '^(Vårdnadshavare|Närstående)( [0-9]+)? \(skyddad\)$')
     AND EXISTS (SELECT FROM cases_child WHERE id = NEW.child_id AND protected_code <> '') THEN
    RAISE check_violation USING MESSAGE = 'Nothing by which a protected child''s family is known or reached is kept.';
  END IF;
  RETURN NEW;
END $$;
RESET ROLE;

CREATE TRIGGER mark_hides BEFORE UPDATE OF protected_code ON cases_child
  FOR EACH ROW EXECUTE FUNCTION law.mark_hides();
CREATE TRIGGER mark_masks_signals AFTER UPDATE OF protected_code ON cases_child
  FOR EACH ROW EXECUTE FUNCTION law.mark_masks_signals();
CREATE TRIGGER family_is_masked BEFORE INSERT OR UPDATE ON cases_relative
  FOR EACH ROW EXECUTE FUNCTION law.family_is_masked();
