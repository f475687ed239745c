-- PROTECTED IDENTITY, around meetings (the mark itself: consent/protected.sql)
--
-- With the mark, every link to the child's meetings dies, and with it each letter that waits to carry one; the places,
-- the addresses and the family's names there are blanked, and from then on each is told by word of mouth. None of it is
-- taken in again. Who marks need not lead the meetings: in the unit that began the work they may blank, and no more.
SET ROLE kring_law;
CREATE VIEW law.shielded WITH (security_barrier) AS
  SELECT c.id AS case_id FROM cases_case c JOIN cases_child k ON k.id = c.child_id
   WHERE k.protected_code <> '' AND c.unit_id = (SELECT law.asking_unit())
     AND c.child_id = ANY (ARRAY(SELECT child_id FROM law.family));
GRANT SELECT ON law.shielded TO kring_web;

CREATE FUNCTION law.mark_silences() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.protected_code = '' AND NEW.protected_code <> '' THEN
    UPDATE coordination_address SET email = '' WHERE case_id IN (SELECT case_id FROM law.shielded);
    UPDATE coordination_invitation i SET via = 'TOLD', serial = i.serial + 1,
           name = COALESCE((SELECT r.name FROM cases_relative r WHERE r.id = i.relative_id), i.name)
     WHERE i.case_id IN (SELECT case_id FROM law.shielded);
    UPDATE coordination_meeting SET place = '', sequence = sequence + 1
     WHERE case_id IN (SELECT case_id FROM law.shielded) AND place <> '';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION law.nothing_leads_there() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM cases_case c JOIN cases_child k ON k.id = c.child_id
              WHERE c.id = NEW.case_id AND k.protected_code <> '') THEN
    RAISE check_violation USING MESSAGE = 'Nothing that leads to a protected child is kept.';
  END IF;
  RETURN NEW;
END $$;

-- The name on an invitation is written when one is asked, and after that changed by the mark alone, to the family's mask.
CREATE FUNCTION law.name_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM law.shielded s WHERE s.case_id = NEW.case_id)
     OR NEW.name IS DISTINCT FROM (SELECT r.name FROM cases_relative r WHERE r.id = NEW.relative_id) THEN
    RAISE insufficient_privilege USING MESSAGE = 'The name on an invitation stands.';
  END IF;
  RETURN NEW;
END $$;

-- Whoever may blank and does not lead changes nothing but the columns that the mark blanks, and answers as anybody does
-- who is asked.
CREATE FUNCTION law.only_blanked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := to_jsonb(OLD);
  becomes jsonb := to_jsonb(NEW);
  blanked text[] := TG_ARGV[0]::text[];
BEGIN
  IF NOT EXISTS (SELECT FROM law.shielded WHERE case_id = OLD.case_id)
     OR EXISTS (SELECT FROM law.led WHERE case_id = OLD.case_id)
     OR EXISTS (SELECT FROM law.adrift WHERE meeting_id = COALESCE(was ->> 'meeting_id', was ->> 'id')::uuid) THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM law.asked_me WHERE invitation_id = OLD.id)
     AND COALESCE((becomes ->> 'noted_by_id')::uuid = (SELECT law.asking_membership()), true) THEN
    blanked := blanked || ARRAY['said', 'remark', 'answered_at', 'noted_by_id'];
  END IF;
  IF was - blanked IS DISTINCT FROM becomes - blanked THEN
    RAISE insufficient_privilege USING MESSAGE = 'Whoever marks a child as protected blanks, and changes nothing else.';
  END IF;
  RETURN NEW;
END $$;
RESET ROLE;

CREATE POLICY shield ON coordination_meeting FOR UPDATE TO kring_web
  USING (case_id = ANY (ARRAY(SELECT case_id FROM law.shielded)))
  WITH CHECK (case_id = ANY (ARRAY(SELECT case_id FROM law.shielded)) AND place = '');
CREATE POLICY shield ON coordination_invitation FOR UPDATE TO kring_web
  USING (case_id = ANY (ARRAY(SELECT case_id FROM law.shielded)))
  WITH CHECK (case_id = ANY (ARRAY(SELECT case_id FROM law.shielded)) AND via = 'TOLD');
CREATE POLICY shield ON coordination_address FOR UPDATE TO kring_web
  USING (case_id = ANY (ARRAY(SELECT case_id FROM law.shielded)))
  WITH CHECK (case_id = ANY (ARRAY(SELECT case_id FROM law.shielded)) AND email = '');
-- An UPDATE with a condition reads the row: the blanked address is that unit's to see, and nobody else's.
CREATE POLICY shielded ON coordination_address FOR SELECT TO kring_web
  USING (unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.shielded)));
GRANT UPDATE (name) ON coordination_invitation TO kring_web;

CREATE TRIGGER mark_silences AFTER UPDATE OF protected_code ON cases_child
  FOR EACH ROW EXECUTE FUNCTION law.mark_silences();
CREATE TRIGGER name_stands BEFORE UPDATE OF name ON coordination_invitation
  FOR EACH ROW WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION law.name_stands();
CREATE TRIGGER only_blanked BEFORE UPDATE ON coordination_meeting
  FOR EACH ROW WHEN (current_user = 'kring_web') EXECUTE FUNCTION law.only_blanked('{place,sequence}');
CREATE TRIGGER only_blanked BEFORE UPDATE ON coordination_invitation
  FOR EACH ROW WHEN (current_user = 'kring_web') EXECUTE FUNCTION law.only_blanked('{via,serial,name}');
CREATE TRIGGER no_place BEFORE INSERT OR UPDATE OF place ON coordination_meeting
  FOR EACH ROW WHEN (NEW.place <> '') EXECUTE FUNCTION law.nothing_leads_there();
CREATE TRIGGER no_address BEFORE INSERT OR UPDATE ON coordination_address
  FOR EACH ROW WHEN (NEW.email <> '') EXECUTE FUNCTION law.nothing_leads_there();
CREATE TRIGGER no_letter BEFORE INSERT OR UPDATE OF via ON coordination_invitation
  FOR EACH ROW WHEN (NEW.via <> 'TOLD') EXECUTE FUNCTION law.nothing_leads_there();
