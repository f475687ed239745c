-- WITHHELD FROM A GUARDIAN (12:3 OSL, domain.md 4.5)
--
-- That a record is not for a guardian, or for none of them, is decided by who works on the case in the unit that wrote it,
-- and stands until somebody there lifts it; the reason is read there alone. THAT a record is not for somebody is told to
-- everybody who reads it, in whatever version: to a unit that it has been shown to, in an emergency opening, and to the
-- registrar who takes it out, because each of them could hand it over. Whom it is about may be named by those alone who
-- see the family. Nobody else is told anything, and the family least.

GRANT SELECT (id, case_id, unit_id, record_id, relative_id, lifted_at) ON consent_withholding TO kring_law;
GRANT SELECT (corrects_id) ON cases_record TO kring_law;
GRANT SELECT (child_id, has_custody) ON cases_relative TO kring_law;
CREATE POLICY law ON consent_withholding FOR SELECT TO kring_law USING (true);

SET ROLE kring_law;

-- Guardians whom I may name, in cases I work on.
CREATE VIEW law.guardian WITH (security_barrier) AS
  SELECT c.id AS case_id, r.id AS relative_id FROM cases_case c JOIN cases_relative r ON r.child_id = c.child_id
   WHERE r.has_custody AND c.id = ANY (ARRAY(SELECT case_id FROM law.mine))
     AND r.child_id = ANY (ARRAY(SELECT child_id FROM law.family));

-- What I read now, at work, in an emergency opening or as a registrar; for the view below and for nobody to read.
CREATE VIEW law.legible WITH (security_barrier) AS
  SELECT r.id AS record_id, r.case_id FROM cases_record r
   WHERE r.case_id = ANY (ARRAY(SELECT case_id FROM law.mine)) AND (r.unit_id = (SELECT law.asking_unit())
      OR EXISTS (SELECT FROM law.door d WHERE d.case_id = r.case_id) AND EXISTS (SELECT FROM law.shown s WHERE s.record_id = r.id))
  UNION ALL
  SELECT r.id, r.case_id FROM cases_record r
   WHERE r.case_id = ANY (ARRAY(SELECT case_id FROM law.emergency)) AND (r.unit_id IN (SELECT unit_id FROM law.house)
      OR EXISTS (SELECT FROM law.emergency_shown s WHERE s.record_id = r.id))
  UNION ALL
  SELECT r.id, r.case_id FROM law.produced p JOIN cases_record r ON r.id = p.record_id;

-- Records that I read and that are not for a guardian, or (null) for none of them. A correction is kept from whom the
-- version before it was kept from, and the one before from whom the correction is.
CREATE VIEW law.not_for WITH (security_barrier) AS
  WITH RECURSIVE version (record_id, case_id, relative_id) AS (
    SELECT w.record_id, w.case_id, w.relative_id FROM consent_withholding w
     WHERE w.lifted_at IS NULL AND w.case_id = ANY (ARRAY(
       SELECT case_id FROM law.mine UNION ALL SELECT case_id FROM law.emergency
       UNION ALL SELECT r.case_id FROM law.produced p JOIN cases_record r ON r.id = p.record_id))
    UNION
    SELECT n.id, v.case_id, v.relative_id FROM version v JOIN LATERAL (
      SELECT id FROM cases_record WHERE corrects_id = v.record_id
      UNION ALL
      SELECT corrects_id FROM cases_record WHERE id = v.record_id AND corrects_id IS NOT NULL) n ON true)
  SELECT v.record_id, v.case_id, v.relative_id FROM version v
   WHERE EXISTS (SELECT FROM law.legible l WHERE l.record_id = v.record_id);

GRANT SELECT ON law.guardian, law.not_for TO kring_web;
RESET ROLE;

CREATE POLICY sight ON consent_withholding FOR SELECT TO kring_web USING (
  unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine)));
CREATE POLICY pen ON consent_withholding FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND decided_by_id = (SELECT law.asking_membership()) AND lifted_at IS NULL
  AND law.is_now(decided_at)
  AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
  AND EXISTS (SELECT FROM law.ours o WHERE o.record_id = consent_withholding.record_id
                AND o.case_id = consent_withholding.case_id)
  AND (relative_id IS NULL OR EXISTS (
    SELECT FROM law.guardian g
     WHERE g.case_id = consent_withholding.case_id AND g.relative_id = consent_withholding.relative_id)));
-- What has been lifted is not lifted again, and nothing else of it changes.
CREATE POLICY change ON consent_withholding FOR UPDATE TO kring_web
  USING (unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine)) AND lifted_at IS NULL)
  WITH CHECK (lifted_by_id = (SELECT law.asking_membership()) AND law.is_now(lifted_at));
GRANT SELECT, INSERT, UPDATE (lifted_at, lifted_by_id) ON consent_withholding TO kring_web;
